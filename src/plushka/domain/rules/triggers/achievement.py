"""A member was given a badge or came to a tier (R17). Once for each of them."""

from plushka.domain.rules.fields.happened import happened
from plushka.domain.rules.triggers.trigger import Trigger
from plushka.domain.rules.values.texts import TEXT
from plushka.domain.rules.words import Words

KIND = happened(
    "achievement.kind",
    TEXT,
    Words("вид достижения", "вид досягнення", "kind of achievement"),
    choices={
        "badge": Words("награда", "нагорода", "badge"),
        "tier": Words("уровень", "рівень", "tier"),
    },
)
CODE = happened(
    "achievement.code",
    TEXT,
    Words("достижение", "досягнення", "achievement"),
)

ACHIEVEMENT = Trigger(
    "achievement",
    "R17",
    Words("достижение участника", "досягнення учасника", "member’s achievement"),
    own=(KIND, CODE),
    key=(KIND, CODE),
)
