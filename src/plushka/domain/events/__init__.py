"""What happened, for whoever must be told: the outbox (T39).

Always true:

- an event is written in the transaction of what it tells of, and never edited;
- it holds no personal data: ids, amounts and codes only;
- a reader who goes on from a cursor misses nothing, also not the events of
  transactions that began early and committed late; it may meet an event
  twice after a crash of its own and knows it again by the id.
"""
