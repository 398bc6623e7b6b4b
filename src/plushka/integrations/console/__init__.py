"""A channel for development: messages are shown by the mailbox page and sent nowhere."""
