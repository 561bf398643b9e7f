"""Prepare `.venv` in the checkout: create it, install the pinned packages, leave a stamp.

Run by `scripts/start` and `scripts/test` with any Python 3.11 or later and nothing else installed.
The stamp is a digest of everything that decides what is installed; while it matches, there is
nothing to do and the call takes a few milliseconds. A lock makes a second call wait for the first.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

EXTRAS = ("web", "pdf", "test")
INPUTS = ("pyproject.toml", "constraints.txt")
STAMP = "careerclusters.stamp"
BUILD_TOOLS = ("hatchling", "editables")
TAIL_LINES = 15


class PreparationError(Exception):
    """What went wrong, ready to be shown."""


def main(root: Path) -> int:
    environment = root / ".venv"
    wanted = digest(root)
    if is_ready(environment, wanted):
        return 0
    try:
        with locked(root):
            if not is_ready(environment, wanted):
                prepare(root, environment)
                (environment / STAMP).write_text(wanted + "\n", encoding="ascii")
    except PreparationError as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1
    return 0


def digest(root: Path) -> str:
    """Hex digest over the inputs, this Python and the place: a moved checkout is installed again."""
    text = hashlib.sha256()
    for part in (sys.version, sys.base_prefix, str(root), ",".join(EXTRAS)):
        text.update(part.encode() + b"\0")
    for name in INPUTS:
        text.update((root / name).read_bytes() + b"\0")
    return text.hexdigest()


def is_ready(environment: Path, wanted: str) -> bool:
    """Whether the stamp matches and the interpreter it speaks of is still there."""
    stamp = environment / STAMP
    return (
        stamp.is_file()
        and stamp.read_text(encoding="ascii").strip() == wanted
        and python_of(environment).exists()
        and (environment / "bin" / "careerclusters").exists()
    )


def python_of(environment: Path) -> Path:
    return environment / "bin" / "python"


def base_python() -> str:
    """The Python behind this one, which stays when an active environment is taken away."""
    return getattr(sys, "_base_executable", None) or sys.executable


def prepare(root: Path, environment: Path) -> None:
    """Create the environment when it is absent or of another Python, then install into it."""
    (environment / STAMP).unlink(missing_ok=True)
    if not is_same_python(environment):
        shutil.rmtree(environment, ignore_errors=True)
        with progress("Creating .venv"):
            run([base_python(), "-m", "venv", str(environment)], hint=venv_hint())
    pip = [str(python_of(environment)), "-m", "pip", "--quiet", "--no-input", "install"]
    pip += ["--disable-pip-version-check", "-c", str(root / "constraints.txt")]
    target = f"{root}[{','.join(EXTRAS)}]"
    with progress("Installing packages (the first time takes about a minute)"):
        run([*pip, *BUILD_TOOLS])
        run([*pip, "--no-build-isolation", "--editable", target])


def is_same_python(environment: Path) -> bool:
    """Whether the environment runs and was made here, by this version of Python."""
    if not (environment / "bin" / "pip").exists():
        return False
    question = "import sys; print(sys.version, sys.base_prefix, sys.prefix, sep='|')"
    try:
        answer = subprocess.run(
            [str(python_of(environment)), "-I", "-c", question], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return False
    launcher = (environment / "bin" / "pip").read_text(encoding="utf-8", errors="replace")
    expected = "|".join((sys.version, sys.base_prefix, str(environment)))
    return answer.stdout.strip() == expected and str(environment) in launcher


def venv_hint() -> str:
    return (
        "This Python can't create environments. On Debian or Ubuntu install the package python3-venv, "
        "or point PYTHON at another Python 3.11 or later, then run the script again."
    )


def run(command: list[str], *, hint: str = "") -> None:
    """Run quietly; on failure raise with the end of what the command said."""
    settings = {key: value for key, value in os.environ.items() if key not in LEAKY}
    result = subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=settings
    )
    if result.returncode:
        said = result.stdout.decode("utf-8", "replace").strip().splitlines()[-TAIL_LINES:]
        lines = [f"`{' '.join(command[1:4])} ...` failed. {hint}".rstrip(), *("  " + line for line in said)]
        raise PreparationError("\n".join(lines))


LEAKY = frozenset(
    (
        "PYTHONPATH",
        "PYTHONHOME",
        "VIRTUAL_ENV",
        "PIP_USER",
        "PIP_TARGET",
        "PIP_PREFIX",
        "PIP_REQUIRE_VIRTUALENV",
    )
)


@contextmanager
def progress(text: str) -> Iterator[None]:
    """One line that says what is going on and, at the end, how long it took."""
    started = time.monotonic()
    is_live = sys.stderr.isatty()
    done = threading.Event()

    def seconds() -> str:
        return f"{time.monotonic() - started:.0f} s"

    def tick() -> None:
        while not done.wait(1.0):
            print(f"\r{text} ... {seconds()}", end="", file=sys.stderr, flush=True)

    print(f"{text} ...", end="", file=sys.stderr, flush=True)
    ticker = threading.Thread(target=tick, daemon=True)
    if is_live:
        ticker.start()
    ending = "stopped"
    try:
        yield
        ending = "done"
    finally:
        done.set()
        if is_live:
            ticker.join()
            print(f"\r{text} ...", end="", file=sys.stderr)
        print(f" {ending}, {seconds()}", file=sys.stderr, flush=True)


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Hold the lock of this checkout; the system lets go of it when the process ends, however it ends."""
    import fcntl

    with open(root / ".venv.lock", "w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another run is preparing .venv; waiting for it ...", file=sys.stderr, flush=True)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    raise SystemExit(main(Path(__file__).resolve().parent.parent))
