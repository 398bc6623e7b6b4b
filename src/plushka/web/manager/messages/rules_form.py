"""Rules of messages as a form: the order of ways, quiet hours, how often, for how much."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import msgspec
from django.utils.translation import gettext as _

from plushka.domain.messaging.models import Way
from plushka.domain.messaging.policy import Rules
from plushka.lib.money import show
from plushka.web.ui.amounts import read_hundredths

CODE_WAYS: Sequence[str] = ("SMS", "TELEGRAM", "MAX", "VK", "VOICE")
"""Codes go by these; a letter or a browser proves nothing."""

_COUNTS = ("a_day", "a_week")


@dataclass(slots=True)
class RulesForm:
    """What the page shows: as typed, with what is wrong beside it."""

    version: int
    ways: list[str]
    code_ways: list[str]
    quiet_from: str
    quiet_to: str
    a_day: str
    a_week: str
    budget: str
    is_restricted: bool
    errors: dict[str, str] = field(default_factory=dict)


def shown(rules: Rules, version: int) -> RulesForm:
    """Show rules as they are in force."""
    budget = rules.advertising_budget
    return RulesForm(
        version=version,
        ways=_filled(rules.ways, len(Way.values)),
        code_ways=_filled(rules.code_ways, len(CODE_WAYS)),
        quiet_from=rules.quiet_from,
        quiet_to=rules.quiet_to,
        a_day=str(rules.advertising_a_day),
        a_week=str(rules.advertising_a_week),
        budget="" if budget is None else show(budget),
        is_restricted=rules.is_restricted_sector,
    )


def sent(typed: Mapping[str, str]) -> RulesForm:
    """Read what was typed, as it was typed."""

    def text(name: str) -> str:
        return typed.get(name, "").strip()[:20]

    version = text("version")
    return RulesForm(
        version=int(version) if version.isascii() and version.isdigit() else -1,
        ways=[text(f"way.{place}") for place in range(len(Way.values))],
        code_ways=[text(f"code_way.{place}") for place in range(len(CODE_WAYS))],
        quiet_from=text("quiet_from"),
        quiet_to=text("quiet_to"),
        a_day=text("a_day"),
        a_week=text("a_week"),
        budget=text("budget"),
        is_restricted=text("is_restricted") == "yes",
    )


def read(form: RulesForm, *, before: Rules) -> Rules | None:
    """Make rules of a form; None where something in it cannot be read, which it then says."""
    for name in _COUNTS:
        if not (getattr(form, name).isascii() and getattr(form, name).isdigit()):
            form.errors[name] = _("Type a whole number; 0 is never.")
    budget = None
    if form.budget:
        try:
            budget = read_hundredths(form.budget)
        except ValueError:
            form.errors["budget"] = _("Type a sum, such as 146.98.")
    if form.errors:
        return None
    return msgspec.structs.replace(
        before,
        ways=tuple(way for way in form.ways if way),
        code_ways=tuple(way for way in form.code_ways if way),
        quiet_from=form.quiet_from,
        quiet_to=form.quiet_to,
        advertising_a_day=int(form.a_day),
        advertising_a_week=int(form.a_week),
        advertising_budget=budget,
        is_restricted_sector=form.is_restricted,
    )


def tell(form: RulesForm, path: str) -> None:
    """Say what the rules cannot be obeyed for, beside its field."""
    words = {
        "ways": _("Choose each way once."),
        "code_ways": _("Choose each way once."),
        "quiet_from": _("Choose a time, such as 21:00."),
        "quiet_to": _("Choose a time, such as 09:00."),
        "advertising_a_day": _("Type a number from 0 to 24."),
        "advertising_a_week": _("Type a number from 0 to 100."),
        "advertising_budget": _("Type a sum that is not negative."),
    }
    names = {
        "advertising_a_day": "a_day",
        "advertising_a_week": "a_week",
        "advertising_budget": "budget",
    }
    form.errors[names.get(path, path)] = words.get(path, path)


def _filled(ways: Sequence[str], places: int) -> list[str]:
    return [*ways, *[""] * (places - len(ways))]
