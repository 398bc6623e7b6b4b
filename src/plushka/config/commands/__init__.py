"""One file a command. They load without Django; what they do runs inside ``application()``."""
