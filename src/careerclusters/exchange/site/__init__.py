"""A site without a server: the explorer's pages that need no person, with links that work from any folder."""
