"""Carrying out what rules yield: points, tiers, badges, tags, messages, gifts.

Something *happens* to a member. The rules in force at that moment decide, and
every effect they yield is *applied*: carried out, and written down as a row
with the key it is known by, the promise it comes from and the facts that
explain it. What is taken back later, because a sale came back, is a row too.

Always true:

- an effect is applied once per key, however often and from wherever its moment
  is delivered, until it was wholly undone;
- applied and undone rows are written once and name nobody but by id;
- what one effect brings about, a badge or a tier, is heard by other rules in
  the same transaction, and has the same source;
- accounts are locked first, all in one statement; nothing is applied outside
  the lock of the account of the member it is about.
"""
