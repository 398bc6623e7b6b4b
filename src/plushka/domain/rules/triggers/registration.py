"""Somebody became a member (R11). Once a member."""

from plushka.domain.rules.fields.happened import happened
from plushka.domain.rules.triggers.trigger import Trigger
from plushka.domain.rules.values.texts import TEXT
from plushka.domain.rules.words import Words

REGISTRATION = Trigger(
    "registration",
    "R11",
    Words("регистрация", "реєстрація", "enrolment"),
    brings=("outlet",),
    own=(
        happened(
            "registration.channel",
            TEXT,
            Words("канал регистрации", "канал реєстрації", "channel of enrolment"),
        ),
    ),
)
