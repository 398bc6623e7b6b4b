"""Terms and rates of the draft as forms: what they say is what the document says."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plushka.domain.programmes import drafts, files
from plushka.domain.programmes.diff.walking import changes
from plushka.domain.programmes.files import PRESETS
from plushka.domain.programmes.models import Draft
from plushka.domain.tenants.context import tenant_context
from plushka.web.manager.rates import form as rates_form
from plushka.web.manager.terms import form as terms_form
from tests.web.conftest import Shop
from tests.web.manager.conftest import Person
from tests.web.till.people import now, text_of

SPACE = "\N{NO-BREAK SPACE}"


@pytest.fixture
def begun(newcomer: tuple[Person, Shop]) -> tuple[Person, Shop]:
    """Somebody with a draft just begun."""
    newcomer[0].post("programme/draft/open")
    return newcomer


def draft_of(shop: Shop) -> dict[str, Any]:
    with tenant_context(shop.tenant.id):
        document: dict[str, Any] = Draft.objects.get().document
        return document


def change(shop: Shop, **sections: Any) -> None:
    with tenant_context(shop.tenant.id):
        document = drafts.get_draft().document | sections
        drafts.change_draft(document=document, actor="system:tests", at=now())


def as_shown(form: terms_form.TermsForm) -> dict[str, str]:
    """Give what a browser would send of a form nobody touched."""
    sent = {shown.path: shown.text for one in form.sections for shown in one.fields}
    own = {f"{one.section.name}.own": "yes" for one in form.sections if one.is_own}
    return {name: text for name, text in sent.items() if text} | own | {"of_tier": form.tier}


def as_shown_rates(form: rates_form.RatesForm) -> dict[str, str]:
    sent = {"of_tier": form.tier}
    for way in form.ways:
        sent |= {f"{way.path}.method": way.method, f"{way.path}.origin": str(way.origin)}
        sent |= {shown.path: shown.text for shown in way.shown}
        for number, row in enumerate(way.rows):
            sent[f"{way.path}.rows.{number}.upto"] = row.upto
            sent[f"{way.path}.rows.{number}.percent"] = row.percent
    return sent


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_forms_nobody_touched_change_nothing(name: str):
    document = files.plain(files.preset(name))

    for tier in ("", *(one["code"] for one in document["tiers"])):
        terms = terms_form.read(document, tier)
        written = terms_form.written(terms, document)
        assert changes(files.read(written), files.read(document)) == []
        rates = rates_form.read(document, tier)
        assert changes(files.read(rates_form.written(rates, document)), files.read(document)) == []


@pytest.mark.parametrize("name", ["bonusplus", "bands", "per_full"])
def test_what_a_browser_sends_of_them_changes_nothing(begun: tuple[Person, Shop], name: str):
    person, shop = begun
    change(shop, **files.plain(files.preset(name)))
    before = draft_of(shop)

    for tier in ("", before["tiers"][0]["code"]):
        answer = person.post("programme/draft/terms", **as_shown(terms_form.read(before, tier)))
        assert answer.status_code == 302, text_of(answer)
        rates = as_shown_rates(rates_form.read(before, tier))
        answer = person.post("programme/draft/rates", **rates, do="save")
        assert answer.status_code == 302, text_of(answer)

    assert changes(files.read(draft_of(shop)), files.read(before)) == []


def test_terms_are_kept_as_they_are_typed(begun: tuple[Person, Shop]):
    person, shop = begun
    typed = {
        "activation.mode": "after_days",
        "activation.days": "14",
        "paying.max_percent": "30",
        "paying.multiple": "100",
        "paying.minimum": "1 000",
        "paying.gift.max_percent": "10",
        "paying.gift.exclusions": "алкоголь\nтабак",
        "expiry.purchase.mode": "end_of_quarter",
        "expiry.purchase.days": "",
        "expiry.purchase.after_months": "6",
        "expiry.gift.mode": "date",
        "expiry.gift.date": "2027-03-08",
        "birthday.gift": "",
        "referral.newcomer.gift": "250,50",
        "exclusions.accrual": " табак \n\nлотереи",
        "rounding.direction": "half_even",
        "rounding.to": "1",
        "treatment": "",
        "receipts.treatment": "consideration",
    }

    shown = as_shown(terms_form.read(draft_of(shop), ""))
    person.post("programme/draft/terms", **(shown | typed))

    document = draft_of(shop)
    assert document["activation"] == {"mode": "after_days", "days": 14}
    assert document["paying"] == {
        "max_percent": "30",
        "multiple": "100.00",
        "minimum": "1000.00",
        "min_line_price": "0.00",
        "gift": {
            "max_percent": "10",
            "exclusions": ["алкоголь", "табак"],
            "with_discount": True,
        },
    }
    assert document["expiry"]["purchase"] == {"mode": "end_of_quarter", "after_months": 6}
    assert document["expiry"]["gift"] == {"mode": "date", "date": "2027-03-08"}
    assert "birthday" not in document
    assert document["referral"]["newcomer"]["gift"] == "250.50"
    assert document["exclusions"]["accrual"] == ["табак", "лотереи"]
    assert document["rounding"] == {"direction": "half_even", "to": "1"}
    assert document["treatment"] == "consideration"


def test_points_wait_for_an_event_and_are_worth_something_else(begun: tuple[Person, Shop]):
    person, shop = begun
    typed = {
        "activation.mode": "event",
        "activation.type": "delivered",
        "activation.latest_days": "30",
        "money.point_value": "0,50",
    }

    shown = as_shown(terms_form.read(draft_of(shop), ""))
    person.post("programme/draft/terms", **(shown | typed))

    document = draft_of(shop)
    assert document["activation"] == {"mode": "event", "type": "delivered", "latest_days": 30}
    assert document["money"] == {"currency": "RUB", "point_value": "0.50"}


def test_a_tier_gets_terms_of_its_own_and_gives_them_back(begun: tuple[Person, Shop]):
    person, shop = begun
    before = draft_of(shop)
    shown = as_shown(terms_form.read(before, "gold"))

    own = {"paying.own": "yes", "paying.max_percent": "50"}
    person.post("programme/draft/terms", **(shown | own))
    after = draft_of(shop)
    person.post("programme/draft/terms", **shown)

    assert after["tiers"][1]["paying"] == before["paying"] | {"max_percent": "50"}
    assert after["paying"] == before["paying"]
    assert changes(files.read(draft_of(shop)), files.read(before)) == []


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"paying.max_percent": "101"}, "Type a percent that can be, such as 7.5."),
        ({"expiry.purchase.days": "x"}, "Type a whole number."),
        ({"birthday.valid_days": ""}, "Type a whole number."),
        ({"paying.multiple": "0"}, "Type a sum, such as 146.98."),
        ({"expiry.gift.mode": "date"}, "Choose a day."),
        ({"activation.mode": "after_days"}, "Type a whole number."),
    ],
)
def test_terms_that_cannot_be_are_refused_beside_their_field(
    begun: tuple[Person, Shop], typed: dict[str, str], told: str
):
    person, shop = begun
    before = draft_of(shop)

    shown = as_shown(terms_form.read(before, ""))
    answer = person.post("programme/draft/terms", **(shown | typed))

    assert answer.status_code == 422
    assert '<p class="form-error"' in answer.content.decode()
    assert told in text_of(answer)
    assert draft_of(shop) == before


def test_bands_are_typed_row_by_row(begun: tuple[Person, Shop]):
    person, shop = begun
    shown = as_shown_rates(rates_form.read(draft_of(shop), "gold"))
    typed = shown | {"earning.0.method": "bands", "earning.0.mode": "marginal"}

    rows = {
        "earning.0.rows.0.upto": "1 000",
        "earning.0.rows.0.percent": "5",
        "earning.0.rows.1.upto": "",
        "earning.0.rows.1.percent": "7,5",
    }
    page = person.post("programme/draft/rates", **typed, do="row:earning.0").content.decode()
    person.post("programme/draft/rates", **(typed | rows), do="save")

    assert page.count("earning.0.rows.") == 3
    assert draft_of(shop)["tiers"][1]["earning"] == [
        {
            "bands": [{"percent": "5", "upto": "1000.00"}, {"percent": "7.5"}],
            "mode": "marginal",
            "by": "base",
            "on_return": "reevaluate",
        }
    ]


def test_days_full_sums_and_a_discount_are_typed(begun: tuple[Person, Shop]):
    person, shop = begun
    typed = {
        "of_tier": "standard",
        "earning.0.method": "days_since",
        "earning.0.rows.0.upto": "30",
        "earning.0.rows.0.percent": "10",
        "earning.0.otherwise": "3",
        "earning.1.method": "per_full",
        "earning.1.each": "1000",
        "earning.1.points": "50",
        "discount.method": "percent",
        "discount.percent": "2",
    }

    person.post("programme/draft/rates", **typed, do="save")

    tier = draft_of(shop)["tiers"][0]
    assert [one.get("days_since") or one.get("per_full") for one in tier["earning"]] == [
        {"bands": [{"upto": 30, "percent": "10"}], "otherwise": "3"},
        {"each": "1000.00", "points": "50.00"},
    ]
    assert tier["discount"] == {"percent": "2", "mode": "whole"}


def test_bands_that_cannot_be_are_refused_beside_their_row(begun: tuple[Person, Shop]):
    person, shop = begun
    before = draft_of(shop)
    typed = {
        "of_tier": "gold",
        "earning.0.method": "bands",
        "earning.0.rows.0.upto": "1000",
        "earning.0.rows.0.percent": "5",
        "earning.0.rows.1.upto": "900",
        "earning.0.rows.1.percent": "7",
        "earning.0.rows.2.upto": "",
        "earning.0.rows.2.percent": "x",
    }

    shape = text_of(person.post("programme/draft/rates", **typed, do="save"))
    sense = text_of(
        person.post(
            "programme/draft/rates", **(typed | {"earning.0.rows.2.percent": "8"}), do="save"
        )
    )

    assert "Type a percent that can be, such as 7.5." in shape
    assert "Type an end above that of the band before it." in sense
    assert draft_of(shop) == before


def test_what_forms_would_promise_is_told_before_it_is_kept(begun: tuple[Person, Shop]):
    person, shop = begun
    before = draft_of(shop)
    rates = as_shown_rates(rates_form.read(before, "gold")) | {"earning.0.percent": "20"}
    terms = as_shown(terms_form.read(before, "")) | {"paying.max_percent": "40"}

    earned = text_of(person.post("programme/draft/rates/preview", **rates, price="1000"))
    paid = text_of(person.post("programme/draft/terms/preview", **terms, price="1000"))
    wrong = person.post("programme/draft/terms/preview", **(terms | {"paying.max_percent": "x"}))

    assert "Will accrue +200 points" in earned.replace(SPACE, " ")
    assert "Points can pay up to 400.00" in paid
    assert "As it stands, this cannot be promised." in text_of(wrong)
    assert draft_of(shop) == before


@given(do=st.text(max_size=30), names=st.dictionaries(st.text(max_size=20), st.text(max_size=9)))
def test_nothing_that_is_sent_breaks_the_forms(do: str, names: dict[str, str]):
    document = files.plain(files.preset("bands"))
    tree: Any = dict(names)

    form = rates_form.sent(tree, document, "x", do)
    terms = terms_form.sent(terms_form.read(document, ""), tree)

    assert form.tier == document["tiers"][0]["code"]
    assert terms.tier == ""
