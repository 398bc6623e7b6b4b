"""How a member comes in, on which devices they are, and how they guard their points.

A member proves who they are by a one-time code that goes to their phone, by
a link that staff gave them, or by a phone that a messenger vouches for: a chat
with the company's bot is a device like any other. A phone finds a member and is not the member:
after a long silence, or on a device nobody knows, a second proof is asked for
before anything is shown (T43).

Always true:

- a device's token, its mark and a link's secret are kept as digests: who reads
  the tables comes in nowhere;
- whoever asks to come in is answered the same, whether the phone or card is
  known or not; tries are counted for it, and for the address they came from;
- a link works once, and for a short while;
- a device that has not given the proof it needs sees nothing of the member;
- who freezes spending keeps earning; only a fresh code lets points go again;
- a redemption is disputed once; it freezes spending and signs out every other
  device (B12);
- who lost the phone is helped by staff, never by a program alone;
- nothing of it is left when the member is erased (T29).
"""
