"""Open the user's browser."""

from __future__ import annotations

__all__ = ["open_page"]


def open_page(address: str) -> None:
    """Open an address in the user's browser; it may take its time."""
    import threading
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
