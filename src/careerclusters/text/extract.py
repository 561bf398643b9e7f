"""The text of a file: plain text, Markdown, Word or PDF, within bounds, whoever made it.

Nothing of a file is executed or kept. A file that is too large, has too many pages, unpacks to much more
than it weighs, is locked or broken stops with one error.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from careerclusters.errors import InputError, MissingExtra

__all__ = ["ENDINGS", "MOST_BYTES", "MOST_PAGES", "text_of", "text_of_file"]

MOST_BYTES = 10 * 1024 * 1024
MOST_PAGES = 200
MOST_UNPACKED = 60 * 1024 * 1024
MOST_LETTERS = 1_000_000
ENDINGS = (".txt", ".md", ".docx", ".pdf")


def text_of_file(path: Path) -> str:
    """The text of a file; its ending says what it is.

    Raises
    ------
    InputError
        When it is missing, too large, of another kind, or can't be read.
    MissingExtra
        For Word and PDF without the extra `text`.
    """
    path = Path(path)
    if not path.is_file():
        raise InputError(
            "The file is missing", seen=path.name, todo="Give the path of a text, Word or PDF file."
        )
    if path.stat().st_size > MOST_BYTES:
        raise InputError("The file is too large", seen=path.name, todo="It may have at most 10 MB.")
    return text_of(path.read_bytes(), path.suffix)


def text_of(content: bytes, ending: str) -> str:
    """The text in the content of a file with this ending; at most a million letters of it."""
    ending = ending.lower()
    if ending not in ENDINGS:
        raise InputError(
            "This kind of file isn't read", seen=ending or "no ending", todo="Use .txt, .md, .docx or .pdf."
        )
    if len(content) > MOST_BYTES:
        raise InputError("The text is too large", todo="It may have at most 10 MB.")
    if ending == ".docx":
        text = _word(content)
    elif ending == ".pdf":
        text = _pdf(content)
    else:
        text = content.decode("utf-8-sig", errors="replace")
    text = text[:MOST_LETTERS].replace("\r\n", "\n").replace("\r", "\n").replace("\0", " ")
    if not text.strip():
        raise InputError(
            "There is no text in this file", todo="A scanned page has none: type it, or use another copy."
        )
    return text


def _word(content: bytes) -> str:
    try:
        import docx
    except ImportError as error:
        raise MissingExtra("Reading Word files", extra="text") from error
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise InputError("The Word file unpacks to too much", todo="Save it again, without pictures.")
        document = docx.Document(io.BytesIO(content))
        lines = [paragraph.text for paragraph in document.paragraphs]
        for table in document.tables:
            for row in table.rows:
                lines.append("\t".join(dict.fromkeys(cell.text.strip() for cell in row.cells)))
    except InputError:
        raise
    except Exception as error:  # any damage to the file ends here
        raise InputError(
            "The Word file can't be read", seen=type(error).__name__, todo="Save it again as .docx."
        ) from error
    return "\n".join(lines)


def _pdf(content: bytes) -> str:
    try:
        import pypdf
    except ImportError as error:
        raise MissingExtra("Reading PDF files", extra="text") from error
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("The PDF file is locked", todo="Save a copy without a password.")
        if len(reader.pages) > MOST_PAGES:
            raise InputError(
                "The PDF file is too long", seen=len(reader.pages), todo="It may have at most 200 pages."
            )
        texts: list[str] = []
        letters = 0
        for page in reader.pages:
            texts.append(page.extract_text() or "")
            letters += len(texts[-1])
            if letters > MOST_LETTERS:
                break
    except InputError:
        raise
    except Exception as error:  # any damage to the file ends here
        raise InputError(
            "The PDF file can't be read", seen=type(error).__name__, todo="Save it again as PDF."
        ) from error
    return "\n".join(texts)
