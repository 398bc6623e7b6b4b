"""A member's birthday, or so many days before it (R12, T17). Once a calendar year."""

from plushka.domain.rules.fields.happened import happened
from plushka.domain.rules.triggers.trigger import Trigger
from plushka.domain.rules.values.numbers import NUMBER
from plushka.domain.rules.words import Words

_YEAR = happened(
    "birthday.year",
    NUMBER,
    Words("год дня рождения", "рік дня народження", "year of the birthday"),
)

BIRTHDAY = Trigger(
    "birthday",
    "R12",
    Words("день рождения", "день народження", "birthday"),
    own=(_YEAR,),
    key=(_YEAR,),
)
