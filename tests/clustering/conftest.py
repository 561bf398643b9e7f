"""A fit of the planted catalog, made once."""

from __future__ import annotations

import planted
import pytest


@pytest.fixture(scope="session")
def planted_fit():
    """(clustering, truth by code, bridge codes): bridges mix groups 0 and 3 half and half and 70 to 30."""
    from careerclusters.clustering import fit

    catalog, truth, bridges = planted.planted(bridges=(0.5, 0.5, 0.7, 0.3))
    return fit(catalog, params=planted.params(), workers=1), truth, bridges
