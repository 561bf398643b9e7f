"""Career clusters discovered from data: overlapping, with degrees, measured and explained."""

__version__ = "0.1.0"
