"""A process that helps to build an atlas: it makes the parts it is told to and writes them on the shelf."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

from careerclusters.atlas.making import Making
from careerclusters.atlas.shelf import Shelf
from careerclusters.catalog import load_catalog
from careerclusters.clustering.params import Params

__all__ = ["help_build"]


def help_build() -> None:
    """Read names of parts from standard input and print each when it stands on the shelf.

    When the input ends or nobody reads the answer, the process that builds has died: then nobody else removes
    the shelf. A part that can't be made ends this process; the one that builds makes it and says why.
    """
    from threadpoolctl import threadpool_limits

    task = json.loads(sys.argv[1])
    shelf = Shelf(Path(task["shelf"]))
    catalog = load_catalog(Path(task["catalog"])).with_kept(shelf)
    making = Making(catalog, Params.from_dict(task["params"]), shelf)
    with threadpool_limits(limits=1):
        for line in sys.stdin:
            name = line.strip()
            shelf.put(name, making.part(name))
            try:
                print(name, flush=True)
            except OSError:  # nobody is left to read it
                break
    shutil.rmtree(shelf.folder, ignore_errors=True)
