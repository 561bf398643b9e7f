"""The catalog: tidy tables about occupations, read when first asked for, and what is known about them."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import polars as pl

from careerclusters.catalog.manifest import (
    MANIFEST,
    catalog_id,
    check_catalog_target,
    describe,
    manifest_of,
    parquet_of,
    read_manifest,
    with_files,
)
from careerclusters.catalog.ratings import rated_scales, ratings_of
from careerclusters.edge import reading
from careerclusters.errors import DataError, InputError, UnknownError
from careerclusters.files import recover_folder, replace_folder, write_bytes, write_text
from careerclusters.language import _
from careerclusters.once import Once
from careerclusters.schema.ratings import DOMAINS
from careerclusters.sources.onet import DOMAIN_FILES

T = TypeVar("T")

__all__ = ["BUNDLED", "COUNTRIES", "MAIN_COUNTRY", "Catalog", "load_catalog", "load_country"]

BUNDLED = Path(__file__).resolve().parent.parent / "bundled"
"""Folder of the catalog that comes with the package."""

MAIN_COUNTRY = "United States"
"""Country of the main catalog."""

COUNTRIES = {"canada": BUNDLED.parent / "bundled_canada"}
"""Catalogs of other countries that come with the package, by the word that asks for them."""

_BROKEN = "Install the package again, or compile the catalog again."
_COMPILE = "Compile a catalog from a release that has it: careerclusters catalog compile SOURCES OUT"


def _made(name: str, make: Callable[[], Any]) -> Any:
    """Nothing is kept: it is made."""
    return make()


@dataclass(frozen=True, eq=False, repr=False)
class Catalog:
    """Tables about occupations from named releases.

    Make one with `load_catalog()`, `Catalog.from_tables()` or `read_release()`. Tables are read when
    first asked for and kept; treat them as read-only, as everything here does.

    Attributes
    ----------
    manifest
        What the catalog says about itself: releases, licences, checksums, notes, what is absent.
    folder
        Where its tables are; None for a catalog in memory.
    """

    manifest: Mapping[str, Any]
    folder: Path | None = None
    _frames: Once = field(default_factory=Once)
    _derived: Once = field(default_factory=Once)
    _kept: Callable[[str, Callable[[], Any]], Any] = _made
    _is_changed: bool = False

    @classmethod
    def from_tables(
        cls, tables: Mapping[str, pl.DataFrame], manifest: Mapping[str, Any] | None = None
    ) -> Catalog:
        """A catalog in memory. Without a manifest, one is made from the tables alone."""
        if manifest is None:
            entries = {name: describe(name, frame) for name, frame in tables.items()}
            manifest = manifest_of("tables in memory", entries)
        return cls(manifest, None, Once(tables))

    @property
    def id(self) -> str:
        """First 12 digits of the SHA-256 over the tables' checksums: same id, same tables."""
        checksums = {name: str(entry["sha256"]) for name, entry in self.manifest["tables"].items()}
        return catalog_id(checksums)[:12]

    @property
    def release(self) -> str:
        """Release of the occupations and ratings, such as "O*NET 30.1"."""
        return str(self.manifest["release"])

    @property
    def country(self) -> str:
        """Country that the tables are about."""
        return str(self.manifest.get("country", MAIN_COUNTRY))

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the tables, sorted."""
        return tuple(sorted(self.manifest["tables"]))

    @property
    def is_in_folder(self) -> bool:
        """Whether `load_catalog(self.folder)` gives the same tables, in another process too."""
        return self.folder is not None and not self._is_changed

    @property
    def occupations(self) -> pl.DataFrame:
        """Table `occupations`: one row per occupation, ordered by `code_onet`."""
        return self.table("occupations")

    def has(self, name: str) -> bool:
        """Whether the catalog holds a table of that name."""
        return name in self.manifest["tables"]

    def table(self, name: str) -> pl.DataFrame:
        """A table by name, sorted by its key.

        Raises
        ------
        DataError
            When the catalog lacks it, or its file is missing or is not what the manifest promised.
        """
        if name not in self._frames and not self.has(name):
            raise self._no_table(name)
        return self._frames.get(name, lambda: self._read(name))

    def scan(self, name: str) -> pl.LazyFrame:
        """A table to be asked for some rows and columns; of a large one no more is read, and nothing is kept.

        Raises
        ------
        DataError
            As `table`.
        """
        if name in self._frames or self.folder is None or not self.has(name):
            return self.table(name).lazy()
        path: Path = self._derived.get(("checked", name), lambda: self._checked(name)[0])
        return pl.scan_parquet(path)

    def derive(self, name: str, make: Callable[[], T]) -> T:
        """What `make()` gives, computed once for this catalog whichever thread asks first.

        It serves what is computed from tables alone and asked for again and again; `name` says what it is.
        An atlas may have kept it (see `with_kept`); then it is read instead.
        """
        value: T = self._derived.get(name, lambda: self._kept(name, make))
        return value

    def with_kept(self, kept: Callable[[str, Callable[[], Any]], Any]) -> Catalog:
        """The same catalog, which asks `kept(name, make)` for what it derives."""
        return replace(self, _frames=self._frames, _derived=Once(), _kept=kept)

    def with_tables(
        self, tables: Mapping[str, pl.DataFrame], *, derived: Mapping[str, object] | None = None
    ) -> Catalog:
        """A catalog in which some tables are others; the manifest, and so the id, stays.

        `derived` holds what is known of it beforehand, by the names of `derive`.
        """
        at_hand = [name for name in self.names if self.folder is None or name in self._frames]
        frames = {name: self.table(name) for name in at_hand} | dict(tables)
        return Catalog(self.manifest, self.folder, Once(frames), Once(derived), _is_changed=True)

    def title(self, code: str) -> str:
        """Name of the occupation with this O*NET-SOC code; `UnknownError` with near codes when none."""
        titles = self._titles()
        if code in titles:
            return titles[code]
        from difflib import get_close_matches

        near = get_close_matches(str(code), titles, n=3, cutoff=0.7)
        raise UnknownError(
            "No occupation has this code",
            seen=str(code),
            todo='Look one up with: careerclusters occupation "registered nurse"',
            closest=tuple(f"{one} {titles[one]}" for one in near),
        )

    def element_name(self, element_id: str) -> str:
        """Name of an element, such as "Reading Comprehension" for 2.A.1.a."""
        names: dict[str, str] = self.derive(
            "elements", lambda: dict(self.table("elements").select("element_id", "element_name").iter_rows())
        )
        if element_id not in names:
            raise UnknownError("No element has this id", seen=element_id, todo="See the table elements.")
        return names[element_id]

    def scales_of(self, domain: str) -> tuple[str, ...]:
        """Scales that a domain is rated on, sorted; empty when the catalog has no such ratings."""
        _known_domain(domain)
        return tuple(scale for part, scale in rated_scales(self) if part == domain)

    def matrix(
        self,
        domain: str,
        *,
        scale_id: str,
        codes: Sequence[str] | None = None,
        value: str = "value",
    ) -> tuple[tuple[str, ...], tuple[str, ...], np.ndarray]:
        """Ratings of one domain on one scale as a matrix.

        Parameters
        ----------
        domain
            Such as "skills"; see `careerclusters.schema.ratings.DOMAINS`.
        scale_id
            Such as "IM" or "LV".
        codes
            Rows wanted, in this order; None for every occupation rated, ordered by code.
        value
            Numeric column of `ratings`: "value", "standard_error" or "n".

        Returns
        -------
        Codes of the rows, ids of the elements (sorted), and a float64 array of shape
        (n_codes, n_elements) in which what is missing is NaN.

        Raises
        ------
        DataError
            When the release lacks the domain or the scale, with the file that would hold it.
        """
        _known_domain(domain)
        if (domain, scale_id) not in rated_scales(self):
            scales = ", ".join(self.scales_of(domain))
            file = DOMAIN_FILES.get(domain, "a table")
            raise DataError(
                f"{self.release} has no ratings of {domain} on scale {scale_id}",
                seen=f"scales of {domain}: {scales}" if scales else f"no {file}",
                todo=f"Use a release whose {file} has that scale, or leave this view out.",
            )
        cells = ratings_of(self, domain, scale_id)
        if value not in cells.numbers:
            raise InputError(
                "This column can't fill a matrix", seen=value, todo="Use value, standard_error or n."
            )
        rows = cells.codes if codes is None else tuple(codes)
        if len(set(rows)) != len(rows):
            raise InputError(
                "Codes repeat", seen=f"{len(rows)} codes, {len(set(rows))} different", todo="Give each once."
            )
        return rows, cells.elements, cells.matrix(rows, value)

    def save(self, folder: Path) -> Catalog:
        """Write all tables and the manifest; the folder is replaced as a whole or not at all.

        Returns
        -------
        The catalog in the folder. Its id is that of the files: the same tables, the same id.

        Raises
        ------
        InputError
            When the folder holds anything but a catalog.
        """
        folder = Path(folder).resolve()
        check_catalog_target(folder)
        contents = {name: parquet_of(self.table(name)) for name in self.names}
        manifest = with_files(self.manifest, contents)
        with replace_folder(folder) as fresh:
            for name, content in contents.items():
                write_bytes(fresh / f"{name}.parquet", content)
            write_text(fresh / MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False) + "\n")
        return load_catalog(folder)

    def __getstate__(self) -> dict[str, Any]:
        """Manifest and folder; of a catalog in memory the tables too."""
        tables = {} if self.folder is not None else {name: self.table(name) for name in self.names}
        return {"manifest": self.manifest, "folder": self.folder, "tables": tables}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in (("manifest", state["manifest"]), ("folder", state["folder"])):
            object.__setattr__(self, name, value)
        object.__setattr__(self, "_frames", Once(state["tables"]))
        object.__setattr__(self, "_derived", Once())
        object.__setattr__(self, "_kept", _made)

    def to_frame(self) -> pl.DataFrame:
        """One row per table: name, rows, source, release, licence, dates, notes."""
        columns = ("rows", "source", "release", "licence", "date_min", "date_max", "bytes")
        return pl.DataFrame(
            [
                {
                    "table": name,
                    **{column: entry.get(column) for column in columns},
                    "notes": "; ".join(entry.get("notes", ())) or None,
                }
                for name, entry in sorted(self.manifest["tables"].items())
            ],
            schema_overrides={
                **dict.fromkeys(("date_min", "date_max", "notes"), pl.String),
                "bytes": pl.Int64,
            },
        )

    def to_dict(self) -> dict[str, Any]:
        """The manifest, JSON-ready, with the short id."""
        return {**self.manifest, "id": self.id}

    def __repr__(self) -> str:
        rows = self.manifest["tables"].get("occupations", {}).get("rows", 0)
        return f"Catalog({self.release}, {rows} occupations, {len(self.names)} tables, id {self.id})"

    def _no_table(self, name: str) -> DataError:
        """Why there is no such table: its source was absent, or nothing is called so."""
        missing = [one["file"] for one in self.manifest.get("absent", ()) if one["table"] == name]
        if missing:
            seen = f"{missing[0]} was absent when it was compiled"
        else:
            from difflib import get_close_matches

            near = get_close_matches(name, self.names, n=3, cutoff=0.5)
            seen = f"{len(self.names)} tables" + (f", such as {', '.join(near)}" if near else "")
        return DataError(f"The catalog ({self.release}) has no table {name!r}", seen=seen, todo=_COMPILE)

    def _read(self, name: str) -> pl.DataFrame:
        if self.folder is None:
            raise DataError(f"The catalog in memory lacks the table {name}", todo=_COMPILE)
        path, content = self._checked(name)
        with reading(path.name, problem="is no table", todo=_BROKEN):
            return pl.read_parquet(io.BytesIO(content))

    def _checked(self, name: str) -> tuple[Path, bytes]:
        """File of a table and its content, once that is what the manifest promised."""
        assert self.folder is not None
        path = self.folder / f"{name}.parquet"
        try:
            content = path.read_bytes()
        except OSError as error:
            raise DataError(
                _("The catalog's file {file} is missing", file=path.name), seen=error.strerror, todo=_BROKEN
            ) from error
        sha256 = hashlib.sha256(content).hexdigest()
        if sha256 != self.manifest["tables"][name]["sha256"]:
            raise DataError(
                _("The catalog's file {file} is not what the manifest promised", file=path.name),
                seen=f"SHA-256 {sha256[:12]}…",
                todo=_BROKEN,
            )
        return path, content

    def _titles(self) -> dict[str, str]:
        return self.derive("titles", lambda: dict(self.occupations.select("code_onet", "title").iter_rows()))


def load_catalog(path: Path | None = None) -> Catalog:
    """Open a catalog; the bundled one when told nothing. Tables are read when first asked for.

    Parameters
    ----------
    path
        Folder written by `careerclusters catalog compile`; None for the bundled catalog.
    """
    folder = BUNDLED if path is None else Path(path)
    if path is not None:
        recover_folder(folder)
    return Catalog(read_manifest(folder), folder)


def load_country(name: str) -> Catalog:
    """The catalog of another country that comes with the package, such as "canada".

    Raises
    ------
    UnknownError
        When there is none; the countries that there are stand in the message.
    """
    folder = COUNTRIES.get(name.strip().casefold())
    if folder is None:
        raise UnknownError(
            "No catalog of this country comes along",
            seen=name,
            todo=_("Countries: {names}.", names=", ".join(COUNTRIES)),
        )
    return load_catalog(folder)


def _known_domain(domain: str) -> None:
    if domain not in DOMAINS:
        raise InputError("Unknown kind of rating", seen=domain, todo=f"Use one of: {', '.join(DOMAINS)}.")
