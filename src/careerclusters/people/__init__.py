"""People: what they tell, what follows from it, and how it is asked and kept.

`instruments` and `items.csv` hold the interest questions, `interests` scores them, `adaptive` chooses the
next; `strengths` turns ratings, occupations held and experiences into levels; `preferences` and `filters`
hold wishes and limits; `person` puts the four parts together, `profile_file` keeps them, `interview` asks.
"""
