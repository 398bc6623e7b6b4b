"""Alerts of the tills, lifted limits, approved returns, and the limits themselves."""

from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plushka.domain.limits import operations as limits
from plushka.domain.limits import windows
from plushka.domain.limits.kinds import DEFAULTS, IN_MONEY, IN_POINTS, Kind, Limit
from plushka.domain.limits.queries import find_alerts, get_policy
from plushka.domain.limits.refusals import CodeLimitReached, StaffLimitReached
from plushka.domain.limits.windows import Taken
from plushka.domain.members.locator import Locator
from plushka.domain.sales.asked import AskedUnreceipted, Asker
from plushka.domain.sales.models import Return, ReturnRequest
from plushka.domain.sales.return_requests import ask_in
from plushka.domain.tenants.context import tenant_context
from plushka.lib.days import local_day
from plushka.lib.ids import new_id
from tests.web.conftest import Shop, open_shop
from tests.web.till.people import join, new_receipt, now, text_of


@pytest.fixture(autouse=True)
def _database(committed: None) -> None:
    """Let the pages at the database."""


@pytest.fixture
def clon() -> Shop:
    """A company of this test alone."""
    return open_shop("Клён")


def as_(staff) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(staff)
    return client


def plain(answer) -> str:
    return text_of(answer).replace("\N{NO-BREAK SPACE}", " ")


def much(shop: Shop, *, is_block: bool = False) -> UUID:
    """Let the cashier do a lot; give the alert."""
    at = now()
    with tenant_context(shop.tenant.id):
        if is_block:
            refusal = StaffLimitReached(
                kind=Kind.CLAIMS,
                most=20,
                used=21,
                staff_id=shop.cashier.id,
                day=local_day(at, shop.tenant.timezone),
            )
            limits.tell_block(refusal=refusal, at=at)
        else:
            limits.use(kind=Kind.ADJUSTED_POINTS, staff_id=shop.cashier.id, amount=600_000, at=at)
        return find_alerts(limit=1)[0].id


def ask(shop: Shop) -> UUID:
    """Let the cashier ask for a return; give the request."""
    member, request = join(shop, name="Анна"), new_id()
    asked = AskedUnreceipted(
        member=Locator("ID", str(member)),
        outlet="main",
        receipt=new_receipt(),
        total=10_000,
        reason="Чек <b>потерян</b>",
    )
    with tenant_context(shop.tenant.id):
        ask_in(asked, Asker(actor=f"staff:{shop.cashier.id}"), request_id=request, at=now())
    return request


def test_nothing_to_look_at_says_what_would_be_here(clon: Shop):
    assert "No alerts. When one person does much" in plain(as_(clon.owner).get("/manage/alerts"))


def test_an_alert_says_who_did_how_much_of_what(clon: Shop):
    much(clon)

    said = plain(as_(clon.owner).get("/manage/alerts"))

    assert "Петро · Points corrected by hand" in said
    assert "It came to 6,000, above the limit of 5,000." in said


def test_an_alert_of_codes_is_nobodys_and_cannot_be_lifted(clon: Shop):
    set_codes(clon, Kind.CODE_COST, 500)
    at = now()
    with pytest.raises(CodeLimitReached), tenant_context(clon.tenant.id):
        windows.take(taken=[Taken(Kind.CODE_COST, 501)], at=at)
    with tenant_context(clon.tenant.id):
        [alert] = find_alerts(limit=5)

    olia = as_(clon.owner)
    said = plain(olia.get("/manage/alerts"))

    assert "Everybody together · Price of codes let no further" in said
    assert "It came to 5.01 ₽, above the limit of 5.00 ₽." in said
    assert "Let them go on today" not in said
    assert olia.post(f"/manage/alerts/{alert.id}/lift").status_code == 404


def set_codes(shop: Shop, kind: Kind, hard: int) -> None:
    """Let the owner set a limit of codes."""
    with tenant_context(shop.tenant.id):
        known = get_policy().changed_at
        limits.change(
            limits={kind: Limit(None, hard)},
            based_on=known,
            actor=f"staff:{shop.owner.id}",
            at=now(),
        )


def test_whoever_looked_at_an_alert_is_not_asked_again(clon: Shop):
    alert, olia = much(clon), as_(clon.owner)

    said = plain(olia.post(f"/manage/alerts/{alert}/seen", follow=True))
    olia.post(f"/manage/alerts/{alert}/seen")

    assert "looked at" in said
    assert "I looked at it" not in said


def test_a_person_who_was_stopped_is_let_go_on(clon: Shop):
    alert, olia = much(clon, is_block=True), as_(clon.owner)
    assert "Let them go on today" in plain(olia.get("/manage/alerts"))

    said = plain(olia.post(f"/manage/alerts/{alert}/lift", follow=True))

    assert "Lifted for that day." in said
    assert "Let them go on today" not in said


def test_neighbours_alerts_are_not_there(clon: Shop, oak: Shop):
    alert = much(clon, is_block=True)

    assert as_(oak.owner).post(f"/manage/alerts/{alert}/lift").status_code == 404
    as_(oak.owner).post(f"/manage/alerts/{alert}/seen")

    with tenant_context(clon.tenant.id):
        [kept] = find_alerts(limit=5)
    assert (kept.is_lifted, kept.seen_at) == (False, None)


def test_a_return_is_approved_once(clon: Shop):
    request, olia = ask(clon), as_(clon.owner)
    said = plain(olia.get("/manage/alerts"))
    assert "100.00 ₽ · Анна Чек <b>потерян</b>" in said

    for _ in range(2):
        olia.post(f"/manage/returns/{request}", {"approve": "1"})

    with tenant_context(clon.tenant.id):
        assert Return.objects.get().actor == f"staff:{clon.owner.id}"


def test_a_declined_return_cannot_be_approved(clon: Shop):
    request, olia = ask(clon), as_(clon.owner)
    olia.post(f"/manage/returns/{request}", {"decline": "1"})

    refused = olia.post(f"/manage/returns/{request}", {"approve": "1"})

    assert refused.status_code == 422
    assert "Somebody has decided this meanwhile." in plain(refused)
    with tenant_context(clon.tenant.id):
        assert ReturnRequest.objects.get().state == "DECLINED"


def test_neighbours_returns_are_not_there(clon: Shop, oak: Shop):
    request = ask(clon)

    assert as_(oak.owner).post(f"/manage/returns/{request}", {"approve": "1"}).status_code == 404


def test_queries_do_not_grow_with_alerts(clon: Shop):
    olia, asked = as_(clon.owner), []
    for _ in range(3):
        ask(clon)
        with tenant_context(clon.tenant.id):
            purchases = {"kind": Kind.MEMBER_SALES, "staff_id": clon.cashier.id, "amount": 4}
            limits.use(**purchases, subject=new_id(), at=now())
        with CaptureQueriesContext(connection) as sent:
            olia.get("/manage/alerts")
        asked.append(len(sent))

    assert asked[0] == asked[2] <= 25


def test_limits_are_set(clon: Shop):
    olia = as_(clon.owner)

    said = plain(
        olia.post(
            "/manage/till-limits", sent() | {"CLAIMS.soft": "", "CLAIMS.hard": "7"}, follow=True
        )
    )

    assert "The limits are set." in said
    with tenant_context(clon.tenant.id):
        assert get_policy().limits == {**DEFAULTS, Kind.CLAIMS: Limit(None, 7)}


def test_limits_of_codes_are_set_in_money_and_times(clon: Shop):
    wanted = {"CODE_COST.hard": "2500.50", "CODES.hard": "", "ADDRESS_CODES.soft": "5"}

    as_(clon.owner).post("/manage/till-limits", sent() | wanted)

    with tenant_context(clon.tenant.id):
        assert get_policy().limits == {
            **DEFAULTS,
            Kind.CODE_COST: Limit(200_000, 250_050),
            Kind.CODES: Limit(300, None),
            Kind.ADDRESS_CODES: Limit(5, 100),
        }


def sent(based_on: str = "") -> dict[str, str]:
    """The form as it is at first."""
    numbers = {
        f"{kind}.{side}": str(number // 100 if kind in IN_POINTS | IN_MONEY else number)
        for kind, limit in DEFAULTS.items()
        for side, number in (("soft", limit.soft), ("hard", limit.hard))
    }
    return {"based_on": based_on, **numbers}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"CLAIMS.soft": "x"}, "Type a whole number, or nothing for no limit."),
        ({"CLAIMS.soft": "-1"}, "Type a whole number, or nothing for no limit."),
        ({"CLAIMS.soft": "21"}, "The alert comes before the stop: type less, or nothing."),
        ({"ADJUSTED_POINTS.hard": "1.234"}, "Type a whole number, or nothing for no limit."),
    ],
)
def test_limits_without_sense_change_nothing(clon: Shop, wrong, said):
    refused = as_(clon.owner).post("/manage/till-limits", sent() | wrong)

    assert (refused.status_code, said in plain(refused)) == (422, True)
    assert f'value="{next(iter(wrong.values()))}"' in refused.content.decode()
    with tenant_context(clon.tenant.id):
        assert get_policy().changed_at is None


def test_the_second_of_two_is_told(clon: Shop):
    olia = as_(clon.owner)
    olia.post("/manage/till-limits", sent() | {"CLAIMS.hard": "7"})

    refused = olia.post("/manage/till-limits", sent() | {"CLAIMS.hard": "9"})

    assert refused.status_code == 422
    assert "Somebody else changed the limits meanwhile." in plain(refused)
    with tenant_context(clon.tenant.id):
        assert get_policy().limits[Kind.CLAIMS].hard == 7


@pytest.mark.parametrize("path", ["/manage/alerts", "/manage/till-limits"])
def test_cashiers_and_marketers_watch_nobody(clon: Shop, path: str):
    assert [as_(who).get(path).status_code for who in (clon.cashier, clon.marketer)] == [403, 403]
