"""A class without accounts: students send what fits them, a counsellor sees it, nobody is kept."""
