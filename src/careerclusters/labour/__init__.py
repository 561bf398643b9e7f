"""The labour market: pay, projections, industries, lenses, exposure, and figures of one's own."""

from __future__ import annotations

from careerclusters.labour.area import Area, area_of, areas, find_area
from careerclusters.labour.area_figures import AreaJobs, area_table, jobs_in, where_common
from careerclusters.labour.borrowed import borrowed, group_words, own_first, with_group
from careerclusters.labour.cluster import ClusterOutlook, cluster_outlook
from careerclusters.labour.country import cluster_figures, country_figures, has_outlook
from careerclusters.labour.departures import moves_leaving
from careerclusters.labour.exposure import MEASURES, agreement, exposure_of, exposures
from careerclusters.labour.figure import Figure
from careerclusters.labour.industries import clusters_in, find_industries, industries_of
from careerclusters.labour.lenses import LENSES, get_lens, lens_answers, lens_summary, lens_values, lens_words
from careerclusters.labour.licences import Licence, licence_of, licensed_codes
from careerclusters.labour.listed import ListedFigures, listed_figures
from careerclusters.labour.local import LocalMarket, read_local
from careerclusters.labour.occupation import LabourMarket, labour_market
from careerclusters.labour.pay import Pay, pay_of
from careerclusters.labour.people_at_work import bright_outlook_of, women_share_of
from careerclusters.labour.programmes import Programme, programmes_of
from careerclusters.labour.training import HowToStart, how_to_start

__all__ = [
    "LENSES",
    "MEASURES",
    "Area",
    "AreaJobs",
    "ClusterOutlook",
    "Figure",
    "HowToStart",
    "LabourMarket",
    "Licence",
    "ListedFigures",
    "LocalMarket",
    "Pay",
    "Programme",
    "agreement",
    "area_of",
    "area_table",
    "areas",
    "borrowed",
    "bright_outlook_of",
    "cluster_figures",
    "cluster_outlook",
    "clusters_in",
    "country_figures",
    "exposure_of",
    "exposures",
    "find_area",
    "find_industries",
    "get_lens",
    "group_words",
    "has_outlook",
    "how_to_start",
    "industries_of",
    "jobs_in",
    "labour_market",
    "lens_answers",
    "lens_summary",
    "lens_values",
    "lens_words",
    "licence_of",
    "licensed_codes",
    "listed_figures",
    "moves_leaving",
    "own_first",
    "pay_of",
    "programmes_of",
    "read_local",
    "where_common",
    "with_group",
    "women_share_of",
]
