"""A member activated a code under the cap (U9). Once an activation."""

from plushka.domain.rules.fields.happened import happened
from plushka.domain.rules.triggers.trigger import Trigger
from plushka.domain.rules.values.numbers import NUMBER
from plushka.domain.rules.values.texts import TEXT
from plushka.domain.rules.words import Words

_ID = happened("activation.id", TEXT, Words("активация", "активація", "activation"))

ACTIVATION = Trigger(
    "activation",
    "U9",
    Words("активация кода", "активація коду", "activation of a code"),
    brings=("outlet",),
    own=(
        _ID,
        happened(
            "activation.batch", TEXT, Words("название пакета", "назва пакета", "name of the batch")
        ),
        happened(
            "activation.number",
            NUMBER,
            Words("номер пакета", "номер пакета", "number of the batch"),
        ),
        happened(
            "activation.prefix", TEXT, Words("префикс кода", "префікс коду", "prefix of the code")
        ),
        happened(
            "activation.source",
            TEXT,
            Words("где активирован", "де активовано", "activated through"),
            choices={
                "sms": Words("SMS", "SMS", "SMS"),
                "bot": Words("мессенджер", "месенджер", "messenger"),
                "web": Words("страница кода", "сторінка коду", "page of the code"),
                "page": Words("кабинет участника", "кабінет учасника", "member’s page"),
                "till": Words("касса", "каса", "till"),
                "api": Words("API", "API", "API"),
            },
        ),
    ),
    key=(_ID,),
)
