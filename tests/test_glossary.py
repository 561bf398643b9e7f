"""One word, one meaning: names that DESIGN's table of words replaced, and local names that say nothing.

What still stands under an old name is listed here. The lists may only grow shorter: a name that was mended is
taken off, and a new one under an old word fails.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

# Word → what it is called now, by the room in which it had too many meanings.
OLD_WORDS = {
    "people": {
        "ground": "features",
        "told": "inferred_features",
        "wider": "suggestions",
        "nearby": "cluster_affinity",
        "evidence": "sufficiency",
    },
    "pathways": {
        "way": "route",
        "ways": "routes",
        "chance": "transition_share",
        "openness": "group_share",
        "company": "neighbour_share",
    },
    "web": {
        "telling": "questionnaire",
        "who": "profile_code",
        "needs": "importance",
        "within": "cluster_counts",
        "rated": "elements",
        "answers": "responses",
        "shades": "colour_scale",
        "placing": "label_layout",
    },
}
# Public names still to be mended.
STILL_OLD = {
    "people": {"StrengthEvidence"},
    "pathways": {
        *("Way", "Blocked.way", "Plan.ways", "ways_to", "Way.pay_on_the_way_usd"),
        *("CHANCE_MIN", "Limits.chance_min", "Network.chance"),
        *("Step.chance", "Step.chance_high", "Step.chance_low"),
    },
    "web": set(),
}
# Words that may stand in no name of any room, whole or as a part: what they are called now.
GONE = {
    "ground": "features of occupations (OccupationFeatures), pairs of groups (MovePairs)",
    "told": "inferred (features), stated (levels), calibrated (chances), an answer, a content",
    "untold": "inferred",
}
NO_NAMES = ("found", "one")
"""Local names that don't say what they hold."""

MOST_NO_NAMES = 8
"""So often a module may use each: a few are harmless, more make it unreadable."""

STILL_MANY = {
    ("web/pages/strengths.py", "one"): 12,
    ("web/pages/official.py", "one"): 10,
}


def trees(root: Path) -> Iterator[tuple[str, ast.Module]]:
    package = root / "src" / "careerclusters"
    for path in sorted(package.rglob("*.py")):
        yield path.relative_to(package).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def words_of(name: str) -> set[str]:
    """The words of an identifier: `plan_ways` and `PlanWays` are plan and ways."""
    spaced = "".join(f"_{letter}" if letter.isupper() and not name.isupper() else letter for letter in name)
    return set(spaced.lower().split("_")) - {""}


def public_names(room: str) -> Iterator[str]:
    """What the modules of a room give: names in `__all__`, and fields of their classes."""
    package = importlib.import_module(f"careerclusters.{room}")
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        loaded = importlib.import_module(module.name)
        for name in getattr(loaded, "__all__", ()):
            value = getattr(loaded, name)
            if not getattr(value, "__module__", module.name).startswith(package.__name__):
                continue
            yield name
            if isinstance(value, type) and is_dataclass(value):
                yield from (f"{name}.{field.name}" for field in fields(value))


@pytest.mark.parametrize("room", OLD_WORDS)
def test_modules_are_not_named_by_old_words(root, room):
    folder = root / "src" / "careerclusters" / room
    old = {path.name for path in folder.rglob("*.py") if path.stem.lstrip("_") in OLD_WORDS[room]}
    assert not old, {name: OLD_WORDS[room][name.removesuffix(".py").lstrip("_")] for name in old}


@pytest.mark.parametrize("room", ["people", "pathways"])
def test_public_names_are_not_old_words(room):
    old = {name for name in public_names(room) if words_of(name.split(".")[-1]) & set(OLD_WORDS[room])}
    assert old - STILL_OLD[room] == set(), "see OLD_WORDS for what each is called"
    assert STILL_OLD[room] - old == set(), "mended: take it off the list"


def test_words_that_are_gone_stand_in_no_name(root):
    given = {(path, name) for path, tree in trees(root) for node in ast.walk(tree) for name in names_of(node)}
    assert len(given) > 10_000, "the walk sees the names"
    assert {(path, name) for path, name in given if words_of(name) & set(GONE)} == set()


def names_of(node: ast.AST) -> Iterator[str]:
    """The names that a node gives: to a value, a class, a function, or an argument where it is called."""
    if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        yield node.name
    elif isinstance(node, ast.keyword | ast.alias):
        yield from filter(None, (node.arg if isinstance(node, ast.keyword) else node.asname,))
    elif isinstance(node, ast.Attribute):
        yield node.attr
    elif (name := local_name(node)) is not None:
        yield name


def test_a_name_is_seen_wherever_it_is_given_in_any_room():
    text = "class Ground: told: int\ndef f_told(a): return g(ground=a).told_of\nimport x as untold"
    given = [name for node in ast.walk(ast.parse(text)) for name in names_of(node)]
    old = [name for name in given if words_of(name) & set(GONE)]
    assert sorted(old) == ["Ground", "f_told", "ground", "told", "told_of", "untold"]


def test_columns_are_not_old_words():
    """Columns of all tables: the words of every room hold, since all rooms read them."""
    from careerclusters.schema import TABLES

    # A rating is O*NET's word, and a wider area is just that.
    words = {word for old in OLD_WORDS.values() for word in old} - {"rated", "wider"}
    columns = {column.name for table in TABLES.values() for column in table.columns}
    assert len(columns) > 100
    assert {name for name in columns if words_of(name) & words} == set()


def test_local_names_say_what_they_hold(root):
    counts = Counter(
        (path, name)
        for path, tree in trees(root)
        for node in ast.walk(tree)
        if (name := local_name(node)) in NO_NAMES
    )
    assert counts, "the walk sees local names"
    many = {key: count for key, count in counts.items() if count > STILL_MANY.get(key, MOST_NO_NAMES)}
    assert not many, "name them after what they hold: occupation, cluster, route"


def local_name(node: ast.AST) -> str | None:
    """The name that a node gives to a value: by assignment, in a loop, or as an argument."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        return node.id
    return node.arg if isinstance(node, ast.arg) else None


def test_a_local_name_is_seen_wherever_it_is_given():
    text = "found = 1\nfor one in (): pass\n[one for one in ()]\ndef f(one): pass\n(found := 2)\nprint(found)"
    names = Counter(filter(None, map(local_name, ast.walk(ast.parse(text)))))
    assert names == {"found": 2, "one": 3}
