"""What the programme may promise, sold for real; and who may not buy."""

import datetime as dt

import pytest

from plushka.domain.confirmations.refusals import ConfirmationNeeded, ConfirmationWrong
from plushka.domain.enrolment import operations as enrolment
from plushka.domain.members.models import Member
from plushka.domain.messaging.models import Message
from plushka.domain.sales import operations as sales
from plushka.domain.sales import queries
from plushka.domain.sales.asked import AskedLine, AskedReturn, AskedSale, Asker
from plushka.domain.sales.models import Sale
from plushka.domain.sales.refusals import KeyRevoked, MemberBlocked, SaleUnknown
from plushka.domain.sales.returning import return_in
from plushka.domain.tenants import operations as tenants
from plushka.domain.tenants.models import ApiKey, Outlet
from plushka.domain.tenants.queries import get_place
from plushka.lib.refusal import BadField
from tests.conftest import NOON
from tests.domain.sales.cast import (
    ANNA,
    STRANGER,
    TILL,
    asked,
    back,
    days,
    give,
    join,
    promise,
    quote,
    record,
    sell,
)


def bought(*categories, redeem=None):
    """A receipt with a line of 100.00 for each category."""
    lines = tuple(AskedLine(price=10_000, category=category) for category in categories)
    return AskedSale(outlet="main", receipt="A-1", member=ANNA, lines=lines, redeem=redeem)


def test_two_rules_are_rounded_each_on_its_own(lipa):
    """T10: 5 % + 3 % on 33.33 is 1.66 + 0.99."""
    promise(earning=[{"percent": "5"}, {"percent": "3"}])
    join(ANNA)

    told = sell(asked("A-1", 3_333))

    assert [why["points"] for why in told.explanation] == [166, 99]
    assert (told.accrued, told.lines[0].accrued) == (265, 265)


def test_discount_of_the_tier_is_taken_before_points(lipa):
    """E6, T8."""
    plain = {"tiers": [_tier("standard", discount={"percent": "10"})]}
    promise(**plain)
    member = join(ANNA)
    give(50_000, member=member)

    told = sell(asked("A-1", 10_000, redeem="max"))

    assert (told.discount, told.max_redeem, told.redeemed, told.to_pay) == (1_000, 9_000, 9_000, 0)
    assert told.accrued == 0
    assert [why["rule"] for why in told.explanation] == ["tier:standard", "discount:standard"]


def _tier(code, **more):
    name = {"ru": code, "uk": code, "en": code}
    return {"code": code, "name": name, "earning": [{"percent": "5"}], **more}


def test_excluded_goods_neither_earn_nor_take_points(lipa):
    """T8, T9, D31: each list on its own; the reason is told."""
    promise(
        exclusions={"accrual": ["табак"], "redemption": ["Табак"], "tier_total": ["табак"]},
        paying={"max_percent": "50"},
    )
    member = join(ANNA)
    give(50_000, member=member)

    told = sell(bought("табак", "food", redeem="max"))

    assert [line.redeemed for line in told.lines] == [0, 5_000]
    assert [line.accrued for line in told.lines] == [0, 250]
    assert told.max_redeem == 5_000
    assert [why["rule"] for why in told.explanation] == ["tier:standard", "limit", "limit"]
    assert Sale.objects.get().counted == 5_000


def test_points_that_open_later_are_pending(lipa):
    """T14, E8: "after N days" opens at the start of a local day."""
    promise(activation={"mode": "after_days", "days": 3})
    join(ANNA)

    told = sell(asked("A-1", 10_000))

    assert (told.balance.spendable, told.balance.pending) == (0, 500)
    assert told.available_at == dt.datetime(2026, 11, 23, 21, 0, tzinfo=dt.UTC)
    assert sell(asked("A-2", total=500, redeem=500), at=NOON + days(3)).redeemed == 500


def test_points_end_with_their_last_local_day(anna):
    """T2, T18: usable through the day D + 365, never a moment longer."""
    sell(asked("A-1", 10_000))
    last = dt.datetime(2027, 11, 21, 20, 59, 59, tzinfo=dt.UTC)

    assert quote(asked("A-2", total=500, redeem=500), at=last).redeemed == 500
    [refused] = record(asked("A-2", total=500, redeem=500), at=last + dt.timedelta(seconds=1))
    assert refused.facts == {"missing": "5.00"}


def test_blocked_member_buys_nothing_within_the_programme(anna):
    Member.objects.filter(id=anna).update(blocked_at=NOON, block_reason="fraud")

    [refused] = record(asked("A-1", 10_000))

    assert isinstance(refused, MemberBlocked)


def test_revoked_key_is_refused_in_the_sale_itself(anna, lipa):
    tenants.add_key(tenant=lipa, name="till", scopes=("sales",), at=NOON)
    key = ApiKey.objects.get(name="till")
    holder = Asker(actor="key:till", key_id=key.id)
    sell(asked("A-1", 10_000), asker=holder)
    tenants.revoke_key(key_id=key.id, at=NOON)

    [refused] = record(asked("A-2", 10_000), asker=holder)

    assert isinstance(refused, KeyRevoked)
    with pytest.raises(KeyRevoked):
        quote(asked("A-2", 10_000), asker=holder)


def test_redeeming_needs_the_code_that_was_sent(anna):
    """E23, T26: bound to the sum and the outlet, and good once."""
    give(10_000, member=anna)
    outlet = Outlet.objects.get(code="main")
    enrolment.ask_code(locator=ANNA, purpose="REDEEM", outlet_id=outlet.id, amount=5_000, at=NOON)
    [text] = Message.objects.filter(kind="code_redeem").values_list("text", flat=True)
    code = text.split(": ")[1]

    def pay(receipt, points, told):
        ask = asked(receipt, total=10_000, redeem=points, confirmation=told)
        return record(ask, asker=STRANGER)[0]

    assert isinstance(pay("A-1", 100, None), ConfirmationNeeded)
    assert isinstance(pay("A-1", 100, "nope"), ConfirmationWrong)
    assert isinstance(pay("A-1", 5_001, code), ConfirmationWrong)
    assert pay("A-1", 4_999, code).redeemed == 4_999
    assert isinstance(pay("A-2", 1, code), ConfirmationWrong)
    assert pay("A-3", 0, None).redeemed == 0


def test_story_of_a_sale_tells_its_returns(anna, lipa):
    place = get_place(lipa.id)
    sale = sell(asked("A-1", 10_000, 5_000))
    told = back(sale, "R-1", 2)

    story = queries.find_story(place, outlet="main", receipt="A-1")

    assert (story.sale, story.returns) == (sale, (told,))
    assert queries.get_story(place, sale.id) == story
    assert queries.recent_stories(place, outlet_id=Sale.objects.get().outlet_id, limit=5) == [
        story
    ]
    assert queries.find_story(place, outlet="main", receipt="A-2") is None
    with pytest.raises(SaleUnknown):
        queries.get_story(place, anna)


def test_stories_ask_no_more_for_three_sales_than_for_one(anna, lipa, django_assert_num_queries):
    place = get_place(lipa.id)
    outlet = Outlet.objects.get(code="main").id
    sell(asked("A-1", 10_000))
    with django_assert_num_queries(4):
        queries.recent_stories(place, outlet_id=outlet, limit=5)
    record(asked("A-2", 10_000), asked("A-3", 10_000))
    with django_assert_num_queries(4):
        assert len(queries.recent_stories(place, outlet_id=outlet, limit=5)) == 3


def test_return_at_an_outlet_that_is_not_the_caller_s_is_not_found(anna, lipa):
    sale = sell(asked("A-1", 10_000))
    second = tenants.add_outlet(code="second", name="Вторая")
    bound = Asker(actor="system:test", outlet_id=second.id)
    ask = AskedReturn(receipt="R-1")

    with pytest.raises(SaleUnknown):
        return_in(get_place(lipa.id), sale.id, ask, bound, key=None, at=NOON)
    told = return_in(
        get_place(lipa.id),
        sale.id,
        AskedReturn(receipt="R-1", outlet="second"),
        TILL,
        key=None,
        at=NOON,
    )
    assert told.money_back == 10_000


def test_lines_that_are_empty_are_refused(anna, lipa):
    sale = sell(asked("A-1", 10_000))

    with pytest.raises(BadField, match="lines"):
        return_in(
            get_place(lipa.id),
            sale.id,
            AskedReturn(receipt="R-1", lines=()),
            TILL,
            key=None,
            at=NOON,
        )


def test_empty_list_is_nothing_to_record():
    assert sales.record(tenant_id=1, sales=[], at=NOON) == []
