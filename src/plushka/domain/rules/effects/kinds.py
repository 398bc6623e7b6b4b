"""The table of effects."""

from plushka.domain.rules.effects.badge import Badge
from plushka.domain.rules.effects.discount import Discount
from plushka.domain.rules.effects.effect import Effect
from plushka.domain.rules.effects.fixed import Fixed
from plushka.domain.rules.effects.gift import Gift
from plushka.domain.rules.effects.message import Message
from plushka.domain.rules.effects.multiplier import Multiplier
from plushka.domain.rules.effects.percent import Percent
from plushka.domain.rules.effects.points import Points
from plushka.domain.rules.effects.supplier import Supplier
from plushka.domain.rules.effects.tag import Tag
from plushka.domain.rules.effects.tier import Tier
from plushka.domain.rules.effects.upline import Upline

EFFECTS: dict[str, type[Effect]] = {
    str(kind.__struct_config__.tag): kind
    for kind in (
        Points,
        Percent,
        Multiplier,
        Fixed,
        Discount,
        Gift,
        Tier,
        Badge,
        Tag,
        Message,
        Upline,
        Supplier,
    )
}
