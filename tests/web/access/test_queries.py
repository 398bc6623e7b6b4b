"""No page asks the database often, and none more often where there is more to show."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plushka.lib.db import statements
from tests.web.access import things
from tests.web.access.asking import signed_in
from tests.web.access.kinds import Anybody, Row
from tests.web.access.table import ROWS
from tests.web.conftest import Shop, hire, open_shop
from tests.web.till.people import join

pytestmark = pytest.mark.slow

MOST = 25
"""Statements of one page, whatever it shows."""

NO_EXAMPLE = {things.an_example: UUID(int=7)}
"""The one of ``things`` is no receipt that could be worked out, and its address is sent forms."""

MAKERS = tuple(
    one
    for name, one in vars(things).items()
    if name.startswith(("a_", "an_")) and one not in NO_EXAMPLE
)


@pytest.fixture(autouse=True)
def _database(committed: None) -> Iterator[None]:
    cache.clear()
    return iter([None])


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Count statements, those of Django and those that are sent through libpq itself."""
    own: list[str] = []
    sent = statements.exchange

    def exchange(pgconn: Any, sql: str, values: Any) -> Any:
        own.append(sql)
        return sent(pgconn, sql, values)

    total: list[int] = []
    with monkeypatch.context() as patch, CaptureQueriesContext(connection) as captured:
        patch.setattr(statements, "exchange", exchange)
        yield total
    total.append(len(captured) + len(own))


def pages(shop: Shop) -> dict[str, str]:
    """Give the address of every page that is read by somebody who is signed in."""
    made: dict[Any, Any] = dict(NO_EXAMPLE)
    for row in ROWS:
        for make in row.ids.values():
            if make not in made:
                made[make] = make(shop)
    for make in MAKERS:
        if make not in made:
            make(shop)
    return {row.name: _path(row, made) for row in ROWS if not row.ends and row.needs in _SIGNED}


_SIGNED = {row.needs for row in ROWS} - {Anybody.MEMBER}


def _path(row: Row, made: dict[Any, Any]) -> str:
    ids = {part: made[make] for part, make in row.ids.items()}
    return reverse(row.name, kwargs={**row.values, **ids}) + row.sent


def counts(client: Client, found: dict[str, str], patch: pytest.MonkeyPatch) -> dict[str, int]:
    """Read each page twice and count the second time, when what is kept in memory is known."""
    told = {}
    for name, path in found.items():
        if client.get(path).status_code != 200:
            continue
        with counted(patch) as total:
            client.get(path)
        told[name] = total[0]
    return told


def test_no_page_asks_more_than_25_times_and_none_more_where_there_is_more(
    monkeypatch: pytest.MonkeyPatch,
):
    shop = open_shop("Граб")
    client = signed_in(hire(shop.tenant, "Оля", "OWNER"))
    found = pages(shop)
    with_one = counts(client, found, monkeypatch)
    for _ in range(2):
        join(shop)
        for make in MAKERS:
            make(shop)

    with_three = counts(client, found, monkeypatch)

    assert len(with_one) > 30
    assert {name: n for name, n in with_three.items() if n > MOST} == {}
    assert {
        name: (with_one[name], n)
        for name, n in with_three.items()
        if name in with_one and n > with_one[name]
    } == {}
