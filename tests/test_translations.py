"""Catalogs of other languages: whole, up to date, of the same slots, plain; how sentences are said."""

from __future__ import annotations

from datetime import date

import pytest
import translations
from jinja2 import Environment, nodes

from careerclusters import language, present
from careerclusters.errors import UnknownError
from careerclusters.language import (
    _,
    current_language,
    date_text,
    decimal_text,
    language_name,
    language_of,
    ngettext,
    pgettext,
    speaking,
    spoken,
)
from careerclusters.messages import Entry, Messages, read_entries

SAYING = ("_", "ngettext", "pgettext")
LEAST_EASE = 60.0
"""Fernández-Huerta (1959): 60 to 70 is plain, 0 to 30 for specialists."""


@pytest.fixture(scope="module")
def messages():
    return translations.collect()


def test_catalogs_are_whole_up_to_date_and_of_the_same_slots(messages):
    assert list(translations.problems(messages)) == []


def test_spanish_sentences_are_plain(messages):
    import textstat

    known = translations.known_of("es")
    pages = {"frame", "occupations", "person", "moves", "classroom"}
    texts = [
        text
        for key, message in messages.items()
        if translations.catalog_of(message) in pages
        for text in known.get(key, {}).values()
        if text.endswith((".", "?")) and len(text.split()) > 3
    ]
    assert len(texts) > 400
    textstat.set_lang("es")
    try:
        ease = textstat.fernandez_huerta(" ".join(texts))
    finally:
        textstat.set_lang("en_US")
    assert ease >= LEAST_EASE


def test_templates_say_only_literals(root):
    """What a template says holds tags that aren't escaped, so it must be ours."""
    offenders = []
    for path in sorted((root / "src" / "careerclusters" / "web" / "templates").rglob("*.html")):
        tree = Environment(trim_blocks=True, lstrip_blocks=True).parse(path.read_text(encoding="utf-8"))
        said = (one for one in tree.find_all(nodes.Call) if getattr(one.node, "name", "") in SAYING)
        offenders += [f"{path.name}:{one.lineno}" for one in said if not isinstance(one.args[0], nodes.Const)]
    assert offenders == []


def test_a_sentence_is_said_in_the_language_spoken_and_only_there():
    with speaking("es"):
        assert _("not known") == "no se sabe"
        assert ngettext("{n} person", "{n} people", 1) == "1 persona"
        assert ngettext("{n} person", "{n} people", 1200) == "1,200 personas"
        assert ngettext("{years} year", "{years} years", 2.5, years="2.5") == "2.5 años"
        assert pgettext("share", "none") == "ninguna parte"
        assert _("said nowhere {x}", x=1) == "said nowhere 1"
        assert spoken("key") == ("es", "key")
    assert (_("not known"), current_language(), spoken("key")) == ("not known", "en", "key")


def test_jobs_are_posts_or_kinds_of_work():
    with speaking("es"):
        assert present.jobs(504_500) == "504,500 empleos"
        assert present.counted(13, "job", plural="jobs") == "13 trabajos"
        assert present.dollars(86_070) == "$86,070 al año"


@pytest.mark.parametrize(
    ("items", "joiner", "phrase"),
    [
        (("leer", "escribir"), "and", "leer y escribir"),
        (("leer", "informar"), "and", "leer e informar"),
        (("agua", "hielo"), "and", "agua y hielo"),
        (("uno", "otro"), "or", "uno u otro"),
        (("a", "b", "c"), "or", "a, b o c"),
    ],
)
def test_spanish_joins_by_sound(items, joiner, phrase):
    with speaking("es"):
        assert present.listing(items, joiner=joiner) == phrase


def test_errors_speak_when_they_are_raised():
    with speaking("es"):
        said = str(UnknownError("No such level", seen="x", closest=("a",)))
    assert said == "No hay tal nivel. Recibimos: 'x'. Lo más parecido: a."


def test_numbers_days_and_names_of_languages():
    assert decimal_text(1234.5, 1) == "1,234.5"
    assert date_text(date(2026, 11, 26)) == "November 26, 2026"
    with speaking("es"):
        assert decimal_text(1234.5, 1) == "1,234.5"
        assert date_text(date(2026, 11, 26)) == "26 de noviembre de 2026"
    assert (language_name("es"), language_name("en")) == ("Español", "English")
    assert [language_of(tag) for tag in ("es-MX", "es_US.UTF-8", "de_DE", "C", None)] == [
        "es",
        "es",
        None,
        None,
        None,
    ]


FORMS = "nplurals=3; plural=(n==1 ? 0 : n<5 ? 1 : 2);"
HEAD = Entry(translations={0: "X-Separators: U+00A0 U+002C\n"})


def test_numbers_are_written_as_the_catalogs_say(monkeypatch):
    monkeypatch.setattr(language, "_messages", lambda _language: Messages([HEAD]))
    language._separators.cache_clear()
    with speaking("fr"):
        assert decimal_text(1234567.5, 1) == "1\u00a0234\u00a0567,5"
    language._separators.cache_clear()


def test_a_catalog_is_read_as_gettext_reads_it(tmp_path):
    (tmp_path / "a.po").write_text(
        f'msgid ""\nmsgstr ""\n"X-Separators: U+00A0 U+002C\\n"\n"Plural-Forms: {FORMS}\\n"\n\n'
        '#: x.py x.js\nmsgid "Go"\nmsgstr "Иди"\n\n'
        '#: x.py\nmsgid "{n} day"\nmsgid_plural "{n} days"\n'
        'msgstr[0] "один"\nmsgstr[1] "мало"\nmsgstr[2] "много"\n\n'
        '#, fuzzy\nmsgid "doubtful"\nmsgstr "no"\n\n'
        'msgctxt "verb"\nmsgid "plan"\nmsgstr "to \\"plan\\"\\n"\n"on"\n',
        encoding="utf-8",
    )
    read = Messages(read_entries(tmp_path / "a.po"))
    assert read.head == {"X-Separators": "U+00A0 U+002C", "Plural-Forms": FORMS}
    assert (read.of_script("x.js"), read.of_script("x.py")) == ({"Go": "Иди"}, {})
    assert [read.plural("{n} day", "{n} days", n) for n in (1, 3, 9)] == ["один", "мало", "много"]
    assert read.single("doubtful") == "doubtful"
    assert read.single("plan", context="verb") == 'to "plan"\non'
    assert read.single("plan") == "plan"
