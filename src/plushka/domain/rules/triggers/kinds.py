"""The table of triggers, and what may be asked at each."""

from functools import cache

from plushka.domain.rules.fields.attributes import ATTRIBUTES
from plushka.domain.rules.fields.kinds import FIELDS, Scope
from plushka.domain.rules.triggers.achievement import ACHIEVEMENT
from plushka.domain.rules.triggers.activation import ACTIVATION
from plushka.domain.rules.triggers.birthday import BIRTHDAY
from plushka.domain.rules.triggers.external import EXTERNAL
from plushka.domain.rules.triggers.payout import PAYOUT
from plushka.domain.rules.triggers.profile_filled import PROFILE_FILLED
from plushka.domain.rules.triggers.purchase import PURCHASE
from plushka.domain.rules.triggers.redemption import REDEMPTION
from plushka.domain.rules.triggers.referrer_achievement import REFERRER_ACHIEVEMENT
from plushka.domain.rules.triggers.registration import REGISTRATION
from plushka.domain.rules.triggers.review import REVIEW
from plushka.domain.rules.triggers.subscription import SUBSCRIPTION
from plushka.domain.rules.triggers.supplier_sale import SUPPLIER_SALE
from plushka.domain.rules.triggers.trigger import Trigger

TRIGGERS: dict[str, Trigger] = {
    trigger.code: trigger
    for trigger in (
        REGISTRATION,
        BIRTHDAY,
        PURCHASE,
        PROFILE_FILLED,
        SUBSCRIPTION,
        REVIEW,
        ACHIEVEMENT,
        REFERRER_ACHIEVEMENT,
        EXTERNAL,
        SUPPLIER_SALE,
        REDEMPTION,
        PAYOUT,
        ACTIVATION,
    )
}


@cache
def scope_of(code: str) -> Scope:
    """Give what may be asked at a trigger."""
    trigger = TRIGGERS[code]
    brought = {name: field for name, field in FIELDS.items() if field.group in trigger.groups}
    return Scope(
        brought | {field.name: field for field in trigger.own},
        (ATTRIBUTES, *trigger.families),
        has_lines="receipt" in trigger.groups,
        refusal=f"the trigger {code} does not bring {{field}}",
    )
