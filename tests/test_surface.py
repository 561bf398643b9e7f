"""The public surface: explicit, typed, few positional arguments, free to import."""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import careerclusters

POSITIONAL = 3
# What `import careerclusters` must not load.
NOT_AT_IMPORT = {"fastapi", "fastexcel", "graspologic_native", "matplotlib", "pandas", "pandera"}
NOT_AT_IMPORT |= {
    "ahocorasick_rs",
    "pooch",
    "pydantic",
    "rapidfuzz",
    "requests",
    "rich",
    "scipy",
    "sklearn",
    "typer",
    "uvicorn",
}


def module_names() -> list[str]:
    found = pkgutil.walk_packages(careerclusters.__path__, "careerclusters.")
    return ["careerclusters", *(module.name for module in found if not module.name.endswith("__main__"))]


def public_functions(root: Path) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Where it stands and the definition, for every public function and method."""
    package = root / "src" / "careerclusters"
    for path in sorted(package.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        classes = [
            node for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
        ]
        for scope in (tree, *classes):
            for node in scope.body:
                if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and not node.name.startswith(
                    "_"
                ):
                    yield f"{path.relative_to(package)}:{node.lineno} {node.name}", node


@pytest.mark.parametrize("name", module_names())
def test_every_name_in_all_exists_and_is_ours_to_give(name):
    module = importlib.import_module(name)
    names = getattr(module, "__all__", [])
    assert len(set(names)) == len(names)
    missing = [one for one in names if not hasattr(module, one)]
    assert not missing


def test_the_package_shows_what_it_lists():
    listed = set(getattr(careerclusters, "__all__", ()))
    visible = {
        name
        for name in dir(careerclusters)
        if not name.startswith("_") and not isinstance(getattr(careerclusters, name), ModuleType)
    }
    assert visible - {"annotations"} == {name for name in listed if not name.startswith("_")}


def test_everything_on_the_surface_is_documented():
    silent = [
        name for name in getattr(careerclusters, "__all__", ()) if not getattr(careerclusters, name).__doc__
    ]
    assert not silent


def test_at_most_three_positional_arguments(root):
    offenders = []
    for where, node in public_functions(root):
        arguments = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
        if len([name for name in arguments if name not in ("self", "cls")]) > POSITIONAL:
            offenders.append(where)
    assert not offenders


def test_public_functions_are_typed(root):
    offenders = []
    for where, node in public_functions(root):
        arguments = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
        bare = [a.arg for a in arguments if a.annotation is None and a.arg not in ("self", "cls")]
        if bare or node.returns is None:
            offenders.append(f"{where}: {', '.join(bare) or 'what it returns'}")
    assert not offenders


WATCHED_IMPORT = """
import importlib, json, sys

events = []
CODE = (".py", ".pyc", ".so", ".pyd", ".pth")

def watch(event, arguments):
    if event.startswith("socket.") and event not in ("socket.__new__", "socket.gethostname"):
        events.append(event)
    if event == "open" and isinstance(arguments[0], str) and not arguments[0].endswith(CODE):
        events.append(arguments[0])

import numpy, polars
before = set(sys.modules)
sys.addaudithook(watch)
for name in json.loads(sys.argv[1]):
    importlib.import_module(name)
print(json.dumps({"events": events, "modules": sorted(set(sys.modules) - before)}))
"""


def watched_import(names: list[str], root: Path) -> dict[str, list[str]]:
    code = f"import sys; sys.path.insert(0, {str(root / 'src')!r})\n" + WATCHED_IMPORT
    command = [sys.executable, "-W", "error", "-c", code, json.dumps(names)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_importing_the_package_reads_nothing_and_loads_nothing_optional(root):
    seen = watched_import(["careerclusters"], root)
    assert seen["events"] == []
    assert sorted(NOT_AT_IMPORT & set(seen["modules"])) == []


def test_importing_every_module_touches_no_data_and_no_socket(root):
    seen = watched_import([name for name in module_names() if ".web" not in name], root)
    package = str(root / "src")
    assert [event for event in seen["events"] if event.startswith(("socket.", package))] == []
