"""What the words of a check mean. Each takes the answer (JSON-ready) and says what is wrong, or None.

Codes are given as beginnings, so that "47-2111" means electricians and "29-" all health practitioners. Of a
suggestion its family counts with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

__all__ = ["CHECKS", "failed"]

Answer = Mapping[str, Any]
_BANDS = ("look", "good", "strong")


def failed(check: Mapping[str, Any], answer: Answer) -> str | None:
    """What is wrong with an answer by one check, in words; None when nothing is."""
    return CHECKS[check["check"]](answer, {name: value for name, value in check.items() if name != "check"})


def _is_of(codes: Sequence[str], starts: Sequence[str]) -> bool:
    return any(code.startswith(tuple(starts)) for code in codes)


def _cards(answer: Answer, first: int) -> list[dict[str, Any]]:
    return list(answer["suggestions"][:first])


def _names(cards: Sequence[Mapping[str, Any]]) -> str:
    return ", ".join(card["name"] for card in cards)


def _found(answer: Answer, given: Answer) -> str | None:
    """One of the first `first` candidates is `of` these codes."""
    first = answer["candidates"][: given["first"]]
    fits = _is_of([card["code_onet"] for card in first], given["of"])
    return None if fits else f"came: {_names(first) or 'nothing'}"


def _wish(answer: Answer, given: Answer) -> str | None:
    """The words are taken for this wish, before any other."""
    keys = list(answer["intents"])
    return None if keys[:1] == [given["key"]] else f"wishes: {keys or 'none'}"


def _wishes(answer: Answer, given: Answer) -> str | None:
    """The words are taken for just these wishes, and some occupations meet all."""
    keys, found = list(answer["intents"]), answer.get("wish_list")
    if sorted(keys) != sorted(given["keys"]):
        return f"wishes: {keys or 'none'}"
    return None if found and found["meets_all"] else "nothing meets them all"


def _lists(answer: Answer, given: Answer) -> str | None:
    """At least `least` (default 1) of the first `first` on the list for the wishes are `of` these codes."""
    first = answer.get("wish_list", {"occupations": []})["occupations"][: given["first"]]
    hits = [card for card in first if _is_of([card["code_onet"]], given["of"])]
    least = given.get("least", 1)
    return (
        None if len(hits) >= least else f"{len(hits)} of {least} wanted; came: {_names(first) or 'nothing'}"
    )


def _sure(answer: Answer, given: Answer) -> str | None:
    return None if answer["is_sure"] else "it asks"


def _holds(answer: Answer, given: Answer) -> str | None:
    """At least `least` (default 1) of the first `first` cards are `of` these codes."""
    cards = _cards(answer, given["first"])
    hits = [card for card in cards if _is_of([card["code_onet"], *card["family"]], given["of"])]
    least = given.get("least", 1)
    return None if len(hits) >= least else f"{len(hits)} of {least} wanted; came: {_names(cards)}"


def _heads(answer: Answer, given: Answer) -> str | None:
    """At least `least` of the first `first` cards themselves, their families aside, are `of` these codes."""
    cards = _cards(answer, given["first"])
    hits = [card for card in cards if _is_of([card["code_onet"]], given["of"])]
    least = given.get("least", 1)
    return None if len(hits) >= least else f"{len(hits)} of {least} wanted; came: {_names(cards)}"


def _each(answer: Answer, given: Answer) -> str | None:
    """Each of `groups` has a card among the first `first`."""
    cards = _cards(answer, given["first"])
    missing = [
        group for group in given["groups"]
        if not any(_is_of([card["code_onet"], *card["family"]], group) for card in cards)
    ]  # fmt: skip
    return None if not missing else f"without {missing}; came: {_names(cards)}"


def _small_jobs(answer: Answer, given: Answer) -> str | None:
    """More than `most` of the first `first` cards have fewer than `jobs` jobs."""
    cards = _cards(answer, given["first"])
    small = [card for card in cards if answer["jobs"].get(card["code_onet"], 0) < given["jobs"]]
    return None if len(small) > given["most"] else f"{len(small)} are small"


def _schooling_lengths(answer: Answer, given: Answer) -> str | None:
    """At least `least` lengths of schooling among the first `first`."""
    steps = {answer["schooling"][card["code_onet"]] for card in _cards(answer, given["first"])}
    return None if len(steps) >= given["least"] else f"steps {sorted(steps)}"


def _stands_out(answer: Answer, given: Answer) -> str | None:
    return None if answer["stands_out"] == given["is"] else f"stands_out is {answer['stands_out']}"


def _doors(answer: Answer, given: Answer) -> str | None:
    """`count` suggestions of different major groups, none better than worth a look."""
    cards = answer["suggestions"]
    majors = {card["code_onet"][:2] for card in cards}
    fits = len(cards) == given["count"] == len(majors) and all(card["band"] == "look" for card in cards)
    return None if fits else f"came: {_names(cards)}"


def _band(answer: Answer, given: Answer) -> str | None:
    """A card `of` these codes, anywhere, has at least this band."""
    least = _BANDS.index(given["least"])
    for card in answer["suggestions"]:
        if _is_of([card["code_onet"]], given["of"]) and _BANDS.index(card["band"]) >= least:
            return None
    return "no such card"


def _is_enough(answer: Answer, given: Answer) -> str | None:
    return None if answer["is_enough"] == given.get("is", True) else str(answer["todo"])


def _breaks(answer: Answer, given: Answer) -> str | None:
    """One of the first `first` cards breaks a wish."""
    cards = [card for card in _cards(answer, given["first"]) if card["breaks"]]
    return None if cards else "nothing is broken"


def _pays(answer: Answer, given: Answer) -> str | None:
    """All of the first `first` cards pay at least `least`."""
    low = [card for card in _cards(answer, given["first"]) if (card["pay_median_usd"] or 0) < given["least"]]
    return None if not low else f"less: {_names(low)}"


def _warns(answer: Answer, given: Answer) -> str | None:
    text = " ".join(answer["warnings"]).lower()
    return None if given["of"].lower() in text else f"warnings: {text or 'none'}"


def _contradicts(answer: Answer, given: Answer) -> str | None:
    """A card says of one thing that it is brought and that it is to be learned."""
    for card in answer["suggestions"]:
        bring = next((reason for reason in card["reasons"] if reason.startswith("You bring")), "")
        learn = next((reason for reason in card["reasons"] if reason.startswith("To learn")), "")
        both = [name for name in answer["element_names"] if name in bring and name in learn]
        if both:
            return None
    return "no card does"


def _speaks_of_body(answer: Answer, given: Answer) -> str | None:
    """A reason speaks of a bodily ability that the person didn't rate."""
    text = " ".join(reason for card in answer["suggestions"] for reason in card["reasons"])
    found = [name for name in answer["body_names"] if name in text]
    return None if found else "none does"


def _same_reasons(answer: Answer, given: Answer) -> str | None:
    """All of the first ten cards have a sentence in common."""
    lists = [set(card["reasons"]) for card in _cards(answer, 10)]
    shared = set.intersection(*lists) if lists else set()
    return None if shared else "none is shared by all"


def _field_auc(answer: Answer, given: Answer) -> str | None:
    """Own-field occupations rank above others of job zones 4 and 5 with at least `least` on average."""
    value = answer["field_auc"]
    return None if value >= given["least"] else f"{value:.3f}"


def _asks_of_theme(answer: Answer, given: Answer) -> str | None:
    """The adaptive form asked at least `least` questions of a theme."""
    count = answer["asked"].get(given["theme"], 0)
    return None if count >= given["least"] else f"{count} asked: {answer['asked']}"


def _moves_to(answer: Answer, given: Answer) -> str | None:
    """At least `least` (default 1) of the moves lead to these."""
    hits = [move for move in answer["moves"] if _is_of([move["code_onet"]], given["of"])]
    if "group" in given:
        hits = [move for move in hits if move["group"] == given["group"]]
    least = given.get("least", 1)
    return None if len(hits) >= least else f"came: {_names(answer['moves'])}"


def _gains(answer: Answer, given: Answer) -> str | None:
    """Every move pays at least a tenth more, or says why it is there."""
    pay = answer["origin"]["pay_usd"]
    poor = [
        move for move in answer["moves"]
        if move["pay_change_usd"] < 0.1 * pay - 1 and (not move["why"] or move["pay_change_usd"] < 0)
    ]  # fmt: skip
    return None if not poor else f"pay too little: {_names(poor)}"


def _count_of_moves(answer: Answer, given: Answer) -> str | None:
    count = len(answer["moves"])
    return None if given["least"] <= count <= given.get("most", 10) else f"{count} moves"


def _first_kind(answer: Answer, given: Answer) -> str | None:
    kinds = [way["kind"] for way in answer["ways"]]
    return None if kinds and kinds[0] in given["of"] else f"kinds: {kinds}"


def _first_years(answer: Answer, given: Answer) -> str | None:
    if not answer["ways"]:
        return "no way"
    years = answer["ways"][0]["years"]
    return None if given.get("least", 0) <= years <= given["most"] else f"{years} years"


def _via(answer: Answer, given: Answer) -> str | None:
    """A way leads through one of these; with `first`, the first way."""
    ways = answer["ways"][: 1 if given.get("first") else None]
    stops = [code for way in ways for code in way["codes"][(1 if answer["origin"] else 0) : -1]]
    return None if _is_of(stops, given["of"]) else f"stops: {stops or 'none'}"


def _most_stops(answer: Answer, given: Answer) -> str | None:
    stops = max((len(way["codes"]) - (2 if answer["origin"] else 1) for way in answer["ways"]), default=0)
    return None if stops <= given["most"] else f"{stops} stops"


def _licence(answer: Answer, given: Answer) -> str | None:
    """The first way names a licence of these."""
    codes = [licence["code_onet"] for way in answer["ways"][:1] for licence in way["licences"]]
    return None if _is_of(codes, given["of"]) else f"licences: {codes}"


def _schooling(answer: Answer, given: Answer) -> str | None:
    said = answer["ways"][0]["schooling"] if answer["ways"] else ""
    return None if given["of"].lower() in said.lower() else f"schooling: {said}"


def _earnings(answer: Answer, given: Answer) -> str | None:
    """The first way says what graduates of a field that leads there earn."""
    steps = answer["ways"][0]["steps"] if answer["ways"] else []
    known = [one for step in steps for one in step["programmes"] if one["earnings_median_usd"]]
    return None if known else "no earnings"


def _estimated(answer: Answer, given: Answer) -> str | None:
    return None if answer["is_estimated"] else "nothing is said to be estimated"


def _asks_back(answer: Answer, given: Answer) -> str | None:
    return None if answer.get("ask") else "it didn't ask"


def _feasible(answer: Answer, given: Answer) -> str | None:
    return None if bool(answer["ways"]) == given.get("is", True) else f"{len(answer['ways'])} ways"


def _blocked(answer: Answer, given: Answer) -> str | None:
    limits = {way["limit"] for way in answer["blocked"]}
    return None if given["by"] in limits else f"blocked by {sorted(limits) or 'nothing'}"


def _pay_kept(answer: Answer, given: Answer) -> str | None:
    """No stop pays less than nine tenths of today's pay."""
    today = answer["start"]["pay_usd"]
    low = [
        step["destination_title"] for way in answer["ways"] for step in way["steps"][:-1]
        if today and (step["pay_usd"] or 0) < 0.9 * today
    ]  # fmt: skip
    return None if not low else f"less pay at {low}"


def _scenario(answer: Answer, name: str) -> Mapping[str, Any]:
    return next(scenario for scenario in answer["scenarios"] if scenario["name"] == name)


def _places(answer: Answer, given: Answer) -> str | None:
    """At least `least` people (default 1) go to these in a scenario."""
    moves = _scenario(answer, given["scenario"])["moves"]
    people = sum(move["people_count"] for move in moves if _is_of([move["destination"]], given["of"]))
    least = given.get("least", 1)
    return None if people >= least else f"{people} go there; moves: {[m['name'] for m in moves]}"


def _all_to(answer: Answer, given: Answer) -> str | None:
    """Everybody placed in a scenario goes to these."""
    moves = _scenario(answer, given["scenario"])["moves"]
    fits = bool(moves) and all(_is_of([move["destination"]], given["of"]) for move in moves)
    return None if fits else "not all do"


def _more_schooling(answer: Answer, given: Answer) -> str | None:
    """Somebody goes to work that asks for more schooling than what they leave."""
    moves = _scenario(answer, given["scenario"])["moves"]
    more = [move for move in moves if move["schooling_step"] > answer["steps"][move["origin"]]]
    return None if more else "nobody does"


def _crowded(answer: Answer, given: Answer) -> str | None:
    """More than `share` of all placed people go into one occupation, in any scenario."""
    for scenario in answer["scenarios"]:
        people: dict[str, int] = {}
        for move in scenario["moves"]:
            people[move["destination"]] = people.get(move["destination"], 0) + move["people_count"]
        if people and max(people.values()) > given["share"] * scenario["people_count"]:
            return None
    return "no occupation takes that many"


def _groups_placed(answer: Answer, given: Answer) -> str | None:
    """People go to at least one of each of `groups` in a scenario."""
    moves = _scenario(answer, given["scenario"])["moves"]
    missing = [
        group for group in given["groups"] if not any(_is_of([move["destination"]], group) for move in moves)
    ]
    return None if not missing else f"none to {missing}"


def _adds_up(answer: Answer, given: Answer) -> str | None:
    """In every scenario people placed and stranded add up, pay is said, and no place is overfilled."""
    for scenario in answer["scenarios"]:
        stranded = sum(left["people_count"] for left in scenario["stranded"])
        if scenario["placed_count"] + stranded != scenario["people_count"]:
            placed, people = scenario["placed_count"], scenario["people_count"]
            return f"{scenario['name']}: {placed} + {stranded} of {people}"
        if scenario["placed_count"] and scenario["pay_change_usd_mean"] is None:
            return f"{scenario['name']}: pay isn't said"
    return None


def _unmatched(answer: Answer, given: Answer) -> str | None:
    words = [entry["words"] for entry in answer["unmatched"]]
    return None if given["words"] in words else f"unmatched: {words}"


CHECKS: dict[str, Callable[[Answer, Answer], str | None]] = {
    "names": _found,
    "wish": _wish,
    "wishes": _wishes,
    "lists": _lists,
    "sure": _sure,
    "holds": _holds,
    "heads": _heads,
    "each": _each,
    "small_jobs": _small_jobs,
    "schooling_lengths": _schooling_lengths,
    "stands_out": _stands_out,
    "doors": _doors,
    "band": _band,
    "is_enough": _is_enough,
    "breaks": _breaks,
    "pays": _pays,
    "warns": _warns,
    "contradicts": _contradicts,
    "speaks_of_body": _speaks_of_body,
    "same_reasons": _same_reasons,
    "field_auc": _field_auc,
    "asks_of_theme": _asks_of_theme,
    "moves_to": _moves_to,
    "gains": _gains,
    "count_of_moves": _count_of_moves,
    "first_kind": _first_kind,
    "first_years": _first_years,
    "via": _via,
    "most_stops": _most_stops,
    "licence": _licence,
    "schooling": _schooling,
    "earnings": _earnings,
    "estimated": _estimated,
    "asks_back": _asks_back,
    "feasible": _feasible,
    "blocked": _blocked,
    "pay_kept": _pay_kept,
    "places": _places,
    "all_to": _all_to,
    "more_schooling": _more_schooling,
    "crowded": _crowded,
    "groups_placed": _groups_placed,
    "adds_up": _adds_up,
    "unmatched": _unmatched,
}
