"""What is broken is found and named; what is whole is not."""

import pytest
from django.db import connection

from plushka.domain.effects.verify import verify
from plushka.domain.ledger.verify import verify as verify_ledger
from plushka.domain.sales.verify import verify as verify_sales
from tests.domain.effects.cast import ANNA, follow, join, promise_rules, rule
from tests.domain.sales.cast import asked, back, give, sell

pytestmark = pytest.mark.django_db


@pytest.fixture
def followed(lipa):
    """A badge that stands, and points of which a part was taken back."""
    percent = {"effect": "percent", "percent": "10", "of": "redemption.worth"}
    promise_rules(
        rule("registration", {"effect": "badge", "badge": "new"}, code="new"),
        rule("redemption", percent, code="paid"),
    )
    anna = join(ANNA)
    give(1_000, member=anna)
    sale = sell(asked("A-1", 10_000, 5_000, redeem=900))
    since = follow(sale.id)
    back(sale, "R-1", 2)
    follow(since)
    return anna


def found(lipa):
    with connection.cursor() as cursor:
        return [row["check"] for row in verify(cursor, tenant_id=lipa.id)]


def test_whole_company_is_verified(lipa, followed):
    assert found(lipa) == []
    with connection.cursor() as cursor:
        assert verify_ledger(cursor, tenant=lipa.id).broken == []
        assert verify_sales(cursor, tenant_id=lipa.id)[1] == []


@pytest.mark.parametrize(
    ("change", "check"),
    [
        ("DELETE FROM effects_memberbadge", "effects.badges"),
        ("UPDATE effects_memberbadge SET badge = 'other'", "effects.badges"),
    ],
)
def test_what_is_broken_is_named(lipa, followed, change, check):
    with connection.cursor() as cursor:
        cursor.execute(change)

    assert set(found(lipa)) == {check}
