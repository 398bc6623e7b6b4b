"""What is sent with a code.

The Russian texts are those of features A8, T1 and T2, to the letter. A text
that is consented to by telling the code has a version: changing the text means
a new version. Each fits one SMS of 70 characters.
"""

_JOINING = {
    "ru": "Код для кассира: {code} Сообщая его я даю согласие на получение SMS",
    "uk": "Код для касира: {code} Повідомляючи його, я погоджуюся на отримання SMS",
    "en": "Code for the cashier: {code} By telling it I agree to receive SMS",
}
_PAYING = {
    "ru": "Код для кассира: {code}",
    "uk": "Код для касира: {code}",
    "en": "Code for the cashier: {code}",
}
_TEXTS = {"ENROL": _JOINING, "REDEEM": _PAYING}


def text(purpose: str, language: str, code: str) -> str:
    """Put a code into the text for its purpose."""
    return _TEXTS[purpose][language].format(code=code)


def version(purpose: str, language: str) -> str:
    """Name the text, as a consent names it: ``code-enrol-ru-1``."""
    return f"code-{purpose.lower()}-{language}-1"
