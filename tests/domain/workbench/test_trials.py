"""One receipt at a moment to come: what a trial tells is what the sale answers then."""

import datetime as dt

import msgspec
import pytest

from plushka.domain.ledger.models import Entry
from plushka.domain.ledger.spending import NotEnoughPoints
from plushka.domain.programmes import drafts, files
from plushka.domain.programmes.drafts import DraftUnknown
from plushka.domain.programmes.operations import publish
from plushka.domain.programmes.queries import VersionUnknown
from plushka.domain.sales.models import Sale
from plushka.domain.sales.retiering import retier
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from plushka.domain.workbench.states import MemberState
from plushka.domain.workbench.trials import try_at
from plushka.lib.refusal import BadField
from tests.conftest import NOON
from tests.domain.campaigns.cast import launch, rule, used
from tests.domain.sales.cast import ANNA, asked, days, give, join, promise, sell
from tests.domain.sales.climbing import steps
from tests.domain.sales.converting import worth

HUNDRED = {"effect": "points", "points": "100"}
APART = {"effect": "points", "points": "50", "valid_days": 3}
CHRISTMAS = NOON + days(33)


def tried(receipt=None, *, source="in_force", at=NOON, moment=CHRISTMAS, **more):
    """Try a receipt of 1 000.00, by Анна where nobody else is named."""
    receipt = receipt or asked("T-1", 60_000, 40_000)
    return try_at(
        receipt=msgspec.structs.replace(receipt, at=moment),
        source=source,
        place=get_place(current_tenant()),
        at=at,
        **more,
    )


def in_words(told):
    """The answer but for what only a recorded sale has."""
    return msgspec.structs.replace(told, id=None, status="")


@pytest.fixture
def eventful(lipa):
    """Points that open, end and are spent, a tier that ends, a version and a campaign to come."""
    promise(activation={"mode": "after_days", "days": 5}, **steps(purchases={"days": 30}))
    member = join(ANNA)
    give(30_000, member=member, expires_at=NOON + days(20))
    give(7_000, member=member, key="more")
    sell(asked("A-1", 1_500_000))
    launch(rules=[rule(HUNDRED)], at=NOON)
    launch(
        "christmas",
        rules=[rule({"effect": "discount", "percent": "10"}, APART)],
        starts="2026-12-20T00:00",
        ends="2026-12-31T00:00",
        budgets=[{"of": "uses", "most": "1", "each": "day"}],
        at=NOON,
    )
    plain = files.plain(files.preset("bonusplus")) | steps(purchases={"days": 30})
    plain["tiers"][0]["earning"] = [{"percent": "7"}]
    publish(programme=files.read(plain), actor="system:test", at=NOON, valid_from=NOON + days(30))
    return member


@pytest.mark.parametrize("ahead", [0, 1, 6, 25, 31, 33, 60])
def test_a_trial_tells_what_the_sale_answers_when_its_moment_has_come(eventful, ahead):
    moment = NOON + days(ahead)
    receipt = asked("T-1", 60_000, 40_000, redeem="max")

    trial = tried(receipt, moment=moment)

    for day in range(1, ahead + 1):
        retier(at=NOON + days(day))
    assert in_words(trial.told) == in_words(sell(receipt, at=moment))
    assert trial.version == (2 if ahead >= 30 else 1)


def test_a_trial_counts_in_points_of_then(programme):
    """T35."""
    give(6_000, member=join(ANNA))
    worth("0.10", at=NOON + days(30))
    receipt = asked("T-1", 60_000, 40_000, redeem="max")

    trial = tried(receipt)

    assert (trial.told.points, trial.told.redeemed) == (60_000, 6_000)
    assert in_words(trial.told) == in_words(sell(receipt, at=CHRISTMAS))


def test_a_trial_writes_nothing(eventful):
    before = Sale.objects.count(), Entry.objects.count(), used()

    tried()

    assert (Sale.objects.count(), Entry.objects.count(), used()) == before


def test_campaigns_of_then_give_and_are_named(eventful):
    trial = tried()

    assert [live.code for live in trial.campaigns] == ["autumn", "christmas"]
    assert trial.giving == {"autumn", "christmas"}
    assert trial.told.discount == 10_000
    [gift] = trial.told.gifts
    assert (gift.points, gift.expires_at) == (5_000, dt.datetime(2026, 12, 27, 21, tzinfo=dt.UTC))
    assert [live.code for live in tried(moment=NOON).campaigns] == ["autumn"]


def test_a_campaign_without_room_is_named_and_gives_nothing(lipa):
    promise()
    join(ANNA)
    launch(rules=[rule(HUNDRED)], budgets=[{"of": "points", "most": "150"}], at=NOON)
    sell(asked("A-1", 10_000))

    trial = tried()

    assert ([live.code for live in trial.campaigns], trial.giving) == (["autumn"], frozenset())
    assert trial.told.accrued == 5_000


def test_the_draft_decides_in_the_place_of_versions(eventful):
    plain = files.plain(files.preset("bonusplus"))
    plain["tiers"][0]["earning"] = [{"percent": "50"}]
    plain["tiers"][1]["when"] = {"lifetime_purchases": {"from": "15000.00"}}
    plain["tiers"][1]["earning"] = [{"percent": "60"}]
    with pytest.raises(DraftUnknown):
        tried(source="draft")
    drafts.change_draft(document=plain, actor="system:test", at=NOON)

    by_draft, by_version = tried(source="draft"), tried(source=2)

    # Gold of the draft is a lifetime's, so Анна holds it; its 60 % of 900.00 and the campaign's.
    assert (by_draft.version, by_draft.told.tier) == (None, "gold")
    assert by_draft.told.accrued == 54_000 + 10_000
    assert (by_version.version, by_version.told.accrued) == (2, 6_300 + 10_000)
    with pytest.raises(VersionUnknown):
        tried(source=3)


def test_somebody_made_up_is_tried_beside_the_same_campaigns(eventful):
    receipt = asked("T-1", 60_000, 40_000, member=None, redeem=5_000)
    state = MemberState(tier="silver", paid_total=200_000, spendable=5_000, gift=5_000)

    trial = tried(receipt, member=state)

    assert trial.giving == {"autumn", "christmas"}
    # What was spent is gone; the campaigns' points are there.
    assert (trial.told.redeemed, trial.told.balance.spendable) == (5_000, 15_000)
    with pytest.raises(NotEnoughPoints):
        tried(receipt, member=msgspec.structs.replace(state, spendable=0, gift=0))


def test_nobody_is_tried_as_a_sale_without_a_member(eventful):
    trial = tried(asked("T-1", 60_000, member=None))

    assert (trial.told.to_pay, trial.told.accrued, trial.told.balance) == (60_000, 0, None)
    assert trial.giving == frozenset()


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("receipt.at", {"moment": NOON - days(1)}),
        ("receipt.at", {"moment": NOON + days(3_661)}),
        ("member", {"member": MemberState(tier="standard")}),
        ("receipt.lines", {"receipt": asked("T-1")}),
    ],
)
def test_what_cannot_be_tried_is_refused_with_its_place(eventful, path, more):
    with pytest.raises(BadField) as refused:
        tried(**more)

    assert refused.value.path == path


@pytest.mark.parametrize(
    ("path", "state"),
    [("member.tier", {"tier": "platinum"}), ("member.gift", {"tier": "standard", "gift": 1})],
)
def test_a_member_who_cannot_be_is_refused(eventful, path, state):
    with pytest.raises(BadField) as refused:
        tried(asked("T-1", 1, member=None), member=MemberState(**state))

    assert refused.value.path == path
