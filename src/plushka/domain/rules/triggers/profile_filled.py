"""A member told what they were asked about themselves (R14). Once a member."""

from plushka.domain.rules.fields.happened import happened
from plushka.domain.rules.triggers.trigger import Trigger
from plushka.domain.rules.values.texts import WORDS
from plushka.domain.rules.words import Words

PROFILE_FILLED = Trigger(
    "profile_filled",
    "R14",
    Words("профиль заполнен", "профіль заповнено", "profile filled in"),
    own=(
        happened(
            "profile.filled",
            WORDS,
            Words("заполненные поля", "заповнені поля", "fields filled in"),
        ),
    ),
)
