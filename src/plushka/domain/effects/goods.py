"""What of a receipt takes part in a campaign that is for some goods only. Pure."""

import msgspec

from plushka.domain.effects.happening import Happening
from plushka.domain.rules.conditions.predicate import Predicate
from plushka.domain.rules.facts import Facts, Receipt


def taking_part(happening: Happening, facts: Facts, chooses: Predicate | None) -> Facts | None:
    """Give the facts with the sums of such goods alone; None where the moment has none of them.

    A moment without a receipt is as it is. Conditions are not asked of this: they look at the
    whole receipt, as they do in the sale.
    """
    if chooses is None or not happening.parts:
        return facts
    such = [part for part in happening.parts if chooses(part.line)]
    meant = [part for part in such if part.is_meant]
    if not meant:
        return None
    sums = {
        "redemption.worth": sum(part.redeemed for part in meant),
        "supplier.total": sum(part.line.total - part.discount for part in meant),
        "supplier.lines": len(meant),
    }
    happened = {name: sums.get(name, value) for name, value in facts.happened.items()}
    receipt = Receipt(
        total=sum(part.line.total for part in such),
        discount=sum(part.discount for part in such),
        redeemed=sum(part.redeemed for part in such),
        to_pay=sum(part.to_pay for part in such),
        lines=tuple(part.line for part in such),
    )
    return msgspec.structs.replace(facts, receipt=receipt, happened=happened)
