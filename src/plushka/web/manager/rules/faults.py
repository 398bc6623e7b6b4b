"""What is wrong with a rule, said in words at its place in the form."""

from django.utils.translation import gettext as _

from plushka.domain.programmes.promised import HAS_GAPS
from plushka.domain.rules.invalid import Problem
from plushka.web.manager.forms import inputs
from plushka.web.manager.rules import tree_writing, values
from plushka.web.manager.rules.effect_form import EffectForm
from plushka.web.manager.rules.rule_form import RuleForm
from plushka.web.manager.rules.tree_form import Group, Leaf, Node
from plushka.web.manager.rules.tree_writing import Places

_CIRCLE = "rules set each other off: "


def tell(form: RuleForm, problems: list[Problem], places: Places) -> None:
    """Put a sentence at each place that is wrong; what has no place is said of the whole rule."""
    for path, message in problems:
        step = path.partition(".")[0].partition("[")[0]
        if step == "condition" or ".lines" in path:
            if (node := tree_writing.at(places, path)) is not None:
                _tell_node(node, path, places)
                continue
        elif step == "effects" and _tell_effect(form, path, message):
            continue
        form.errors.setdefault(
            step if step in {"name", "code", "effects"} else "", _of(step, message)
        )


def of_group(group: Group, problems: list[Problem], places: Places) -> None:
    """Put a sentence at each place of a condition that stands alone."""
    for path, _message in problems:
        _tell_node(tree_writing.at(places, path) or group, path, places)


def _tell_node(node: Node, path: str, places: Places) -> None:
    place = next((one for one, found in places.items() if found is node), "")
    if isinstance(node, Leaf):
        _tell_leaf(node, path.removeprefix(f"{place}."))
    elif tree_writing.is_measure(node, place, path):
        if (known := node.measure.known) is not None:
            node.measure.error = values.wrong(known, node.measure.operator)
    else:
        node.error = _("Add a condition to this group, or take it away.")


def _tell_leaf(leaf: Leaf, step: str) -> None:
    asking = leaf.asking
    if asking.known is None:
        leaf.error = _("Choose what to look at.")
    elif step == "field":
        leaf.error = _("Type the code it is kept under: small Latin letters, digits and _.")
    else:
        asking.error = values.wrong(asking.known, asking.operator)


def of_effect(effect: EffectForm, step: str, message: str) -> None:
    """Put a sentence beside the field of an effect."""
    name = step.lstrip(".").partition("[")[0]
    field = next((one for one in effect.shown if one.input.name == name), None)
    if field is None:
        effect.error = _field_missing(effect, message)
    else:
        field.error = _sentences().get(message) or inputs.wrong(field.input.kind)


def _tell_effect(form: RuleForm, path: str, message: str) -> bool:
    """Put a sentence at its place in an effect; tell whether there is such an effect."""
    number, _closing, step = path.removeprefix("effects[").partition("]")
    if not number.isdecimal() or int(number) >= len(form.effects):
        return False
    of_effect(form.effects[int(number)], step, message)
    return True


def _field_missing(effect: EffectForm, message: str) -> str:
    """Say what is missing; msgspec names it only in its sentence."""
    if message.startswith(_CIRCLE):
        text = _("These rules would set each other off for ever: %(rules)s.")
        return text % {"rules": message.removeprefix(_CIRCLE)}
    for field in effect.shown:
        if f"`{field.input.name}`" in message:
            field.error = inputs.wrong(field.input.kind)
            return ""
    return _("This cannot be given here. Choose something else.")


def _of(step: str, message: str) -> str:
    match step:
        case "name":
            return _("Give the rule a name.")
        case "code" if "earlier rule" in message:
            return _("Another rule has this code.")
        case "code":
            return _("Use small Latin letters, digits and _, beginning with a letter.")
        case "effects" if message.startswith("rules set each other off"):
            chain = message.partition(": ")[2]
            return _("These rules would set each other off for ever: %(rules)s.") % {
                "rules": chain
            }
        case "effects":
            return _("Choose what the rule gives.")
        case _:
            return _sentences().get(message) or _(
                "This cannot be promised. Look at each part again."
            )


def _sentences() -> dict[str, str]:
    return {
        "must be above zero": _("It has to be above zero."),
        "must be above 0 and at most 100": _("Type a percent above 0 and at most 100."),
        "must be above 1 and at most 100": _("Type a number above 1 and at most 100."),
        "points would end before they open": _("The points would end before they open."),
        "name either percents or points": _("Fill in either percents or points."),
        "all levels together get at most 100": _("All levels together get at most 100 percent."),
        HAS_GAPS: _("Choose a text without words in square brackets: a rule cannot fill them in."),
        "the last level gets more than nothing": _("The last level gets more than nothing."),
    }
