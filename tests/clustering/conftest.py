"""A fit of the planted catalog, made once."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

SPEC = importlib.util.spec_from_file_location("planted", Path(__file__).with_name("planted.py"))
PLANTED = importlib.util.module_from_spec(SPEC)
sys.modules["planted"] = PLANTED
SPEC.loader.exec_module(PLANTED)


@pytest.fixture(scope="session")
def planted_fit():
    """(clustering, truth by code, bridge codes): bridges mix groups 0 and 3 half and half and 70 to 30."""
    from careerclusters.clustering import fit

    catalog, truth, bridges = PLANTED.planted(bridges=(0.5, 0.5, 0.7, 0.3))
    return fit(catalog, params=PLANTED.params(), workers=1), truth, bridges
