"""How much one person of the staff may do in a day, and who is told when it is much (U31, T38).

A company sets for each kind of doing two numbers: from the first on whoever watches is told by
an *alert* and the person goes on; above the second the person is refused, until the day is over
or a senior *lifts* the limit for the rest of it. Days are local days of the company.

Always true:

- what was done and what was counted stand in one transaction: a refusal counts nothing;
- two at once cannot pass a limit together: the count's row is locked by whoever counts;
- only people are counted. Programs sign in with keys, whose rates are their own limit.

One-time codes are counted the same way, of the whole company (E22, E23): how many one address
asks for and how many are sent within an hour of the clock, and what a day of them costs. A
refusal counts nothing, and leaves one alert for each such window. Of an address a keyed digest
is kept, for a day.
"""
