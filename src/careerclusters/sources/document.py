"""Write `docs/data.md` and `NOTICE` from the descriptions of tables and sources.

Run `python -m careerclusters.sources.document` in the checkout; a test compares the files.
"""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl

from careerclusters.files import write_text
from careerclusters.schema import TABLES, Column, Table
from careerclusters.sources.registry import SOURCES, Source

__all__ = ["data_page", "notice"]

_MARK = "<!-- Written from the schema by `python -m careerclusters.sources.document`. -->"

_INTRODUCTION = (
    "The catalog that comes with the package holds facts and figures compiled from the sources below: "
    "codes, titles, names, ratings, wages, counts and numbers computed from texts. It holds no sentences "
    "of theirs. `careerclusters catalog info` prints what is in it, `careerclusters catalog compile "
    "SOURCES OUT` makes it again from the publishers' files."
)
_CONVENTIONS = (
    "Missing is null, never zero. A `_share` goes from 0 to 1, a `_pct` from 0 to 100. Rows are sorted by "
    "the table's key, and the key is unique."
)


def data_page() -> str:
    """`docs/data.md`: every source, table and column."""
    lines = [
        _MARK,
        "",
        "# Data",
        "",
        _INTRODUCTION,
        "",
        _CONVENTIONS,
        "",
        "## Sources",
        "",
    ]
    for source in SOURCES.values():
        lines += _source(source)
    lines += ["## Tables", ""]
    lines += [f"- [`{table.name}`](#{table.name}): {table.meaning}" for table in TABLES.values()]
    lines.append("")
    for table in TABLES.values():
        lines += _table(table)
    return "\n".join(lines).rstrip() + "\n"


def notice() -> str:
    """`NOTICE`: the attribution of each source, and what was changed."""
    lines = [
        "Career Clusters",
        "Copyright The Career Clusters developers. Licensed under the Apache License, Version 2.0.",
        "",
        "The bundled catalog (src/careerclusters/bundled) is compiled from the sources below.",
        "Each keeps its own licence. What was changed is said for each; the manifest says more.",
    ]
    for source in SOURCES.values():
        lines += ["", f"{source.title} ({source.release})", f"  {source.publisher}", f"  {source.address}"]
        lines += [f"  Licence: {source.licence}", *_wrapped(source.attribution)]
        if source.changes:
            lines += _wrapped(source.changes)
    return "\n".join(lines) + "\n"


def _source(source: Source) -> list[str]:
    files = ", ".join(f"`{name}`" for name in source.files) or "`db_NN_N_text.zip`"
    lines = [
        f"### {source.title}",
        "",
        f"`{source.id}` · {source.publisher} · {source.release} · {source.licence} · <{source.address}>",
        "",
        f"{source.covers} Read from {files}.",
        "",
        f"> {source.attribution}",
        "",
    ]
    return [*lines, f"Changed: {source.changes}", ""] if source.changes else lines


def _table(table: Table) -> list[str]:
    lines = [
        f"### {table.name}",
        "",
        f"{table.meaning} Source: `{table.source}`. Key: {_codes(table.key)}.",
        "",
    ]
    if table.quirks:
        lines += [table.quirks, ""]
    lines += ["| column | type | unit | range | missing | meaning |", "|---|---|---|---|---|---|"]
    lines += [_row(column) for column in table.columns]
    return [*lines, ""]


def _row(column: Column) -> str:
    cells = (
        f"`{column.name}`",
        _type(column),
        column.unit or "",
        _range(column),
        "null" if column.is_nullable else "never",
        column.meaning.replace("|", "\\|"),
    )
    return "| " + " | ".join(cells) + " |"


def _type(column: Column) -> str:
    dtype = column.dtype if isinstance(column.dtype, pl.DataType) else column.dtype()
    return str(dtype).lower()


def _range(column: Column) -> str:
    if column.allowed:
        return ", ".join(column.allowed)
    low, high = (None if value is None else f"{value:,.10g}" for value in (column.minimum, column.maximum))
    if low is not None and high is not None:
        return f"{low} to {high}"
    return f"from {low}" if low is not None else f"to {high}" if high is not None else ""


def _codes(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _wrapped(text: str) -> list[str]:
    import textwrap

    return textwrap.wrap(text, 100, initial_indent="  ", subsequent_indent="  ")


def main(root: Path) -> None:
    """Write both files into a checkout."""
    write_text(root / "docs" / "data.md", data_page())
    write_text(root / "NOTICE", notice())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path.cwd())
