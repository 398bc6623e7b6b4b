"""A supplier's goods were sold (R20). Once a sale and supplier; the member is the supplier."""

from plushka.domain.rules.fields.happened import happened
from plushka.domain.rules.triggers.purchase import SALE
from plushka.domain.rules.triggers.trigger import Trigger
from plushka.domain.rules.values.numbers import MONEY, NUMBER
from plushka.domain.rules.values.texts import WORD
from plushka.domain.rules.words import Words

_NAME = happened("supplier.name", WORD, Words("поставщик", "постачальник", "supplier"))

SUPPLIER_SALE = Trigger(
    "supplier_sale",
    "R20",
    Words("продажа товаров поставщика", "продаж товарів постачальника", "supplier’s goods sold"),
    brings=("receipt", "outlet", "staff"),
    own=(
        SALE,
        _NAME,
        happened(
            "supplier.total",
            MONEY,
            Words("продано его товаров", "продано його товарів", "sold of their goods"),
        ),
        happened(
            "supplier.lines",
            NUMBER,
            Words("позиций с его товарами", "позицій з його товарами", "lines with their goods"),
        ),
    ),
    key=(SALE, _NAME),
)
