"""Texts in files that people open as spreadsheets."""

import re

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula."""

_NUMBER = re.compile(r"[+-]?[0-9][0-9 ().,:/-]*", re.ASCII)
"""A number, a phone or a date: whatever a spreadsheet makes of it, it calls nothing."""


def harmless(text: str) -> str:
    """Let a text be read as a text, whatever it begins with: an apostrophe says so."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def harmless_or_number(text: str) -> str:
    """The same, but for numbers, phones and dates, which stay as they are."""
    return text if _NUMBER.fullmatch(text) else harmless(text)
