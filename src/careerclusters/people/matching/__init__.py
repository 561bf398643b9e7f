"""A person against occupations and clusters: score, uncertainty, result."""
