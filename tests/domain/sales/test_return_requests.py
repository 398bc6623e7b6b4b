"""A cashier asks for a return without a receipt, a senior decides (T41)."""

import datetime as dt

import pytest

from plushka.domain.audit.models import Record
from plushka.domain.enrolment.operations import erase
from plushka.domain.members.queries import MemberUnknown
from plushka.domain.sales.asked import AskedUnreceipted, Asker
from plushka.domain.sales.claims import find_unclaimed
from plushka.domain.sales.models import Return, ReturnRequest
from plushka.domain.sales.refusals import RequestDecided, SaleUnknown
from plushka.domain.sales.return_requests import (
    approve_in,
    ask_in,
    decline,
    find_waiting,
    get_request,
)
from plushka.domain.tenants.context import current_tenant, tenant_context
from plushka.domain.tenants.models import Outlet
from plushka.domain.tenants.queries import OutletUnknown, get_place
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from tests.conftest import NOON
from tests.domain.sales.cast import ANNA, BOHDAN, asked, join, promise, sell

PETRO = Asker(actor=f"staff:{new_id()}")
OLIA = Asker(actor=f"staff:{new_id()}")
MINUTE = dt.timedelta(minutes=1)


def ask(**more):
    """Петро asks; give the request's id."""
    request = more.pop("request_id", None) or new_id()
    known = {"member": ANNA, "outlet": "main", "receipt": "R-1", "total": 60_000}
    wanted = AskedUnreceipted(**{**known, "reason": "Чек потерян", **more})
    ask_in(wanted, more.get("asker", PETRO), request_id=request, at=NOON)
    return request


def approve(request):
    return approve_in(get_place(current_tenant()), request, OLIA, at=NOON + MINUTE)


def told(request):
    return get_request(get_place(current_tenant()), request)


def test_what_is_asked_for_waits_and_changes_nothing(anna):
    request = ask()

    [waiting] = find_waiting(get_place(current_tenant()))
    assert waiting == told(request)
    assert (waiting.member_id, waiting.outlet, waiting.receipt) == (anna, "main", "R-1")
    assert (waiting.total, waiting.reason, waiting.actor) == (60_000, "Чек потерян", PETRO.actor)
    assert waiting.is_waiting
    assert Return.objects.count() == 0


def test_same_request_again_is_one(anna):
    request = ask()

    ask(request_id=request)

    assert ReturnRequest.objects.count() == 1


def test_approved_request_is_a_return_in_the_seniors_name(anna):
    sell(asked("A-1", 100_000))
    request = ask()

    made = approve(request)

    assert (made.money_back, made.accrual_reversed) == (60_000, 3_000)
    assert Return.objects.get().actor == OLIA.actor
    known = told(request)
    assert (known.state, known.decided_by, known.returned) == ("APPROVED", OLIA.actor, made)
    assert find_waiting(get_place(current_tenant())) == []


def test_approved_twice_is_one_return(anna):
    request = ask()

    first, second = approve(request), approve(request)

    assert (first.id, second.is_repeat) == (second.id, True)
    assert Return.objects.count() == 1


def test_declined_request_is_no_return(anna):
    request = ask()

    decline(request_id=request, actor=OLIA.actor, at=NOON)
    decline(request_id=request, actor=OLIA.actor, at=NOON)

    with pytest.raises(RequestDecided):
        approve(request)
    assert (told(request).state, Return.objects.count()) == ("DECLINED", 0)
    assert Record.objects.filter(action="return_declined").count() == 1


def test_approved_request_is_not_declined_any_more(anna):
    request = ask()
    approve(request)

    with pytest.raises(RequestDecided):
        decline(request_id=request, actor=OLIA.actor, at=NOON)

    assert told(request).state == "APPROVED"


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"total": 0}, BadField),
        ({"reason": " "}, BadField),
        ({"member": BOHDAN}, MemberUnknown),
        ({"outlet": "other"}, OutletUnknown),
    ],
)
def test_request_without_sense_is_refused(anna, more, refusal):
    with pytest.raises(refusal):
        ask(**more)

    assert ReturnRequest.objects.count() == 0


@pytest.fixture
def neighbours_request(dub):
    """A request that waits next door; ask for it before «Липа»."""
    with tenant_context(dub.id):
        promise()
        join(ANNA)
        return ask()


def test_neighbours_request_is_nobodys_here(neighbours_request, anna):
    with pytest.raises(SaleUnknown):
        approve(neighbours_request)

    assert find_waiting(get_place(current_tenant())) == []


def test_reason_goes_with_the_member(anna):
    request = ask()

    erase(member_id=anna, actor=OLIA.actor, at=NOON)

    assert told(request).reason == ""


def test_receipt_without_a_member_is_found_by_its_sum_and_moment(anna):
    for receipt, minutes, total, member in [
        ("near", 5, 10_000, None),
        ("nearer", -1, 10_000, None),
        ("early", -61, 10_000, None),
        ("other", 0, 10_001, None),
        ("Annas", 0, 10_000, ANNA),
    ]:
        sell(asked(receipt, total=total, member=member, at=NOON + minutes * MINUTE))

    main = Outlet.objects.get(code="main").id
    found = find_unclaimed(outlet=main, total=10_000, around=NOON, limit=5)

    assert [one.receipt for one in found] == ["nearer", "near"]
