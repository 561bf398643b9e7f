"""Static files that speak: words for scripts, the manifest, the script that works offline."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from careerclusters.language import ENGLISH, _, marked, script_words, speaking
from careerclusters.web.addresses import base_of

__all__ = ["spoken_files"]

MANIFEST, WORKER = "app.webmanifest", "worker.js"
_PLACE = "web/static"
_DESCRIPTION = marked("Find work that fits you: what each job is like, what it pays, how to get there.")


def spoken_files(folder: Path, languages: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Name and content of the files that are made for languages other than English.

    `words.es.js` holds what scripts say, by their English; `app.es.webmanifest` begins at `/es/`; the worker
    gets its words in every language, as there is one for all pages.
    """
    others = [language for language in languages if language != ENGLISH]
    if not others:
        return
    scripts = sorted(path.name for path in folder.glob("*.js") if path.name != WORKER)
    offline: dict[str, dict[str, str]] = {}
    for language in others:
        with speaking(language):
            words = {
                text: said for name in scripts for text, said in script_words(f"{_PLACE}/{name}").items()
            }
            yield f"words.{language}.js", f"globalThis.careerclustersWords = {_json(words)};\n".encode()
            yield f"app.{language}.webmanifest", _manifest(folder / MANIFEST, language)
            offline[language] = script_words(f"{_PLACE}/{WORKER}")
    head = f"self.careerclustersLanguages = {_json(offline)};\n"
    yield WORKER, head.encode() + (folder / WORKER).read_bytes()


def _manifest(path: Path, language: str) -> bytes:
    found, base = json.loads(path.read_text(encoding="utf-8")), base_of(language)
    found |= {"lang": language, "description": _(_DESCRIPTION), "start_url": f"{base}/", "id": f"{base}/"}
    found["shortcuts"] = [
        {"name": _(one["name"]), "url": base + one["url"]} for one in found.get("shortcuts", ())
    ]
    return _json(found).encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True).replace("</", "<\\/")
