"""The steps that turn the files of an O*NET release into checked tables, one table at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from careerclusters.errors import DataError
from careerclusters.schema import TABLES
from careerclusters.schema.check import checked
from careerclusters.sources import _onet_tables as layouts
from careerclusters.sources._archive import Archive, FileRecord, sha256_of
from careerclusters.sources._onet_tables import Layout
from careerclusters.sources._text import LINE

__all__ = ["Part", "Reading"]

# Ranks and shares that repeat or detail the means.
_SCALES_LEFT_OUT = ("IH", "VH", "CXP", "CTP")


@dataclass(frozen=True)
class Part:
    """A table, or one domain of the ratings, and the files it was read from."""

    table: str
    domain: str
    files: tuple[FileRecord, ...]
    frame: pl.DataFrame = field(repr=False)


@dataclass
class Reading:
    """What has been read of a release so far."""

    archive: Archive
    version: str
    parts: list[Part] = field(default_factory=list)
    absent: list[tuple[str, str, str]] = field(default_factory=list)
    elements: list[pl.DataFrame] = field(default_factory=list)

    def needed(self, layout: Layout) -> pl.DataFrame:
        """Rows of all files of a table that no release may lack, typed.

        Raises
        ------
        DataError
            When the release lacks it.
        """
        frame = self.frame(layout)
        if frame is None:
            raise DataError(
                f"O*NET {self.version} ({self.archive.label}) lacks {layout.names[0]}",
                seen=f"{len(self.archive.members)} text files",
                todo="Use a complete release; fetch one with: careerclusters catalog fetch",
            )
        return frame

    def frame(self, layout: Layout) -> pl.DataFrame | None:
        """Rows of all files of a table, typed; None when absent, which is noted."""
        frames, records = [], []
        for name in layouts.find_files(self.archive, layout):
            content = self.archive.read(name)
            frame = layouts.read_layout(content, layout, file=name)
            frames.append(frame.with_columns(file=pl.lit(name)))
            records.append(FileRecord(name, sha256_of(content), len(content)))
        if not frames:
            self.absent.append((layout.table, layout.domain, layout.names[0]))
            return None
        whole = pl.concat(frames)
        self.parts.append(Part(layout.table, layout.domain, tuple(records), whole))
        return whole

    def scales(self) -> pl.DataFrame:
        """The scales of the release, checked."""
        frame = self.needed(layouts.SCALES)
        return self._keep(checked(frame, TABLES["scales"], file=_files(frame)))

    def rated(self, layout: Layout, scales: pl.DataFrame) -> None:
        """Ratings of one domain, and the elements they are about."""
        frame = self.frame(layout)
        if frame is not None:
            for (name,), rows in frame.group_by("file", maintain_order=True):
                layouts.without_cut_off(rows, file=str(name))
            _check_known(frame, scales)
            means = frame.filter(~pl.col("scale_id").is_in(_SCALES_LEFT_OUT))
            _check_range(means, scales)
            self._ratings(means, layout.domain)

    def education(self, scales: pl.DataFrame) -> None:
        """Shares per category as `education`, the ratings among them as ratings."""
        frame = self.frame(layouts.EDUCATION)
        if frame is None:
            self.absent[-1] = ("education", "", layouts.EDUCATION.names[0])
            return
        part = self.parts.pop()
        _check_known(frame, scales)
        _check_range(frame, scales)
        by_category = frame.filter(pl.col("category").is_not_null())
        if by_category.height:
            shares = by_category.with_columns(
                share=pl.col("value") / 100, standard_error=pl.col("standard_error") / 100
            )
            self.parts.append(Part("education", "", part.files, part.frame))
            self._keep(checked(shares, TABLES["education"], file=_files(frame)))
            self._name_elements(by_category, "education")
        rated = frame.filter(pl.col("category").is_null())
        if rated.height:
            self.parts.append(Part("ratings", "education", part.files, part.frame))
            self._ratings(rated, "education")

    def plain(self, layout: Layout) -> None:
        """A table that needs no more than names, types and checks."""
        frame = self.frame(layout)
        if frame is None:
            return
        if layout.table == "activities_detailed":
            frame = frame.group_by("code_onet", "dwa_id", maintain_order=True).agg(
                pl.col("task_id").n_unique().alias("n_tasks"), pl.col("file", LINE).first()
            )
        if layout.table == "interest_examples":
            self._name_elements(frame.filter(pl.col("interest_type") == "Basic"), "basic_interests")
        self._keep(checked(frame, TABLES[layout.table], file=_files(frame)))

    def titles(self) -> None:
        """Alternate titles and those that people reported, as one table."""
        found = [self.frame(layout) for layout in (layouts.TITLES, layouts.REPORTED_TITLES)]
        frames = [
            frame.select(
                "code_onet",
                "title",
                (pl.col("short_title") if "short_title" in frame.columns else pl.lit(None, pl.String)).alias(
                    "short_title"
                ),
                pl.lit(is_sample).alias("is_sample"),
                "file",
                LINE,
            )
            for frame, is_sample in zip(found, (False, True), strict=True)
            if frame is not None
        ]
        if not frames:
            return
        files = tuple(
            record for part in self.parts if part.table == "alternate_titles" for record in part.files
        )
        self.parts = [part for part in self.parts if part.table != "alternate_titles"]
        whole = pl.concat(frames)
        merged = whole.group_by("code_onet", "title", maintain_order=True).agg(
            pl.col("short_title").drop_nulls().first(),
            pl.col("is_sample").any(),
            pl.col("file", LINE).first(),
        )
        self.parts.append(Part("alternate_titles", "", files, whole))
        self._keep(checked(merged, TABLES["alternate_titles"], file=_files(whole)))

    def tables(self, occupations: pl.DataFrame) -> dict[str, pl.DataFrame]:
        """All tables; ratings and elements put together from their domains."""
        by_name: dict[str, list[pl.DataFrame]] = {}
        for part in self.parts:
            by_name.setdefault(part.table, []).append(part.frame)
        found = {name: frames[0] for name, frames in by_name.items() if name in TABLES and len(frames) == 1}
        if "ratings" in by_name:
            key = list(TABLES["ratings"].key)
            found["ratings"] = pl.concat(by_name["ratings"]).sort(key)
        if self.elements:
            elements = pl.concat(self.elements).unique("element_id", keep="first", maintain_order=True)
            found["elements"] = checked(elements, TABLES["elements"], file="the rated tables")
        found["occupations"] = self._occupations(occupations)
        known = found["occupations"]["code_onet"].implode()
        for name, frame in found.items():
            for column in ("code_onet", "related_code_onet"):
                _check_codes(frame, column, known, name=name, release=self.version)
        return found

    def _occupations(self, frame: pl.DataFrame) -> pl.DataFrame:
        skills = [part.frame["code_onet"] for part in self.parts if part.domain == "skills"]
        rated = pl.concat(skills).unique().implode() if skills else pl.Series([[]], dtype=pl.List(pl.String))
        whole = frame.with_columns(
            code_soc2018=pl.col("code_onet").str.slice(0, 7),
            is_rated=pl.col("code_onet").is_in(rated),
            is_residual=pl.col("title").str.ends_with("All Other"),
        )
        return checked(whole, TABLES["occupations"], file=_files(frame))

    def _ratings(self, frame: pl.DataFrame, domain: str) -> None:
        self._name_elements(frame, domain)
        self._keep(checked(frame, TABLES["ratings"], file=_files(frame)))

    def _name_elements(self, frame: pl.DataFrame, domain: str) -> None:
        named = frame.select("element_id", "element_name").unique(maintain_order=True)
        self.elements.append(named.with_columns(domain=pl.lit(domain)))

    def _keep(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Put the checked frame in place of what was read last."""
        last = self.parts[-1]
        self.parts[-1] = Part(last.table, last.domain, last.files, frame)
        return frame


def _files(frame: pl.DataFrame) -> str:
    return " and ".join(frame["file"].unique(maintain_order=True).to_list())


def _check_known(frame: pl.DataFrame, scales: pl.DataFrame) -> None:
    """Every scale is one that the release describes."""
    unknown = frame.filter(~pl.col("scale_id").is_in(scales["scale_id"].implode()).fill_null(False))
    if unknown.height:
        row = unknown.row(0, named=True)
        raise DataError(
            f"{row['file']}, line {row[LINE]}: the scale is not in Scales Reference.txt",
            seen=row["scale_id"],
            todo=f"Known scales: {', '.join(scales['scale_id'])}. Use all files of one release.",
        )


def _check_range(frame: pl.DataFrame, scales: pl.DataFrame) -> None:
    """Every value lies on its scale."""
    joined = frame.join(scales, on="scale_id", how="left", maintain_order="left")
    outside = joined.filter(~pl.col("value").is_between(pl.col("minimum"), pl.col("maximum")).fill_null(True))
    if outside.height:
        row = outside.row(0, named=True)
        raise DataError(
            f"{row['file']}, line {row[LINE]}, column value: outside scale {row['scale_id']}, "
            f"which goes from {row['minimum']:g} to {row['maximum']:g}",
            seen=f"{row['value']:g} ({outside.height} in all)",
            todo="Use the publisher's file as it is.",
        )


def _check_codes(frame: pl.DataFrame, column: str, known: pl.Series, *, name: str, release: str) -> None:
    if column not in frame.columns:
        return
    strange: Sequence[str] = frame.filter(~pl.col(column).is_in(known))[column].unique().sort().to_list()
    if strange:
        raise DataError(
            f"O*NET {release}: {name} names occupations that Occupation Data.txt lacks",
            seen=", ".join(strange[:5]),
            todo="Use all files of one release.",
        )
