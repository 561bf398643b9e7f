"""What several rooms need to know of occupations, computed once: levels, groups of moves."""
