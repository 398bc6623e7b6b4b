"""The sections of a programme document, by subject; ``document`` puts them together."""
