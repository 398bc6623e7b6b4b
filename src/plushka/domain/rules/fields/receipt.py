"""The purchase that is being made, and its lines: of a moment only."""

from plushka.domain.rules.fields.field import Field
from plushka.domain.rules.values.numbers import MONEY, NUMBER
from plushka.domain.rules.values.texts import TEXT, WORD
from plushka.domain.rules.words import Words
from plushka.lib.folding import folded

FIELDS = (
    Field(
        "receipt.total",
        MONEY,
        Words("сумма чека", "сума чека", "total of the receipt"),
        lambda facts: facts.receipt.total,
    ),
    Field(
        "receipt.discount",
        MONEY,
        Words("скидка на чек", "знижка на чек", "discount on the receipt"),
        lambda facts: facts.receipt.discount,
    ),
    Field(
        "receipt.redeemed",
        MONEY,
        Words("оплачено бонусами", "сплачено бонусами", "paid with points"),
        lambda facts: facts.receipt.redeemed,
    ),
    Field(
        "receipt.to_pay",
        MONEY,
        Words("к оплате деньгами", "до сплати грошима", "left to pay with money"),
        lambda facts: facts.receipt.to_pay,
    ),
    Field(
        "receipt.lines",
        NUMBER,
        Words("число позиций", "кількість позицій", "number of lines"),
        lambda facts: len(facts.receipt.lines) or None,
    ),
)

#: Asked of one line, inside ``any_line``, ``all_lines`` or ``lines``.
LINE_FIELDS = (
    Field(
        "line.sku",
        TEXT,
        Words("артикул", "артикул", "SKU"),
        lambda line: line.sku or None,
    ),
    Field(
        "line.name",
        WORD,
        Words("название товара", "назва товару", "name of the goods"),
        lambda line: folded(line.name) or None,
    ),
    Field(
        "line.category",
        WORD,
        Words("категория", "категорія", "category"),
        lambda line: folded(line.category) or None,
    ),
    Field(
        "line.supplier",
        WORD,
        Words("поставщик", "постачальник", "supplier"),
        lambda line: folded(line.supplier) or None,
    ),
    Field(
        "line.price",
        MONEY,
        Words("цена за штуку", "ціна за штуку", "price of one piece"),
        lambda line: line.price,
    ),
    Field(
        "line.total",
        MONEY,
        Words("сумма позиции", "сума позиції", "total of the line"),
        lambda line: line.total,
    ),
)
