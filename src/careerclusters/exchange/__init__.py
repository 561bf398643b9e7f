"""Open to what stands around: other formats, assistants, sites without a server.

`skos` and `sssom` write the clustering in the words of the semantic web, `occupation_page` describes one
occupation for search engines, `mcp` answers assistants, `site` writes pages that need no server.
"""
