"""Which words go with a code, and what a consent calls them.

The words are those of the message's kind, T1 and T2 of features A8 to the letter; a programme may
have its own, and the company's templates come before both. Whoever tells a code agrees to the
words it came with, so they have a version that changes with them.
"""

import hashlib

from plushka.domain.messaging import templates
from plushka.domain.messaging.templates import Asked

PLACE = "[CODE]"
"""Where the code goes in a text of a programme."""


def kind_of(purpose: str) -> str:
    """Name the kind of message that brings a code."""
    return f"code_{purpose.lower()}"


def own_version(purpose: str, language: str) -> str:
    """Name the company's own words of its templates; empty where it has none."""
    asked = Asked(kind_of(purpose), language)
    chosen = templates.find([asked])[asked]
    if not chosen.is_own and not chosen.by_way:
        return ""
    words = chosen.by_way.get("SMS", chosen.text)
    digest = hashlib.sha256(words.encode()).hexdigest()[:12]
    return f"code-{purpose.lower()}-{language}-own-{digest}"


def version(purpose: str, language: str) -> str:
    """Name the kind's words: ``code-enrol-ru-1``."""
    return f"code-{purpose.lower()}-{language}-1"
