"""Every command in Spanish: what it prints is Spanish outside names and sources; data stay as they are."""

from __future__ import annotations

import json
import re
from dataclasses import fields

import polars as pl
import pytest
from word_checks.english_left import english_in

from careerclusters.cli._app import COMMANDS
from careerclusters.cli._language import language_asked, without_language
from careerclusters.errors import UnknownError
from careerclusters.language import current_language
from careerclusters.web.classroom.file import class_text

NURSE, DEVELOPER, CASHIER = "29-1141.00", "15-1252.00", "41-2011.00"
SPOKEN = {
    "clusters": ("clusters",),
    "clusters of a level": ("clusters", "--level", "fine"),
    "cluster": ("cluster", "G05"),
    "occupation": ("occupation", NURSE),
    "search": ("search", NURSE),
    "compare": ("compare", NURSE, DEVELOPER),
    "area": ("area",),
    "next": ("next", CASHIER),
    "reach": ("reach", CASHIER, "--limit", "5"),
    "from": ("from", NURSE, "--limit", "5"),
    "whatif": ("whatif", CASHIER, "--education-max", "high-school", "--to-education-max", "associate"),
    "plan": ("plan", CASHIER, NURSE),
    "closure": ("closure", f"{CASHIER}=30"),
    "ladder": ("ladder", "G05"),
    "lens": ("lens",),
    "lens of trades": ("lens", "trades", "--limit", "5"),
    "industry": ("industry", "622"),
    "holland": ("holland",),
    "agreement": ("agreement", "--limit", "0"),
    "agreement, with rows": ("agreement", "--limit", "3"),
    "a wish": ("search", "work with animals", "--limit", "3"),
    "two wishes": ("search", "no degree and good pay", "--limit", "3"),
    "a question back": ("search", "manger", "--limit", "3"),
    "assess, what can be told": ("assess", "--list-done"),
    "match": ("match", "--profile", "me.json", "--limit", "3"),
    "code": ("code", "titles.csv", "--column", "title"),
    "local": ("local", "figures.csv"),
    "export": ("export", "out", "--force"),
    "read": ("read", "resume.txt"),
    "map": ("map", "--out", "map.svg", "--force"),
    "build, of what is saved": ("build", "--runs", "20"),
    "drift": ("drift", "then.zip"),
    "drift, kept elsewhere": ("drift", "then.zip", "--out", "mine.json"),
    "serve": ("serve", "--no-open", "--port", "0"),
    "serve to others": ("serve", "--no-open", "--port", "0", "--host", "0.0.0.0"),
    "a class": ("serve", "--class", "--no-open", "--port", "0"),
    "a class of a file": ("serve", "--class-file", "class.json", "--no-open", "--port", "0"),
}
"""Commands that print for people, with what each is asked."""

REFUSED = {
    "no title": ("occupation", "zzzxq"),
    "a rank": ("occupation", "manager"),
    "a code of no list": ("occupation", "15-9999"),
    "no cluster": ("cluster", "zzz"),
    "no area": ("area", "Nowhere"),
    "no lens": ("lens", "luck"),
    "no profile": ("match", "--profile", "none.json"),
    "another profile": ("match", "--profile", "other.json"),
    "no column": ("code", "titles.csv", "--column", "none"),
    "no figures": ("local", "titles.csv"),
    "no release": ("drift", "none"),
    "a class of several processes": ("serve", "--class", "--workers", "2"),
    "no class": ("serve", "--class-file", "other.json"),
}
"""What is refused with a sentence."""

FILES = {
    "me.json": json.dumps(
        {
            "careerclusters_profile": 1,
            "interests": {
                "themes": dict(zip("RIASEC", (3, 2, 4, 5, 2, 1), strict=True)),
                "themes_standard_error": 0.5,
            },
            "strengths": {"occupations": [{"code_onet": CASHIER, "years": 2}]},
            "preferences": {"lenses": ["no_degree"]},
        }
    ),
    "other.json": "{}",
    "titles.csv": "title\nnurse\nmanager\n",
    "figures.csv": "code,area,wage_median_usd\n29-1141,Ohio,80000\n41-2011,Ohio,30000\n",
    "resume.txt": "Registered nurse, 2015-2020\nSkills: Python, Excel\n",
}
"""Files that commands are given, in the folder where they run."""

IN_ENGLISH = {"mcp", "site"}
"""For other programs: the language of each page is that of its address."""

NAMES = ("O*NET", "BLS OEWS", "Career Clusters", "U.S. Department of Labor", "U.S. Department of Education")


@pytest.fixture
def call_wide(capsys, monkeypatch):
    """Run the command line on a terminal so wide that no sentence is broken."""
    from careerclusters.cli._run import run

    monkeypatch.setenv("COLUMNS", "4000")

    def call(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        return run(list(arguments)), *capsys.readouterr()

    return call


@pytest.fixture(autouse=True)
def files(tmp_path, monkeypatch):
    """The folder with the files that commands are given."""
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "class.json").write_bytes(class_text([], release="x"))


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """Nothing is served for long, and two releases are compared as those that come along were."""
    from careerclusters import catalog
    from careerclusters.labour import drift
    from careerclusters.web import hosts, serving

    monkeypatch.setattr(serving, "run", lambda *_: None)
    monkeypatch.setattr(hosts, "lan_address", lambda: "127.0.0.2")
    read = catalog.read_release
    monkeypatch.setattr(catalog, "read_release", lambda path: None if path.name == "then.zip" else read(path))
    monkeypatch.setattr(drift, "drift", lambda *_, **__: drift_that_comes_along())


def drift_that_comes_along():
    """The comparison of the package, with an occupation that changed steadily so that all is printed."""
    from careerclusters.labour.drift import Drift
    from careerclusters.labour.drift_file import kept_drift

    tables = {
        name: pl.DataFrame(value) if isinstance(value, list) and value else value
        for name, value in kept_drift().comparison.items()
        if name in {field.name for field in fields(Drift)}
    }
    movers = tables["movers"].with_columns(is_steady=pl.int_range(pl.len()) < 3)
    return Drift(**tables | {"movers": movers, "appeared": (), "vanished": ()})


@pytest.fixture
def official(built, catalog):
    """What is the same in every language: official names, and names of lenses, tables, columns and files."""
    from careerclusters.labour._local_header import COLUMNS
    from careerclusters.labour.lenses import LENSES
    from careerclusters.people.profile.instruments import THEME_NAMES
    from careerclusters.sources.registry import SOURCES

    areas = catalog.table("areas")["area_name"]
    industries = catalog.table("industry_employment")["industry_name"]
    others = catalog.table("official_clusters")["cluster"]
    sources = (part for one in SOURCES.values() for part in (one.title, one.release))
    themes = (f"{letter} {name}" for letter, name in THEME_NAMES.items())
    codes = (*LENSES, *catalog.manifest["tables"], *COLUMNS, *FILES, "Registered nurse")
    technologies = drift_that_comes_along().technologies["technology"]
    return {
        *NAMES,
        *codes,
        *themes,
        *technologies,
        *built.titles.values(),
        *areas,
        *industries,
        *others,
        *sources,
    } - {
        None,
        "",
    }


def lines_of(text: str) -> list[str]:
    """The cells and sentences of an output, without commands to type and paths."""
    cells = [cell.strip() for line in text.splitlines() for cell in line.split("  ")]
    return [
        cell for cell in cells if cell.strip("RIASEC/ ") and not cell.startswith(("careerclusters ", "/"))
    ]


def test_every_command_is_walked():
    assert {words[0] for words in SPOKEN.values()} | IN_ENGLISH == set(COMMANDS)


@pytest.mark.parametrize("words", SPOKEN.values(), ids=SPOKEN)
def test_nothing_is_left_in_english(built, official, call_wide, words):
    english, spanish = call_wide(*words), call_wide("--lang", "es", *words)
    assert spanish[0] == english[0] == 0
    near = [name for name in official if name in spanish[1]]
    near.sort(key=len, reverse=True)
    assert english_in(lines_of(spanish[1] + spanish[2]), lines_of(english[1] + english[2]), names=near) == []
    assert current_language() == "en"


@pytest.mark.parametrize("words", REFUSED.values(), ids=REFUSED)
def test_what_is_refused_is_said_in_spanish(built, official, call_wide, words):
    english, spanish = call_wide(*words), call_wide("--lang", "es", *words)
    assert spanish[0] == english[0] == 2
    near = sorted((name for name in official if name in spanish[2]), key=len, reverse=True)
    said, in_english = (re.split(r"(?<=[.?:;]) ", text) for text in (spanish[2], english[2]))
    said = [text for text in said if not text.startswith(("'", '"'))]
    assert english_in(said, in_english, names=near) == []


@pytest.mark.parametrize("form", ["--json", "--csv"])
@pytest.mark.parametrize(
    "words", [("clusters",), ("occupation", NURSE), ("reach", CASHIER), ("lens", "trades")]
)
def test_keys_and_codes_are_the_same_in_every_language(built, call, words, form):
    english, spanish = call(*words, form)[1], call(*words, form, "--lang=es")[1]
    if form == "--csv":
        assert spanish.splitlines()[0] == english.splitlines()[0]
        return
    assert skeleton(json.loads(spanish)) == skeleton(json.loads(english))


def skeleton(value: object) -> object:
    """Keys, numbers and codes of a document, without its words."""
    if isinstance(value, dict):
        return {key: skeleton(item) for key, item in value.items()}
    if isinstance(value, list):
        # As many words as a language needs.
        return "…" if all(isinstance(item, str) for item in value) else [skeleton(item) for item in value]
    if isinstance(value, str):
        return (
            value
            if value.replace("-", "").replace(".", "").isalnum() and any(map(str.isdigit, value))
            else "…"
        )
    return value


def test_the_language_is_asked_for_or_that_of_the_terminal():
    assert language_asked(["search", "--lang", "es", "x"], {"LANG": "en_US.UTF-8"}) == "es"
    assert language_asked(["--lang=en", "search", "x"], {"LANG": "es_MX.UTF-8"}) == "en"
    assert language_asked(["search", "x"], {"LC_ALL": "C", "LANG": "es_MX.UTF-8"}) == "en"
    assert language_asked(["search", "x"], {"LC_ALL": "", "LC_MESSAGES": "es", "LANG": "en"}) == "es"
    assert language_asked(["search", "--", "--lang", "es"], {}) == "en"
    assert language_asked(["evaluate", "names"], {"LANG": "es_MX.UTF-8"}) == "en"
    assert without_language(["--lang", "es", "search", "x", "--", "--lang"]) == [
        "search",
        "x",
        "--",
        "--lang",
    ]
    with pytest.raises(UnknownError, match="No such language"):
        language_asked(["--lang", "xx"], {})


def test_errors_are_in_the_language(call):
    code, _, said = call("--lang", "es", "read", "no-such-file.txt")
    assert code == 2
    assert said.startswith("Error: Falta el archivo. ")
    assert call("--lang", "es", "no-such-command")[0] == 2


def test_a_third_language_needs_no_code(call, monkeypatch, tmp_path):
    """A made-up language in a folder: one catalog; the rest is said in English."""
    from careerclusters import language

    folder = tmp_path / "locale"
    catalogs = folder / "tlh" / "LC_MESSAGES"
    catalogs.mkdir(parents=True)
    head = 'msgid ""\nmsgstr ""\n"Language: tlh\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
    said = 'msgid "The file is missing"\nmsgstr "teywI\' Hutlh"\n'
    (catalogs / "library.po").write_text(head + said, encoding="utf-8")
    monkeypatch.setattr(language, "_FOLDER", folder)
    for kept in (language.languages, language._messages):
        kept.cache_clear()
    try:
        code, _, err = call("--lang", "tlh", "read", "no-such-file.txt")
        assert code == 2
        assert err.startswith("Error: teywI' Hutlh. ")
        assert "Give the path" in err
        from careerclusters.web.addresses import in_language, split_language

        assert split_language("/tlh/map") == ("tlh", "/map")
        assert in_language("/map", "tlh") == "/tlh/map"
        assert split_language("/es/map") == ("en", "/es/map")
    finally:
        for kept in (language.languages, language._messages):
            kept.cache_clear()


PLACEHOLDERS = {"name", "title"}
"""What stands for a value in a help, as it does in the address of a page; nobody types it."""


def help_texts(text: str) -> list[str]:
    """The sentences and cells of a help, without names of options, kinds of values and the example."""
    cells = [cell.strip() for line in text.splitlines() for cell in re.split(r" {2,}|[─│╭╮╰╯]+", line)]
    return [
        cell
        for cell in cells
        if not cell.startswith(("-", "<", "Usage:", "Uso:", "Example:", "Ejemplo:"))
        and cell not in PLACEHOLDERS | {""}
    ]


HELPED = {name: (name,) for name in (*COMMANDS, "catalog")} | {
    f"catalog {name}": ("catalog", name) for name in ("info", "compile", "fetch", "check")
}
"""Every command but those of `evaluate`, which are for analysts."""


@pytest.mark.parametrize("words", [(), *HELPED.values()], ids=["all", *HELPED])
def test_no_english_is_left_in_a_help(call_wide, words):
    english, spanish = call_wide(*words, "--help"), call_wide("--lang", "es", *words, "--help")
    assert english[0] == spanish[0] == 0
    said, in_english = help_texts(spanish[1]), help_texts(english[1])
    assert len(said) == len(in_english)
    codes = [cell for cell in said if re.fullmatch(r"[a-z-]+", cell)]
    assert english_in(said, in_english, names=codes) == []
    assert not {"default", "required", "Usage", "Options"} & set(re.findall(r"[A-Za-z]+", spanish[1]))
    assert "[default:" in english[1] or "[si no se dice:" not in spanish[1]


def test_groups_of_commands_are_all_helped():
    from careerclusters.cli._app import GROUPS
    from careerclusters.cli.catalog import app

    assert set(GROUPS) == {"catalog", "evaluate"}
    names = {part.name or part.callback.__name__ for part in app.registered_commands}
    assert {f"catalog {name}" for name in names} <= set(HELPED)


def test_help_is_in_the_language_and_falls_back(call_wide):
    _, told, _ = call_wide("--help", "--lang", "es")
    assert "Uso: careerclusters" in told
    assert "Compara dos ocupaciones" in told
    assert "Measure what is claimed" not in told
    _, told, _ = call_wide("--lang", "es", "search", "--help")
    assert "Opciones" in told
    assert "Escribe JSON." in told
    assert "Ejemplo: careerclusters search" in told
    assert "[hace falta]" in told
    _, told, _ = call_wide("search", "--help")
    assert "Usage: careerclusters search" in told
    assert "Options" in told
    assert "Find occupations by any usual job title" in told
    assert "[required]" in told
