"""What people install: the wheel in an environment of its own, its programs, and a script against it."""

from __future__ import annotations

import os
import site
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def wheel(root, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    built = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(built, cwd=root, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def environment(wheel, tmp_path_factory) -> Path:
    """An environment that holds the wheel alone; what it depends on is lent by this one."""
    folder = tmp_path_factory.mktemp("environment") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    install = [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python"), "--no-input"]
    install += ["--disable-pip-version-check", "--quiet", "install", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    (own,) = folder.glob("lib/python*/site-packages")
    lent = [path for path in site.getsitepackages() if Path(path).is_dir()]
    (own / "lent.pth").write_text("\n".join(lent) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def used_home(tmp_path_factory) -> Path:
    """A user's folder that several tests use one after the other; the first to need an atlas builds it."""
    return tmp_path_factory.mktemp("used")


def run(environment: Path, *words: str, home: Path) -> subprocess.CompletedProcess[str]:
    settings = {"PATH": os.environ["PATH"], "HOME": str(home), "CAREERCLUSTERS_HOME": str(home)}
    words = (str(environment / "bin" / words[0]), *words[1:])
    return subprocess.run(words, env=settings, cwd=home, capture_output=True, text=True)


def test_the_wheel_holds_all_that_the_checkout_holds(root, wheel):
    package = root / "src"
    wanted = {
        str(path.relative_to(package))
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    held = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("careerclusters/")}
    assert held == wanted


@pytest.mark.parametrize("name", ["careerclusters", "career-clusters"])
def test_both_names_of_the_program_answer(environment, tmp_path, name):
    done = run(environment, name, "--version", home=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("careerclusters ")


def test_a_search_works_from_the_installed_wheel(environment, used_home):
    """As `uvx` and `pipx run` do: nothing but the wheel, nothing built before."""
    done = run(environment, "career-clusters", "search", "nurse", home=used_home)
    assert done.returncode == 0, done.stderr
    assert "Registered nurse" in done.stdout or "Registered Nurses" in done.stdout


def test_the_installed_program_uses_the_wheel(environment, tmp_path):
    done = run(environment, "python", "-c", "import careerclusters as c; print(c.__file__)", home=tmp_path)
    assert str(environment) in done.stdout


def test_a_users_script_runs(environment, root, used_home):
    done = run(environment, "python", str(root / "tests" / "typed_user.py"), home=used_home)
    assert done.returncode == 0, done.stderr
    printed = [line.split()[0] for line in done.stdout.splitlines()]
    assert printed == [
        "Finding",
        "Cluster",
        "Match",
        "Plan",
        "NextMoves",
        "Closure",
        "Comparison",
        "LabourMarket",
    ]


def test_a_users_script_is_type_checked_against_the_wheel(environment, root, tmp_path):
    """With `--strict`; and what is wrong in a script is seen, so the package's types are really read."""
    script = tmp_path / "script.py"
    text = (root / "tests" / "typed_user.py").read_text(encoding="utf-8")
    check = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache")]
    check += ["--python-executable", str(environment / "bin" / "python"), str(script)]

    wrong = {
        "assert_type(cluster.name, str)": "assert_type(cluster.name, int)",
        "openings_share=0.5": "openings_shares=0.5",
        "assert_type(match.cards[0].code_onet, str)": "match.cardz",
        "assert_type(cluster.members, pl.DataFrame)": "cluster.members.heights",
    }

    def said(changes: dict[str, str]) -> str:
        changed = text
        for right, other in changes.items():
            assert changed.count(right) == 1
            changed = changed.replace(right, other)
        script.write_text(changed, encoding="utf-8")
        return subprocess.run(check, cwd=tmp_path, capture_output=True, text=True).stdout

    assert said({}).startswith("Success"), said({})
    errors = said(wrong)
    assert "Found 4 errors" in errors
    for name in ('not "int"', '"openings_shares"', '"cardz"', '"heights"'):
        assert name in errors


def test_declared_dependencies_are_what_is_imported(root):
    """Every library that the package imports is declared, in the base or in an extra."""
    import ast
    import re
    import tomllib

    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    extras = [
        line for name, lines in project["optional-dependencies"].items() if name != "test" for line in lines
    ]
    declared = {
        re.split(r"[\[<>=~ ]", line)[0].lower().replace("-", "_")
        for line in (*project["dependencies"], *extras)
    }
    declared |= {"sklearn" if name == "scikit_learn" else name for name in declared}
    declared |= {"docx", "starlette", "pydantic", "click"}  # modules of python-docx, fastapi and typer
    used = set()
    for path in (root / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                used |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                used.add(str(node.module).split(".")[0])
    foreign = {
        name.lower() for name in used - set(sys.stdlib_module_names) - {"careerclusters", "__future__"}
    }
    assert foreign <= declared, sorted(foreign - declared)
