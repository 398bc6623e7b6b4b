"""A month of campaigns, a bar for the days each lasts."""

import datetime as dt

from tests.web.conftest import Shop
from tests.web.manager.conftest import Person
from tests.web.manager.test_campaigns import said, save
from tests.web.till.people import now


def test_the_calendar_shows_whose_days_a_month_has(newcomer: tuple[Person, Shop]):
    person, _shop = newcomer
    save(person, starts="2027-02-10T12:00", ends="2027-02-20T00:00")

    inside = person.get("campaigns/calendar", month="2027-02").content.decode()
    outside = said(person, "campaigns/calendar", month="2027-03")

    assert 'colspan="10"' in inside
    assert "10–19" in inside
    assert "No campaign lasts in this month." in outside
    today = now().astimezone(dt.timezone(dt.timedelta(hours=3)))
    for odd in ("", "x", "0001-01", "9999-12"):
        assert f"{today:%B %Y}" in said(person, "campaigns/calendar", month=odd)
