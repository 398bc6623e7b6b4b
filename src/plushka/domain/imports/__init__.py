"""Moving in: members, balances, histories and sales of the past, brought from a file.

A file somebody uploads is an ``Import`` with its rows: opened (``sheets``), its
columns given meanings (``fields``), tried (``checking``), brought in
(``running``) and perhaps taken back (``undoing``), each portion a transaction.
``operations`` is what brings sales alone, for the command line.

Always true:

- every row ends with a verdict of its own; a row that is refused changes
  nothing, and the rest is taken;
- the same rows again change nothing: a phone is a member once, a balance of a
  kind and an end is given a member once, a receipt is recorded once;
- members come in by ``enrolment`` and points by the ledger, in sets, under the
  rules that hold for anybody;
- whoever moves in is promised nothing and told nothing, unless somebody asks (T37);
- a row keeps no personal data once it is taken.
"""
