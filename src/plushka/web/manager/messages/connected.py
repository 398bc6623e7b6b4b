"""Connections to providers as the page lists them: by ways, in the order of trying."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from plushka.domain.messaging import connecting, policy
from plushka.domain.messaging.models import Connection
from plushka.integrations.providers import PROVIDERS, Provider, UnknownProvider, provider
from plushka.web.manager.messages.setting_form import HOOK_SECRET
from plushka.web.manager.messages.troubles import words_of
from plushka.web.manager.messages.words import WAYS

CARRIED: Mapping[str, Any | Promise] = {**WAYS, "CALLS": gettext_lazy("Missed calls")}
"""Ways by which people are reached, and those by which they reach us alone."""

HOOKED = frozenset({"TELEGRAM", "VK", "MAX"})
"""Ways whose providers call us without a word in their settings."""


CHARSET_TOLD = frozenset({"smsc_ru", "smsc_voice"})
"""Providers that call us in letters of Windows unless the address says otherwise."""


@dataclass(frozen=True, slots=True)
class Connected:
    """One connection, and how it is."""

    row: Connection
    name: str
    #: OFF, NEW (nothing was sent yet), WELL or TROUBLE.
    state: str
    trouble: str
    #: Those between which it stands, for the buttons that move it.
    above: Connection | None = None
    #: What comes before the one below, so that this one changes places with it.
    below: Connection | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The connections of one way."""

    way: str
    words: Any | Promise
    rows: list[Connected]


def groups() -> list[Group]:
    """Give the ways that something is set up for, as your rules try them."""
    rows = connecting.standing()
    rules, _version = policy.get_rules()
    ways = dict.fromkeys((*rules.ways, *rules.code_ways, *CARRIED))
    found = []
    for way in ways:
        of_way = [row for row in rows if row.way == way]
        if of_way:
            found.append(Group(way, CARRIED[way], _listed(of_way)))
    return found


def told(row: Connection) -> Connected:
    """Tell of one connection."""
    return _listed([row])[0]


def offered() -> list[tuple[Any | Promise, list[Provider]]]:
    """Give the providers that may be set up here, by ways."""
    ways = dict.fromkeys(one.way for one in PROVIDERS)
    found = [
        (CARRIED[way], [one for one in PROVIDERS if one.way == way and is_offered(one)])
        for way in ways
    ]
    return [(words, providers) for words, providers in found if providers]


def is_offered(one: Provider) -> bool:
    """Tell whether companies may set it up: its keeper says so of this machine's."""
    return not one.is_local or bool(settings.PLUSHKA_LOCAL_PROVIDERS)


def hook_address(request: HttpRequest, row_id: Any, slug: str) -> str:
    """Give the address that a provider calls."""
    return request.build_absolute_uri(reverse("hook", args=[slug, row_id]))


def told_address(one: Provider, address: str) -> str:
    """Give the address that the company types at the provider; empty where it need not."""
    if one.way in HOOKED or one.stays_open:
        return ""
    names = one.settings.__struct_fields__
    if HOOK_SECRET in names:
        charset = "charset=utf-8&" if one.code in CHARSET_TOLD else ""
        return f"{address}?{charset}secret="
    return address if "hook_url" in names else ""


def _listed(rows: list[Connection]) -> list[Connected]:
    places: list[Connection | None] = [None, *rows, None]
    return [
        Connected(
            row=row,
            name=_name(row),
            state=_state(row),
            trouble=words_of(row.trouble, row.provider) if _state(row) == "TROUBLE" else "",
            above=places[at],
            below=places[at + 2],
        )
        for at, row in enumerate(rows)
    ]


def _name(row: Connection) -> str:
    try:
        return provider(row.provider).name
    except UnknownProvider:
        return row.provider


def _state(row: Connection) -> str:
    if not row.is_on:
        return "OFF"
    if row.trouble_at is not None and (row.worked_at is None or row.worked_at < row.trouble_at):
        return "TROUBLE"
    return "WELL" if row.worked_at is not None else "NEW"
