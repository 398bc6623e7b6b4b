"""Examples are kept without a person, and a draft is published once all of them agree."""

import datetime as dt

import pytest

from plushka.domain.audit.models import Record
from plushka.domain.ledger.models import Entry
from plushka.domain.members.queries import MemberUnknown
from plushka.domain.programmes import drafts
from plushka.domain.programmes.models import Version
from plushka.domain.sales.asked import AskedLine, AskedSale
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from plushka.domain.workbench import operations, queries
from plushka.domain.workbench.models import Example
from plushka.domain.workbench.operations import ExamplesFail
from plushka.domain.workbench.queries import ExampleUnknown
from plushka.domain.workbench.states import MemberState
from plushka.lib.refusal import BadField
from tests.conftest import NOON
from tests.domain.programmes.making import document
from tests.domain.sales import cast

OLYA = "staff:olya"
LATER = NOON + dt.timedelta(hours=1)
GOLD = MemberState(tier="gold", paid_total=1_500_000, spendable=35_000)
THOUSAND = AskedSale(outlet="main", total=100_000)


def save(name="Тысяча", receipt=THOUSAND, **more):
    return operations.save_example(
        name=name, receipt=receipt, place=place(), actor=OLYA, at=NOON, **more
    )


def place():
    return get_place(current_tenant())


def earning_of_gold(percent):
    """Put another percent for gold into the draft."""
    plain = document()
    plain["tiers"][1]["earning"] = [{"percent": percent}]
    return drafts.change_draft(document=plain, actor=OLYA, at=LATER)


def publish(**more):
    return operations.publish_draft(place=place(), actor=OLYA, at=LATER, **more)


def test_an_example_keeps_what_its_receipt_comes_to(programme):
    example = save(member=GOLD)

    kept = queries.get_example(example.id)
    assert kept.receipt == {
        "outlet": "main",
        "at": "2026-11-21T09:00:00+00:00",
        "total": "1000.00",
    }
    assert kept.member == {
        "tier": "gold",
        "paid_total": 1_500_000,
        "days_since": None,
        "spendable": 35_000,
        "gift": 0,
    }
    assert (kept.expected["to_pay"], kept.expected["accrued"]) == ("1000.00", "100.00")
    assert [one.action for one in Record.objects.filter(subject_kind="example")] == [
        "example_saved"
    ]


def test_an_example_of_a_member_keeps_where_they_stand_and_not_who_they_are(anna):
    cast.sell(cast.asked("A-1", 1_100_000))

    example = save(receipt=AskedSale(outlet="main", total=100_000, member=cast.ANNA, redeem="max"))

    assert example.member == {
        "tier": "gold",
        "paid_total": 1_100_000,
        "days_since": 0,
        "spendable": 55_000,
        "gift": 0,
    }
    assert example.expected["redeemed"] == "550.00"
    kept = [example.receipt, example.member, example.expected]
    assert str(anna) not in str(kept)
    assert "79161234567" not in str(kept)


def test_an_example_comes_to_what_the_quote_of_the_same_receipt_does(anna):
    cast.sell(cast.asked("A-1", 900_000))
    receipt = cast.asked(None, 70_000, 60_000, redeem=10_000)

    told = cast.quote(receipt)
    expected = save(receipt=receipt).expected

    assert expected["to_pay"] == f"{told.to_pay // 100}.00"
    assert expected["accrued"] == f"{told.accrued // 100}.{told.accrued % 100:02d}"
    assert expected["tier"] == told.tier


def test_a_draft_is_published_while_every_example_is_green(programme):
    save(member=GOLD, expected={"accrued": "120.00"})
    earning_of_gold("12")

    version = publish(valid_from=LATER + dt.timedelta(days=1))

    assert version.number == 2
    assert version.valid_from == LATER + dt.timedelta(days=1)


def test_an_example_that_differs_keeps_the_draft_from_being_published(programme):
    save("Золото", member=GOLD)
    save("Никто")
    lines = (AskedLine(price=70_000), AskedLine(price=30_000))
    save("Позиции", AskedSale(outlet="main", lines=lines), member=GOLD)
    earning_of_gold("12")

    with pytest.raises(ExamplesFail) as refusal:
        publish()

    assert refusal.value.facts["examples"] == [
        {"example": "Золото", "path": "accrued", "expected": "100.00", "actual": "120.00"},
        {"example": "Позиции", "path": "accrued", "expected": "100.00", "actual": "120.00"},
        {"example": "Позиции", "path": "lines[0].accrued", "expected": "70.00", "actual": "84.00"},
        {"example": "Позиции", "path": "lines[1].accrued", "expected": "30.00", "actual": "36.00"},
    ]
    assert str(refusal.value).startswith(
        "Examples come out differently. Золото: accrued is 120.00 and not 100.00; Позиции:"
    )
    assert Version.objects.count() == 1
    assert drafts.get_draft().based_on == 1


def test_a_number_that_is_gone_is_told_as_nothing(programme):
    save("Золото", member=GOLD, expected={"expires_on": "2027-11-21"})
    earning_of_gold("0")

    with pytest.raises(ExamplesFail, match="Золото: expires_on is nothing and not 2027-11-21"):
        publish()


def test_examples_are_run_against_the_draft_or_else_the_newest_version(programme):
    save(member=GOLD)
    examples = queries.find_examples()

    def differing():
        tried = queries.programme_tried()
        [ran] = queries.run(examples, programme=tried, zone=place().zone)
        return [(one.path, one.expected, one.actual) for one in ran.differences]

    assert differing() == []
    earning_of_gold("12")
    assert differing() == [("accrued", "100.00", "120.00")]


def test_a_removed_example_is_asked_no_more(programme):
    example = save(member=GOLD)
    earning_of_gold("12")

    operations.remove_example(example_id=example.id, actor=OLYA, at=LATER)

    assert publish().number == 2
    assert [one.action for one in Record.objects.order_by("at", "id")] == [
        "example_saved",
        "draft_changed",
        "example_removed",
        "programme_published",
    ]
    with pytest.raises(ExampleUnknown):
        queries.get_example(example.id)


@pytest.mark.parametrize(
    ("more", "path"),
    [
        ({"member": MemberState(tier="diamond")}, "member.tier"),
        ({"member": MemberState(tier="gold", spendable=1, gift=2)}, "member.gift"),
        ({"receipt": AskedSale(outlet="main")}, "receipt.lines"),
        (
            {"receipt": AskedSale(outlet="main", total=1, at=NOON + dt.timedelta(days=4_000))},
            "receipt.at",
        ),
        (
            {"receipt": AskedSale(outlet="main", total=1, member=cast.ANNA), "member": GOLD},
            "member",
        ),
    ],
)
def test_an_example_that_cannot_be_is_refused_with_its_field(anna, more, path):
    with pytest.raises(BadField) as refusal:
        save(**more)

    assert refusal.value.path == path
    assert not Example.objects.exists()


def test_a_name_is_taken_once_and_there_is_an_end_of_examples(programme, monkeypatch):
    save()
    with pytest.raises(BadField, match="of this name"):
        save()
    monkeypatch.setattr(operations, "MOST", 1)
    with pytest.raises(BadField, match="there are 1 examples already"):
        save("Другой")

    assert Example.objects.count() == 1


def test_a_member_nobody_knows_makes_no_example(programme):
    with pytest.raises(MemberUnknown):
        save(receipt=AskedSale(outlet="main", total=1, member=cast.BOHDAN))

    assert not Example.objects.exists()


def test_saving_an_example_moves_no_points(anna):
    cast.sell(cast.asked("A-1", 100_000))
    before = Entry.objects.count()

    save(receipt=AskedSale(outlet="main", total=100_000, member=cast.ANNA, redeem="max"))

    assert Entry.objects.count() == before
