"""What is wrong with a campaign, said in words at its place in the form."""

import re

from django.utils.translation import gettext as _

from plushka.domain.rules.invalid import Problem
from plushka.web.manager.campaigns.form import CampaignForm
from plushka.web.manager.forms import inputs
from plushka.web.manager.rules import faults as of_rules
from plushka.web.manager.rules.tree_writing import Places

_ROW = re.compile(r"(hours|budgets)\[(\d+)\]")
_FIRST = "rules[0].effects[0]"


def tell(form: CampaignForm, problems: list[Problem], places: Places) -> None:
    """Put a sentence at each place that is wrong."""
    for path, message in problems:
        if unfit := unfitting(path, message):
            form.errors.setdefault("", unfit)
        elif path.startswith(("audience", "products")):
            group = form.audience if path.startswith("audience") else form.products
            of_rules.of_group(group, [(path, message)], places)
        elif form.first is not None and path.startswith(f"{_FIRST}.lines"):
            of_rules.of_group(form.first.lines, [(path, message)], places)
        elif form.first is not None and path.startswith(_FIRST):
            of_rules.of_effect(form.first, path.removeprefix(_FIRST), message)
        elif row := _ROW.match(path):
            _tell_row(form, row[1], int(row[2]), message)
        elif path.startswith("name"):
            form.errors["name"] = _("Name the campaign, in one language at least.")
        elif path in form.shown:
            form.shown[path].error = _plain(path, message) or inputs.wrong(
                form.shown[path].input.kind
            )
        else:
            form.errors.setdefault(_step(path), _whole(path, message))


def unfitting(path: str, message: str) -> str:
    """Say which term means nothing where a rule of the campaign is heard; empty for all else."""
    match path:
        case "products" if "brings no goods" in message:
            return _(
                "Goods are chosen, and one of the rules is heard where nothing is bought."
                " Take away the goods, or the rule."
            )
        case "margin_share" if "no margin" in message:
            return _(
                "A share of the margin is set, and one of the rules gives points beside the"
                " purchase. Take away the share, or the rule."
            )
        case _ if "at no outlet" in message:
            return _(
                "Outlets are chosen or have a budget, and one of the rules is heard at no outlet."
                " Take away the outlets, or the rule."
            )
        case _ if path.startswith("budgets") and "no rule of the campaign" in message:
            return _("Nothing that the campaign gives counts against one of its budgets.")
        case _:
            return ""


def _step(path: str) -> str:
    step = path.partition(".")[0].partition("[")[0]
    return step if step in {"starts", "ends", "rules"} else ""


def _tell_row(form: CampaignForm, name: str, number: int, message: str) -> None:
    if name == "hours":
        typed = [one for one in form.hours if one.begins or one.ends]
        if number < len(typed):
            typed[number].error = _("Type from when to when; stretches do not overlap.")
    elif number < len(form.budgets):
        form.budgets[number].error = _budget(message)


def _budget(message: str) -> str:
    match message:
        case "there is such a budget already":
            return _("There is such a budget already.")
        case "this is less than what was used already":
            return _("This is less than what was given already.")
        case "uses are a whole number":
            return _("Type a whole number.")
        case _:
            return _("Type a number above zero.")


def _plain(path: str, message: str) -> str:
    if path == "stacking.mode" and "same group" in message:
        return _("A running campaign of this group is stacked in another way. Name another group.")
    return ""


def _whole(path: str, message: str) -> str:
    match path:
        case "starts":
            return _("Choose when the campaign starts.")
        case "ends" if "over already" in message:
            return _("The campaign would be over already. Choose a later end.")
        case "ends":
            return _("A campaign ends after it starts.")
        case "rules":
            return _("A campaign gives something: add a rule.")
        case _ if path.startswith("rules"):
            return _("One of the rules names a tier or a text that the programme does not have.")
        case _:
            return _("This cannot be promised. Look at each part again.")
