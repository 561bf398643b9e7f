"""Compiled templates, kept for the next start: compiling them is what a first page would wait for longest.

They lie in a folder of the user's own. As what is in them is run, one is read only where nobody else can have
written it: folder and file belong to the user and are writable by nobody else, and no link is followed. It
must also say that it was made by these very versions from this very template; else the template is compiled
as if nothing had been kept. Where the system knows no owners of files, nothing is kept.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache
from jinja2 import __version__ as jinja_version

from careerclusters import __version__
from careerclusters.files import write_bytes

if TYPE_CHECKING:
    from types import CodeType

    from jinja2 import Environment
    from jinja2.bccache import Bucket

__all__ = ["TemplateCode", "template_folder"]

_MAGIC = b"CCCODE01"
_KEY_BYTES = 32
_MOST_BYTES = 4_000_000


def template_folder() -> Path | None:
    """Where compiled templates are kept; None where the system knows no owners of files."""
    from careerclusters.home import home_folder

    return home_folder() / "templates" if hasattr(os, "geteuid") and hasattr(os, "O_NOFOLLOW") else None


class TemplateCode(BytecodeCache):
    """Reads what was kept; what is missing is written by `keep` only, never while somebody waits."""

    def __init__(self, folder: Path) -> None:
        self._folder = Path(folder)

    def get_source_checksum(self, source: str) -> str:
        """Digest of a template."""
        return hashlib.sha256(source.encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the bucket its code where that was kept."""
        content = self._read(_name(bucket.key))
        head, key = content[: len(_MAGIC)], content[len(_MAGIC) : len(_MAGIC) + _KEY_BYTES]
        code = content[len(_MAGIC) + _KEY_BYTES :]
        if head == _MAGIC and key == _key(bucket, code):
            with suppress(ValueError, EOFError, TypeError):
                bucket.code = marshal.loads(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Do nothing: see `keep`."""

    def keep(self, templates: Environment, name: str) -> bool:
        """Compile a template and keep it, unless that was done; whether it is kept now."""
        assert templates.loader is not None
        source, filename, _ = templates.loader.get_source(templates, name)
        bucket = self.get_bucket(templates, name, filename, source)
        if bucket.code is not None:
            return True
        code: CodeType = templates.compile(source, name, filename)
        content = marshal.dumps(code)
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not _is_own(self._folder.lstat()):
                return False
            write_bytes(
                self._folder / _name(bucket.key), _MAGIC + _key(bucket, content) + content, mode=0o600
            )
        except OSError:  # a full disk, a folder that can't be written to: the next start compiles again
            return False
        return True

    def _read(self, name: str) -> bytes:
        """The content of a file that only the user can have written; nothing where there is none."""
        try:
            folder = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except OSError:
            return b""
        try:
            if not _is_own(os.fstat(folder)):
                return b""
            handle = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
        except OSError:
            return b""
        finally:
            os.close(folder)
        with os.fdopen(handle, "rb") as file:
            status = os.fstat(handle)
            is_fine = _is_own(status) and stat.S_ISREG(status.st_mode) and status.st_size <= _MOST_BYTES
            return file.read() if is_fine else b""


def _is_own(status: os.stat_result) -> bool:
    """Whether it belongs to the user and nobody else may write to it."""
    return status.st_uid == os.geteuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _name(key: str) -> str:
    return f"{key}-{sys.implementation.cache_tag}.code"


def _key(bucket: Bucket, code: bytes) -> bytes:
    """What the code was made by and from, and the code itself, as one digest."""
    made_by = (__version__, jinja_version, sys.version, _settings(bucket.environment))
    digest = hashlib.sha256("\n".join((*made_by, bucket.key, bucket.checksum)).encode())
    digest.update(code)
    return digest.digest()


def _settings(templates: Environment) -> str:
    """What compiling depends on besides the template."""
    names = ("autoescape", "optimized", "trim_blocks", "lstrip_blocks", "keep_trailing_newline")
    return repr([*((name, getattr(templates, name)) for name in names), sorted(templates.filters)])
