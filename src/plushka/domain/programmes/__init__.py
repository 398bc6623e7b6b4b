"""The standing promise of a company: tiers, earning, paying, terms.

A *programme* is a document that people read and edit. Publishing makes a new *version* of it,
valid from a moment. A version compiles into an immutable object that decides in plain Python:
facts in, numbers and their explanations out, with no database, no clock and no floats.

Always true:

- a version never changes, and every sale and every entry keeps the one it was decided by;
- what was promised for a moment that has passed stays promised;
- sums over lines are the sums of the receipt, to the kopeck;
- points never pay more than the programme's limit, nor more than any line allows;
- the facts kept with a number are enough to compute it again, and to say it in words.
"""
