"""One tree, three facts per message, a code for the command line and a status for the web."""

from __future__ import annotations

import ast
import json

import pytest

from careerclusters import errors

ALL = [getattr(errors, name) for name in errors.__all__ if name != "needs"]


def make(kind: type[errors.CareerClustersError], **facts) -> errors.CareerClustersError:
    if kind is errors.MissingExtra:
        return kind("The map", extra="map")
    return kind("The table is empty", **facts)


@pytest.mark.parametrize("kind", ALL)
def test_every_error_is_in_the_tree_and_speaks_to_both_front_ends(kind):
    assert issubclass(kind, errors.CareerClustersError)
    assert kind.__name__ in errors.__doc__
    assert kind.__doc__
    assert kind.exit_code == 2
    assert 400 <= kind.http_status < 600


@pytest.mark.parametrize("kind", [kind for kind in ALL if kind is not errors.MissingExtra])
def test_message_holds_the_three_facts(kind):
    error = make(kind, seen=0, todo="Try again.")
    assert str(error) == "The table is empty. Seen: 0. Try again."
    assert str(make(kind)) == "The table is empty."
    expected = {"error": kind.__name__, "what": "The table is empty", "seen": "0", "todo": "Try again."}
    assert json.loads(json.dumps(error.to_dict())) == expected


def test_long_values_are_cut_and_laid_on_one_line():
    text = str(errors.InputError("Bad text", seen="a\n" * 4000))
    assert len(text) < 260
    assert "\n" not in text


def test_unknown_names_the_closest():
    error = errors.UnknownError(
        "Unknown occupation", seen="nurze", closest=("Nurse", "Nurse Midwife"), todo="Search."
    )
    assert str(error) == "Unknown occupation. Seen: 'nurze'. Closest: Nurse; Nurse Midwife. Search."
    assert error.closest == ("Nurse", "Nurse Midwife")


def test_missing_extra_gives_the_install_line():
    error = make(errors.MissingExtra)
    assert str(error).startswith("The map needs an optional package")
    assert "pip install 'career-clusters[map]'" in str(error)


def test_every_error_raised_in_the_package_is_ours(root):
    """No `raise ValueError(...)` and the like, unless the same file turns it into one of ours."""
    trees = {
        path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted((root / "src").rglob("*.py"))
    }
    allowed = set(errors.__all__) | {"NotImplementedError", "AttributeError", "ToolError"}
    for tree in trees.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and allowed & {ast.unparse(base) for base in node.bases}:
                allowed.add(node.name)
    offenders = []
    for path, tree in trees.items():
        handlers = [node.type for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler) and node.type]
        caught = {name.id for kind in handlers for name in ast.walk(kind) if isinstance(name, ast.Name)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                name = ast.unparse(node.exc.func).rpartition(".")[2]
                if name.endswith("Error") and name not in allowed | caught:
                    offenders.append(f"{path.relative_to(root)}:{node.lineno} raises {name}")
    assert not offenders


def test_a_missing_package_gives_the_install_line():
    with pytest.raises(errors.MissingExtra, match=r"career-clusters\[web\]"), errors.needs("It", extra="web"):
        import careerclusters_absent  # noqa: F401
