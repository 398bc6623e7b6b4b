"""The navigation tells how much waits for somebody."""

import re

from tests.web.access import things
from tests.web.access.asking import signed_in
from tests.web.conftest import Shop, hire, open_shop
from tests.web.manager.test_alerts import ask, much

COUNT = re.compile(r'href="/manage/(alerts|calls)".*?</a>', re.DOTALL)
NUMBER = re.compile(r'side-count num">([^<]+)<')


def waiting(shop: Shop, role: str, path: str = "/manage/settings") -> dict[str, str]:
    page = signed_in(hire(shop.tenant, "Оля", role)).get(path).content.decode()
    lines = {found[1]: NUMBER.search(found[0]) for found in COUNT.finditer(page)}
    return {key: number[1] if number else "" for key, number in lines.items()}


def test_what_waits_is_counted_for_whom_it_concerns(oak: Shop):
    clon = open_shop("Клён")
    assert waiting(clon, "OWNER") == {"alerts": "", "calls": ""}

    alert = much(clon)
    much(clon, is_block=True)
    ask(clon)
    things.a_dispute(clon)
    things.a_recovery(clon)
    things.a_recovery(clon)

    assert waiting(clon, "OWNER") == {"alerts": "3", "calls": "3"}
    assert waiting(clon, "MARKETER") == {"calls": "3"}
    assert waiting(clon, "ANALYST") == {}
    signed_in(clon.owner).post(f"/manage/alerts/{alert}/seen")
    assert waiting(clon, "OWNER", "/manage/security")["alerts"] == "2"


def test_what_waits_is_counted_also_on_pages_that_open_the_transaction_themselves(oak: Shop):
    clon = open_shop("Клён")
    much(clon)

    for path in ("/manage/keys/new", "/manage/programme/replay"):
        assert waiting(clon, "OWNER", path)["alerts"] == "1"


def test_many_alerts_are_looked_at_at_once(oak: Shop):
    clon = open_shop("Клён")
    seen = {"alert": [str(much(clon)), str(much(clon, is_block=True)), "x"]}
    theirs = {"alert": [str(things.an_alert(oak))]}

    signed_in(clon.owner).post(
        "/manage/alerts/seen", {"alert": [*seen["alert"], *theirs["alert"]]}
    )

    assert waiting(clon, "OWNER")["alerts"] == ""
    assert int(waiting(oak, "OWNER")["alerts"]) >= 1
