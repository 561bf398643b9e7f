"""The labour market: pay, projections, industries, lenses, exposure, and figures of one's own."""

from __future__ import annotations

from careerclusters.outlook.cluster import ClusterOutlook, cluster_outlook
from careerclusters.outlook.departures import moves_leaving
from careerclusters.outlook.exposure import MEASURES, agreement, exposure_of, exposures
from careerclusters.outlook.figure import Figure
from careerclusters.outlook.industries import clusters_in, find_industries, industries_of
from careerclusters.outlook.lenses import LENSES, get_lens, lens_answers, lens_summary, lens_values
from careerclusters.outlook.local import LocalMarket, read_local
from careerclusters.outlook.occupation import LabourMarket, labour_market

__all__ = [
    "LENSES",
    "MEASURES",
    "ClusterOutlook",
    "Figure",
    "LabourMarket",
    "LocalMarket",
    "agreement",
    "cluster_outlook",
    "clusters_in",
    "exposure_of",
    "exposures",
    "find_industries",
    "get_lens",
    "industries_of",
    "labour_market",
    "lens_answers",
    "lens_summary",
    "lens_values",
    "moves_leaving",
    "read_local",
]
