"""A smaller year, made up, for whoever has not installed the extra ``demo``.

The same numbers come out each time, so that a demo that was cut off goes on.
"""

import datetime as dt
import random
from collections.abc import Iterator

from plushka.integrations.completejourney.basket import Basket, Item

N_BASKETS = 3000
N_HOUSEHOLDS = 150
FIRST_DAY = dt.date(2025, 1, 1)
LAST_DAY = dt.date(2025, 12, 31)

#: What is sold: category, and from how many to how many roubles a piece costs.
SHELVES = (
    ("Молочные продукты", 60, 260),
    ("Хлеб и выпечка", 35, 180),
    ("Овощи и фрукты", 50, 400),
    ("Мясо и птица", 220, 900),
    ("Рыба", 250, 1200),
    ("Бакалея", 40, 350),
    ("Чай, кофе, сладости", 80, 650),
    ("Напитки", 45, 240),
    ("Товары для дома", 70, 900),
)
STORES = (1, 2, 3, 4, 5)
_PIECES_OF_A_SHELF = 40
_OPENS, _HOURS_OPEN = 9, 12
_SUPPLIERS = 12
_ELSEWHERE = 0.1
"""How often somebody shops at another place than usual."""

_DISCOUNTED = 0.15
"""How often a line has the shop's own discount."""


def baskets() -> Iterator[Basket]:
    """Give every basket, in order of (moment, number)."""
    dice = random.Random(20)  # noqa: S311 - a shop window, not a secret
    moments = sorted(_moment(dice) for _ in range(N_BASKETS))
    # Few come often and many come seldom, as in life.
    often = [1 / (place + 3) for place in range(N_HOUSEHOLDS)]
    households = dice.choices(range(1, N_HOUSEHOLDS + 1), often, k=N_BASKETS)
    for number, (at, household) in enumerate(zip(moments, households, strict=True), 1):
        store = STORES[(household + (dice.random() < _ELSEWHERE)) % len(STORES)]
        items = [_item(dice) for _ in range(min(30, 1 + int(dice.expovariate(1 / 5))))]
        yield Basket(number, at, household, store, items)


def _moment(dice: random.Random) -> dt.datetime:
    days = (LAST_DAY - FIRST_DAY).days + 1
    day = FIRST_DAY + dt.timedelta(days=dice.randrange(days))
    opens = dt.datetime.combine(day, dt.time(_OPENS))
    return opens + dt.timedelta(seconds=dice.randrange(_HOURS_OPEN * 3600))


def _item(dice: random.Random) -> Item:
    shelf = dice.randrange(len(SHELVES))
    category, least, most = SHELVES[shelf]
    piece = dice.randrange(_PIECES_OF_A_SHELF)
    # A piece costs the same whenever it is bought, and ends in 90 kopecks as on price tags.
    price = (least + (most - least) * piece // _PIECES_OF_A_SHELF) * 100 + 90
    discount = price // 10 if dice.random() < _DISCOUNTED else 0
    return Item(shelf * 100 + piece, category, piece % _SUPPLIERS + 1, price, discount)
