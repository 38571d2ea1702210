"""The round as flat tables, for spreadsheets and for other people's programs. What counts is what the synthesis counts.

A visit that was declared void, or at which nothing was found yet, has its row among the visits and nothing elsewhere. Rows
that a ratio was counted from are told by their sum. Photos are told by their facts, without a picture. Names are those
of the team; no citizen has a name in any table, as no form asks for one.
"""
