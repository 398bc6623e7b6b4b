"""What people write to a company, or call it for, is understood and answered (U22, U27, U35).

Always true:

- what is told twice is done once, however often a provider tells it;
- «STOP» holds whoever says it, in any flood, also from a phone that is nobody's;
- nobody is answered without end: so many answers an hour for a phone, and for all strangers
  together; that we did not understand is said once a day;
- a phone that is nobody's learns nothing but that.

Messengers are a conversation of their own (``web.member.chats``).
"""
