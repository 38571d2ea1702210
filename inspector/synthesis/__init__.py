"""The round as a whole: what is true of most, of some, of whom, and what should be ordered. Pure functions of a view."""
