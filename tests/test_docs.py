"""Documentation is complete, current and without dead links; its commands run."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import shutil
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from careerclusters.cli._run import run

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
# Pages whose commands are run as they stand.
RUN = ("README.md", "docs/start.md", "docs/howto/find-a-path.md")
RUN += ("docs/howto/commands.md", "docs/howto/cashier.md", "docs/howto/machinist.md", "docs/howto/teacher.md")


@pytest.fixture(scope="module")
def generate(root: Path) -> ModuleType:
    """`scripts/generate.py` as a module."""
    spec = importlib.util.spec_from_file_location("generate", root / "scripts" / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pages(root: Path) -> list[Path]:
    return [*sorted(root.glob("*.md")), *sorted((root / "docs").rglob("*.md"))]


def anchors(page: Path) -> set[str]:
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def test_generated_pages_are_current(generate, root):
    stale = [
        str(path.relative_to(root)) for path, text in generate.pages().items() if generate.read(path) != text
    ]
    assert stale == [], "run scripts/docs"


def test_every_command_is_documented_with_an_example(generate):
    page = generate.command_line_page()
    for name, command in generate.commands():
        assert f"## {name}\n" in page
        assert command.help, f"{name} says nothing in its help"
        text = f"{command.help} {command.epilog or ''}"
        assert name in text, f"the help of {name} ends with an example"
        silent = [item.name for item in command.params if not item.help]
        assert not silent, f"{name} leaves {silent} undocumented"


def test_every_command_has_a_place_in_a_guide(generate, root):
    guides = "\n".join(page.read_text(encoding="utf-8") for page in (root / "docs" / "howto").glob("*.md"))
    names = [name for name, _ in generate.commands()]
    assert [name for name in names if not re.search(rf"{re.escape(name)}(?![\w-])", guides)] == []


def test_links_lead_somewhere(root):
    dead = []
    for page in pages(root):
        for target in LINK.findall(page.read_text(encoding="utf-8")):
            if re.match(r"[a-z]+:", target):
                continue
            name, _, anchor = target.partition("#")
            file = (page.parent / name).resolve() if name else page
            if not file.exists() or (anchor and anchor not in anchors(file)):
                dead.append(f"{page.relative_to(root)}: {target}")
    assert dead == []


def test_every_page_is_reached_from_the_index(root):
    seen, pending = set(), [root / "docs" / "index.md", root / "README.md"]
    while pending:
        page = pending.pop().resolve()
        if page in seen or page.suffix != ".md":
            continue
        seen.add(page)
        links = LINK.findall(page.read_text(encoding="utf-8"))
        pending += [
            page.parent / link.partition("#")[0] for link in links if not re.match(r"[a-z]+:|#", link)
        ]
    assert {str(page.relative_to(root)) for page in pages(root)} - {
        str(p.relative_to(root)) for p in seen
    } == set()


def test_every_dependency_is_accounted_for(root):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    decisions = "\n".join(
        path.read_text(encoding="utf-8") for path in (root / "docs" / "decisions").glob("*.md")
    )
    pinned = (root / "constraints.txt").read_text(encoding="utf-8").lower().replace("_", "-")
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    for requirement in (requirement for group in groups for requirement in group):
        name = re.match(r"[\w-]+", requirement).group()
        assert name.lower() in decisions.lower(), f"{name} has no line in docs/decisions"
        assert re.search(rf"^{name.lower()}==", pinned, re.MULTILINE), f"{name} is not in constraints.txt"


def test_pinned_versions_are_names_and_versions_only(root):
    for line in (root / "constraints.txt").read_text(encoding="utf-8").splitlines():
        assert line.startswith("#") or re.fullmatch(r"[A-Za-z0-9._-]+==[0-9A-Za-z.]+", line), line


def test_versions_agree(root):
    from careerclusters import __version__

    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == __version__
    assert f"\nversion: {__version__}\n" in (root / "CITATION.cff").read_text(encoding="utf-8")


def commands_of(page: Path) -> list[list[str]]:
    """The lines of the page's shell blocks that call the program, without a folder before its name."""
    lines = [line for block in BLOCK.findall(page.read_text(encoding="utf-8")) for line in block.splitlines()]
    words = [shlex.split(line.partition(" | ")[0], comments=True) for line in lines]
    return [line[1:] for line in words if line and line[0].endswith("careerclusters")]


@pytest.fixture(scope="module")
def built(catalog, tmp_path_factory) -> Path:
    """What `careerclusters build` saves, made once for all guides."""
    from careerclusters.atlas import Atlas

    folder = tmp_path_factory.mktemp("built") / "atlas"
    Atlas.build(catalog).save(folder)
    return folder


@pytest.mark.parametrize("name", RUN)
def test_commands_of_the_guides_run(root, name, built, home, tmp_path, monkeypatch, capsys):
    shutil.copytree(built, home / "atlas", copy_function=os.link)
    monkeypatch.chdir(tmp_path)
    for arguments in commands_of(root / name):
        assert run(arguments) == 0, f"careerclusters {shlex.join(arguments)}: {capsys.readouterr().err}"


@pytest.mark.parametrize("name", ["README.md", "docs/tutorial.md"])
def test_the_python_of_a_page_prints_what_stands_below_it(root, name, built, home):
    spec = importlib.util.spec_from_file_location("run_pages", root / "scripts" / "run_pages.py")
    run_pages = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(run_pages)
    shutil.copytree(built, home / "atlas", copy_function=os.link)
    text = (root / name).read_text(encoding="utf-8")
    assert len(run_pages.BLOCK.findall(text)) == text.count("```text") > 0
    assert run_pages.run_page(text) == text


def test_versions_of_the_documentation_are_listed_newest_first(root, tmp_path):
    import json

    spec = importlib.util.spec_from_file_location("docs_versions", root / "scripts" / "docs_versions.py")
    versions = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(versions)
    for name in ("0.9.0", "0.10.0rc1", "0.10.0", "assets"):
        (tmp_path / name).mkdir()
        if name != "assets":
            (tmp_path / name / "index.html").write_text("old")
    assert versions.list_versions(tmp_path) == ["0.10.0", "0.10.0rc1", "0.9.0"]
    rows = json.loads((tmp_path / "versions.json").read_text())
    assert [row["aliases"] for row in rows] == [["latest"], [], []]
    assert 'url=0.10.0/index.html"' in (tmp_path / "index.html").read_text()
    assert (tmp_path / "0.9.0" / "index.html").read_text() == "old"


def test_the_documentation_becomes_pages_that_ask_nobody_outside(root, tmp_path, monkeypatch):
    pytest.importorskip("material")
    import subprocess
    import sys

    target = tmp_path / "site"
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--quiet",
        "-f",
        str(root / "mkdocs.yml"),
        "-d",
        str(target),
    ]
    done = subprocess.run(
        command, capture_output=True, text=True, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    )
    assert done.returncode == 0, done.stderr
    assert '"provider": "mike"' in (target / "index.html").read_text("utf-8")
    for name in ("index.html", "howto/assistants.html", "methods/suite.html", "reference/cli.html"):
        page = (target / name).read_text("utf-8")
        outside = re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="(https?:[^"]+)"', page)
        assert outside == [], name
