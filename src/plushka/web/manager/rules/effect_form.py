"""An effect as a form: its kind, and the fields that kind has."""

from dataclasses import dataclass, field
from typing import Any

from plushka.domain.rules.fields.kinds import OF_LINES
from plushka.domain.rules.triggers.trigger import Trigger
from plushka.web.manager.forms.inputs import Choices, Input, Shown, read_text, shown_text
from plushka.web.manager.forms.nested import Nested, part_at, text_at
from plushka.web.manager.rules import tree_form, tree_writing
from plushka.web.manager.rules.effect_inputs import (
    INPUTS,
    NAMES,
    choices_of,
    default_of,
    kinds_at,
)
from plushka.web.manager.rules.offers import Offers
from plushka.web.manager.rules.tree_form import Group
from plushka.web.manager.rules.tree_writing import Places


@dataclass(slots=True)
class EffectForm:
    """What a rule yields; ``code`` tells two of a kind apart and is kept as it was."""

    kind: str
    texts: dict[str, str]
    code: str = ""
    lines: Group = field(default_factory=lambda: Group("all", []))
    path: str = ""
    kinds: Choices = ()
    shown: list[Shown] = field(default_factory=list)
    error: str = ""
    is_new: bool = False

    @property
    def id(self) -> str:
        """What labels point at."""
        return self.path.replace(".", "-")

    @property
    def has_lines(self) -> bool:
        """Whether it may be narrowed to some lines of the receipt."""
        return self.kind == "discount"


def new(kind: str) -> EffectForm:
    """Begin an effect."""
    return EffectForm(kind, {one.name: default_of(one) for one in INPUTS[kind]}, is_new=True)


def sent(tree: Nested) -> EffectForm:
    """Read an effect that was sent; fields of a kind chosen just now begin as they do."""
    kind = text_at(tree, "effect")
    kind = kind if kind in INPUTS else "points"
    texts = {
        one.name: text_at(tree, one.name)
        if one.name in tree or text_at(tree, "was") == kind
        else default_of(one)
        for one in INPUTS[kind]
    }
    lines = tree_form.sent(part_at(tree, "lines"))
    return EffectForm(kind, texts, text_at(tree, "code")[:40], lines)


def read(document: dict[str, Any], zone: str) -> EffectForm:
    """Read an effect of a document."""
    kind = str(document["effect"])
    texts = {one.name: shown_text(one.kind, document.get(one.name)) for one in INPUTS[kind]}
    lines = tree_form.read(document.get("lines"), OF_LINES, zone)
    return EffectForm(kind, texts, str(document.get("code", "")), lines)


def settle(effect: EffectForm, *, path: str, trigger: Trigger, offers: Offers) -> None:
    """Tell an effect where it stands, and what may be chosen in it."""
    effect.path = path
    fitting = kinds_at(trigger)
    if effect.kind not in fitting:
        effect.kind, effect.texts = fitting[0], new(fitting[0]).texts
    effect.kinds = [(kind, NAMES[kind]) for kind in fitting]
    shown = [_shown(one, effect, trigger, offers) for one in INPUTS[effect.kind]]
    # Of no sum there is a percent: the field has nothing to choose.
    effect.shown = [one for one in shown if one.input.name != "of" or one.choices]
    tree_form.settle(effect.lines, path=f"{path}.lines", scope=OF_LINES, offers=offers)


def written(effect: EffectForm, *, at: str, zone: str, places: Places) -> dict[str, Any]:
    """Give the document of an effect, which stands ``at`` a place."""
    document: dict[str, Any] = {"effect": effect.kind}
    if effect.code:
        document["code"] = effect.code
    for one in INPUTS[effect.kind]:
        text = effect.texts.get(one.name, "")
        if text.strip() or not one.is_optional:
            document[one.name] = read_text(one.kind, text)
    if effect.kind == "upline" and "percents" not in document:
        document.pop("of", None)
    if effect.has_lines:
        lines = tree_writing.written(effect.lines, at=f"{at}.lines", zone=zone, places=places)
        if lines is not None:
            document["lines"] = lines
    return document


def _shown(one: Input, effect: EffectForm, trigger: Trigger, offers: Offers) -> Shown:
    choices = list(choices_of(one, trigger, offers))
    text = effect.texts.get(one.name, "")
    if one.kind == "choice" and text not in {code for code, _ in choices}:
        # What was chosen and is there no longer stays to be seen, and is refused.
        if one.name == "of" or not text:
            text = choices[0][0] if choices else ""
            effect.texts[one.name] = text
        else:
            choices.append((text, text))
    return Shown(one, f"{effect.path}.{one.name}", text, choices=choices)
