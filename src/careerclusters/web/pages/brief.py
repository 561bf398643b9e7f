"""A closure on one page, to print and to share: the same as the desk, without its form."""

from __future__ import annotations

from careerclusters.web.closure_pdf import closure_pdf
from careerclusters.web.contexts import Page
from careerclusters.web.pages.closure import UPLOAD_BYTES, closure

__all__ = ["PAGE"]

PAGE = Page(
    "brief",
    "/closure/brief",
    "A closure on one page.",
    closure,
    rows=None,
    pdf=closure_pdf,
    upload_bytes=UPLOAD_BYTES,
)
