"""Where strangers arrive: the start page, the rules of a programme, the demo's mailbox."""
