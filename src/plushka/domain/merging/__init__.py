"""Two members who are one person become one, and can be parted again for thirty days (T33).

The *kept* one stays; the *merged* one stays as a name for them: an id, a phone, a card or an alias
of theirs, and a receipt of theirs that comes back, find the kept one.

Always true:

- points keep their lots and their terms; what one owed the other's points pay at once, as
  whatever comes in does, and ``plushka verify`` proves the sums of both accounts;
- purchases, tiers, badges, tags and what was used of budgets are added up, never lost;
- what only one person may have, a welcome or a birthday's gift of the same rule, is not kept
  twice: what is left of the merged one's goes back;
- a merge that is undone gives each their own again, exactly where nothing was spent meanwhile;
  what was spent is told.
"""
