"""The fields of each kind of import."""

from collections.abc import Mapping

from plushka.domain.imports.fields.field import Field, Kind, Look

PHONE = Field(
    "phone",
    Look.PHONE,
    (
        *("телефон", "номер телефона", "тел", "мобильный", "мобильный телефон", "сотовый"),
        *("моб телефон", "мобильний", "мобільний телефон", "мобільний", "номер телефону"),
        *("phone", "phone number", "mobile", "mobile phone", "cell", "tel", "msisdn"),
    ),
)
CARD = Field(
    "card",
    Look.CARD,
    (
        *("карта", "номер карты", "код карты", "штрихкод", "штрих код", "бонусная карта"),
        *("дисконтная карта", "карта лояльности", "картка", "номер картки", "код картки"),
        *("card", "card number", "card no", "card code", "barcode", "loyalty card"),
    ),
)
ALIAS = Field(
    "alias",
    Look.WORD,
    (
        *("псевдоним", "кодовое слово", "слово", "ник", "псевдонім", "кодове слово"),
        *("alias", "nickname", "nick", "code word", "codeword"),
    ),
)
EXPIRES = Field(
    "expires",
    Look.DATE,
    (
        *("сгорают", "сгорание", "срок", "срок действия", "действуют до", "дата сгорания"),
        *("истекают", "годны до", "згорають", "термін дії", "дійсні до", "дата згоряння"),
        *("expires", "expires at", "expiry", "expiry date", "expiration", "valid until"),
    ),
)
BALANCE = Field(
    "balance",
    Look.NUMBER,
    (
        *("баланс", "остаток", "бонусы", "баллы", "остаток бонусов", "остаток баллов"),
        *("баланс бонусов", "бонусный баланс", "сумма бонусов", "накоплено", "залишок", "бонуси"),
        *("бали", "баланс бонусів", "залишок бонусів", "залишок балів", "накопичено"),
        *("balance", "points", "bonus", "bonuses", "points balance", "bonus balance"),
    ),
)
POINTS_KIND = Field(
    "points_kind",
    Look.ANY,
    (
        *("вид бонусов", "тип бонусов", "вид баллов", "вид бонусів", "тип бонусів", "вид балів"),
        *("points kind", "kind of points", "bonus type", "bonus kind"),
    ),
)
AT = Field(
    "at",
    Look.MOMENT,
    (
        *("дата", "дата и время", "время", "дата операции", "дата продажи", "дата чека"),
        *("момент", "дата покупки", "дата начисления", "дата і час", "час", "дата операції"),
        *("дата продажу", "дата чека", "дата покупки"),
        *("at", "date", "time", "datetime", "date and time", "moment", "sold at", "created at"),
    ),
    is_needed=True,
)

_PERSON = (
    Field(
        "name",
        Look.NAME,
        (
            *("фио", "имя фамилия", "фамилия имя", "фамилия имя отчество", "клиент", "покупатель"),
            *("участник", "контрагент", "наименование", "піб", "клієнт", "покупець", "учасник"),
            *("name", "full name", "customer", "client", "member", "customer name"),
        ),
    ),
    Field("surname", Look.ANY, ("фамилия", "прізвище", "last name", "surname", "family name")),
    Field("first_name", Look.ANY, ("имя", "ім я", "імя", "first name", "given name")),
    Field("patronymic", Look.ANY, ("отчество", "по батькові", "middle name", "patronymic")),
    Field(
        "birth_date",
        Look.BIRTHDAY,
        (
            *("дата рождения", "день рождения", "др", "д р", "родился", "дата народження"),
            *("день народження", "birth date", "birthdate", "birthday", "date of birth", "dob"),
        ),
    ),
    Field("sex", Look.ANY, ("пол", "стать", "sex", "gender")),
    Field(
        "email",
        Look.EMAIL,
        (
            *("почта", "электронная почта", "эл почта", "пошта", "електронна пошта"),
            *("email", "e mail", "mail", "email address"),
        ),
    ),
    Field(
        "note",
        Look.ANY,
        ("примечание", "комментарий", "заметка", "примітка", "коментар", "note", "comment"),
    ),
    Field(
        "tier",
        Look.ANY,
        (
            *("уровень", "уровень участника", "уровень клиента", "статус клиента", "ранг"),
            *("рівень", "рівень учасника", "рівень клієнта", "статус клієнта"),
            *("tier", "level", "loyalty level", "loyalty tier", "rank"),
        ),
    ),
    Field(
        "tags",
        Look.ANY,
        (
            *("теги", "тэги", "метки", "тег", "тэг", "метка", "мітки", "мітка", "позначки"),
            *("tags", "tag", "labels", "label"),
        ),
    ),
    Field(
        "referrer",
        Look.ANY,
        (
            *("кто пригласил", "пригласивший", "пригласил", "реферер", "спонсор", "куратор"),
            *("рекомендатель", "хто запросив", "запросив", "реферал від", "наставник"),
            *("referrer", "referred by", "invited by", "sponsor", "upline", "parent"),
        ),
    ),
    Field(
        "advertising",
        Look.YES,
        (
            *("согласие", "согласие на рассылку", "согласие на рекламу", "рассылка", "реклама"),
            *("подписка", "згода", "згода на розсилку", "згода на рекламу", "розсилка"),
            *("consent", "advertising", "subscribed", "newsletter", "opt in", "marketing consent"),
        ),
    ),
)

_SOLD = (
    Field(
        "outlet",
        Look.ANY,
        (
            *("точка", "магазин", "код магазина", "торговая точка", "касса", "подразделение"),
            *("филиал", "код точки", "код магазину", "торгова точка", "підрозділ", "філія"),
            *("outlet", "shop", "store", "branch", "outlet code", "store code"),
        ),
        is_needed=True,
    ),
    Field(
        "receipt",
        Look.ANY,
        (
            *("чек", "номер чека", "чек номер", "номер документа", "документ", "заказ"),
            *("номер заказа", "номер чеку", "замовлення", "номер замовлення"),
            *("receipt", "receipt number", "receipt no", "order", "order number", "check"),
        ),
        is_needed=True,
    ),
    AT,
    Field(
        "member",
        Look.ANY,
        (
            *("клиент", "покупатель", "участник", "телефон", "карта", "номер карты", "клієнт"),
            *("покупець", "учасник", "картка", "номер картки", "телефон клиента"),
            *("member", "customer", "client", "phone", "card", "card number"),
        ),
    ),
    Field(
        "sku",
        Look.ANY,
        (
            *("артикул", "код товара", "товар", "sku", "код товару", "номенклатура"),
            *("item", "item code", "product", "product code", "article"),
        ),
    ),
    Field(
        "category",
        Look.ANY,
        ("категория", "группа", "группа товаров", "категорія", "група", "category", "group"),
    ),
    Field(
        "supplier",
        Look.ANY,
        ("поставщик", "производитель", "бренд", "постачальник", "виробник", "supplier", "brand"),
    ),
    Field(
        "quantity",
        Look.NUMBER,
        (
            *("количество", "кол во", "колво", "шт", "вес", "кількість", "к сть", "вага"),
            *("quantity", "qty", "count", "amount", "pieces", "weight"),
        ),
    ),
    Field(
        "price",
        Look.NUMBER,
        (
            *("цена", "стоимость", "сумма", "сумма чека", "итого", "ціна", "вартість", "сума"),
            *("сума чека", "разом", "price", "sum", "total", "value", "unit price"),
        ),
        is_needed=True,
    ),
    Field("discount", Look.NUMBER, ("скидка", "сумма скидки", "знижка", "discount")),
)

_ENTRY = (
    AT,
    Field(
        "points",
        Look.NUMBER,
        (*BALANCE.words, "сумма", "начислено", "сума", "нараховано", "amount", "change", "sum"),
        is_needed=True,
    ),
    Field(
        "type",
        Look.ANY,
        (
            *("операция", "вид операции", "тип операции", "тип", "вид", "движение", "операція"),
            *("вид операції", "тип операції", "рух"),
            *("operation", "type", "kind", "movement", "transaction type"),
        ),
    ),
    EXPIRES,
    POINTS_KIND,
)

FIELDS: Mapping[Kind, tuple[Field, ...]] = {
    Kind.MEMBERS: (PHONE, CARD, ALIAS, *_PERSON, BALANCE, EXPIRES, POINTS_KIND),
    Kind.BALANCES: (
        PHONE,
        CARD,
        ALIAS,
        Field("balance", Look.NUMBER, BALANCE.words, is_needed=True),
        EXPIRES,
        POINTS_KIND,
    ),
    Kind.ENTRIES: (PHONE, CARD, ALIAS, *_ENTRY),
    Kind.SALES: _SOLD,
}

IDENTIFYING = ("phone", "card", "alias")
"""One of them at least says whose a row of members, balances or entries is."""


def field_of(kind: Kind, code: str) -> Field | None:
    """Give a field by its code."""
    return next((field for field in FIELDS[kind] if field.code == code), None)
