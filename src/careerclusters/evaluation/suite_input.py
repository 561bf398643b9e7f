"""What others bring to the suite: a similarity, a partition or codes for titles, as CSV or JSON.

Similarity: two columns of codes and one of numbers; a pair that is not listed counts as less alike than
any that is, and a pair listed once holds both ways unless its reverse is listed too. Partition: a column
of codes and one of labels; with a column of shares it holds degrees, with one of levels each level is
scored. Codes are O*NET-SOC 2019 or SOC 2018; a SOC code stands for all its occupations.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from careerclusters.errors import InputError
from careerclusters.results import Value

if TYPE_CHECKING:
    from careerclusters.catalog import Catalog

__all__ = ["Entry", "read_entry"]

_CODES = ("code_onet", "code_soc2018", "code", "occupation", "origin", "first")
_OTHERS = ("neighbour_code_onet", "other_code_onet", "other", "destination", "second")
_NUMBERS = ("similarity", "score", "relatedness", "share")
_LABELS = ("cluster", "cluster_id", "label", "group")
_SHARES = ("membership_share", "share", "degree")
_LEVEL = "level"
_TITLES = ("title", "job_title")
_SOC_LENGTH = 7


@dataclass(frozen=True, eq=False)
class Entry(Value):
    """What is scored, in the order of the fitted occupations.

    Attributes
    ----------
    name
        What it is called in the table.
    similarity
        (n_occupations, n_occupations) with NaN where nothing was said; None when not given.
    partitions
        Level to degrees of shape (n_occupations, n_clusters); a row of zeros where nothing was said.
    titles
        Title to code, as given.
    unknown
        Codes that no occupation has.
    """

    name: str
    similarity: np.ndarray | None = None
    partitions: Mapping[str, np.ndarray] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()


def read_entry(content: bytes, catalog: Catalog, *, name: str, codes: Sequence[str]) -> Entry:
    """An entry from CSV (its columns say what it holds) or JSON.

    JSON is `{"name", "similarity": [[code, code, number] ..], "partition": {code: label},
    "titles": {title: code}}`, of which each part may be absent.

    Raises
    ------
    InputError
        When the content can't be read, says nothing that can be scored, or knows none of the occupations.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("The entry isn't text in UTF-8", seen=f"byte {error.start}") from error
    reader = _Reader(catalog, codes)
    entry = reader.json(text, name) if text.lstrip().startswith("{") else reader.csv(text, name)
    if entry.similarity is None and not entry.partitions and not entry.titles:
        raise InputError(
            "The entry holds nothing that can be scored",
            seen=f"{len(entry.unknown)} codes that no occupation has",
            todo="Give a CSV of pairs (code, code, similarity), of labels (code, cluster) or of titles.",
        )
    return entry


class _Reader:
    """From codes to rows of the fitted occupations."""

    def __init__(self, catalog: Catalog, codes: Sequence[str]) -> None:
        self.codes = tuple(codes)
        self.rows: dict[str, list[int]] = {}
        for row, code in enumerate(self.codes):
            self.rows[code] = [row]
            self.rows.setdefault(code[:_SOC_LENGTH], []).append(row)
        self.known = set(catalog.occupations["code_onet"]) | {
            code[:_SOC_LENGTH] for code in catalog.occupations["code_onet"]
        }

    def csv(self, text: str, name: str) -> Entry:
        try:
            table = pl.read_csv(io.StringIO(text), infer_schema=False)
        except pl.exceptions.PolarsError as error:
            raise InputError("The entry is no CSV", seen=str(error).splitlines()[0]) from error
        columns = {column.strip().casefold(): column for column in table.columns}

        def pick(wanted: Sequence[str], besides: Sequence[str | None] = ()) -> str | None:
            return next(
                (columns[one] for one in wanted if one in columns and columns[one] not in besides), None
            )

        title, first = pick(_TITLES), pick(_CODES)
        other = pick(_OTHERS, [first])
        label, number = pick(_LABELS), pick(_NUMBERS)
        if first is None:
            raise InputError("No column of codes", seen=", ".join(table.columns), todo="Call it code_onet.")
        if other is not None and number is not None:
            pairs = table.select(first, other, number).iter_rows()
            return self._pairs(((a, b, _number(value)) for a, b, value in pairs), name)
        if label is not None:
            return self._labels(table, name, columns=(first, label, pick(_SHARES), columns.get(_LEVEL)))
        if title is not None:
            return Entry(name, titles=dict(table.select(title, first).drop_nulls().iter_rows()))
        raise InputError(
            "These columns are neither pairs, labels nor titles",
            seen=", ".join(table.columns),
            todo="Name them code_onet, neighbour_code_onet, similarity; or code_onet, cluster; or "
            "title, code_onet.",
        )

    def json(self, text: str, name: str) -> Entry:
        try:
            content: dict[str, Any] = json.loads(text)
        except ValueError as error:
            raise InputError("The entry isn't valid JSON", seen=str(error)) from error
        name = str(content.get("name", name))
        try:
            pairs = [(str(a), str(b), float(value)) for a, b, value in content.get("similarity", ())]
            labels = {str(code): str(label) for code, label in dict(content.get("partition", {})).items()}
            titles = {str(title): str(code) for title, code in dict(content.get("titles", {})).items()}
        except (TypeError, ValueError) as error:
            raise InputError("The entry has another shape than told", seen=str(error)) from error
        entry = self._pairs(pairs, name) if pairs else Entry(name)
        partitions: Mapping[str, np.ndarray] = {}
        unknown = entry.unknown
        if labels:
            table = pl.DataFrame({"code": list(labels), "label": list(labels.values())})
            part = self._labels(table, name, columns=("code", "label", None, None))
            partitions, unknown = part.partitions, (*unknown, *part.unknown)
        return Entry(name, entry.similarity, partitions, titles, unknown)

    def _pairs(self, pairs: Any, name: str) -> Entry:
        size = len(self.codes)
        matrix = np.full((size, size), np.nan)
        reverse = np.full((size, size), np.nan)
        unknown: set[str] = set()
        for first, second, value in pairs:
            at, to = self._at(first, unknown), self._at(second, unknown)
            matrix[np.ix_(at, to)] = value
            reverse[np.ix_(to, at)] = value
        matrix = np.where(np.isnan(matrix), reverse, matrix)
        return Entry(name, None if np.isnan(matrix).all() else matrix, unknown=tuple(sorted(unknown)))

    def _labels(
        self, table: pl.DataFrame, name: str, *, columns: tuple[str, str, str | None, str | None]
    ) -> Entry:
        code, label, share, level = columns
        unknown: set[str] = set()
        partitions = {}
        parts = {name: table}
        if level is not None:
            split = table.partition_by(level, as_dict=True, maintain_order=True)
            parts = {str(key[0]): part for key, part in split.items()}
        for key, part in parts.items():
            names = {text: at for at, text in enumerate(part[label].drop_nulls().unique().sort())}
            degrees = np.zeros((len(self.codes), len(names)))
            shares = part[share] if share is not None else ["1"] * part.height
            for text, found, value in zip(part[code], part[label], shares, strict=True):
                if found is not None:
                    degrees[self._at(text, unknown), names[found]] = _number(value)
            if degrees.any():
                partitions[key] = degrees / np.maximum(degrees.sum(axis=1, keepdims=True), 1e-12)
        return Entry(name, partitions=partitions, unknown=tuple(sorted(unknown)))

    def _at(self, code: str, unknown: set[str]) -> list[int]:
        code = str(code).strip()
        if code not in self.known:
            unknown.add(code)
        return self.rows.get(code, [])


def _number(value: str | None) -> float:
    try:
        number = float(value or "")
    except ValueError:
        raise InputError("A number is expected", seen=value, todo="Write it with a point: 0.75.") from None
    if not np.isfinite(number):
        raise InputError("A number is expected", seen=value, todo="Leave out pairs that have none.")
    return number
