"""Members are told what happened to their points, tiers and orders, and what is about to.

Always true:

- news comes from the outbox of events, through a reader of its own: what is told, happened, and
  is told once;
- news is of the last two days: what is moved in from another system tells nobody (T37);
- what points buy by now is told once of each reward, and of nothing cheaper afterwards;
- a warning of expiry is counted anew when it leaves: what was spent or held meanwhile is not
  threatened with (T20);
- points whose warning reached nobody last three days longer (B11).
"""
