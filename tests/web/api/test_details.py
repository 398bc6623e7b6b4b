"""What people read of a refusal, in the language they ask for."""

import pytest

from plushka.domain.imports.reading import RowUnreadable
from plushka.domain.programmes.paying import RedeemNotAllowed
from plushka.lib.refusal import Refusal
from plushka.web.api.details import SENTENCES, detail
from plushka.web.api.problems import KINDS
from plushka.web.api.reading.shape import Invalid
from plushka.web.api.refusals import TooLarge
from tests.docs.test_refusals import refusals
from tests.web.api.till import Till, new_receipt

LANGUAGES = ("ru", "uk", "en")


def test_every_refusal_of_the_api_has_a_sentence() -> None:
    told = {kind for kind in refusals() if kind.code in KINDS and kind is not Refusal}

    at_the_command_line = {"ProgrammeInvalid", "RowUnreadable"}
    on_pages = {"BadFields"}
    silent = {kind.__name__ for kind in told - SENTENCES.keys()}
    assert silent == at_the_command_line | on_pages


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Not enough points: 1,065.00 are missing."),
        ("ru", "Бонусов не хватает: нужно ещё 1\N{NO-BREAK SPACE}065,00."),
        ("uk-UA,uk;q=0.9", "Бонусів не вистачає: потрібно ще 1\N{NO-BREAK SPACE}065,00."),
        ("de", "Not enough points: 1,065.00 are missing."),
    ],
)
def test_detail_is_a_sentence_in_the_language_asked_for(till: Till, language: str, said: str):
    member = {"id": till.enrol()["id"]}
    sale = {"member": member, "outlet": "main", "total": "2000", "redeem": "1065"}

    alone = till.post("/sales", {**sale, "receipt": new_receipt()}, accept_language=language)
    batch = {"sales": [{**sale, "receipt": new_receipt()}]}
    [among] = till.post("/sales/batch", batch, accept_language=language).json()["results"]

    assert (alone.json()["detail"], alone.json()["missing"]) == (said, "1065.00")
    assert (among["detail"], among["title"]) == (said, "Not enough points")


def test_refusal_before_the_key_is_known_speaks_the_language_asked_for(till: Till):
    nobody = Till(till.client, "x")

    assert nobody.post("/sales", {}, accept_language="ru").json()["detail"] == (
        "Пришлите действующий ключ: Authorization: Bearer <ключ>."
    )
    missing = till.client.get("/api/v1/nothing", headers={"accept-language": "uk"})
    assert missing.json()["detail"] == "Тут нічого немає."


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            {"outlet": "main", "receipt": "x", "total": "-1"},
            "This field is not acceptable: total.",
        ),
        ({}, "These fields are not acceptable: outlet, receipt, lines."),
        (
            dict.fromkeys("abcdef", 1),
            "These fields and others are not acceptable: a, b, c, d, e.",
        ),
        ([], "The body is not what is asked for here."),
    ],
)
def test_wrong_fields_are_named_in_the_sentence(till: Till, body: object, said: str):
    assert till.post("/sales", body).json()["detail"] == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "This many points cannot be redeemed; the nearest sums are 0.00 / 100.00."),
        ("ru", "Столько бонусов списать нельзя; ближайшие суммы: 0,00 / 100,00."),
    ],
)
def test_nearest_sums_are_written_as_people_write_them(language: str, said: str):
    assert detail(RedeemNotAllowed(nearest=[0, 10_000]), language) == said


def test_refusal_that_nobody_foresaw_says_its_own_sentence():
    assert detail(RowUnreadable("Row 2: price: this is needed."), "ru") == (
        "Row 2: price: this is needed."
    )


def test_unreadable_body_says_where_in_english_alone(till: Till):
    said = [
        till.send("POST", "/sales", content=b"{", headers={"accept-language": language})
        for language in LANGUAGES
    ]

    assert [one.json()["detail"] for one in said] == [
        "Тело запроса не читается как JSON.",
        "Тіло запиту не читається як JSON.",
        "It is no JSON: see character 2.",
    ]


@pytest.mark.parametrize(
    "refusal", [TooLarge(mebibytes=1), TooLarge(sales=1000), Invalid("", errors=[])]
)
def test_sentence_is_another_in_each_language(refusal: Refusal):
    said = {detail(refusal, language) for language in LANGUAGES}

    assert len(said) == len(LANGUAGES)
