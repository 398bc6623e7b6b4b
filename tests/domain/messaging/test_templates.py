"""The company's own words: the most particular are said, what could not be sent is not kept."""

import pytest

from plushka.domain.audit.models import Record
from plushka.domain.messaging import manners, pricing, templates, wording
from plushka.domain.messaging.kinds.kinds import KINDS
from plushka.domain.messaging.models import Manner, Template
from plushka.domain.messaging.pricing import Line
from plushka.domain.messaging.templates import Asked
from plushka.domain.messaging.texts import TextInvalid
from plushka.domain.messaging.wording import Case, TemplateChanged
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Tenant
from plushka.lib.refusal import BadField
from tests.domain.members.cast import NOON, statements_sent
from tests.domain.messaging.voices import RU

OLYA = "staff:olya"
BIRTHDAY = Case("birthday", "ru")


def put(text: str, tier: str = "", way: str = "", *, edition: int = 0, subject: str = "") -> None:
    case = Case("birthday", "ru", tier, way)
    wording.put(case=case, text=text, subject=subject, edition=edition, actor=OLYA, at=NOON)


def said(tier: str = "", language: str = "ru") -> tuple[str, dict[str, str]]:
    asked = Asked("birthday", language, tier)
    chosen = templates.find([asked])[asked]
    return chosen.text, dict(chosen.by_way)


@pytest.fixture
def neighbours_words(dub: Tenant) -> None:
    """Words of the neighbour's, to be asked for before «Липа»."""
    with tenant_context(dub.id):
        put("Дуб поздравляет")
        _say("accrued", is_on=False)


def _say(kind: str, *, is_on: bool = True, is_advertising: bool = False, edition: int = 0) -> None:
    manners.say(
        kind=kind,
        is_on=is_on,
        is_advertising=is_advertising,
        edition=edition,
        actor=OLYA,
        at=NOON,
    )


def test_kinds_words_are_said_where_the_company_has_none(neighbours_words: None, lipa: Tenant):
    asked = Asked("birthday", "uk")

    chosen = templates.find([asked])[asked]

    texts = KINDS["birthday"].texts
    assert texts is not None
    assert (chosen.text, chosen.is_own, chosen.by_way) == (texts.uk, False, {})
    assert (chosen.subject, chosen.cls, chosen.is_on) == (
        "З Днем народження!",
        "ADVERTISING",
        True,
    )


def test_most_particular_words_are_said(neighbours_words: None, lipa: Tenant):
    texts = KINDS["birthday"].texts
    assert texts is not None
    put("Всем")
    put("Всем в чате", way="TELEGRAM")
    put("Всем почтой", way="EMAIL")
    put("Золотым", tier="gold")
    put("Золотым почтой", tier="gold", way="EMAIL")
    put("Серебряным почтой", tier="silver", way="EMAIL")

    assert said() == ("Всем", {"TELEGRAM": "Всем в чате", "EMAIL": "Всем почтой"})
    assert said("standard") == said()
    # Words for their tier come before words for everybody, whatever the way.
    assert said("gold") == ("Золотым", {"EMAIL": "Золотым почтой"})
    assert said("silver") == ("Всем", {"TELEGRAM": "Всем в чате", "EMAIL": "Серебряным почтой"})
    assert said(language="uk") == (texts.uk, {})


def test_words_of_a_way_stand_beside_the_kinds_own(lipa: Tenant):
    texts = KINDS["birthday"].texts
    assert texts is not None
    put("Почтой", way="EMAIL")

    assert said() == (texts.ru, {"EMAIL": "Почтой"})


def test_words_are_written_for_every_way(lipa: Tenant):
    put("{company}: {points|points}", subject="{company}\nдарит")
    put("Почтой: {points}", way="EMAIL")
    asked = Asked("birthday", "ru")

    written = templates.write(
        templates.find([asked])[asked], values={"company": "Липа", "points": 500}, voice=RU
    )

    assert written == templates.Written("Липа: 5 бонусов", "Липа дарит", {"EMAIL": "Почтой: 5"})


def test_long_values_do_not_make_a_message_too_long(lipa: Tenant):
    put("{company} " * 20, way="EMAIL")
    put("{company}", subject="{company}")
    asked = Asked("birthday", "ru")

    written = templates.write(
        templates.find([asked])[asked], values={"company": "Ж" * 300}, voice=RU
    )

    lengths = len(written.text), len(written.subject), len(written.by_way["EMAIL"])
    assert lengths == (300, 200, 4000)


@pytest.mark.parametrize("n", [1, 3])
def test_choosing_is_two_statements_however_many_messages(lipa: Tenant, n):
    codes = ["birthday", "accrued", "expiring"][:n]
    for code in codes:
        wording.put(case=Case(code, "ru"), text="Привет", edition=0, actor=OLYA, at=NOON)

    with statements_sent() as sent:
        found = templates.find([Asked(code, "ru", "gold") for code in codes for _ in range(100)])

    assert [found[Asked(code, "ru", "gold")].text for code in codes] == ["Привет"] * n
    assert len(sent) == 2


def test_same_words_sent_twice_are_put_once(lipa: Tenant):
    put("С праздником\r\n")
    put("С праздником")

    assert list(Template.objects.values_list("text", "edition")) == [("С праздником", 1)]
    assert Record.objects.filter(action="template_changed").count() == 1


def test_second_of_two_authors_is_told(lipa: Tenant):
    put("Первое")
    with pytest.raises(TemplateChanged):
        put("Второе", edition=0)
    put("Третье", edition=1)

    assert list(Template.objects.values_list("text", "edition")) == [("Третье", 2)]
    with pytest.raises(TemplateChanged):
        wording.drop(case=BIRTHDAY, edition=1, actor=OLYA, at=NOON)
    wording.drop(case=BIRTHDAY, edition=2, actor=OLYA, at=NOON)
    wording.drop(case=BIRTHDAY, edition=2, actor=OLYA, at=NOON)
    assert not Template.objects.exists()


def test_record_of_changes_has_all_words_there_were(lipa: Tenant):
    put("Первое")
    put("Второе", edition=1)
    wording.drop(case=BIRTHDAY, edition=2, actor=OLYA, at=NOON)

    case = {"kind": "birthday", "language": "ru", "tier": "", "way": ""}
    records = Record.objects.order_by("id").values_list("action", "before", "after")
    assert list(records) == [
        ("template_changed", case, {**case, "text": "Первое", "subject": ""}),
        (
            "template_changed",
            {**case, "text": "Первое", "subject": ""},
            {**case, "text": "Второе", "subject": ""},
        ),
        ("template_dropped", {**case, "text": "Второе", "subject": ""}, case),
    ]


@pytest.mark.parametrize(
    ("case", "words", "field", "why"),
    [
        (Case("birthday", "ru"), {"text": "С {праздник}!"}, "text", "unknown_value"),
        (Case("birthday", "ru"), {"text": "С {points"}, "text", "unclosed"),
        (Case("birthday", "ru"), {"text": " "}, "text", "empty"),
        (Case("birthday", "ru"), {"text": "С", "subject": "}"}, "subject", "stray"),
        (Case("code_enrol", "ru"), {"text": "Код для кассира"}, "text", "needed"),
        (Case("review", "ru"), {"text": "Оставьте отзыв"}, "text", "needed"),
    ],
)
def test_broken_words_are_refused_with_the_field_and_the_place(
    lipa: Tenant, case, words, field, why
):
    with pytest.raises(TextInvalid) as refused:
        wording.put(case=case, edition=0, actor=OLYA, at=NOON, **words)

    assert (refused.value.field, refused.value.why) == (field, why)
    assert not Template.objects.exists()


@pytest.mark.parametrize(
    ("case", "words", "field"),
    [
        (Case("pigeon", "ru"), {"text": "С"}, "kind"),
        (Case("birthday", "de"), {"text": "С"}, "language"),
        (Case("birthday", "ru", way="PIGEON"), {"text": "С"}, "way"),
        (Case("accrued", "ru", tier="gold"), {"text": "С"}, "tier"),
        (Case("birthday", "ru"), {"text": "С" * 2001}, "text"),
        (Case("birthday", "ru"), {"text": "С", "subject": "С" * 201}, "subject"),
        (Case("birthday", "ru"), {"text": "С\x00"}, "text"),
        (Case("birthday", "ru"), {"text": "С\ud800"}, "text"),
    ],
    ids=["kind", "language", "way", "tier", "long", "subject", "control", "surrogate"],
)
def test_what_is_not_known_or_unreadable_is_refused(lipa: Tenant, case, words, field):
    with pytest.raises(BadField) as refused:
        wording.put(case=case, edition=0, actor=OLYA, at=NOON, **words)

    assert refused.value.path == field
    assert not Template.objects.exists()


def test_words_that_have_no_price_are_refused_where_they_go_by_sms(lipa: Tenant):
    long = "Ж" * 269

    for way in ("", "SMS"):
        with pytest.raises(BadField, match="no_price"):
            put(long, way=way)
    assert not Template.objects.exists()

    put(long, way="EMAIL")
    further = Line(way="SMS", prefix="7", steps=(275,), further=250)
    pricing.change_prices(lines=[further], edition=0, actor=OLYA, at=NOON)
    put(long)
    assert said() == (long, {"EMAIL": long})


def test_notice_may_be_switched_off_and_become_advertising(neighbours_words: None, lipa: Tenant):
    _say("accrued", is_on=False, is_advertising=True)
    _say("accrued", is_on=False, is_advertising=True)
    asked = Asked("accrued", "ru")

    chosen = templates.find([asked])[asked]

    assert (chosen.is_on, chosen.cls) == (False, "ADVERTISING")
    assert Record.objects.filter(action="message_kind_changed").count() == 1
    with pytest.raises(TemplateChanged):
        _say("accrued")
    _say("accrued", edition=1)
    assert templates.find([asked])[asked].cls == "SERVICE"


def test_advertising_never_becomes_a_notice(lipa: Tenant):
    _say("reanimation", is_on=False)
    asked = Asked("reanimation", "ru")

    assert templates.find([asked])[asked].cls == "ADVERTISING"


@pytest.mark.parametrize("wish", [{"is_on": False}, {"is_advertising": True}])
def test_codes_are_always_said(lipa: Tenant, wish):
    with pytest.raises(BadField, match="codes are always said"):
        _say("code_redeem", **wish)

    assert not Manner.objects.exists()


def test_words_are_kept_with_their_moment(lipa: Tenant):
    put("С праздником", subject="Ура")

    row = Template.objects.get()
    assert (row.changed_at, row.actor, row.subject) == (NOON, OLYA, "Ура")
