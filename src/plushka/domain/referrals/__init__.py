"""Who may invite whom, and what came of it (U23 to U25).

An *invitation* is a right to join, given by a member: to one person by a link or an SMS, or to
whoever has the member's own link. Whoever joins by it has that member for a referrer, for good.

Always true:

- its code is derived and not kept: the table has a digest of it, and the link can be shown again
  to whoever made it;
- of a stranger's phone a keyed digest is kept, and the inviter never learns whose it is: what they
  are shown is the same for a member's phone, for one that said STOP, and for any other;
- a phone is written to once within the programme's term, whoever invites it;
- one invitation brings one person; the member's own link brings one at a time, each counted
  against the same quota;
- locks are taken in one order: the contact, the account of who invites, the invitation, the
  company's count.
"""
