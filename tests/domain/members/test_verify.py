"""A person is counted at as many companies as name them by their alias; a wrong number is told."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, connections

from plushka.config.commands.verify import _line
from plushka.config.tasks import verify as everything
from plushka.domain.aliases.digests import of_phone
from plushka.domain.aliases.models import Holder
from plushka.domain.members import sharing
from plushka.domain.members.locator import Locator
from plushka.domain.members.verify import verify
from plushka.domain.tenants.models import Tenant
from tests.domain.members.cast import NOON, at_work, join, open_neighbour, open_shop

__all__ = ["open_neighbour", "open_shop"]

PHONE = Locator("PHONE", "+79990000231")
"""Of no other test: persons are known to all companies."""

ACTOR = "member:1"


@pytest.fixture
def anna(open_shop: Tenant, open_neighbour: Tenant) -> Iterator[str]:
    """Anna's id among persons, who is named by her alias at two companies."""
    members = []
    for shop in (open_shop, open_neighbour):
        with at_work(shop):
            members.append((shop, join(PHONE)))
            sharing.share(member_id=members[-1][1], way="SMS", actor=ACTOR, at=NOON)
    with at_work(open_shop):
        holder = str(Holder.objects.get(digest=of_phone(PHONE.value)).id)
    yield holder
    # Put right, or the first of them who leaves has her forgotten for both.
    with at_work(open_shop):
        Holder.objects.filter(id=holder).update(n_companies=2)
    for shop, member in members:
        with at_work(shop):
            sharing.unshare(member_id=member, actor=ACTOR, at=NOON)


def broken(holder: str) -> list[dict[str, Any]]:
    """What is wrong with one person, as all companies are verified."""
    with connections["owner"].cursor() as cursor:
        return [one for one in verify(cursor) if one["id"] == holder]


@pytest.mark.slow
@pytest.mark.parametrize("number", [0, 1, 3])
def test_person_counted_at_a_wrong_number_of_companies_is_told(
    open_shop: Tenant, anna: str, number: int
):
    whole = (broken(anna), everything.run(slug=open_shop.slug).broken)
    with at_work(open_shop), connection.cursor() as cursor:
        cursor.execute("UPDATE aliases_holder SET n_companies = %s WHERE id = %s", [number, anna])

    wrong = {
        "check": "members.aliases",
        "tenant": None,
        "table": "aliases_holder",
        "id": anna,
        "detail": "a person is counted at as many companies as name them by their alias",
    }
    assert whole == ([], [])
    assert broken(anna) == [wrong]
    assert everything.run(slug=open_shop.slug).broken == [wrong | {"tenant": open_shop.id}]
    assert _line(wrong) == (
        f"Broken (members.aliases): row {anna} of aliases_holder:"
        " a person is counted at as many companies as name them by their alias"
    )


@pytest.mark.slow
def test_link_to_who_was_forgotten_is_whole(open_shop: Tenant, anna: str):
    with at_work(open_shop):
        sharing.revoke(phone=PHONE.value, at=NOON)

    assert (broken(anna), everything.run(slug=open_shop.slug).broken) == ([], [])
