"""What rules change of a purchase itself: money off the price, points on top of what is earned.

A *deal* is one rule of the trigger ``purchase`` with those of its effects that the sale carries
out; all other effects are carried out after it. An *offer* is the deals of one origin with what
limits them together: those of the programme have no limits, those of a campaign have its own.
"""
