"""A member agreed to a newsletter (R15). Once a member and channel."""

from plushka.domain.rules.fields.happened import happened
from plushka.domain.rules.triggers.trigger import Trigger
from plushka.domain.rules.values.texts import TEXT
from plushka.domain.rules.words import Words

_CHANNEL = happened(
    "subscription.channel",
    TEXT,
    Words("канал рассылки", "канал розсилки", "channel of the newsletter"),
)

SUBSCRIPTION = Trigger(
    "subscription",
    "R15",
    Words("подписка на рассылку", "підписка на розсилку", "newsletter subscription"),
    own=(_CHANNEL,),
    key=(_CHANNEL,),
)
