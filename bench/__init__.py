"""How fast Plushka is, said as ratios.

A number of sales a second says more about the machine than about the program.
So each bench measures two things in turns, in one run on one machine, and
prints how many times one is the other: sales over HTTP against the same rows
written by hand, a crowded ledger against a young one.

Everything happens in a folder of its own that is gone afterwards.
"""
