"""Every address is asked for by every role, by reading and by sending a form."""

import re
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from plushka.domain.tenants.models import Staff
from plushka.domain.tenants.rights import Right
from tests.web.access.kinds import Anybody, Row

METHODS = ("get", "post")
NOT_HERE = 405
_GROUP = re.compile(r"\(\?P<(\w+)>[^)]*\)")
DOORS = ("/manage/sign-in", "/till/sign-in")

MADE_UP: Mapping[str, Any] = {"uuid": UUID(int=7), "int": 7, "str": "nobody", "slug": "nobody"}


def addresses() -> dict[str, str]:
    """Names of all addresses of the pages, and how each is written."""
    return dict(_walk(get_resolver().url_patterns, ""))


def _walk(patterns: list[Any], before: str) -> Iterator[tuple[str, str]]:
    for one in patterns:
        written = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, written)
        elif isinstance(one, URLPattern):
            yield one.name or f"unnamed: {written}", f"/{_plain(written)}"


def _plain(written: str) -> str:
    """Write an address that is an expression as the others are."""
    return _GROUP.sub(r"<\1>", written.replace("^", "").replace("$", ""))


def ask(client: Client, row: Row, ids: Mapping[str, Any]) -> dict[str, HttpResponse]:
    """Read the address, and send it an empty form; give the answers but «not in this way»."""
    path = reverse(row.name, kwargs={**row.values, **ids}) + row.sent
    answers = {method: getattr(client, method)(path) for method in METHODS}
    return {method: one for method, one in answers.items() if not _is_not_here(row, one)}


def _is_not_here(row: Row, answer: HttpResponse) -> bool:
    """Tell whether an address is not read, or is sent no forms: 405, or the till's way back."""
    leads_back = row.needs == Right.SELL and answer.headers.get("Location") == "/till/"
    return answer.status_code == NOT_HERE or (leads_back and row.name != "till")


def made_up(row: Row) -> dict[str, Any]:
    """Give ids that nobody has."""
    kinds = _converters(row.name)
    return {part: MADE_UP[kinds[part]] for part in row.ids}


def _converters(name: str) -> dict[str, str]:
    written = addresses()[name]
    parts = [piece.partition(">")[0] for piece in written.split("<")[1:]]
    pairs = [part.rpartition(":") for part in parts]
    return {part: kind or "str" for kind, _, part in pairs}


def is_let_in(row: Row, answer: HttpResponse) -> bool:
    """Tell whether somebody got past the door, whatever they found behind it."""
    assert answer.status_code < 500, answer.status_code
    if row.needs == Anybody.MEMBER:
        # Each company has a door of its own; ``tests/web/member`` tries it.
        return answer.status_code == HTTPStatus.OK
    place = answer.headers.get("HX-Redirect") or answer.headers.get("Location", "")
    is_sent_away = urlsplit(place).path in DOORS and "next=" in place
    return answer.status_code not in (401, 403) and not is_sent_away


def signed_in(staff: Staff | None) -> Client:
    """Open a browser, signed in as a person, or as nobody."""
    client = Client(headers={"accept-language": "en"})
    if staff is not None:
        client.force_login(staff)
    return client
