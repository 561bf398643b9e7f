"""The labour market: pay, projections, industries, lenses, exposure, and figures of one's own."""

from __future__ import annotations

from careerclusters.labour.area import Area, area_of, areas, find_area
from careerclusters.labour.cluster import ClusterOutlook, cluster_outlook
from careerclusters.labour.departures import moves_leaving
from careerclusters.labour.exposure import MEASURES, agreement, exposure_of, exposures
from careerclusters.labour.figure import Figure
from careerclusters.labour.industries import clusters_in, find_industries, industries_of
from careerclusters.labour.lenses import LENSES, get_lens, lens_answers, lens_summary, lens_values
from careerclusters.labour.licences import Licence, licence_of, licensed_codes
from careerclusters.labour.local import LocalMarket, read_local
from careerclusters.labour.occupation import LabourMarket, labour_market

__all__ = [
    "LENSES",
    "MEASURES",
    "Area",
    "ClusterOutlook",
    "Figure",
    "LabourMarket",
    "Licence",
    "LocalMarket",
    "agreement",
    "area_of",
    "areas",
    "cluster_outlook",
    "clusters_in",
    "exposure_of",
    "exposures",
    "find_area",
    "find_industries",
    "get_lens",
    "industries_of",
    "labour_market",
    "lens_answers",
    "lens_summary",
    "lens_values",
    "licence_of",
    "licensed_codes",
    "moves_leaving",
    "read_local",
]
