"""Public names of a package whose modules are imported when a name is first asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module

__all__ = ["lazy_names"]


def lazy_names(package: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """The `__getattr__` of a package.

    Parameters
    ----------
    package
        Its full name.
    homes
        Public name → the module of the package that holds it, such as "profile.file"; "plan:plan" where the
        name there is another one.

    Raises
    ------
    AttributeError
        From what is returned, when asked for another name.
    """

    def name_of(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        module, _colon, attribute = homes[name].partition(":")
        value = getattr(import_module(f"{package}.{module}"), attribute or name)
        setattr(sys.modules[package], name, value)
        return value

    return name_of
