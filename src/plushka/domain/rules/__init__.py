"""What a promise looks at, what sets it off, and what it yields: rules as data.

A *condition* is one tree of all, any and not over declared fields. It is told
in words, asked of facts in Python and of members in SQL, all from one
declaration of each field and one file for each operator. A *trigger* is what
a rule listens to, an *effect* what it yields. ``deciding.decide`` takes facts
and gives effects; carrying them out is somebody else's work.

Always true:

- nothing here writes, reads a clock, or knows a table: SQL speaks of ``known``,
  a row a member, which whoever asks has to offer;
- a missing value satisfies only ``exists: false``; ``not`` turns yes into no
  and no into yes, in both worlds; empty text and an empty list are missing;
- no text from outside becomes SQL: it travels as a value;
- what is read is bounded: 20 levels, 500 nodes, and every error names its place.
"""
