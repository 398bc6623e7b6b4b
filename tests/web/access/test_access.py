"""Every page and action, tried with every role and with a neighbour's ids."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.core.cache import cache
from tools import access

from plushka.domain.tenants.models import Staff
from plushka.domain.tenants.rights import Right
from tests.web.access.asking import addresses, ask, is_let_in, made_up, signed_in
from tests.web.access.kinds import ROLES, Row
from tests.web.access.table import ROWS
from tests.web.conftest import Shop, hire, open_shop

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _database(committed: None) -> Iterator[None]:
    cache.clear()
    return iter([None])


@dataclass(frozen=True, slots=True)
class Company:
    """A company, and one person of every role."""

    shop: Shop
    people: dict[str, Staff]


@pytest.fixture(scope="module")
def company(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Company:
    """A company that may be turned upside down."""
    with django_db_blocker.unblock():
        shop = open_shop("Клён")
        return Company(shop, {role: hire(shop.tenant, "Оля", role) for role in ROLES})


def test_every_address_has_a_line_and_every_line_an_address() -> None:
    lines = [row.name for row in ROWS]

    assert sorted(lines) == sorted(addresses())


def test_every_line_names_each_part_of_its_address() -> None:
    written = addresses()
    loose = {
        row.name
        for row in ROWS
        if any(f"{part}>" not in written[row.name] for part in {**row.ids, **row.values})
        or written[row.name].count("<") != len({**row.ids, **row.values})
    }

    assert loose == set()


@pytest.mark.parametrize("role", [*ROLES, None])
def test_a_role_gets_in_where_the_table_says_and_nowhere_else(company: Company, role: str | None):
    person = None if role is None else company.people[role]
    client = signed_in(person)
    wrong = {}
    for row in ROWS:
        answers = ask(client, row, made_up(row))
        got_in = {method: is_let_in(row, answer) for method, answer in answers.items()}
        if set(got_in.values()) != {row.lets_in(role)}:
            wrong[row.name] = got_in
        if row.ends:
            client = signed_in(person)

    assert wrong == {}


@pytest.mark.parametrize("row", [row for row in ROWS if row.ids], ids=lambda row: row.name)
def test_what_is_a_neighbours_is_not_found_and_ones_own_is(company: Company, oak: Shop, row: Row):
    theirs = {part: make(oak) for part, make in row.ids.items()}

    strange = ask(signed_in(_who(company.shop, row)), row, theirs)
    own = ask(signed_in(_who(oak, row)), row, theirs)

    assert {answer.status_code for answer in strange.values()} == {404}
    assert 404 not in {answer.status_code for answer in own.values()}


def _who(shop: Shop, row: Row) -> Staff:
    """Give who may open it: at the till, somebody who need not choose an outlet first."""
    return shop.cashier if row.needs == Right.SELL else shop.owner


def test_the_page_in_the_docs_is_made_of_this_table() -> None:
    assert access.PAGE.read_text("utf-8") == access.page(), "run: python -m tools.access"
