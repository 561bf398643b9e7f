"""What people install: the wheel in an environment of its own, its programs, and a script against it."""

from __future__ import annotations

import os
import site
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

SCRIPT = """\
import careerclusters as cc


def title_of(atlas: cc.Atlas, text: str) -> str:
    code: str = atlas.code(text)
    return atlas.clustering.titles[code]


catalog: cc.Catalog = cc.load_catalog()
name: str = catalog.title("29-1141.00")
print(name)
"""


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
    return folder


def run(environment: Path, *words: str, home: Path) -> subprocess.CompletedProcess[str]:
    lent = os.pathsep.join(path for path in site.getsitepackages() if Path(path).is_dir())
    settings = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": lent}
    settings["CAREERCLUSTERS_HOME"] = str(home)
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


def test_a_search_works_from_the_installed_wheel(environment, tmp_path):
    """As `uvx` and `pipx run` do: nothing but the wheel, nothing built before."""
    done = run(environment, "career-clusters", "search", "nurse", home=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Registered nurse" in done.stdout or "Registered Nurses" in done.stdout


def test_the_installed_program_uses_the_wheel(environment, tmp_path):
    done = run(environment, "python", "-c", "import careerclusters as c; print(c.__file__)", home=tmp_path)
    assert str(environment) in done.stdout


def test_a_script_is_type_checked_and_runs(environment, tmp_path):
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    done = run(environment, "python", str(script), home=tmp_path)
    assert (done.returncode, done.stdout) == (0, "Registered Nurses\n"), done.stderr
    check = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache")]
    check += ["--python-executable", str(environment / "bin" / "python"), str(script)]
    checked = subprocess.run(check, cwd=tmp_path, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout
    script.write_text(SCRIPT.replace("code: str =", "code: int ="))
    wrong = subprocess.run(check, cwd=tmp_path, capture_output=True, text=True)
    assert 'variable has type "int"' in wrong.stdout


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
