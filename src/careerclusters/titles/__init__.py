"""From a job title, however people write it, to the occupation it stands for."""

from careerclusters.titles.index import TitleHit, TitleIndex

__all__ = ["TitleHit", "TitleIndex"]
