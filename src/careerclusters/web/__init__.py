"""The explorer: web pages and a JSON interface over one clustering, for a reader's own machine.

`app.create_app` puts it together; `store` holds what the pages are made from; each page is one
module in `pages` (a frozen context and a function); `answers` turns a context into HTML, JSON or CSV.
"""
