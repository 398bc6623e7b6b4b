"""A purchase was made, or an order placed (R13). Once a sale."""

from plushka.domain.rules.fields.happened import happened
from plushka.domain.rules.triggers.trigger import Trigger
from plushka.domain.rules.values.texts import TEXT
from plushka.domain.rules.words import Words

SALE = happened("receipt.sale", TEXT, Words("покупка", "покупка", "sale"))
"""The id of the sale."""

PURCHASE = Trigger(
    "purchase",
    "R13",
    Words("покупка", "покупка", "purchase"),
    brings=("receipt", "outlet", "staff"),
    own=(SALE,),
    key=(SALE,),
)
