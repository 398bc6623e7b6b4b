"""A percent of what a supplier's goods were sold for (R20)."""

from collections.abc import Iterator

from plushka.domain.effects.granting import Grant, give, sum_of
from plushka.domain.effects.scene import Due, Scene
from plushka.domain.programmes import ruled
from plushka.domain.rules.effects.supplier import Supplier

TOTAL = "supplier.total"


def grants(_scene: Scene, due: Due, effect: Supplier) -> Iterator[Grant]:
    """Say what the supplier gets."""
    why = ruled.share(
        due.promise.programme,
        rule=due.rule,
        name=due.decided.facts["name"],
        percent=effect.percent,
        base=sum_of(due, TOTAL),
        method="rule_supplier",
    )
    yield Grant(due.happening.member, why)


def carry(scene: Scene, due: Due, effect: Supplier) -> None:
    """Give points to the member who is the supplier."""
    give(scene, due, grants(scene, due, effect))
