"""The atlas that the commands talk about: built once, kept in the user's folder or where `--atlas` says."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from careerclusters.cli._print import note, progress
from careerclusters.language import ENGLISH, _, marked, speaking

if TYPE_CHECKING:
    from careerclusters.atlas import Atlas
    from careerclusters.catalog import Catalog
    from careerclusters.clustering import Params

__all__ = [
    "atlas_path",
    "build_atlas",
    "build_catalog",
    "chosen_catalog",
    "country_folder",
    "open_atlas",
    "open_country",
    "with_atlas_option",
]

STEPS = {
    "views": marked("Looking at occupations from every side"),
    "runs": marked("Clustering again and again on resampled data"),
    "consensus": marked("Finding what the runs agree on"),
    "names": marked("Naming and describing"),
    "parts": marked("Learning titles, moves and the map"),
}

_CHOSEN: ContextVar[Path | None] = ContextVar("atlas", default=None)
_Option = Annotated[
    Path | None,
    typer.Option("--atlas", help="Folder of an atlas; by default the one in your own folder."),
]


def with_atlas_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The same command with `--atlas DIR`, which says where `open_atlas` looks."""

    @wraps(command)
    def run(*arguments: Any, atlas: Path | None = None, **options: Any) -> Any:
        token = _CHOSEN.set(atlas)
        try:
            return command(*arguments, **options)
        finally:
            _CHOSEN.reset(token)

    signature = inspect.signature(command, eval_str=True)
    added = inspect.Parameter("atlas", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=_Option)
    parameters = [*signature.parameters.values(), added]
    run.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


def atlas_path() -> Path:
    """Folder of the atlas in use; it need not exist."""
    from careerclusters.atlas import atlas_folder

    return _CHOSEN.get() or atlas_folder()


def open_atlas() -> Atlas:
    """The saved atlas; the user's own is built first where it is absent or doesn't fit what is installed.

    Raises
    ------
    DataError
        When an atlas was named with `--atlas` and can't be used: it is never replaced unasked.
    """
    from careerclusters.atlas import Atlas
    from careerclusters.errors import DataError

    try:
        return Atlas.open(atlas_path())
    except DataError as error:
        if _CHOSEN.get() is not None:
            raise
        if (atlas_path() / "current").exists():
            note(_("{what}: {seen}. Building it again takes some seconds.", what=error.what, seen=error.seen))
        else:
            note("No atlas has been built yet. Building it takes some seconds.")
    return build_atlas()


def chosen_catalog() -> Catalog:
    """The catalog that the commands speak of: the atlas's, else the bundled one; nothing is built."""
    from careerclusters.atlas import Atlas
    from careerclusters.catalog import load_catalog
    from careerclusters.errors import DataError

    try:
        return Atlas.open(atlas_path()).catalog
    except DataError:
        if _CHOSEN.get() is not None:
            raise
        return load_catalog()


def country_folder(country: str) -> Path:
    """Where the atlas of another country is kept: as named with `--atlas`, else beside the user's own."""
    from careerclusters.atlas import atlas_folder

    return _CHOSEN.get() or atlas_folder().with_name(f"atlas-{country.strip().casefold()}")


def open_country(country: str) -> Atlas:
    """The atlas of another country, from where it is kept.

    Raises
    ------
    UnknownError
        When no data of the country come along.
    DataError
        When it isn't built.
    """
    from careerclusters.atlas import Atlas
    from careerclusters.catalog import load_country
    from careerclusters.errors import DataError

    load_country(country)
    try:
        return Atlas.open(country_folder(country))
    except DataError as error:
        raise DataError(
            "The other country's clusters aren't built",
            seen=error.what,
            todo=_("Run: careerclusters build --country {country}", country=country),
        ) from error


def build_atlas(*, catalog: Path | None = None, params: Params | None = None) -> Atlas:
    """Build from the bundled catalog, or the one given, and save."""
    from careerclusters.catalog import load_catalog

    return build_catalog(load_catalog(catalog), params=params, folder=atlas_path())


def build_catalog(catalog: Catalog, *, params: Params | None, folder: Path) -> Atlas:
    """Build from a catalog at hand, and save in a folder."""
    from careerclusters.atlas import Atlas
    from careerclusters.atlas.folder import check_root

    check_root(folder)
    steps = {step: _(words) for step, words in STEPS.items()}
    # An atlas is the same whoever builds it; its words are said in other languages where they are shown.
    with progress("Building the atlas") as report, speaking(ENGLISH):
        atlas = Atlas.build(
            catalog,
            params=params,
            progress=lambda step, done, total: report(done, total, steps.get(step, step)),
        )
        return atlas.save(folder)
