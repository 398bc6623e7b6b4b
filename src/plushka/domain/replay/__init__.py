"""The lab: what a programme would have cost, had it ruled what really happened (B3).

A *replay* takes every sale and return of a window, in the order in which they reached us, and
decides each again by the rules a sale is decided by, in memory, as of one moment of the database:
nothing is written to the ledger and nothing is locked. Beside it stands what the ledger remembers.

Always true:

- rules that did not change give the ledger again, to the hundredth of a point: what was issued,
  redeemed, taken back, given back and expired, every balance and every tier;
- a member redeems what they redeemed then, as far as the replayed points and limits allow;
- what no receipt of the window decides, such as a correction by hand, happens as it did.
"""
