"""People, what identifies them, what they agreed to, their purchase summary.

A *member* is a person in a programme, known to everything above by an id that
says nothing. Phones, cards and aliases are *identifiers*: they find a member
and are not the member (T43), so a phone may move to another person and a card
be replaced.

Always true:

- personal data is in these tables and nowhere above them, but for texts
  already sent to the person, which erasure deletes;
- an identifier finds at most one member of a tenant, and a member has at most
  one in use of each kind;
- a card that was replaced finds nobody and is never given out again (T33);
- whatever finds a member who was merged into another finds that other (T33);
- who brought a member is written when the member joins and never changes (T21);
- what a member agreed to is added to, never edited; it is kept after erasure
  as a proof without a name (T29);
- a member is found by every word of their name, and only of the one they have now;
- an erased member is found by nothing; what remains is the id, the summary,
  and who was brought by whom.
"""
