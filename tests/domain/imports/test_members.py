"""Members come in from a file: each once, by the rules of enrolment."""

import datetime as dt

from plushka.domain.enrolment import operations as enrolment
from plushka.domain.enrolment.newcomers import Newcomer
from plushka.domain.events.models import Event
from plushka.domain.imports.models import Given, ImportRow
from plushka.domain.ledger.models import Account, Entry, Lot
from plushka.domain.members.locator import Locator
from plushka.domain.members.models import Consent, Identifier, Member, PurchaseSummary
from plushka.domain.members.operations import NewConsent
from plushka.domain.messaging.models import Message
from plushka.domain.tenants.context import tenant_context
from tests.conftest import NOON
from tests.domain.imports.bringing import OLYA, bring, run, state, told, try_file

PEOPLE = (
    "Телефон;ФИО;Дата рождения;Номер карты;Согласие;Любимый цвет\n"
    "8 (916) 123-45-67;Анна Петрова;28.02.1990;2900000000018;да;синий\n"
    ";Богдан;31.12.85;2900000000025;нет;\n"
)
MEANINGS = ("phone", "name", "birth_date", "card", "advertising", "attribute:colour")


def _shape(rows, without=()):
    """Give rows as their columns, without what differs from one member to the next."""
    hidden = {"id", "tenant_id", "member_id", "account_id", "salt", "proof", *without}
    return [
        {
            field.attname: getattr(row, field.attname)
            for field in row._meta.concrete_fields
            if field.attname not in hidden
        }
        for row in rows
    ]


def _rows_of(member, card):
    events = Event.objects.filter(member_id=member)
    return (
        _shape(Member.objects.filter(id=member)),
        _shape(
            Identifier.objects.filter(member_id=member).exclude(value=card).order_by("kind"),
            without={"value", "tail"},
        ),
        _shape(PurchaseSummary.objects.filter(member_id=member)),
        _shape(Consent.objects.filter(member_id=member), without={"version"}),
        _shape(Account.objects.filter(member_id=member)),
        [(event.type, event.at, event.data) for event in events],
    )


def test_an_imported_member_is_the_same_rows_as_an_enrolled_one(firm):
    bring(firm, "members", PEOPLE, MEANINGS)

    with tenant_context(firm):
        enrolled = enrolment.enrol(
            newcomer=Newcomer(
                (Locator("PHONE", "+79161234599"), Locator("CARD", "2900000000032")),
                name="Анна Петрова",
                birth_date=dt.date(1990, 2, 28),
                attributes={"colour": "синий"},
                consents=(NewConsent("ADVERTISING", "import", "SMS"),),
            ),
            actor=OLYA,
            at=NOON,
            is_trusted=True,
        )
        imported = Identifier.objects.get(value="+79161234567").member_id

        assert _rows_of(imported, "") == _rows_of(enrolled, "")
        assert Message.objects.count() == 0


def test_a_row_keeps_nobody_once_it_is_taken(firm):
    import_id = bring(firm, "members", PEOPLE, MEANINGS)

    assert told(firm, import_id) == [(2, "NEW"), (3, "NEW")]
    with tenant_context(firm):
        rows = ImportRow.objects.filter(source_id=import_id)
        assert [(row.cells, row.keys, row.is_done) for row in rows] == [([], [], True)] * 2
        bohdan = Member.objects.get(name="Богдан")
        assert (bohdan.birth_date, bohdan.id) == (
            dt.date(1985, 12, 31),
            rows.get(number=3).member,
        )
    row = state(firm, import_id)
    assert (row.state, row.sample, row.counts["made"]) == ("DONE", [], 2)


def test_a_trial_changes_nothing_and_gives_each_row_its_verdict(firm):
    bring(firm, "members", "phone,card\n+79161234567,2900000000018\n+79161234568,2900000000025\n")

    import_id = try_file(
        firm,
        "members",
        "phone,card,birthday,balance\n"
        "+79161234567,2900000000018,,\n"
        "+79161234568,,,50\n"
        "+79161234569,,,\n"
        "+79161234569,,,\n"
        "+79161234567,2900000000025,,\n"
        ",,,\n"
        "7.91E+10,,,\n"
        "79161234570,,2030-01-01,\n"
        ",123,,\n"
        ",,,70\n",
    )

    assert told(firm, import_id) == [
        (2, "REPEATED"),
        (3, "KNOWN"),
        (4, "NEW"),
        (5, "REFUSED", "twice", ""),
        (6, "REFUSED", "two_members", ""),
        (8, "REFUSED", "digits_lost", "phone"),
        (9, "REFUSED", "birthday_range", "birth_date"),
        (10, "REFUSED", "no_card", "card"),
        (11, "REFUSED", "nobody", ""),
    ]
    counts = state(firm, import_id).counts
    assert [counts[name] for name in ("new", "known", "repeated", "refused", "points")] == [
        1,
        1,
        1,
        6,
        5000,
    ]
    with tenant_context(firm):
        assert (Member.objects.count(), Entry.objects.count()) == (2, 0)
        twin = ImportRow.objects.get(source_id=import_id, number=5)
        assert twin.facts == {"row": 4}


def test_the_same_file_again_makes_nothing_and_a_mended_one_the_rest(firm):
    text = "phone,balance,expires\n+79161234567,100,31.12.2026\n+7916,50,\n"
    bring(firm, "members", text)

    again = bring(firm, "members", text)
    mended = bring(firm, "members", text.replace("+7916,", "+79161234568,"))

    assert told(firm, again) == [(2, "REPEATED"), (3, "REFUSED", "no_phone", "phone")]
    assert told(firm, mended) == [(2, "REPEATED"), (3, "NEW")]
    with tenant_context(firm):
        assert Member.objects.count() == 2
        assert sorted(Entry.objects.values_list("points", flat=True)) == [5000, 10000]
        assert Given.objects.count() == 2


def test_a_balance_that_was_brought_is_not_brought_as_another(firm):
    bring(firm, "members", "phone,balance\n+79161234567,100\n")

    other = bring(firm, "balances", "phone,balance\n+79161234567,200\n")
    gift = bring(
        firm,
        "balances",
        "phone,balance,points kind\n+79161234567,200,подарочные\n",
        ("phone", "balance", "points_kind"),
    )

    assert told(firm, other) == [(2, "REFUSED", "other_balance", "balance")]
    assert told(firm, gift) == [(2, "KNOWN")]
    with tenant_context(firm):
        assert Account.objects.get().spendable == 30_000


def test_balances_open_now_and_end_as_was_chosen(firm):
    text = "phone,balance,expires\n+79161234567,100,2026-12-31\n+79161234568,1 000.50,\n"
    bring(firm, "members", text, term="never", points="gift")

    with tenant_context(firm):
        lots = Lot.objects.order_by("granted").values_list(
            "kind", "granted", "available_at", "expires_at"
        )
        assert list(lots) == [
            ("GIFT", 10_000, NOON, dt.datetime(2026, 12, 31, 21, tzinfo=dt.UTC)),
            ("GIFT", 100_050, NOON, None),
        ]
        entry = Entry.objects.first()
        assert (entry.kind, entry.source_kind, entry.actor) == ("ACCRUAL", "IMPORT", OLYA)


def test_balance_of_nobody_and_of_the_past_is_refused(firm):
    bring(firm, "members", "phone\n+79161234567\n")

    import_id = bring(
        firm,
        "balances",
        "phone;balance;expires\n"
        "+79161234568;10;\n"
        "+79161234567;10;20.11.2026\n"
        "+79161234567;-10;\n"
        "+79161234567;ten;\n"
        "+79161234567;;\n"
        "+79161234567;10;21.11.2026\n",
    )

    assert told(firm, import_id) == [
        (2, "REFUSED", "unknown_member", ""),
        (3, "REFUSED", "ended", "expires"),
        (4, "REFUSED", "negative", "balance"),
        (5, "REFUSED", "no_number", "balance"),
        (6, "REFUSED", "empty", "balance"),
        (7, "KNOWN"),
    ]


def test_somebody_who_joins_between_the_trial_and_the_run_is_not_made_twice(firm):
    import_id = try_file(firm, "members", "phone,balance\n+79161234567,10\n+79161234568,\n")
    with tenant_context(firm):
        for phone in ("+79161234567", "+79161234568"):
            enrolment.enrol(
                newcomer=Newcomer((Locator("PHONE", phone),)), actor=OLYA, at=NOON, is_trusted=True
            )

    run(firm, import_id)

    assert told(firm, import_id) == [(2, "KNOWN"), (3, "REPEATED")]
    with tenant_context(firm):
        assert Member.objects.count() == 2
        assert Account.objects.filter(balance=1000).count() == 1


def test_who_brought_whom_is_kept_whatever_the_order_of_rows(firm):
    bring(firm, "members", "phone\n+79161234560\n")

    import_id = bring(
        firm,
        "members",
        "phone,referrer\n"
        "+79161234563,+79161234562\n"
        "+79161234562,8 916 123-45-61\n"
        "+79161234561,+79161234560\n"
        "+79161234564,+79161234565\n"
        "+79161234565,+79161234566\n"
        "+79161234566,+79161234564\n"
        "+79161234567,+79161239999\n"
        "+79161234568,+79161234567\n"
        "+79161234569,+79161234569\n",
    )

    assert told(firm, import_id) == [
        (2, "NEW"),
        (3, "NEW"),
        (4, "NEW"),
        (5, "REFUSED", "referrer_circle", "referrer"),
        (6, "REFUSED", "referrer_circle", "referrer"),
        (7, "REFUSED", "referrer_circle", "referrer"),
        (8, "REFUSED", "referrer_unknown", "referrer"),
        (9, "REFUSED", "referrer_unknown", "referrer"),
        (10, "REFUSED", "referrer_self", "referrer"),
    ]
    with tenant_context(firm):
        phones = dict(Identifier.objects.filter(kind="PHONE").values_list("member_id", "value"))
        brought = Member.objects.exclude(referrer=None).values_list("id", "referrer_id")
        assert {phones[who][-1]: phones[by][-1] for who, by in brought} == {
            "3": "2",
            "2": "1",
            "1": "0",
        }
        assert Entry.objects.count() == 0  # nobody who moves in is given a newcomer's gift
