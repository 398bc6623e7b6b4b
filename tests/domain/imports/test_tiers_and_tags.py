"""Members bring the tier and the tags they had elsewhere; who is here keeps theirs."""

import datetime as dt

from plushka.domain.audit.models import Record
from plushka.domain.events.models import Event
from plushka.domain.members.models import Identifier, Member, MemberTag, PurchaseSummary
from plushka.domain.messaging.models import Message
from plushka.domain.programmes import files
from plushka.domain.programmes.operations import publish
from plushka.domain.sales.retiering import retier
from plushka.domain.tenants.context import tenant_context
from tests.conftest import NOON
from tests.domain.imports.bringing import OLYA, bring, run, told, try_file, undo, undone

HEAD = "Телефон;Уровень;Теги\n"


def by_phone(company):
    """Tier and tags by the last digit of the phone."""
    with tenant_context(company):
        phones = Identifier.objects.filter(kind="PHONE").values_list("value", "member_id")
        tiers = dict(PurchaseSummary.objects.values_list("member_id", "tier"))
        tags = {}
        for member, tag in MemberTag.objects.order_by("tag").values_list("member_id", "tag"):
            tags.setdefault(member, []).append(tag)
        return {phone[-1]: (tiers[one], tags.get(one, [])) for phone, one in phones}


def by_months(company):
    """Let tiers look at the purchases of three months."""
    plain = files.plain(files.preset("bonusplus"))
    plain["tiers"][1]["when"] = {"purchases": {"months": 3, "gt": "10000"}}
    with tenant_context(company):
        publish(programme=files.read(plain), actor=OLYA, at=NOON)


def test_newcomers_begin_in_their_tier_with_their_tags(firm):
    import_id = bring(
        firm,
        "members",
        f"{HEAD}"
        "+79161234561; ЗОЛОТАЯ ;VIP, постоянный\n"
        '+79161234562;gold;"vip; Vip ;\nкофе"\n'
        "+79161234563;Standard; , \n"
        "+79161234564;;\n",
    )

    assert told(firm, import_id) == [(number, "NEW") for number in (2, 3, 4, 5)]
    assert by_phone(firm) == {
        "1": ("gold", ["vip", "постоянный"]),
        "2": ("gold", ["vip", "кофе"]),
        "3": ("standard", []),
        "4": ("standard", []),
    }
    with tenant_context(firm):
        tag = MemberTag.objects.first()
        assert (tag.at, tag.actor) == (NOON, OLYA)
        assert set(Event.objects.values_list("type", flat=True)) == {"member_enrolled"}
        assert not Message.objects.exists()


def test_tier_and_tags_that_cannot_be_are_refused_with_row_and_field(firm):
    many = ",".join(f"t{number}" for number in range(51))

    import_id = try_file(
        firm,
        "members",
        f"{HEAD}"
        "+79161234561;platinum;\n"
        f"+79161234562;;{'x' * 51}\n"
        f"+79161234563;;{many}\n"
        "+79161234564;gold;a\tb\n"
        f"+79161234565;gold;{many.removesuffix(',t50')},T1\n",
    )
    refused = told(firm, import_id)[:3]
    run(firm, import_id)

    assert refused == [
        (2, "REFUSED", "no_tier", "tier"),
        (3, "REFUSED", "too_long", "tags"),
        (4, "REFUSED", "too_many_tags", "tags"),
    ]
    assert {phone: (tier, len(tags)) for phone, (tier, tags) in by_phone(firm).items()} == {
        "4": ("gold", 1),
        "5": ("gold", 50),
    }


def test_who_is_here_keeps_their_tier_and_tags(firm):
    bring(firm, "members", f"{HEAD}+79161234561;;давно\n")

    again = bring(firm, "members", f"{HEAD}+79161234561;gold;vip\n")

    assert told(firm, again) == [(2, "REPEATED")]
    assert by_phone(firm) == {"1": ("standard", ["давно"])}


def test_tier_of_a_lifetime_stands_and_of_a_period_ends_with_it(firm):
    bring(firm, "members", f"{HEAD}+79161234561;gold;\n")
    by_months(firm)
    bring(firm, "members", f"{HEAD}+79161234562;gold;\n+79161234563;standard;\n")

    ends = dt.datetime(2027, 2, 21, 21, tzinfo=dt.UTC)
    with tenant_context(firm):
        held = PurchaseSummary.objects.order_by("id").values_list(
            "tier", "tier_since", "tier_until"
        )
        assert list(held)[1:] == [("gold", NOON, ends), ("standard", None, None)]
        retier(at=ends - dt.timedelta(seconds=1))
    before = by_phone(firm)["2"]
    with tenant_context(firm):
        retier(at=ends)

    assert (before, by_phone(firm)["2"]) == (("gold", []), ("standard", []))


def test_tier_that_has_gone_since_the_trial_is_refused(firm):
    import_id = try_file(firm, "members", f"{HEAD}+79161234561;gold;vip\n")
    plain = files.plain(files.preset("bonusplus"))
    del plain["tiers"][1]
    with tenant_context(firm):
        publish(programme=files.read(plain), actor=OLYA, at=NOON)

    run(firm, import_id)

    assert told(firm, import_id) == [(2, "REFUSED", "no_tier", "tier")]
    assert by_phone(firm) == {}


def test_name_of_two_tiers_means_neither(firm):
    plain = files.plain(files.preset("bonusplus"))
    for tier in plain["tiers"]:
        tier["name"]["ru"] = "Своя"
    with tenant_context(firm):
        publish(programme=files.read(plain), actor=OLYA, at=NOON)

    import_id = try_file(firm, "members", f"{HEAD}+79161234561;Своя;\n+79161234562;gold;\n")

    assert told(firm, import_id) == [(2, "REFUSED", "no_tier", "tier"), (3, "NEW")]


def test_members_with_tier_and_tags_are_taken_back_whole(firm):
    import_id = bring(firm, "members", f"{HEAD}+79161234561;gold;vip\n")

    undo(firm, import_id)

    assert undone(firm, import_id) == [(2, "WHOLE", "")]
    with tenant_context(firm):
        assert not MemberTag.objects.exists()
        assert Member.objects.filter(erased_at=None).count() == 0
        assert "vip" not in str(list(Record.objects.values_list("after", flat=True)))
