"""How hard a text is to read: the Flesch-Kincaid grade, the school year that reads it with ease.

    grade = 0.39 · words per sentence + 11.8 · syllables per word − 15.59

Words and sentences are counted by textstat. Its own count of syllables looks words up in a dictionary
that it downloads, which tests may not; ours follows rules of spelling.
"""

from __future__ import annotations

import re
from functools import cache

import textstat

_VOWELS = re.compile(r"[aeiouy]+")
# Endings whose e is not spoken, and what is left of them: lives, used, safely, useful, pavement.
_ENDING = re.compile(r"(e|es|ed|ely|eful|eless|eness|(?<!l)ements?)$")
_REST = {"ely": "ly", "eful": "ful", "eless": "less", "eness": "ness", "ement": "ment", "ements": "ments"}
# Vowels that stand together and are spoken apart: radi-o, flu-ent, muse-um, carry-ing, qui-et, cli-ent.
_APART = re.compile(
    r"(?<![tscx])i(?:a|o(?!u))|[x]ie(?=nc|nt)|(?<![gq])u(?:a(?!i)|o)|eo(?!u|p)|iu|(?<!e)ying|[iu]ing"
    r"|(?<![tcsg])io(?=us)|quie|riet|(?<![tc])ient"
)
_SPOKEN_M = re.compile(r"[^aeiouy]sms?$|thms?$")
# Words of everyday texts that the rules get wrong.
_EXCEPTIONS: dict[int, str] = {
    1: "real hired tired fired wired vague",
    2: """being seeing doing going create react someone something sometimes somewhere safety science
       business homework forecast forecasts surgeon surgeons warehouse livestock wholesale
       household layout layouts technique techniques pipeline pipelines guideline guidelines colleague
       colleagues diet diets fluid fluids isn't aren't doesn't didn't wasn't weren't hasn't haven't
       couldn't shouldn't wouldn't buyer buyers player players layer layers choir pliers sprayer
       lifeguard lifeguards baseball driveway someplace unique poem poems poet poets trial trials dial
       dials giant giants lion lions quiet chaos client clients liar prior flier dryer dryers sewer fewer
       tower towers power flower flowers shower showers every evenings evening really theirs
       framework frameworks ongoing reuse wipers wireless pavement""",
    3: """idea ideas area areas everyone everything everyday everywhere anyone element elements creative
       reaction reactions nuclear supplier suppliers employer employers employee employees
       sciences scientist scientists businesses warehouses audience recipe recipes behavior behaviors
       creating created museum museums theater theaters timetable caretaker firefighter firefighters
       firefighting wastewater housekeeping beverage beverages conveyor conveyors visually barrier
       barriers carrier carriers outgoing supplement opinion opinions ideal video
       videos piano radio studio overseeing""",
    4: """experience experiences scientific laboratory everybody vegetable vegetables coordinate
       coordinates initiate negotiate associate recreation laboratories criticism mechanisms audiences
       organism optimism societies realistic diabetes""",
    5: "coordination coordinating negotiating negotiation associated recreational photovoltaic",
}
_KNOWN = {word: count for count, text in _EXCEPTIONS.items() for word in text.split()}


@cache
def syllables(word: str) -> int:
    """How many syllables a word has, by rules of spelling."""
    low = word.lower().replace("’", "'")
    if low in _KNOWN:
        return _KNOWN[low]
    low = re.sub(r"'(?:s|re|ve|ll|d|m)?$", "", low)
    parts = [part for part in re.split(r"[-/&]", low) if part]
    if len(parts) > 1:
        return sum(syllables(part) for part in parts)
    letters = re.sub(r"[^a-z]", "", low)
    if letters in _KNOWN:
        return _KNOWN[letters]
    if (word.isupper() and len(letters) > 1) or not _VOWELS.search(letters):
        return max(1, len(letters) + 2 * letters.count("w"))
    stem = _without_silent_e(letters)
    count = len(_VOWELS.findall(stem)) + len(_APART.findall(stem)) + len(_SPOKEN_M.findall(stem))
    return max(1, count)


def grade(text: str) -> float:
    """Flesch-Kincaid grade of a text of at least a sentence."""
    found = [word.strip(".,;:!?()\"'“”…") for word in re.split(r"[\s—–]+", text)]
    spoken = [word for word in found if word]
    per_word = sum(map(syllables, spoken)) / max(1, len(spoken))
    return 0.39 * float(textstat.words_per_sentence(text)) + 11.8 * per_word - 15.59


def _without_silent_e(word: str) -> str:
    match = _ENDING.search(word)
    if match is None or len(word) < 3:
        return word
    before, ending = word[: match.start()], match[1]
    if not _VOWELS.search(before):
        return word
    is_spoken = (
        (ending == "ed" and before[-1] in "td")
        or (ending == "es" and re.search(r"(?:[szxcg]|ch|sh)$", before))
        or (ending in ("e", "es", "ed") and re.search(r"[^aeiouyrlw]l$", before))
    )
    return word if is_spoken else before + _REST.get(ending, "")
