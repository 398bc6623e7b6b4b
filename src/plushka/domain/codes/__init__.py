"""Codes under the cap: made by the batch, printed, each activated once (U1 to U9, T24, T25, B30).

A *batch* is a print run. Its *codes* are derived from a secret of the batch and their number; the
secret is sealed, and destroyed when the codes are handed over. Of a code itself a keyed digest is
kept, which is the id of its row. An *activation* is the one use of a code by a member.

Always true:

- no code is written down, in the database or in a file of ours;
- a code is activated once, in the transaction that gives its points, whoever tries it at once;
- the same member is answered the same again, another one is told that it is used;
- codes of a batch are worth something only while it is active;
- a guess meets a code of letters once in a million of those that were issued, or more seldom;
- a typo is told by the check character, without a lookup, and is no attack.
"""
