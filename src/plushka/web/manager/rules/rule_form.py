"""A rule as a form: read from a document or from what was sent, changed, and written."""

import re
from dataclasses import dataclass, field
from typing import Any

from plushka.domain.rules.triggers.kinds import TRIGGERS, scope_of
from plushka.domain.rules.triggers.trigger import Trigger
from plushka.lib.latin import code_of
from plushka.web.manager.forms.nested import Nested, part_at, rows_at, text_at
from plushka.web.manager.rules import effect_form, tree_form, tree_writing
from plushka.web.manager.rules.effect_form import EffectForm
from plushka.web.manager.rules.offers import Offers
from plushka.web.manager.rules.tree_form import Group
from plushka.web.manager.rules.tree_writing import Places

MOST_EFFECTS = 20
MOST_TAKEN = 200


@dataclass(slots=True)
class RuleForm:
    """A rule as it stands in the form; ``was`` is the code it is kept under."""

    trigger: Trigger
    condition: Group
    effects: list[EffectForm]
    name: str = ""
    code: str = ""
    was: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    #: Whether the next effect is begun at once: the last one was taken away.
    is_left: bool = False

    @property
    def may_give_more(self) -> bool:
        """Whether another effect may be added."""
        return len(self.effects) < MOST_EFFECTS


def begun(trigger: Trigger) -> RuleForm:
    """Begin a rule with one effect, the most usual one."""
    effect = effect_form.new("supplier" if trigger.code == "supplier_sale" else "points")
    effect.is_new = False
    return RuleForm(trigger, Group("all", []), [effect])


def sent(tree: Nested) -> RuleForm:
    """Read a rule that was sent."""
    return RuleForm(
        trigger=TRIGGERS.get(text_at(tree, "trigger"), TRIGGERS["purchase"]),
        condition=tree_form.sent(part_at(tree, "condition")),
        effects=[effect_form.sent(row) for row in rows_at(tree, "effects")],
        name=" ".join(text_at(tree, "name").split()),
        code=text_at(tree, "code").strip(),
        was=text_at(tree, "was"),
    )


def read(document: dict[str, Any], zone: str) -> RuleForm:
    """Read a rule of a document."""
    trigger = TRIGGERS[document["trigger"]]
    return RuleForm(
        trigger=trigger,
        condition=tree_form.read(document.get("condition"), scope_of(trigger.code), zone),
        effects=[effect_form.read(one, zone) for one in document["effects"]],
        name=document["name"],
        code=document["code"],
        was=document["code"],
    )


def settle(form: RuleForm, offers: Offers) -> None:
    """Tell each part where it stands and what may be chosen there."""
    scope = scope_of(form.trigger.code)
    tree_form.settle(form.condition, path="condition", scope=scope, offers=offers)
    for number, effect in enumerate(form.effects):
        effect_form.settle(effect, path=f"effects.{number}", trigger=form.trigger, offers=offers)


def written(form: RuleForm, *, taken: set[str], zone: str) -> tuple[dict[str, Any], Places]:
    """Give the document of a rule, and what of the form stands at each of its places.

    A rule without a code gets one of its name that is not ``taken``.
    """
    places: Places = {}
    _tell_apart(form.effects)
    document: dict[str, Any] = {
        "code": form.code or _free(code_of(form.name) or form.trigger.code, taken),
        "name": form.name,
        "trigger": form.trigger.code,
        "effects": [
            effect_form.written(one, at=f"effects[{number}]", zone=zone, places=places)
            for number, one in enumerate(form.effects)
        ],
    }
    condition = tree_writing.written(form.condition, at="condition", zone=zone, places=places)
    if condition is not None:
        document["condition"] = condition
    return document, places


def _tell_apart(effects: list[EffectForm]) -> None:
    """Give each further effect of a kind a code, once: it is a part of what is paid once."""
    known: set[str] = set()
    for effect in effects:
        if (effect.code or effect.kind) in known:
            effect.code = _free(effect.kind, known | {one.code for one in effects})
        known.add(effect.code or effect.kind)


def _free(code: str, taken: set[str]) -> str:
    """Give the code, or with the least number that makes it free."""
    base = re.sub(r"_\d+\Z", "", code)[:36]
    numbered = (f"{base}_{number}" for number in range(2, MOST_TAKEN + len(taken)))
    return code if code not in taken else next(one for one in numbered if one not in taken)
