"""The house: which part may import which, and who may reach out."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

# Lowest first. A part may import those below it and, one way only, those beside it.
LAYERS = (
    ("language", "messages", "lazy"),
    ("errors", "edge", "home", "present", "results", "once", "ranks", "locks", "files", "targets", "storage"),
    ("schema", "words"),
    ("sources",),
    ("catalog",),
    ("views", "titles"),
    ("features",),
    ("clustering",),
    ("people", "pathways", "labour", "charts", "finding"),
    ("atlas",),
    ("text",),
    ("evaluation",),
    ("exchange",),
    ("cli", "web"),
)
RANK = {part: rank for rank, parts in enumerate(LAYERS) for part in parts}
ONLINE = {"http", "httpx", "pooch", "requests", "socket", "urllib", "ftplib"}
MAY_GO_ONLINE = "sources/_cache.py"
HEAVY = {
    "ahocorasick_rs",
    "fastexcel",
    "graspologic_native",
    "matplotlib",
    "pandera",
    "pandas",
    "pooch",
    "rapidfuzz",
}
HEAVY |= {"scipy", "sklearn", "uvicorn"}


def modules(root: Path) -> Iterator[tuple[str, str, ast.Module]]:
    """Path inside the package, the part it belongs to, its syntax tree."""
    package = root / "src" / "careerclusters"
    for path in sorted(package.rglob("*.py")):
        inside = path.relative_to(package)
        part = inside.parts[0].removesuffix(".py")
        yield inside.as_posix(), part, ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and full dotted name of everything imported anywhere in the tree."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: imports are absolute"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def at_import(tree: ast.Module) -> Iterator[ast.stmt]:
    """The statements that run when the module is imported, without those for type checkers."""
    pending: list[ast.stmt] = list(tree.body)
    while pending:
        node = pending.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            pending.extend(node.orelse)
            continue
        yield node
        for field in ("body", "orelse", "finalbody"):
            pending.extend(getattr(node, field, ()))


def test_every_part_has_a_layer(root):
    parts = {part for _, part, _ in modules(root)} - {"__init__", "__main__"}
    assert parts <= set(RANK), "give the new part its place in LAYERS"


def test_imports_point_down(root):
    beside: set[tuple[str, str]] = set()
    offenders = []
    for path, part, tree in modules(root):
        if part in ("__init__", "__main__"):
            continue
        for line, name in imported(tree):
            parts = name.split(".")
            if parts[0] != "careerclusters" or parts[1] in ("__version__", part):
                continue
            if parts[1] not in RANK:
                offenders.append(f"{path}:{line} imports {name}: name the part it comes from")
            elif RANK[parts[1]] > RANK[part]:
                offenders.append(f"{path}:{line} imports {name} from above")
            elif RANK[parts[1]] == RANK[part]:
                beside.add((part, parts[1]))
    assert not offenders
    assert not {pair for pair in beside if pair[::-1] in beside}, (
        "two parts beside each other import each other"
    )


def test_only_the_cache_goes_online(root):
    offenders = [
        f"{path}:{line} imports {name}"
        for path, part, tree in modules(root)
        if path != MAY_GO_ONLINE and part != "web"
        for line, name in imported(tree)
        if name.split(".")[0] in ONLINE and not name.startswith("urllib.parse")
    ]
    assert not offenders


def test_heavy_libraries_are_imported_where_they_are_used(root):
    offenders = []
    for path, _, tree in modules(root):
        for node in at_import(tree):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                names = [name for _, name in imported(node) if name.split(".")[0] in HEAVY]
                offenders += [f"{path}:{node.lineno} imports {name} when it is imported" for name in names]
    assert not offenders


def at_run_time(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node but those that only type checkers see."""
    pending: list[ast.AST] = [tree]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            pending.extend(node.orelse)
            continue
        yield node
        pending.extend(ast.iter_child_nodes(node))


def module_graph(root: Path) -> dict[str, set[str]]:
    """Which of our modules each module imports, at the top or inside a function."""
    trees = {
        "careerclusters." + path.removesuffix(".py").removesuffix("/__init__").replace("/", "."): tree
        for path, _, tree in modules(root)
        if path != "__init__.py"
    }
    graph: dict[str, set[str]] = {}
    for module, tree in trees.items():
        graph[module] = set()
        for node in at_run_time(tree):
            if not isinstance(node, ast.ImportFrom):
                continue
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                target = whole if whole in trees else node.module
                if target in trees and target != module:
                    graph[module].add(target)
    return graph


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Groups of modules that reach each other (Tarjan's strongly connected components of two or more)."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(module: str) -> None:
        number[module] = low[module] = len(number)
        stack.append(module)
        for target in sorted(graph[module]):
            if target not in number:
                visit(target)
                low[module] = min(low[module], low[target])
            elif target in stack:
                low[module] = min(low[module], number[target])
        if low[module] == number[module]:
            group = stack[stack.index(module) :]
            del stack[stack.index(module) :]
            if len(group) > 1:
                found.append(sorted(group))

    for module in sorted(graph):
        if module not in number:
            visit(module)
    return found


def test_no_module_reaches_itself(root):
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [["a", "b", "c"]]
    assert circles(module_graph(root)) == []
