"""What the buttons of the constructor do to the form."""

from plushka.web.manager.forms.nested import is_number
from plushka.web.manager.rules import effect_form, tree_form
from plushka.web.manager.rules.asking import Asking
from plushka.web.manager.rules.rule_form import RuleForm
from plushka.web.manager.rules.tree_form import Group, Leaf

MOST_PARTS = 500


def change(form: RuleForm, asked: str) -> None:
    """Do what a button says: ``condition:condition.parts.0``, ``effect:``, ``remove:…``."""
    word, _, path = asked.partition(":")
    steps = path.split(".")
    match word:
        case "effect" if form.may_give_more:
            form.effects.append(effect_form.new("points"))
        case "remove" if steps[0] == "effects" and len(steps) == 2:  # noqa: PLR2004 - effects.0
            _remove_effect(form, steps[1])
        case "condition" | "group" | "remove":
            _change_tree(form, word, steps)


def change_group(group: Group, word: str, steps: list[str]) -> None:
    """Add a part to the group that steps lead to, or take away what they lead to."""
    numbers = [int(step) for step in steps if is_number(step)]
    if word == "remove":
        found = _group_at(group, numbers[:-1])
        if found is not None and numbers and numbers[-1] < len(found.parts):
            del found.parts[numbers[-1]]
            found.is_left = True
        return
    found = _group_at(group, numbers)
    if found is None or len(list(tree_form.every(group))) >= MOST_PARTS:
        return
    if word == "condition":
        found.parts.append(Leaf(Asking(), is_new=True))
    else:
        found.parts.append(Group("any", [Leaf(Asking(), is_new=True), Leaf(Asking())]))


def _change_tree(form: RuleForm, word: str, steps: list[str]) -> None:
    if steps[0] == "condition":
        change_group(form.condition, word, steps[1:])
        return
    effect = _effect_at(form, steps)
    if effect is not None:
        change_group(effect.lines, word, steps[3:])


def _effect_at(form: RuleForm, steps: list[str]) -> effect_form.EffectForm | None:
    match steps:
        case ["effects", number, "lines", *_] if is_number(number):
            return form.effects[int(number)] if int(number) < len(form.effects) else None
        case _:
            return None


def _remove_effect(form: RuleForm, number: str) -> None:
    if is_number(number) and int(number) < len(form.effects):
        del form.effects[int(number)]
        form.is_left = True


def _group_at(group: Group, numbers: list[int]) -> Group | None:
    for number in numbers:
        part = group.parts[number] if number < len(group.parts) else None
        if not isinstance(part, Group):
            return None
        group = part
    return group
