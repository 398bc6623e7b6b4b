"""What people are reached by."""

WAYS: tuple[str, ...] = ("SMS", "EMAIL", "TELEGRAM", "PUSH", "VOICE", "VK", "MAX")
