"""Forms of the company itself: its settings, outlets and keys."""
