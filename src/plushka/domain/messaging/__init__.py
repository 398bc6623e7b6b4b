"""What is said to people, and through which channel.

Always true:

- a message goes to one member, or to a contact who has not joined yet;
- a text may hold a code or a name: it is shown to its recipient (until real
  channels exist, on the mailbox page of the demo), never logged, and deleted
  when the person is erased (T29).
"""
