"""Movements of points (R25). T3 and T4 of features A8, to the letter."""

from plushka.domain.messaging.kinds.kind import (
    BALANCE,
    DAYS,
    POINTS,
    Choice,
    Kind,
    Topic,
    Value,
    values,
)
from plushka.domain.rules.words import Words

_DATE = Value("date", Words("день сгорания", "день згоряння", "the day they expire"), 7 * DAYS)


def _notice(
    code: str,
    words: Words,
    texts: Words,
    *,
    topic: Topic = "POINTS",
    choice: Choice = "POINTS",
    **own: Value,
) -> Kind:
    return Kind(
        code=code,
        cls="SERVICE",
        topic=topic,
        choice=choice,
        words=words,
        values=values(points=POINTS, balance=BALANCE, **own),
        texts=texts,
        subject=words,
        valid_for=2 * DAYS,
    )


KINDS = (
    _notice(
        "accrued",
        Words("Начислены бонусы", "Нараховано бонуси", "Points earned"),
        Words(
            "Вам начислено: {points|points}. Текущий баланс: {balance|points}.",
            "Вам нараховано: {points|points}. Поточний баланс: {balance|points}.",
            "You have earned {points|points}. Your balance: {balance|points}.",
        ),
    ),
    _notice(
        "redeemed",
        Words("Бонусы списаны", "Бонуси списано", "Points spent"),
        Words(
            "Списано: {points|points}. Текущий баланс: {balance|points}.",
            "Списано: {points|points}. Поточний баланс: {balance|points}.",
            "You have spent {points|points}. Your balance: {balance|points}.",
        ),
    ),
    _notice(
        "returned",
        Words("Возврат покупки", "Повернення покупки", "Purchase returned"),
        Words(
            "Возврат: сняли {points|points}, вернули {back|points}. Баланс: {balance}.",
            "Повернення: зняли {points|points}, повернули {back|points}. Баланс: {balance}.",
            "Return: {points|points} taken, {back|points} back. Your balance: {balance|points}.",
        ),
        back=Value(
            "points",
            Words("бонусы, которые вернулись", "бонуси, що повернулися", "points given back"),
            3_000,
        ),
    ),
    _notice(
        "released",
        Words("Резерв снят", "Резерв знято", "Hold released"),
        Words(
            "Резерв снят: {points|points}. Текущий баланс: {balance|points}.",
            "Резерв знято: {points|points}. Поточний баланс: {balance|points}.",
            "No longer held: {points|points}. Your balance: {balance|points}.",
        ),
    ),
    _notice(
        "expiring",
        Words("Бонусы скоро сгорят", "Бонуси скоро згорять", "Points will expire"),
        Words(
            "{date} у вас сгорит {points|points}. Текущий баланс: {balance|points}",
            "{date} у вас згорить {points|points}. Поточний баланс: {balance|points}",
            "On {date} you will lose {points|points}. Your balance: {balance|points}",
        ),
        topic="ENDING",
        choice="ENDING",
        date=_DATE,
    ),
)
