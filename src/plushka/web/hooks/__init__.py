"""Where providers call us: reports on messages, and what people write."""
