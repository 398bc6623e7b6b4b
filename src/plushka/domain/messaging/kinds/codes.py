"""One-time codes (E22, E23, T26). T1 and T2 of features A8, to the letter.

Whoever tells a code agrees to the text it came with: where these words change, their version in
``confirmations.texts`` does too.
"""

from plushka.domain.messaging.kinds.kind import MINUTES, Kind, Value, values
from plushka.domain.rules.words import Words

_CODE = Value("text", Words("код", "код", "the code"), "1234")
_VALUES = values(code=_CODE)
_SUBJECT = Words("Код: {code}", "Код: {code}", "Code: {code}")


def _code(purpose: str, words: Words, texts: Words) -> Kind:
    return Kind(
        code=f"code_{purpose}",
        cls="CODE",
        topic="CODES",
        choice=None,
        words=words,
        values=_VALUES,
        texts=texts,
        subject=_SUBJECT,
        valid_for=5 * MINUTES,
        needs=frozenset({"code"}),
    )


KINDS = (
    _code(
        "enrol",
        Words("Код для регистрации", "Код для реєстрації", "Code to join"),
        Words(
            "Код для кассира: {code} Сообщая его я даю согласие на получение SMS",
            "Код для касира: {code} Повідомляючи його, я погоджуюсь отримувати SMS",
            "Code for the cashier: {code} By telling it I agree to receive SMS",
        ),
    ),
    _code(
        "redeem",
        Words("Код для списания", "Код для списання", "Code to pay with points"),
        Words(
            "Код для кассира: {code}",
            "Код для касира: {code}",
            "Code for the cashier: {code}",
        ),
    ),
    _code(
        "sign_in",
        Words("Код входа", "Код входу", "Sign-in code"),
        Words(
            "Код входа: {code}. Не говорите его никому, кассиру тоже.",
            "Код входу: {code}. Не кажіть його нікому, касирові теж.",
            "Sign-in code: {code}. Tell it to nobody, nor to a cashier.",
        ),
    ),
    _code(
        "unfreeze",
        Words("Код для разморозки", "Код для розмороження", "Code to unfreeze points"),
        Words(
            "Код, чтобы снова тратить бонусы: {code}. Не говорите его никому.",
            "Код, щоб знову витрачати бонуси: {code}. Не кажіть його нікому.",
            "Code to spend points again: {code}. Tell it to nobody.",
        ),
    ),
    _code(
        "new_phone",
        Words("Код для нового номера", "Код для нового номера", "Code for a new phone"),
        Words(
            "Код, чтобы сменить номер: {code}. Не говорите его никому.",
            "Код, щоб змінити номер: {code}. Не кажіть його нікому.",
            "Code to change your phone: {code}. Tell it to nobody.",
        ),
    ),
)
