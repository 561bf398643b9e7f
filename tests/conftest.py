"""What all tests share: no network, a home of their own, the bundled catalog, the full releases."""

from __future__ import annotations

import importlib.util
import ipaddress
import os
import shutil
import socket
from pathlib import Path
from types import ModuleType

import hypothesis
import pytest

# No test measures time; in CI the examples are the same in every run.
hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")

ROOT = Path(__file__).resolve().parent.parent
RELEASES_VARIABLE = "CAREERCLUSTERS_RELEASES"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class OutwardConnection(AssertionError):
    """A test tried to leave this machine."""


def _is_local(family: int, address: object) -> bool:
    if family not in (socket.AF_INET, socket.AF_INET6):
        return True
    host = str(address[0])
    try:
        return host in ("localhost", "") or ipaddress.ip_address(host.split("%")[0]).is_loopback
    except ValueError:
        return False


def _is_number(host: str) -> bool:
    """Whether it is an address already: looking that up asks nobody."""
    try:
        return bool(ipaddress.ip_address(host))
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def _no_outward_connection(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only loopback may be reached, unless the test is marked `network`."""
    if request.node.get_closest_marker("network"):
        return

    def guarded(name: str):
        original = getattr(socket.socket, name)

        def connect(self, address, *rest):
            if not _is_local(self.family, address):
                raise OutwardConnection(f"connection to {address!r}")
            return original(self, address, *rest)

        return connect

    look_up = socket.getaddrinfo

    def guarded_look_up(host, *rest, **options):
        if host is not None and not _is_number(host) and not _is_local(socket.AF_INET, (host,)):
            raise OutwardConnection(f"look-up of {host!r}")
        return look_up(host, *rest, **options)

    monkeypatch.setattr(socket.socket, "connect", guarded("connect"))
    monkeypatch.setattr(socket.socket, "connect_ex", guarded("connect_ex"))
    monkeypatch.setattr(socket, "getaddrinfo", guarded_look_up)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty user folder, so that no test sees or changes the real one."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("CAREERCLUSTERS_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def catalog():
    """The bundled catalog, the one `load_catalog()` opens when told nothing."""
    from careerclusters.catalog import load_catalog

    return load_catalog()


@pytest.fixture(scope="session")
def clustering(catalog):
    """The bundled catalog clustered with few runs: real, quick, and the same in every test run."""
    from careerclusters.clustering import fit

    return fit(catalog, runs=20, seed=0, workers=1)


@pytest.fixture(scope="session")
def shipped(catalog):
    """The clustering that `careerclusters build` makes, with all runs; for what must hold in it."""
    from careerclusters.clustering import fit

    return fit(catalog, workers=1)


@pytest.fixture(scope="session")
def atlas(catalog, clustering):
    """An atlas over both; its other parts are made when a test asks for them, once for all tests."""
    from careerclusters.atlas import Atlas

    return Atlas.of(catalog, clustering)


@pytest.fixture(scope="session")
def save_atlas(catalog):
    """Save an atlas: `save_atlas(clustering, folder)`; parts that are not saved are made when needed."""
    from careerclusters.atlas import Atlas

    def save(clustering, folder: Path, *, parts=("clustering",)):
        return Atlas.of(catalog, clustering).save(folder, parts=parts)

    return save


@pytest.fixture(scope="session")
def once_for_all(tmp_path_factory):
    """A folder that the first process in need fills: `once_for_all(name, fill)`; the others wait for it."""
    from careerclusters.locks import locked

    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared

    def folder_of(name: str, fill) -> Path:
        folder, lock, done = (shared / f"{name}{ending}" for ending in ("", ".lock", ".done"))
        lock.touch()
        with locked(lock):
            if not done.exists():
                fill(folder)
                done.touch()
        return folder

    return folder_of


@pytest.fixture(scope="session")
def whole_atlas(request, once_for_all) -> Path:
    """The folder of the atlas of `clustering` with every part, saved once for all tests and processes."""
    return once_for_all("whole", lambda folder: request.getfixturevalue("atlas").save(folder))


@pytest.fixture
def built(whole_atlas, clustering, home):
    """The real clustering and all that goes with it, saved where the commands look for it."""
    import shutil

    shutil.copytree(whole_atlas, home / "atlas", copy_function=os.link)
    return clustering


@pytest.fixture(scope="session")
def releases() -> Path:
    """The folder with the publishers' full releases; tests that ask for it skip where it is absent."""
    named = os.environ.get(RELEASES_VARIABLE)
    if not named:
        pytest.skip(f"needs the full releases: set {RELEASES_VARIABLE} to their folder")
    folder = Path(named)
    if not folder.is_dir():
        pytest.fail(f"{RELEASES_VARIABLE} names {named}, which is no folder")
    return folder


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def small() -> ModuleType:
    """The module that makes small releases of our own."""
    path = Path(__file__).resolve().parent / "small_release.py"
    spec = importlib.util.spec_from_file_location("small_release", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def find_chromium() -> str | None:
    """Path of a Chromium; CAREERCLUSTERS_CHROMIUM names another one."""
    return os.environ.get("CAREERCLUSTERS_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def browser():
    """One browser for all tests of a process."""
    path = find_chromium()
    if path is None:
        pytest.skip("no Chromium: install the package chromium, or name one in CAREERCLUSTERS_CHROMIUM")
    api = pytest.importorskip("playwright.sync_api")
    flags = (*FLAGS, "--no-sandbox") if os.geteuid() == 0 else FLAGS
    with api.sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=list(flags))
        yield found
        found.close()
