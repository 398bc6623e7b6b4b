"""R11, R13, R15, R20, R21 through the API: promised, brought about, told, taken back."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from plushka.domain.events.models import Event
from plushka.domain.programmes import files
from plushka.domain.programmes.founding import found
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.operations import Created
from tests.conftest import NOON
from tests.domain.effects.cast import follow
from tests.web.api.till import Till


def promised(code: str, trigger: str, *effects: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A rule."""
    return {
        "code": code,
        "name": f"Правило {code}",
        "trigger": trigger,
        "effects": list(effects),
        **more,
    }


RULES = [
    promised("welcome", "registration", {"effect": "points", "points": "100", "valid_days": 7}),
    promised("news", "subscription", {"effect": "points", "points": "5"}),
    promised("guest", "purchase", {"effect": "badge", "badge": "guest"}),
    promised("cup", "purchase", {"effect": "gift", "reward": "cup", "pieces": 2}),
    promised(
        "payer",
        "redemption",
        {"effect": "percent", "percent": "10", "of": "redemption.worth"},
    ),
    promised("farm", "supplier_sale", {"effect": "supplier", "percent": "5"}),
]


@pytest.fixture
def company(_database: None) -> Created:
    """A company of this test alone."""
    return found(slug=f"luh-{uuid4().hex[:8]}", name="Луг", at=NOON)


@pytest.fixture
def till(client: Any, company: Created) -> Till:
    """Its till; it promises all of it."""
    till = Till(client, company.key)
    document = files.plain(files.preset("bonusplus")) | {"rules": RULES}
    draft = {"based_on": 1, "document": document}
    assert till.send("PUT", "/programme/draft", draft).status_code == 200
    assert till.post("/programme/draft/publish", {}).status_code == 201
    return till


def balance(till: Till, member: str) -> str:
    told: str = till.get(f"/members/{member}").json()["balance"]["spendable"]
    return told


def worked(company: Created, since: UUID) -> UUID:
    """Let the worker follow what came since."""
    with tenant_context(company.tenant.id):
        return follow(since)


def last_event(company: Created) -> UUID:
    with tenant_context(company.tenant.id):
        last: UUID = Event.objects.order_by("-id").values_list("id", flat=True)[0]
    return last


def test_what_is_promised_is_given_told_and_taken_back(till: Till, company: Created):
    anna, farm = till.enrol()["id"], till.enrol()["id"]
    till.send("PUT", "/suppliers", {"name": "Луг", "member": {"id": farm}})
    sms = [{"kind": "advertising", "channel": "SMS"}]
    for _ in range(2):
        assert till.send("PATCH", f"/members/{anna}", {"consents": sms}).status_code == 200
    since = last_event(company)
    assert balance(till, anna) == "105.00"

    sale = till.sell(
        member={"id": anna}, lines=[{"price": "200.00", "supplier": "луг"}], redeem="50.00"
    )
    since = worked(company, since)

    assert sale["balance"]["spendable"] == "62.50"
    assert (balance(till, anna), balance(till, farm)) == ("67.50", "110.00")
    [badge] = till.get(f"/members/{anna}/badges").json()["items"]
    assert badge["badge"] == "guest"
    newest, *_ = till.get(f"/members/{anna}/entries").json()["items"]
    address = f"/members/{anna}/explanation/{newest['id']}"
    [reason] = till.send("GET", address, headers={"accept-language": "ru"}).json()["explanation"]
    assert reason == {
        "rule": "rule:payer",
        "base": "50.00",
        "points": "5.00",
        "text": "По правилу «Правило payer»: 10 % от 50,00 ₽",
    }

    till.post(f"/sales/{sale['id']}/returns", {"receipt": f"R-{sale['id']}"})
    worked(company, since)

    assert (balance(till, anna), balance(till, farm)) == ("105.00", "100.00")
    assert till.get(f"/members/{anna}/badges").json() == {"items": []}


def test_gifts_are_listed_until_their_sale_comes_back(till: Till, company: Created):
    anna, since = till.enrol()["id"], last_event(company)
    first, second = (till.sell(member={"id": anna}, total="100.00") for _ in range(2))
    since = worked(company, since)

    newest = till.get(f"/members/{anna}/gifts", limit="1").json()
    older = till.get(f"/members/{anna}/gifts", after=newest["next"]).json()

    [gift] = newest["items"]
    told = ("reward", "pieces", "rule", "campaign", "sale")
    assert [gift[name] for name in told] == ["cup", 2, "cup", None, second["id"]]
    assert ([one["sale"] for one in older["items"]], older["next"]) == ([first["id"]], None)
    till.post(f"/sales/{second['id']}/returns", {"receipt": f"R-{second['id']}"})
    worked(company, since)
    assert till.get(f"/members/{anna}/gifts").json() == older
