"""One thing done for many members: points given or taken, a tag put on or taken off (R34, B24).

A *bulk* is asked for, of a segment, a condition or a list; above a cost that the company sets, a
second person approves it. The worker carries it out in portions, and one click undoes it.

Always true:

- whom it is about is written down when it is asked for: what was told then is what is done;
- a row is done once: its state and its entry are written in one transaction, and the entry's key
  in the account is the bulk's id (T37);
- whoever approves is another person than whoever asked;
- undoing writes compensating entries: points that were given are taken as far as they are left,
  or as a debt where that was chosen; points that were taken go back to their lots, with their
  terms;
- nobody is written to.
"""
