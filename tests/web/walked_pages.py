"""The pages that tests walk, in every language: one of each kind at least, and those with something rare."""

from __future__ import annotations

from careerclusters.people import InterestAnswers, Person
from careerclusters.people.profile.instruments import form_items
from careerclusters.web.profile_code import code_of

__all__ = ["DEVELOPER", "EMBEDDED", "ME", "NURSE", "PAGES"]

NURSE, DEVELOPER = "29-1141.00", "15-1252.00"
ME = code_of(
    Person(
        InterestAnswers("short", {item.item_id: 1 + at % 5 for at, item in enumerate(form_items("short"))})
    )
)
PAGES = {
    "home": "/",
    "about": "/about",
    # Groups, and what they are compared with.
    "clusters": "/clusters",
    "clusters broad": "/clusters?level=broad",
    "clusters fine": "/clusters?level=fine",
    "cluster": "/clusters/M01",
    "cluster broad": "/clusters/B01",
    "cluster fine": "/clusters/F01",
    "cluster of groups": "/clusters/G05",
    "cluster second page": "/clusters/B01?page=2",
    "official": "/official",
    "official second page": "/official?level=broad&page=2",
    "drift": "/drift",
    "drift second page": "/drift?page=2",
    # Occupations.
    "occupation": f"/occupations/{NURSE}",
    "occupation placed": "/occupations/13-1199.00",
    "occupations": "/occupations",
    "occupations of": "/occupations?cluster=M02&page=1",
    "occupations by pay": "/occupations?sort=pay&lens=trades",
    "occupations filtered": "/occupations?lens=no_degree&sort=pay&cluster=G05",
    "occupations in order": "/occupations?sort=exposure&lens=trades&cluster=B01",
    "card": f"/occupations/{NURSE}/card",
    "card of an area": f"/occupations/{NURSE}/card?area=Columbus,+OH",
    "card placed": "/occupations/13-1199.00/card",
    "compare": "/compare",
    "compare two": f"/compare?of={NURSE}&of=software+developer",
    "compare four": f"/compare?of=M01&of=B02&of={NURSE}&of={DEVELOPER}",
    "shortlist": f"/shortlist?of=M01&of={NURSE}",
    "shortlist of groups": f"/shortlist?of={NURSE}&of=G05",
    "shortlist empty": "/shortlist",
    # The map.
    "map": "/map",
    "map colour": "/map?colour=pay&lens=growing&at=0.2,0.7",
    "map exposure": "/map?colour=exposure",
    "map filtered": "/map?lens=no_degree&lens=growing&pay_min=50000&area=Ohio",
    "map growth": "/map?colour=growth&lens=trades&at=.3,.6",
    "map lens": f"/map?lens=trades&find={NURSE}",
    "map middle": "/map?colour=middle",
    "map pay": "/map?colour=pay",
    "map of pay in an area": "/map?colour=pay&area=Ohio",
    # Ways in: words, lists, elements, industries.
    "search": "/search",
    "search found": "/search?q=nurse",
    "search found in Spanish": "/search?q=enfermera",
    "search by letters": "/search?q=nu",
    "search none": "/search?q=zzzzqqqxx",
    "wish": "/wishes/animals",
    "lenses": "/lenses",
    "lens": "/lenses/trades",
    "lens of": "/lenses/no_degree?cluster=M03",
    "elements": "/elements",
    "element": "/elements/2.A.1.a",
    "element second page": "/elements/2.A.1.a?page=2",
    "element of one scale": "/elements/1.B.1.a",
    "technology": "/technologies/43232106?page=1",
    "technology of many": "/technologies/43232304",
    "industries": "/industries",
    "industries found": "/industries?q=hospital",
    "industries none": "/industries?q=qqqqqq",
    "industry": "/industries/622",
    # Ways from here to there.
    "next": "/next?of=cashier",
    "next of nobody": "/next",
    "plan": "/plan",
    "plan made": "/plan?from=cashier&to=registered+nurse",
    "plan with limits": "/plan?from=cashier&to=nurse&avoid=welder&max_steps=3&chance_min=0.0005&prefer=time",
    "plan blocked": "/plan?from=cashier&to=registered+nurse&education_max=high-school",
    "plan of a student": "/plan?grade=11&to=electrician",
    "ways": f"/occupations/{NURSE}/ways",
    "ways with more learned": "/occupations/41-2011.00/ways?learn=2.C.3.a&level=5",
    "closure": "/closure",
    "closure of": "/closure?lost=machinist%3D300%0Asupervisor%3D2&area=Ohio",
    "brief": "/closure/brief?lost=machinist%3D300",
    "local": "/local",
    # A person.
    "assess": "/assess",
    "assess question": "/assess?section=interests",
    "assess answered": "/assess?section=environment&q=environment:outdoors&value=2",
    "you": "/you",
    "you with answers": f"/you?me={ME}",
    "strengths": "/strengths?held=registered+nurse&done=band",
    "wishes": f"/wishes?me={ME}",
    "tradeoffs": f"/tradeoffs?me={ME}",
    "results": f"/results?me={ME}",
    "results too little": "/results",
    "why": f"/results/{DEVELOPER}?me={ME}",
    "report": f"/report?me={ME}",
    # A class.
    "classroom": "/class",
    "lesson": "/class/lesson",
    "handout": "/class/handout",
    "parents": "/class/parents",
}
EMBEDDED = {
    "embedded cluster": "/embed/cluster/G05",
    "embedded occupation": f"/embed/occupation/{NURSE}",
}
"""Cards for other sites: they lead to pages, but have no switch of language and no JSON of their own."""
