"""What a person means by some words: an occupation, a wish, a cluster, an element; or a question back.

    text ─► a code of any list ─► a wish ─► a name of a cluster or element ─► a title,
    in English or else in another language ─► Finding

One rule holds wherever words are taken for an occupation (commands, profiles, plans, files, pages): below the
risk that `titles.chance` states the person is asked, with the candidates at hand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from careerclusters.catalog.codes import CodeMeaning, CodeReading, read_code
from careerclusters.errors import UnknownError
from careerclusters.language import _, marked, ngettext
from careerclusters.results import Value
from careerclusters.titles.around import title_said
from careerclusters.titles.index import TitleIndex, TitleReading, no_hits
from careerclusters.titles.intents import Intent, find_intents
from careerclusters.titles.languages.answer import answer_in_language
from careerclusters.titles.languages.language import get_language
from careerclusters.titles.wish_words import wish_words
from careerclusters.titles.wording import title_words

if TYPE_CHECKING:
    import polars as pl

    from careerclusters.catalog import Catalog
    from careerclusters.clustering import Cluster, Clustering
    from careerclusters.titles.languages import OtherTitles
    from careerclusters.titles.languages.answer import LanguageAnswer

__all__ = ["Candidate", "Finding", "NamedThing", "find", "things_named", "to_cluster", "to_code"]

MOST_ASKED = 3
_TODO = marked("Try another title, fewer words, or a code such as 15-1252.00.")


@dataclass(frozen=True)
class Candidate:
    """An occupation that may be meant.

    Attributes
    ----------
    code_onet, title, name
        Its code, official title and plain name.
    chance
        That it is meant, 0–1, as measured on hidden titles; None where a list or a code gives it.
    why, matched_title
        How it was found, and by which known title.
    name_local
        Name in the language of the text; None where that is English.
    """

    code_onet: str
    title: str
    name: str
    chance: float | None
    why: str
    matched_title: str
    name_local: str | None = None

    def to_dict(self) -> dict[str, object]:
        """All fields, JSON-ready."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True)
class NamedThing:
    """Something else that is called so: kind "cluster" or "element", its key and its name."""

    kind: str
    key: str
    name: str

    def to_dict(self) -> dict[str, object]:
        """All fields, JSON-ready."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True, eq=False)
class Finding(Value):
    """What was found for a text.

    Attributes
    ----------
    query
        The text.
    is_sure
        Whether the first candidate can be taken without asking.
    intents
        Wishes in it, such as "no_degree"; they come before titles.
    candidates
        Occupations, likeliest first.
    things
        Clusters and elements of this name.
    message
        Why nothing is sure; None where it is.
    question
        What to ask back; None where nothing is to be asked.
    language
        "en", or that in which the text was read ("es", "fr"): message and question are in it then.
    """

    query: str
    is_sure: bool
    intents: tuple[Intent, ...]
    candidates: tuple[Candidate, ...]
    things: tuple[NamedThing, ...] = ()
    message: str | None = None
    question: str | None = None
    language: str = "en"

    @property
    def code_onet(self) -> str | None:
        """The occupation meant; None unless sure."""
        return self.candidates[0].code_onet if self.is_sure else None

    def to_dict(self) -> dict[str, object]:
        """JSON-ready; `intents` are keys."""
        return {
            "query": self.query,
            "is_sure": self.is_sure,
            "intents": [intent.key for intent in self.intents],
            "candidates": [candidate.to_dict() for candidate in self.candidates],
            "things": [thing.to_dict() for thing in self.things],
            "message": self.message,
            "question": self.question,
            "language": self.language,
        }

    def to_frame(self) -> pl.DataFrame:
        """A row for each candidate."""
        import polars as pl

        schema = {field.name: pl.String for field in fields(Candidate)} | {"chance": pl.Float64}
        return pl.DataFrame([candidate.to_dict() for candidate in self.candidates], schema=schema)

    def __repr__(self) -> str:
        first = f"{self.candidates[0].code_onet} {self.candidates[0].name}" if self.candidates else "nothing"
        return f"Finding({self.query!r}: {first}{'' if self.is_sure else ', not sure'})"


def find(
    text: str,
    catalog: Catalog,
    index: TitleIndex,
    *,
    name: Callable[[str], str],
    things: Callable[[], Sequence[NamedThing]] = tuple,
    others: Callable[[], OtherTitles | None] = lambda: None,
    limit: int = 10,
) -> Finding:
    """What a text means.

    Parameters
    ----------
    text
        A title, a code of any list that is read, a wish, or the name of a cluster or element.
    name
        Plain name of an occupation by code.
    things
        Gives what else is called so; asked unless the text is an occupation's own title. See `things_named`.
    others
        Gives the titles in other languages; asked unless the text holds an English wish.
    limit
        At most so many candidates.

    Raises
    ------
    InputError
        When the text is empty or too long.
    """
    reading = read_code(text, catalog)
    if reading.kind != "none":
        found = _by_code(reading, index, name, limit)
        if found is not None:
            return found
        text = reading.title
    wishes = find_intents(text)
    title = index.read(text, limit=limit)
    said = title_said(text)
    if said != text and not wishes and not title.is_listed:
        title = index.read(said, limit=limit)
    titles = None if wishes else others()
    answer = None
    if titles is not None:
        answer = answer_in_language(text, title, english=index, others=titles, limit=limit)
    if answer is not None:
        return _in_language(reading.text, answer, name, things)
    if wishes and not (title.is_listed or _is_job(text, title, index)):
        message = _wishes_said(wishes)
        return Finding(reading.text, False, wishes, (), message=message, question=_ask_about(wishes))
    candidates = tuple(
        Candidate(hit.code_onet, hit.title, name(hit.code_onet), hit.score, hit.why, hit.matched_title)
        for hit in title.hits
    )
    is_own = title.is_sure and title.hits[0].why == "exact title"
    named = () if is_own else tuple(things())
    if title.is_sure:
        return Finding(reading.text, True, wishes, candidates, named)
    message = reading.message or _why_unsure(title)
    return Finding(reading.text, False, wishes, candidates, named, message, _question(title, candidates))


def _in_language(
    text: str,
    answer: LanguageAnswer,
    name: Callable[[str], str],
    things: Callable[[], Sequence[NamedThing]],
) -> Finding:
    """A finding from what was found in another language."""
    candidates = tuple(
        Candidate(
            hit.code_onet,
            hit.title,
            name(hit.code_onet),
            hit.score,
            hit.why,
            hit.matched_title,
            hit.name_local,
        )
        for hit in answer.hits
    )
    named = () if answer.is_sure else tuple(things())
    return Finding(
        text,
        answer.is_sure,
        answer.wishes,
        candidates,
        named,
        answer.message,
        answer.question,
        language=answer.language.code,
    )


def things_named(text: str, clusters: pl.DataFrame, catalog: Catalog) -> tuple[NamedThing, ...]:
    """The clusters, or the rated element, of just this name or id."""
    wanted = " ".join(text.split()).casefold()
    found = [
        NamedThing("cluster", cluster_id, name or cluster_id)
        for cluster_id, name in clusters.select("cluster_id", "name").iter_rows()
        if wanted in (cluster_id.casefold(), (name or "").casefold())
    ]
    if not found and catalog.has("elements"):
        elements = catalog.table("elements")
        rows = elements.filter(elements["element_name"].str.to_lowercase() == wanted)
        columns = ("element_id", "element_name")
        found = [NamedThing("element", *row) for row in rows.select(columns).head(1).iter_rows()]
    return tuple(found)


def to_code(finding: Finding) -> str:
    """The code of the occupation found.

    Raises
    ------
    UnknownError
        When the finding isn't sure: one message with the candidates and the question.
    """
    if finding.is_sure:
        return finding.candidates[0].code_onet
    closest = tuple(
        f"{one.code_onet} {one.name_local or one.title}" for one in finding.candidates[:MOST_ASKED]
    )
    language = None if finding.language == "en" else get_language(finding.language)
    todo = finding.question or (_TODO if language is None else language.say("todo"))
    if closest:
        give_one = _("Give one of these titles or codes.") if language is None else language.say("give_one")
        todo = f"{_(todo)} {give_one}"
    raise UnknownError(
        finding.message or "This may be several occupations", seen=finding.query, todo=todo, closest=closest
    )


def to_cluster(clustering: Clustering, text: str, find: Callable[[str], Finding]) -> Cluster:
    """The cluster that is called so, by id or name.

    Raises
    ------
    UnknownError
        When no cluster is called that; where the words mean work, it names the cluster that holds it.
    """
    try:
        return clustering.cluster(text)
    except UnknownError:
        candidates = find(text).candidates
        labels = clustering.labels(clustering.main_level)
        held = next((work for work in candidates if work.code_onet in labels), None)
        if held is None:
            raise
    from careerclusters.words.cluster_names import cluster_name

    cluster = clustering.cluster(labels[held.code_onet])
    where = _(
        "{cluster_id} {cluster}, where {occupation} is",
        cluster_id=cluster.cluster_id,
        cluster=cluster_name(cluster.name),
        occupation=held.name,
    )
    raise UnknownError(
        "No cluster is called that",
        seen=text,
        closest=(where,),
        todo=_("See it with: careerclusters cluster {cluster_id}", cluster_id=cluster.cluster_id),
    ) from None


def _by_code(
    reading: CodeReading, index: TitleIndex, name: Callable[[str], str], limit: int
) -> Finding | None:
    """What a code means; None where the words beside it decide."""
    if reading.kind == "unknown" and reading.title:
        return None
    titles = dict(zip(index.codes, index.titles, strict=True))

    def candidate(code: str, meaning: CodeMeaning, chance: float | None) -> Candidate:
        return Candidate(
            code, titles[code], name(code), chance, "exact code", f"{meaning.code} {meaning.name}"
        )

    meaning = reading.meaning
    if meaning is not None and meaning.main in titles:
        others = [code for code in meaning.occupations if code != meaning.main and code in titles]
        first = candidate(meaning.main, meaning, 1.0)
        more = tuple(candidate(code, meaning, 0.0) for code in others[: limit - 1])
        return Finding(reading.text, True, (), (first, *more))
    candidates: list[Candidate] = []
    for one in reading.meanings:
        known = [code for code in one.occupations if code in titles]
        candidates += [candidate(code, one, round(1 / max(len(known), 1), 4)) for code in known]
    message = reading.message
    if message is None and meaning is not None:
        code = f"{meaning.system} {meaning.code} {meaning.name}"
        message = _("{code} covers several occupations", code=code)
    shown = tuple(candidates[:limit])
    question = _which(shown) if shown else None
    return Finding(reading.text, False, (), shown, message=message, question=question)


def _is_job(text: str, title: TitleReading, index: TitleIndex) -> bool:
    """Whether words that hold a wish name a job: "kids photographer" does, "work with kids" doesn't.

    A job ends with what people are called, and the wish stands before it.
    """
    *before, last = text.split() or [""]
    called = title_words(last)
    if title.status != "title" or not called or called[-1] not in index.called:
        return False
    return bool(find_intents(" ".join(before)))


def _why_unsure(title: TitleReading) -> str:
    if not title.hits or title.status != "title":
        return no_hits(title)
    return _("This may be several occupations, or none we know")


def _question(title: TitleReading, candidates: Sequence[Candidate]) -> str | None:
    """One question that tells the candidates apart."""
    if title.status == "position":
        said = title.text.strip().lower()
        return _("What is the work? Add it, as in 'bakery {position}'.", position=said)
    if not candidates:
        return None
    likely = [one for one in candidates if (one.chance or 0) >= 0.02][:MOST_ASKED] or candidates[:1]
    return _which(likely)


def _which(candidates: Sequence[Candidate]) -> str:
    names = list(dict.fromkeys(one.name[:1].lower() + one.name[1:] if not one.name[:2].isupper() else one.name
                               for one in candidates[:MOST_ASKED]))  # fmt: skip
    if len(names) == 1:
        return _("Do you mean: {name}?", name=names[0])
    before = ", ".join(names[:-1])
    return _("Which do you mean: {names} or {last}?", names=before, last=names[-1])


def _wishes_said(wishes: Sequence[Intent]) -> str:
    labels = "; ".join(wish_words(wish)[0] for wish in wishes)
    return ngettext(
        "This is a wish, not the name of a job: {labels}",
        "These are wishes, not the name of a job: {labels}",
        len(wishes),
        labels=labels,
    )


def _ask_about(wishes: Sequence[Intent]) -> str:
    lens = next((wish.lens for wish in wishes if wish.lens), None)
    if lens is not None:
        return _("Shall we list them? careerclusters lens {lens}", lens=lens)
    return _("Shall we find out what fits? careerclusters assess")
