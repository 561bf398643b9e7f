"""Write the pages of `docs/` that follow from the code: the command line and the Python reference.

Each page is a function from nothing to text, listed in PAGES; `tests/test_docs.py` compares them with
the files. The pages do not depend on the width of a terminal or on the machine.
"""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import re
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOTE = "<!-- Written by scripts/docs from the code. Change the code, then run scripts/docs. -->\n"
# The packages whose `__all__` people may rely on, in the order of the flow.
SURFACE = ("careerclusters", "careerclusters.atlas", "careerclusters.catalog", "careerclusters.views")
SURFACE += ("careerclusters.clustering", "careerclusters.titles", "careerclusters.people")
SURFACE += ("careerclusters.pathways", "careerclusters.labour", "careerclusters.text")
SURFACE += ("careerclusters.exchange", "careerclusters.evaluation", "careerclusters.errors")


def main(arguments: list[str]) -> int:
    stale = [path for path, text in pages().items() if read(path) != text]
    if "--check" in arguments:
        for path in stale:
            print(f"{path.relative_to(ROOT)} is out of date: run scripts/docs", file=sys.stderr)
        return 1 if stale else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(pages()[path], encoding="utf-8")
        print(f"wrote {path.relative_to(ROOT)}")
    return 0


def pages() -> dict[Path, str]:
    """Every generated page and what it should hold."""
    return {ROOT / name: make() for name, make in PAGES.items()}


def read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


# --- the command line ------------------------------------------------------------------------------


def commands() -> Iterator[tuple[str, object]]:
    """Full name and definition of every command that does something, in the order of the help."""
    import typer

    from careerclusters.cli._app import build_app

    def walk(name: str, command: object) -> Iterator[tuple[str, object]]:
        inner = getattr(command, "commands", None)
        if inner is None:
            yield name, command
        else:
            for word, child in inner.items():
                if not child.hidden:
                    yield from walk(f"{name} {word}", child)

    return walk("careerclusters", typer.main.get_command(build_app()))


def command_line_page() -> str:
    parts = [NOTE, "# Command line\n", "Every command understands `--help`; wherever rows are printed,"]
    parts[-1] += " `--json` and `--csv` give them to programs. Results go to standard output, progress and"
    parts[-1] += (
        " messages to standard error. Exit codes: 0 fine, 2 wrong input, data or usage, 130 interrupted.\n"
    )
    for name, command in commands():
        parts.append(command_section(name, command))
    return "\n".join(parts)


def command_section(name: str, command: object) -> str:
    arguments = [item for item in command.params if item.param_type_name == "argument"]
    options = [item for item in command.params if item.param_type_name == "option"]
    usage = " ".join(
        [name, *(argument_form(item) for item in arguments), *(["[OPTIONS]"] if options else [])]
    )
    lines = [f"## {name}\n", f"```text\n{usage}\n```\n", help_text(command.help)]
    if command.epilog:
        lines.append(help_text(command.epilog))
    if arguments or options:
        lines += ["| | |", "|---|---|"]
        lines += [f"| `{argument_form(item)}` | {cell(item.help)} |" for item in arguments]
        lines += [f"| `{option_form(item)}` | {cell(item.help)}{default_of(item)} |" for item in options]
        lines.append("")
    return "\n".join(lines)


def argument_form(item: object) -> str:
    name = (item.metavar or item.name).upper()
    name += "..." if item.nargs == -1 else ""
    return name if item.required else f"[{name}]"


def option_form(item: object) -> str:
    names = ", ".join([*item.opts, *item.secondary_opts])
    return names if item.is_flag else f"{names} {(item.metavar or item.name).upper()}"


def default_of(item: object) -> str:
    default = item.default
    if default is None or item.is_flag or callable(default) or default in ((), [], ""):
        return ""
    shown = ", ".join(map(str, default)) if isinstance(default, (list, tuple)) else default
    return f" Default: `{shown}`."


def help_text(text: str | None) -> str:
    """Paragraphs of a help text; an indented line is an example."""
    paragraphs = inspect.cleandoc(text or "").replace("\b", "").split("\n\n")
    joined = (paragraph if paragraph.startswith("    ") else reflow(paragraph) for paragraph in paragraphs)
    return "\n\n".join(part for part in joined if part.strip()) + "\n"


def reflow(paragraph: str) -> str:
    return " ".join(paragraph.split())


def cell(text: str | None) -> str:
    return reflow(text or "").replace("|", "\\|")


# --- Python ----------------------------------------------------------------------------------------


def surface() -> list[tuple[str, list[str]]]:
    """Packages that are installed and the public names of each."""
    here = [name for name in SURFACE if importlib.util.find_spec(name) is not None]
    names = [list(getattr(importlib.import_module(name), "__all__", ())) for name in here]
    return [(name, public) for name, public in zip(here, names, strict=True) if public]


def python_index() -> str:
    """What each package is for, with a link to its page."""
    parts = [NOTE, "# Python\n", "Each name is imported from the package it stands under.\n"]
    parts += ["| package | what it is for | names |\n|---|---|--:|"]
    for name, public in surface():
        first = inspect.cleandoc(importlib.import_module(name).__doc__ or "").split("\n\n")[0]
        parts.append(f"| [{name}](python/{page_name(name)}) | {' '.join(first.split())} | {len(public)} |")
    return "\n".join(parts) + "\n"


def page_name(module_name: str) -> str:
    return f"{module_name.rpartition('.')[2]}.md"


def python_page(module_name: str) -> str:
    """The public names of one package."""
    module = importlib.import_module(module_name)
    public = dict(surface())[module_name]
    parts = [NOTE, f"# {module_name}\n", docstring(module)]
    if module_name == "careerclusters":
        return "\n".join([*parts, *(line_of(name, getattr(module, name)) for name in public)]) + "\n"
    return "\n".join([*parts, *(object_section(name, getattr(module, name)) for name in public)])


def line_of(name: str, value: object) -> str:
    """A name of the first package: what it is, and the page of its home."""
    home = ".".join(str(getattr(value, "__module__", "")).split(".")[:2])
    first = " ".join(inspect.cleandoc(value.__doc__ or "").split("\n\n")[0].split())
    if home not in dict(surface()) or home == "careerclusters":
        return f"- `{name}`: {first}"
    return f"- [`{name}`]({page_name(home)}): {first}"


def object_section(name: str, value: object) -> str:
    if inspect.isclass(value):
        lines = [f"## class {name}\n", docstring(value)]
        for method_name, method in methods(value):
            lines.append(f"### {name}.{method_name}\n\n{signature(method_name, method)}{docstring(method)}")
        return "\n".join(lines)
    if callable(value):
        return f"## {name}\n\n{signature(name, value)}{docstring(value)}"
    return f"## {name}\n\nA constant: `{type(value).__name__}`.\n"


def methods(kind: type) -> Iterator[tuple[str, object]]:
    for name, value in vars(kind).items():
        target = getattr(value, "__func__", None) or getattr(value, "fget", None) or value
        if not name.startswith("_") and inspect.isfunction(target) and target.__doc__:
            yield name, target


class Raw:
    """An annotation shown as it was written, without quotes."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text


def signature(name: str, function: object) -> str:
    try:
        found = inspect.signature(function)
    except (TypeError, ValueError):
        return ""
    parameters = [item.replace(annotation=raw(item.annotation)) for item in found.parameters.values()]
    found = found.replace(parameters=parameters, return_annotation=raw(found.return_annotation))
    return f"```python\n{name}{found}\n```\n\n"


def raw(annotation: object) -> object:
    return Raw(annotation) if isinstance(annotation, str) else annotation


def docstring(value: object) -> str:
    text = inspect.cleandoc(value.__doc__ or "")
    if text.startswith(f"{getattr(value, '__name__', '')}("):
        return ""  # what a dataclass says of itself when nobody wrote anything
    return sections(text) + "\n"


def sections(text: str) -> str:
    """NumPy-style headings in bold; the tree of errors and other drawings stay as they are drawn."""
    text = re.sub(r"^([A-Z][A-Za-z ]+)\n-{3,}$", r"**\1**\n", text, flags=re.MULTILINE)
    return re.sub(r"^(\w[\w, *]*)\n    (?=\S)", r"`\1`: ", text, flags=re.MULTILINE)


# --- pages for assistants --------------------------------------------------------------------------

# Copied into the package, where `careerclusters mcp` offers them.
FOR_ASSISTANTS = (ROOT / "docs" / "ideas.md", *sorted((ROOT / "docs" / "methods").glob("*.md")))


def copy_of(page: Path) -> Callable[[], str]:
    """A page without links to its neighbours: their words stay."""
    return lambda: re.sub(r"\[([^\]]+)\]\((?![a-z]+:)[^)\s]+\)", r"\1", page.read_text(encoding="utf-8"))


PAGES: dict[str, Callable[[], str]] = {
    "docs/reference/cli.md": command_line_page,
    "docs/reference/python.md": python_index,
    **{f"docs/reference/python/{page_name(name)}": partial(python_page, name) for name, _ in surface()},
    **{f"src/careerclusters/exchange/pages/{page.name}": copy_of(page) for page in FOR_ASSISTANTS},
}


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
