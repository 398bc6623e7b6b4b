"""R16, R18, R19, R20, R22: what outside systems tell, through the API."""

from typing import Any

import pytest

from plushka.domain.programmes import files
from plushka.domain.tenants.operations import Created
from tests.web.api.conftest import MakeTill
from tests.web.api.till import Till, new_phone

NOBODY = "01970000-0000-7000-8000-000000000000"
FIFTY = {"effect": "points", "points": "50"}


def listening(trigger: str, *effects: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A rule with a code of its trigger."""
    code = more.pop("code", trigger)
    return {
        "code": code,
        "name": "Спасибо",
        "trigger": trigger,
        "effects": list(effects) or [FIFTY],
        **more,
    }


RULES = [
    listening(
        "external",
        FIFTY,
        {"effect": "badge", "badge": "guest"},
        condition={
            "all": [
                {"field": "event.type", "is": "visit"},
                {"field": "event.data.minutes", "from": 30},
            ]
        },
    ),
    listening("review", condition={"field": "review.rating", "from": 4}),
    listening("referrer_achievement", condition={"field": "network.paid", "from": "1000.00"}),
    listening("payout", condition={"field": "payout.amount", "from": "10.00"}),
]


@pytest.fixture(scope="module")
def till(client: Any, lipa_api: Created, django_db_blocker: Any) -> Till:
    """A till of «Липа», which promises something for what is told from outside."""
    till = Till(client, lipa_api.key)
    document = files.plain(files.preset("bonusplus")) | {"rules": RULES}
    with django_db_blocker.unblock():
        newest = till.get("/programme/versions").json()["items"][0]["version"]
        draft = {"based_on": newest, "document": document}
        assert till.send("PUT", "/programme/draft", draft).status_code == 200
        assert till.post("/programme/draft/publish", {}).status_code == 201
    return till


@pytest.fixture
def anna(till: Till) -> str:
    """Анна is a member, before anything is counted."""
    member: str = till.enrol()["id"]
    return member


def event(member: str, kind: str = "visit", **more: Any) -> dict[str, Any]:
    """Something that happened, told by the CRM."""
    told = {"source": "crm", "id": new_phone(), "type": kind, "member": {"id": member}}
    return told | {"data": {"minutes": 40}} | more


def spendable(till: Till, member: str) -> str:
    told: str = till.get(f"/members/{member}").json()["balance"]["spendable"]
    return told


def test_an_event_gives_what_rules_promise_and_says_so(till: Till):
    anna = till.enrol()["id"]

    answer = till.post("/events", event(anna), accept_language="ru")

    assert answer.status_code == 201
    told = answer.json()
    assert told["member"] == anna
    assert told["effects"] == [
        {"rule": "external", "effect": "points", "points": "50.00", "text": "50 бонусов"},
        {"rule": "external", "effect": "badge", "points": "0.00", "text": "награда «guest»"},
    ]
    assert spendable(till, anna) == "50.00"
    [badge] = till.get(f"/members/{anna}/badges").json()["items"]
    assert badge["badge"] == "guest"


def test_the_largest_number_that_is_described_is_read(till: Till):
    anna = till.enrol()["id"]

    answer = till.post("/events", event(anna, data={"minutes": 2**53}))

    assert (answer.status_code, spendable(till, anna)) == (201, "50.00")


def test_the_same_event_again_is_answered_as_it_was(till: Till):
    anna = till.enrol()["id"]
    told = event(anna)
    first = till.post("/events", told)

    again = till.post("/events", told)

    assert (again.status_code, again.headers["idempotent-replay"]) == (200, "true")
    assert again.json() == first.json()
    assert spendable(till, anna) == "50.00"


def test_the_same_event_that_says_something_else_is_refused(till: Till):
    anna = till.enrol()["id"]
    told = event(anna)
    till.post("/events", told)

    answer = till.post("/events", told | {"data": {"minutes": 41}}, accept_language="ru")

    problem = answer.json()
    assert (answer.status_code, problem["code"], problem["event"]) == (
        409,
        "repeat_differs",
        told["id"],
    )
    assert problem["detail"] == f"Событие «{told['id']}» уже приходило, и в нём было другое."
    assert spendable(till, anna) == "50.00"


@pytest.mark.parametrize(
    ("kind", "data", "points"),
    [
        ("review", {"rating": 5, "has_text": True}, "50.00"),
        ("review", {"rating": 3}, "0.00"),
        ("referrer_achievement", {"step": "paid:1000", "paid": "1000.00"}, "50.00"),
        ("payout", {"amount": "10.00", "method": "card"}, "50.00"),
        ("payout", {"amount": "9.99"}, "0.00"),
        ("visit", {"minutes": 29}, "0.00"),
        ("visit", {"minutes": "40"}, "0.00"),
    ],
)
def test_types_with_a_form_are_moments_of_their_own(
    till: Till, kind: str, data: dict[str, Any], points: str
):
    anna = till.enrol()["id"]

    answer = till.post("/events", event(anna, kind, data=data))

    assert answer.status_code == 201, answer.text
    assert spendable(till, anna) == points


def test_step_of_a_network_is_paid_once_whoever_tells_it(till: Till):
    anna = till.enrol()["id"]
    data = {"step": "paid:1000", "paid": "1000.00"}

    for source in ("crm", "bi"):
        till.post("/events", event(anna, "referrer_achievement", data=data, source=source))

    assert spendable(till, anna) == "50.00"


@pytest.mark.parametrize(
    ("more", "path"),
    [
        ({"type": "review", "data": {"rating": "5"}}, "data.rating"),
        ({"type": "review", "data": {"stars": 5}}, "data.stars"),
        ({"type": "referrer_achievement", "data": {}}, "data.step"),
        ({"type": "payout", "data": {"amount": "1.999"}}, "data.amount"),
        ({"data": {"Минуты": 4}}, "data.Минуты"),
        ({"data": {"minutes": 4.5}}, "data.minutes"),
        ({"data": {"minutes": [4]}}, "data.minutes"),
        ({"at": "2126-11-21T12:00:00+03:00"}, "at"),
        ({"at": "1999-11-21T12:00:00+03:00"}, "at"),
        ({"source": ""}, "source"),
    ],
)
def test_what_is_not_acceptable_is_named(
    till: Till, anna: str, nothing_written: None, more: dict[str, Any], path: str
):
    answer = till.post("/events", event(anna) | more)

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert [error["path"] for error in answer.json()["errors"]] == [path]


def test_nobody_knows_the_member(till: Till, nothing_written: None):
    answer = till.post("/events", event(NOBODY))

    assert (answer.status_code, answer.json()["code"]) == (422, "member_unknown")


def test_supplier_is_named_and_taken_away(till: Till):
    farm = till.enrol()["id"]

    named = till.send("PUT", "/suppliers", {"name": "Ферма «Луг»", "member": {"id": farm}})
    gone = till.send("PUT", "/suppliers", {"name": "ферма «луг»", "member": None})

    assert named.json() == {"name": "Ферма «Луг»", "member": farm}
    assert (gone.status_code, gone.json()) == (200, {"name": "ферма «луг»", "member": None})
    names = [one["name"] for one in till.get("/suppliers").json()["items"]]
    assert "Ферма «Луг»" not in names


def test_suppliers_come_page_by_page(till: Till):
    farm = till.enrol()["id"]
    for name in ("Ясень", "берёза", "Ворона"):
        till.send("PUT", "/suppliers", {"name": name, "member": {"id": farm}})

    first = till.get("/suppliers", limit="2").json()
    rest = till.get("/suppliers", limit="2", after=first["next"]).json()

    assert [one["name"] for one in first["items"]] == ["берёза", "Ворона"]
    assert ([one["name"] for one in rest["items"]], rest["next"]) == (["Ясень"], None)
    for name in ("Ясень", "берёза", "Ворона"):
        till.send("PUT", "/suppliers", {"name": name, "member": None})


def test_key_for_events_alone_tells_events(till: Till, make_till: MakeTill):
    anna = till.enrol()["id"]

    assert make_till("events").post("/events", event(anna)).status_code == 201
