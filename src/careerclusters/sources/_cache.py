"""Download a release from its publisher, once, and verify it ever after. Nothing else here goes online.

The publisher gives no checksums. The first download of a release is therefore checked by its content
(it must be a release in the text layout that names itself the one asked for) and its SHA-256 is
recorded beside it; from then on a file that differs is refused. Who knows the checksum gives it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from careerclusters.errors import DataError, FetchError, InputError
from careerclusters.files import write_text
from careerclusters.home import home_folder
from careerclusters.sources._archive import open_archive
from careerclusters.sources.onet import release_of

__all__ = ["PUBLISHER", "VARIABLE", "fetch_release"]

PUBLISHER = "https://www.onetcenter.org/dl_files/database/"
VARIABLE = "CAREERCLUSTERS_ONET_URL"
"""Environment variable that names another place to download from, such as a mirror."""

_CHECKSUMS = "checksums.json"
_LARGEST = 200_000_000
_SECONDS = 60

Report = Callable[[int, int, str], None]


def fetch_release(
    version: str = "30.1",
    folder: Path | None = None,
    *,
    sha256: str | None = None,
    base_url: str | None = None,
    progress: Report | None = None,
) -> Path:
    """Download an O*NET text release, or find it already downloaded.

    Parameters
    ----------
    version
        Such as "30.1".
    folder
        Where to put it; None for `releases` in the user's folder.
    sha256
        Checksum that the file must have; None for the one recorded at the first download.
    base_url
        Where to download from; None for the publisher, or what the environment names.
    progress
        Called with bytes done, bytes in all (those done when unknown), and what is being done.

    Returns
    -------
    Path of the zip.

    Raises
    ------
    FetchError
        When it can't be downloaded, or is not what was promised. What was there before stays.
    """
    import pooch

    if not re.fullmatch(r"\d{1,3}\.\d{1,2}", version):
        raise InputError("This is no O*NET release", seen=version, todo="Write it like 30.1.")
    if sha256 is not None and not re.fullmatch(r"[0-9a-fA-F]{64}", sha256):
        raise InputError("This is no SHA-256 checksum", seen=sha256, todo="Give 64 hexadecimal digits.")
    folder = Path(folder) if folder is not None else home_folder() / "releases"
    name = f"db_{version.replace('.', '_')}_text.zip"
    base = base_url or os.environ.get(VARIABLE) or PUBLISHER
    url = base.rstrip("/") + "/" + name
    promised = (sha256 or _recorded(folder).get(name) or "").lower() or None
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    if promised and path.is_file() and _sha256(path) == promised:
        return path

    fresh = f".{name}.part"
    pooch.get_logger().setLevel("ERROR")
    downloader = _Downloader(progress or (lambda done, total, what: None), name)
    try:
        _download(url, folder / fresh, promised, downloader)
        _expect_release(folder / fresh, version, url)
        found = _sha256(folder / fresh)
        os.replace(folder / fresh, path)
    finally:
        (folder / fresh).unlink(missing_ok=True)
    write_text(folder / _CHECKSUMS, json.dumps({**_recorded(folder), name: found}, indent=1) + "\n")
    return path


def _download(url: str, path: Path, promised: str | None, downloader: object) -> None:
    import pooch
    import requests

    path.unlink(missing_ok=True)
    by_hand = "Check the connection, or download it with a browser and give its path to catalog compile."
    try:
        pooch.retrieve(url, known_hash=promised, fname=path.name, path=path.parent, downloader=downloader)
    except requests.HTTPError as error:
        status = error.response.status_code if error.response is not None else "an error"
        raise FetchError(
            "The release is not to be had there", seen=f"{status} from {url}", todo=by_hand
        ) from error
    except (requests.exceptions.InvalidSchema, requests.exceptions.InvalidURL) as error:
        raise FetchError(
            "The address can't be used", seen=url, todo="Give one that starts with https://."
        ) from error
    except (requests.RequestException, OSError) as error:
        raise FetchError(
            "The release could not be downloaded", seen=f"{url}: {_reason(error)}", todo=by_hand
        ) from error
    except ValueError as error:
        raise FetchError(
            "What was downloaded is not the file that was promised",
            seen=f"{url}: another SHA-256 than {promised}",
            todo="Try again; if it repeats, ask the publisher for the checksum and give it with --sha256.",
        ) from error


@dataclass(frozen=True)
class _Downloader:
    """What pooch calls to download: reports progress and stops a download that never ends."""

    report: Report
    what: str

    def __call__(self, url: str, output_file: str, _pooch: object) -> None:
        import requests

        with requests.get(url, stream=True, timeout=_SECONDS) as response, open(output_file, "wb") as file:
            response.raise_for_status()
            announced = response.headers.get("content-length", "")
            total = int(announced) if announced.isdecimal() else 0
            done = 0
            for chunk in response.iter_content(1 << 16):
                file.write(chunk)
                done += len(chunk)
                if done > _LARGEST:
                    raise FetchError(
                        "The download is larger than a release can be",
                        seen=f"more than {_LARGEST // 1_000_000} MB",
                        todo="Check the address.",
                    )
                self.report(done, max(total, done), self.what)


def _expect_release(path: Path, version: str, url: str) -> None:
    try:
        found, _ = release_of(open_archive(path))
    except DataError as error:
        raise FetchError(
            "What was downloaded is no O*NET release", seen=f"{url}: {error.what}", todo="Try again later."
        ) from error
    if found != version:
        raise FetchError(
            f"What was downloaded is not O*NET {version}",
            seen=f"O*NET {found} from {url}",
            todo="Try again later.",
        )


def _recorded(folder: Path) -> dict[str, str]:
    """File name to the checksum recorded at its first download."""
    try:
        recorded = json.loads((folder / _CHECKSUMS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): str(value) for name, value in recorded.items()} if isinstance(recorded, dict) else {}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _reason(error: Exception) -> str:
    import requests

    if isinstance(error, requests.Timeout):
        return f"no answer within {_SECONDS} s"
    if isinstance(error, requests.ConnectionError):
        return "no connection"
    return type(error).__name__
