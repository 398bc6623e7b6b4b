"""A member paid with points (R21). Once a sale. Points are counted like money, in hundredths."""

from plushka.domain.rules.fields.happened import happened
from plushka.domain.rules.triggers.purchase import SALE
from plushka.domain.rules.triggers.trigger import Trigger
from plushka.domain.rules.values.numbers import MONEY
from plushka.domain.rules.words import Words

REDEMPTION = Trigger(
    "redemption",
    "R21",
    Words("оплата бонусами", "сплата бонусами", "payment with points"),
    brings=("receipt", "outlet", "staff"),
    own=(
        SALE,
        happened(
            "redemption.worth",
            MONEY,
            Words("сколько оплачено бонусами", "скільки сплачено бонусами", "worth of the points"),
        ),
    ),
    key=(SALE,),
)
