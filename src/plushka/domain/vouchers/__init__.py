"""Rights to a discount or to goods, each with a code of its own, used in one sale (U11, R28b).

A voucher is told by its code, which only a keyed digest is kept of. One that
belongs to a member, or that is still to be handed over, is kept sealed besides,
so that its owner may be shown it again (ADR 36).

Always true:

- a voucher is used by one sale at most: who uses it locked its row, and a row
  that was used meanwhile is not written;
- it ends because time passed, whether anybody wrote that down or not (T2);
- it is never points, and never money: what it takes off is a discount (T34).
"""
