"""What a rule can listen to, and what one may ask of there, for lists to choose from."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plushka.domain.rules.fields.kinds import Scope
from plushka.domain.rules.triggers.kinds import TRIGGERS

HINTS: dict[str, Promise] = {
    "registration": _("Somebody joins: welcome them."),
    "birthday": _("Once a year, around the day."),
    "purchase": _("For what is bought, when and where."),
    "profile_filled": _("They told what you asked about themselves."),
    "subscription": _("They agreed to be written to."),
    "review": _("They wrote what they think."),
    "achievement": _("They got a badge or came to a tier."),
    "referrer_achievement": _("Those they brought are many, or bought a lot."),
    "external": _("Your site, app or another system says so."),
    "supplier_sale": _("Thank the supplier of what was sold."),
    "redemption": _("They paid with points."),
    "payout": _("They asked for points as money."),
    "activation": _("They found a code under the cap and sent it."),
}

GROUPS: dict[str, Promise] = {
    "member": _("The member"),
    "purchases": _("What they bought so far"),
    "receipt": _("The receipt"),
    "line": _("The line"),
    "time": _("When"),
    "outlet": _("Where"),
    "staff": _("Who serves"),
}
_OWN = _("What happened")

HOWS: dict[str, Promise] = {
    "all": _("All of this is so"),
    "any": _("At least one of this is so"),
    "not": _("It is not so that"),
    "any_line": _("There is a line of the receipt where"),
    "all_lines": _("On every line of the receipt"),
    "lines": _("Lines of the receipt where … come to"),
}


@dataclass(frozen=True, slots=True)
class Start:
    """A trigger to begin a rule with."""

    code: str
    name: str
    hint: Promise


type Grouped = list[tuple[str | Promise, list[tuple[str, str]]]]


def starts(language: str) -> list[Start]:
    """Give all triggers."""
    return [
        Start(code, _capital(trigger.words.said_in(language)), HINTS[code])
        for code, trigger in TRIGGERS.items()
    ]


def fields(scope: Scope, language: str) -> Grouped:
    """Give the fields of a scope, those of a group together, what happened first."""
    grouped: dict[str | Promise, list[tuple[str, str]]] = {}
    for field in scope.fields.values():
        title = GROUPS.get(field.group, _OWN)
        grouped.setdefault(title, []).append((field.name, field.words.said_in(language)))
    for family in scope.families:
        title = GROUPS.get(family.prefix.partition(".")[0], _OWN)
        grouped.setdefault(title, []).append((family.prefix, f"{family.words.said_in(language)}…"))
    own = grouped.pop(_OWN, None)
    return [*([(_OWN, own)] if own else []), *grouped.items()]


def hows(codes: tuple[str, ...]) -> list[tuple[str, str | Promise]]:
    """Give the ways parts of a group hold together."""
    return [(code, HOWS[code]) for code in codes]


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
