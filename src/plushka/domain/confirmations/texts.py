"""What is sent with a code where the programme has no text of its own.

The Russian texts are those of features A8, T1 and T2, to the letter. A text
that is consented to by telling the code has a version: changing the text means
a new version. Each fits one SMS of 70 characters.
"""

PLACE = "[CODE]"
"""Where the code goes in a text."""

_JOINING = {
    "ru": "Код для кассира: [CODE] Сообщая его я даю согласие на получение SMS",
    "uk": "Код для касира: [CODE] Повідомляючи його, я погоджуюся на отримання SMS",
    "en": "Code for the cashier: [CODE] By telling it I agree to receive SMS",
}
_PAYING = {
    "ru": "Код для кассира: [CODE]",
    "uk": "Код для касира: [CODE]",
    "en": "Code for the cashier: [CODE]",
}
_TEXTS = {"ENROL": _JOINING, "REDEEM": _PAYING}


def text(purpose: str, language: str) -> str:
    """Give the text for a purpose, with a place for the code."""
    return _TEXTS[purpose][language]


def version(purpose: str, language: str) -> str:
    """Name the text, as a consent names it: ``code-enrol-ru-1``."""
    return f"code-{purpose.lower()}-{language}-1"
