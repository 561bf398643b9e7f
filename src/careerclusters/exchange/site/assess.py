"""The questions in the browser: the page, and what its script reads.

Scripts rather than JSON, so that a page opened straight from a disk may read them too. `assess.js` scores,
`assess-page.js` shows; both take every figure and word from what is written here.
"""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any

from careerclusters.people.matching.alone import interests_alone
from careerclusters.people.profile.instruments import ANSWERS, THEME_NAMES, THEME_WORDS, form_items

if TYPE_CHECKING:
    from careerclusters.atlas import Atlas

__all__ = ["ASSESS", "SCRIPTS", "STYLE", "assess_body", "assess_data", "assess_sentences", "with_assess"]

ASSESS = "/assess"
SCRIPTS = ("assess-data", "assess-sentences", "assess", "assess-page")
"""Static scripts of the page, in the order in which they are read."""
STYLE = "assess.css"


def assess_data(atlas: Atlas) -> str:
    """A script that sets `ASSESS`: themes, questions, and all of a match that doesn't hang on the answers."""
    content: dict[str, Any] = {
        "themes": [[theme, name, THEME_WORDS[theme]] for theme, name in THEME_NAMES.items()],
        "items": [[item.item_id, item.text] for item in form_items("short")],
    }
    alone = interests_alone(atlas.matcher)
    content["jobs"] = {"names": [atlas.name(code) for code in alone.codes], **alone.to_dict()}
    return f"window.ASSESS = {_json(content)};\n"


def assess_sentences(atlas: Atlas) -> str:
    """A script that sets `SENTENCES`: what each job is, in the order of `ASSESS.jobs.codes`."""
    codes, words = atlas.matcher.features.codes, atlas.words
    sentences = [words[code].sentence if code in words else "" for code in codes]
    return f"window.SENTENCES = {_json(sentences)};\n"


def assess_body() -> str:
    """The middle of the page, without the form: `with_assess` adds it when the page is a file."""
    return """<h1>What fits me?</h1>
<p class="lead">Say how much you would like each of 24 things to do. See what your answers say, and
ten jobs to look into.</p>
<p>It takes about three minutes. There are no right answers. Your answers stay on this page: nothing
is stored and nothing is sent. Close the page and they are gone.</p>"""


def with_assess(html: str) -> str:
    """The page with its form, its place for results, its scripts and its style."""
    scripts = "".join(f'<script src="static/{name}.js" defer></script>' for name in SCRIPTS)
    head = f'<link rel="stylesheet" href="static/{STYLE}">{scripts}</head>'
    return html.replace("</head>", head, 1).replace("</main>", f"{_form()}\n{_AFTER}\n</main>", 1)


def _form() -> str:
    items = form_items("short")
    asked = "\n".join(
        f'<fieldset><legend><span class="number">{place} of {len(items)}</span> {escape(item.text)}</legend>'
        + "".join(
            f'<label><input type="radio" name="{item.item_id}" value="{value}"> {escape(words)}</label>'
            for value, words in ANSWERS.items()
        )
        + "</fieldset>"
        for place, item in enumerate(items, start=1)
    )
    return f"""<noscript><p class="box">These questions need scripts. Look through the
<a href="clusters.html">groups of jobs</a> instead.</p></noscript>
<form id="questions" autocomplete="off">
{asked}
<p class="actions"><button type="submit">See what fits</button>
<button type="reset" class="quiet">Start again</button></p>
</form>
<section id="results" aria-live="polite" tabindex="-1" hidden></section>"""


_AFTER = """<section class="two"><div><h2>How this works</h2>
<p>Your answers give six themes, each with a range, as 24 answers can't be exact. The jobs are those
whose themes are most like yours. Pay, openings and how soon you could start count too, but less. Jobs
that are nearly the same stand together, and the list is mixed so that it shows several kinds of
work.</p>
<p>The questions were written for this program. No group of people has been measured with them. They
are not for hiring.</p></div>
<div><h2>What the program can do beyond</h2>
<p>This page knows only what you like, and it takes your answers as they stand. The program plays
through 200 ways in which you might have answered. So it can say how well each job fits, and some jobs
of its list are others. It also asks what you can do, what you need and what you have done before. It
shows pay where you live, why a job fits and the way there.</p>
<pre>pip install 'career-clusters[web]'
careerclusters serve</pre></div></section>"""


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("</", "<\\/")
