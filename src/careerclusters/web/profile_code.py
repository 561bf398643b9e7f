"""A person in an address: the profile, packed into letters that fit there, and back.

    code_of(person) -> "1eJyr..."      person_of(code) -> Person

The server keeps nothing about anybody, so every address carries what its page is made from. The code is the
profile file as JSON without its empty parts, compressed with a dictionary of its usual words and written
in letters that need no escaping. It hides nothing: who has the address can read the answers.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Mapping
from typing import Any

from careerclusters.errors import InputError
from careerclusters.people.profile.file import MARK, VERSION, parse_profile, person_to_dict
from careerclusters.people.profile.person import Person

__all__ = ["LONGEST_CODE", "code_of", "person_of"]

LONGEST_CODE = 3000
_MOST_BYTES = 16_384
_FORM = "1"
_WORDS = (
    b'"deadlines":"customers":"freedom":"hands_on":"heights":"irregular_hours":"leading":"noise":"outdoors":'
    b'"repetition":"sitting":"teamwork":"never""always""achievement":"conditions":"independence":'
    b'"recognition":"relationships":"support":"values":{"environment":{"preferences":{"education_max":'
    b'"bachelor""pay_min_usd":0000.0},"job_zone_max":"constraints":{"experience_id":"years":2.0},{"code_onet"'
    b':"-1.00","experiences":[{"occupations":[{"2.C.4.d":3.0,"2.C.4.g":4.5,"2.C.4.f":1.5,"2.C.4.e":6.0,'
    b'"2.C.3.b":0.0,"2.C.3.a":1.5,"2.C.1.b":3.0,"2.A.1.f":4.5,"1.A.3.c.1":3.0,"1.A.2.c.1":1.5,"1.A.2.b.2":0.0'
    b',"strengths":{"ratings":{"2.C.3.e":"skipped":["C05":4,"C04":3,"C03":2,"E05":4,"E04":3,"E03":2,"S05":5,'
    b'"S04":4,"S03":3,"A05":2,"A04":1,"A03":5,"I05":4,"I04":3,"I03":5,"R05":2,"R04":4,"R03":1,"C02":4,"E02":3'
    b',"S02":2,"A02":5,"I02":4,"R02":3,"C01":2,"E01":1,"S01":5,"A01":4,"I01":3,"R01":2,'
    b'"interests":{"form":"adaptive","answers":{"R01":'
)


def code_of(person: Person) -> str:
    """Letters, digits, - and _ that stand for a person; "" for one who told nothing."""
    profile = _without_empty(person_to_dict(person))
    profile.pop(MARK, None)
    if not profile or profile == {"interests": {"form": "adaptive"}}:
        return ""
    text = json.dumps(profile, separators=(",", ":"), ensure_ascii=False).encode()
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, zdict=_WORDS)
    packed = packer.compress(text) + packer.flush()
    return _FORM + base64.urlsafe_b64encode(packed).rstrip(b"=").decode()


def person_of(code: str) -> Person:
    """The person that a code stands for.

    Raises
    ------
    InputError
        When it is no code, was cut short, or holds what no profile may hold.
    """
    if not code:
        return Person()
    todo = "Copy the whole address, or begin again."
    if code[0] != _FORM or len(code) > LONGEST_CODE:
        raise InputError("These answers can't be read", seen=code[:20], todo=todo)
    try:
        packed = base64.b64decode(code[1:] + "=" * (-len(code[1:]) % 4), altchars=b"-_", validate=True)
        opener = zlib.decompressobj(-15, zdict=_WORDS)
        text = opener.decompress(packed, _MOST_BYTES)
        is_whole = opener.eof and not opener.unused_data
    except (binascii.Error, ValueError, zlib.error):
        is_whole = False
    if not is_whole:
        raise InputError("These answers can't be read", seen=f"{code[:20]}…", todo=todo)
    head = f'{{"{MARK}":{VERSION},'.encode()
    return parse_profile(head + text.removeprefix(b"{"), name="The address")


def _without_empty(found: Mapping[str, Any]) -> dict[str, Any]:
    kept = {}
    for name, value in found.items():
        inner = _without_empty(value) if isinstance(value, Mapping) else value
        if inner not in (None, {}, [], ()):
            kept[name] = inner
    return kept
