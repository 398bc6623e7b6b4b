"""SMS through Debian's Kannel, with npm's message centre behind it."""
