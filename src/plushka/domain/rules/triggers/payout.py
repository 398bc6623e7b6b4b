"""A member asked for points as money (R22). Once a request."""

from plushka.domain.rules.fields.happened import happened
from plushka.domain.rules.triggers.trigger import Trigger
from plushka.domain.rules.values.numbers import MONEY
from plushka.domain.rules.values.texts import TEXT
from plushka.domain.rules.words import Words

_REQUEST = happened("payout.id", TEXT, Words("заявка", "заявка", "request"))

PAYOUT = Trigger(
    "payout",
    "R22",
    Words("вывод средств", "виведення коштів", "payout"),
    own=(
        _REQUEST,
        happened(
            "payout.amount", MONEY, Words("сумма вывода", "сума виведення", "amount of the payout")
        ),
        happened(
            "payout.method", TEXT, Words("способ вывода", "спосіб виведення", "way of the payout")
        ),
    ),
    key=(_REQUEST,),
)
