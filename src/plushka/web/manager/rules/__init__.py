"""The constructor: a rule is built by hand out of what its trigger offers.

All of it stands in the form: a button sends the whole form, the server adds or takes away a part
and shows it anew. So it works without scripts; with them only the form is exchanged.
"""
