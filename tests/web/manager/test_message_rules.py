"""Rules of messages are changed in the cabinet; what cannot be obeyed is said beside its field."""

import pytest

from plushka.domain.messaging import policy
from plushka.domain.tenants.context import tenant_context
from tests.web.access.asking import signed_in
from tests.web.conftest import Shop, open_shop

PAGE, CHANGE = "/manage/messages/rules", "/manage/messages/rules/change"
TYPED = {
    "version": "0",
    "way.0": "EMAIL",
    "way.1": "SMS",
    "code_way.0": "SMS",
    "quiet_from": "22:00",
    "quiet_to": "08:30",
    "a_day": "2",
    "a_week": "5",
    "budget": "1500.50",
    "is_restricted": "yes",
}


@pytest.fixture
def shop(django_db_setup: None, django_db_blocker) -> Shop:
    """A company of one's own: its rules are changed."""
    with django_db_blocker.unblock():
        return open_shop("Правила")


def in_force(shop: Shop) -> policy.Rules:
    with tenant_context(shop.tenant.id):
        return policy.get_rules()[0]


def test_what_is_typed_is_in_force_and_shown_again(shop: Shop):
    browser = signed_in(shop.owner)

    assert browser.post(CHANGE, TYPED).status_code == 302

    assert in_force(shop) == policy.Rules(
        ways=("EMAIL", "SMS"),
        code_ways=("SMS",),
        quiet_from="22:00",
        quiet_to="08:30",
        advertising_a_day=2,
        advertising_a_week=5,
        advertising_budget=150_050,
        is_restricted_sector=True,
    )
    page = browser.get(PAGE).content.decode()
    assert 'value="1500.50"' in page
    assert 'value="22:00"' in page


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("way.1", "EMAIL"),
        ("quiet_from", "25:00"),
        ("a_day", "-1"),
        ("a_day", "25"),
        ("a_week", "some"),
        ("budget", "much"),
    ],
)
def test_what_cannot_be_obeyed_changes_nothing_and_stays_in_its_field(shop: Shop, field, typed):
    answer = signed_in(shop.owner).post(CHANGE, {**TYPED, field: typed})

    assert answer.status_code == 422
    assert "aria-invalid" in answer.content.decode()
    assert in_force(shop) == policy.Rules()


def test_the_second_of_two_is_told(shop: Shop):
    browser = signed_in(shop.owner)
    browser.post(CHANGE, TYPED)
    again = browser.post(CHANGE, {**TYPED, "a_week": "6"})
    assert (again.status_code, in_force(shop).advertising_a_week) == (422, 5)


def test_the_page_asks_a_fixed_number_of_statements(shop: Shop, django_assert_max_num_queries):
    browser = signed_in(shop.owner)
    browser.get(PAGE)
    with django_assert_max_num_queries(10):
        browser.get(PAGE)
