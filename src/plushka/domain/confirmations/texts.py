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
_SIGNING_IN = {
    "ru": "Код входа: [CODE]. Не говорите его никому, кассиру тоже.",
    "uk": "Код входу: [CODE]. Не кажіть його нікому, касирові теж.",
    "en": "Sign-in code: [CODE]. Tell it to nobody, nor to a cashier.",
}
_UNFREEZING = {
    "ru": "Код, чтобы снова тратить бонусы: [CODE]. Не говорите его никому.",
    "uk": "Код, щоб знову витрачати бонуси: [CODE]. Не кажіть його нікому.",
    "en": "Code to spend points again: [CODE]. Tell it to nobody.",
}
_MOVING = {
    "ru": "Код, чтобы сменить номер: [CODE]. Не говорите его никому.",
    "uk": "Код, щоб змінити номер: [CODE]. Не кажіть його нікому.",
    "en": "Code to change your phone: [CODE]. Tell it to nobody.",
}
_TEXTS = {
    "ENROL": _JOINING,
    "REDEEM": _PAYING,
    "SIGN_IN": _SIGNING_IN,
    "UNFREEZE": _UNFREEZING,
    "NEW_PHONE": _MOVING,
}


def text(purpose: str, language: str) -> str:
    """Give the text for a purpose, with a place for the code."""
    return _TEXTS[purpose][language]


def version(purpose: str, language: str) -> str:
    """Name the text, as a consent names it: ``code-enrol-ru-1``."""
    return f"code-{purpose.lower()}-{language}-1"
