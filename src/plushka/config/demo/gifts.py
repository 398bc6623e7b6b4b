"""What is on the shelves of «Липа»: goods, one for money besides, and a voucher."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from plushka.config.demo.drawings import draw
from plushka.domain.rewards import catalogue, giving
from plushka.domain.rewards.described import Terms
from plushka.domain.vouchers.terms import Terms as VoucherTerms

ACTOR = "system:demo"

_AT_HOME, _OUTDOORS, _FOR_PURCHASES = "Для дома", "На прогулку", "На покупки"


@dataclass(frozen=True, slots=True)
class _Gift:
    """A gift: its code is the name of its drawing; the rest is as people would type it."""

    code: str
    names: tuple[str, str, str]
    descriptions: tuple[str, str, str]
    shelf: str
    points: int
    pieces: int | None
    more: dict[str, Any]


_GIFTS = (
    _Gift(
        "mug",
        ("Кружка «Липа»", "Кухоль «Липа»", "“Lipa” mug"),
        (
            "Керамика, 350 мл. Можно мыть в посудомойке.",
            "Кераміка, 350 мл. Можна мити в посудомийці.",
            "Ceramics, 350 ml. Goes into a dishwasher.",
        ),
        _AT_HOME,
        300,
        40,
        {"low": 5, "most": 2},
    ),
    _Gift(
        "coffee",
        ("Кофе в зёрнах, 250 г", "Кава в зернах, 250 г", "Coffee beans, 250 g"),
        ("Арабика, средняя обжарка.", "Арабіка, середнє обсмаження.", "Arabica, medium roast."),
        _AT_HOME,
        450,
        25,
        {"low": 5, "most_recent": 2, "recent_days": 30},
    ),
    _Gift(
        "plant",
        ("Росток липы в горшке", "Паросток липи в горщику", "A linden sprout in a pot"),
        ("Вырастает до потолка.", "Виростає до стелі.", "Grows up to the ceiling."),
        _AT_HOME,
        700,
        3,
        {"low": 3, "can_deliver": True},
    ),
    _Gift(
        "bag",
        ("Сумка из хлопка", "Торба з бавовни", "Cotton bag"),
        ("Держит десять килограммов.", "Тримає десять кілограмів.", "Carries ten kilograms."),
        _OUTDOORS,
        250,
        60,
        {"low": 10},
    ),
    _Gift(
        "umbrella",
        ("Зонт", "Парасоля", "Umbrella"),
        (
            "Складной. Часть цены – деньгами в магазине.",
            "Складна. Частина ціни – грошима в магазині.",
            "Folds up. A part of its price is paid in the shop.",
        ),
        _OUTDOORS,
        500,
        12,
        {"low": 2, "money": 490_00, "can_deliver": True},
    ),
)


def put_on_shelves(*, at: dt.datetime) -> None:
    """Fill the catalogue, in the company's context; every gift with its picture."""
    for place, one in enumerate(_GIFTS):
        terms = Terms(
            code=one.code,
            names=_by_language(one.names),
            descriptions=_by_language(one.descriptions),
            category=one.shelf,
            place=place,
            points=one.points * 100,
            **one.more,
        )
        _add(terms, picture=one.code, pieces=one.pieces, at=at)
    _add(_voucher(), picture="ticket", pieces=None, at=at)


def _voucher() -> Terms:
    title = "300 ₽ на покупку от 1000 ₽"
    good_for = VoucherTerms(title=title, off=300_00, least_total=1000_00)
    return Terms(
        code="voucher-300",
        names=_by_language((f"Купон: {title}", f"Купон: {title}", "Voucher: 300 ₽ off 1000 ₽")),
        category=_FOR_PURCHASES,
        points=200_00,
        kind="VOUCHER",
        voucher=giving.described(good_for, days=60),
    )


def _add(terms: Terms, *, picture: str, pieces: int | None, at: dt.datetime) -> None:
    row = catalogue.add(terms=terms, actor=ACTOR, at=at, pieces=pieces)
    catalogue.draw(reward_id=row.id, content=draw(picture), actor=ACTOR, at=at)


def _by_language(words: tuple[str, str, str]) -> dict[str, str]:
    return dict(zip(("ru", "uk", "en"), words, strict=True))
