"""Joining a programme, and leaving it for good.

The top of the call that makes a member: it reads what the programme asks for,
and writes the person, their summary, their account and the event together.

Always true:

- two who join at once with the same phone become one member: the one who
  comes second is told whose it is;
- a member begins in the programme's first tier, with an empty account and a
  card;
- who erases a member forfeits the points by an entry that says so, and leaves
  the sums (T29).
"""
