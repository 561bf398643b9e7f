"""Why a match is as it is, what would change it, and what lies beyond it."""
