"""What makes no sense of a campaign's terms where its rules are heard.

A campaign for some goods says nothing of a birthday. What was launched before these were asked
stays in force, so a document is asked when it is saved or launched, and not when it is read.
"""

from collections.abc import Iterator

from msgspec import UNSET

from plushka.domain.campaigns.document import Campaign
from plushka.domain.campaigns.reading import Read
from plushka.domain.rules.effects.effect import Effect
from plushka.domain.rules.rule import Rule

type Problems = Iterator[tuple[str, str]]

_ALWAYS_BESIDE = frozenset({"upline", "supplier"})
_POINTS = frozenset({"points", "percent"})
_IN_POINTS = _POINTS | _ALWAYS_BESIDE | {"multiplier"}
_IN_MONEY = frozenset({"discount", "fixed"})
_PURCHASE = "purchase"


def problems(known: Read) -> Problems:
    """Say which terms have no meaning for a rule of the campaign."""
    document, rules = known.document, known.rules
    if document.products is not UNSET and (rule := _without(rules, "receipt")):
        yield "products", f"{_heard(rule)}, which brings no goods"
    if document.outlets and (rule := _without(rules, "outlet")):
        yield "outlets", f"{_heard(rule)}, which happens at no outlet"
    if document.margin_share is not UNSET and (beside := _gives_beside(rules)):
        yield (
            "margin_share",
            f"the rule {beside.code} gives points beside the purchase, where no margin is known",
        )
    for number, budget in enumerate(document.budgets):
        if budget.per == "outlet" and (rule := _without(rules, "outlet")):
            yield f"budgets[{number}].per", f"{_heard(rule)}, which happens at no outlet"


def unused(known: Read) -> Problems:
    """Say which budgets nothing would ever be taken from; asked when all rules are there."""
    effects = [effect for rule in known.rules for effect in rule.effects]
    yield from _unused(known.document, effects)


def _unused(document: Campaign, effects: list[Effect]) -> Problems:
    for number, budget in enumerate(document.budgets):
        if budget.of == "points" and not any(one.kind in _IN_POINTS for one in effects):
            yield f"budgets[{number}].of", "no rule of the campaign gives points"
        if budget.of == "money" and not any(one.kind in _IN_MONEY for one in effects):
            yield f"budgets[{number}].of", "no rule of the campaign takes money off"


def _without(rules: tuple[Rule, ...], group: str) -> Rule | None:
    return next((rule for rule in rules if group not in rule.trigger.groups), None)


def _heard(rule: Rule) -> str:
    return f"the rule {rule.code} is heard at {rule.trigger.code}"


def _gives_beside(rules: tuple[Rule, ...]) -> Rule | None:
    return next(
        (
            rule
            for rule in rules
            for effect in rule.effects
            if effect.kind in _ALWAYS_BESIDE
            or (effect.kind in _POINTS and rule.trigger.code != _PURCHASE)
        ),
        None,
    )
