"""Gifts and offers; what invites to buy is advertising. T5, T7 of features A8, to the letter."""

import datetime as dt

from plushka.domain.messaging.kinds.kind import (
    BALANCE,
    DAYS,
    POINTS,
    Choice,
    Class,
    Kind,
    Topic,
    Value,
    values,
)
from plushka.domain.rules.words import Words

_DATE = Value("date", Words("последний день", "останній день", "the last day"), 7 * DAYS)
_GIFT = Value("points", POINTS.words, 10_000)


def _gift(
    code: str,
    words: Words,
    texts: Words,
    *,
    cls: Class = "ADVERTISING",
    choice: Choice | None = "OFFERS",
    topic: Topic = "GIFTS",
    subject: Words | None = None,
    valid_for: dt.timedelta = 3 * DAYS,
    has_tiers: bool = True,
    **own: Value,
) -> Kind:
    return Kind(
        code=code,
        cls=cls,
        topic=topic,
        choice=choice,
        words=words,
        values=values(**own),
        texts=texts,
        subject=subject or words,
        valid_for=valid_for,
        has_tiers=has_tiers,
    )


AGREES_MEANS = Words("согласие", "згода", "yes")
"""What 1 means in a call with an offer."""

KINDS = (
    _gift(
        "birthday",
        Words("Подарок ко дню рождения", "Подарунок до дня народження", "Birthday gift"),
        Words(
            "С Днём Рождения! Дарим Вам {points} {points|word:подарочный,подарочных,подарочных}"
            " {points|unit} до {date|year}!",
            "З Днем народження! Даруємо {points} {points|word:подарунковий,подарункові,"
            "подарункових} {points|unit} до {date|year}!",
            "Happy birthday! We give you {points|points} until {date|year}!",
        ),
        subject=Words("С Днём Рождения!", "З Днем народження!", "Happy birthday!"),
        valid_for=1 * DAYS,
        points=Value("points", POINTS.words, 100_000),
        date=_DATE,
    ),
    _gift(
        "reanimation",
        Words("Подарок, чтобы вернуть", "Подарунок, щоб повернути", "Gift to win back"),
        Words(
            "Вам подарок {points|points} до {date}",
            "Вам подарунок {points|points} до {date}",
            "A gift for you: {points|points} until {date}",
        ),
        points=_GIFT,
        date=_DATE,
    ),
    _gift(
        "missed",
        Words("Давно не было покупок", "Давно не було покупок", "Not seen for long"),
        Words(
            "Мы соскучились! У вас {balance|points}. {company}",
            "Ми скучили! У вас {balance|points}. {company}",
            "We miss you! You have {balance|points}. {company}",
        ),
        topic="OFFERS",
        balance=BALANCE,
    ),
    _gift(
        "newcomer",
        Words("Подарок новичку", "Подарунок новачкові", "Newcomer’s gift"),
        Words(
            "Вам подарок {points|points}: тратьте с первой покупки!",
            "Вам подарунок {points|points}: витрачайте з першої покупки!",
            "A gift for you: {points|points}, to spend from your first purchase!",
        ),
        cls="SERVICE",
        choice="POINTS",
        points=_GIFT,
    ),
    Kind(
        code="rule",
        cls="ADVERTISING",
        topic="OFFERS",
        choice="OFFERS",
        words=Words("Сообщение правила", "Повідомлення правила", "A rule’s message"),
        values=values(),
        texts=None,
        subject=Words("{company}", "{company}", "{company}"),
        valid_for=2 * DAYS,
        agrees=AGREES_MEANS,
    ),
    Kind(
        code="mailing",
        cls="ADVERTISING",
        topic="OFFERS",
        choice="OFFERS",
        words=Words("Рассылка", "Розсилка", "Mailing"),
        values=values(),
        texts=None,
        subject=Words("{company}", "{company}", "{company}"),
        valid_for=2 * DAYS,
        agrees=AGREES_MEANS,
    ),
)
