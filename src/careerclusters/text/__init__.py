"""Texts and tables full of them: titles coded by the million, postings counted, résumés and postings read."""
