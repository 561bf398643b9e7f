"""What a person tells: interests, strengths, preferences, limits; the questions, and their file."""
