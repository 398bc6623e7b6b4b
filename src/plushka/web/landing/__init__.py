"""Where strangers arrive: the start page, and the demo's mailbox."""
