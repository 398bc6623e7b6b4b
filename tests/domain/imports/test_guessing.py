"""Columns are guessed by their names and by what stands in them, and remembered."""

import pytest

from plushka.domain.imports import asking
from plushka.domain.imports.fields.field import Kind
from plushka.domain.imports.fields.guessing import folded, guess
from plushka.domain.imports.fields.kinds import FIELDS
from plushka.domain.imports.models import Import
from plushka.domain.imports.plan import MappingWrong, Options
from plushka.domain.imports.sheets.opening import open_sheet
from plushka.domain.tenants.context import tenant_context
from tests.conftest import NOON
from tests.domain.imports.bringing import OLYA, try_file

ROWS = [
    ("Петрова Анна", "8 916 123-45-67", "28.02.1990", "2900000000018", "150,5", "да"),
    ("Коваль Богдан", "+380 67 123 45 67", "31.12.1985", "2900000000025", "0", "нет"),
]


@pytest.mark.parametrize(
    "header",
    [
        ("ФИО", "Моб. телефон", "Дата рождения", "Номер карты", "Баланс бонусов", "Согласие"),
        ("ПІБ", "Мобільний телефон", "Дата народження", "Картка", "Залишок балів", "Згода"),
        ("Full name", "Mobile", "Birthday", "Card number", "Points balance", "Opt-in"),
    ],
)
def test_columns_are_known_by_their_names_in_three_languages(header: tuple[str, ...]):
    assert guess(Kind.MEMBERS, header, ROWS, region="RU") == (
        "name",
        "phone",
        "birth_date",
        "card",
        "balance",
        "advertising",
    )


def test_columns_without_names_are_known_by_what_stands_in_them():
    assert guess(Kind.MEMBERS, "ABCDEF", ROWS, region="RU")[:4] == (
        "name",
        "phone",
        "birth_date",
        "card",
    )


def test_a_name_that_lies_is_not_believed():
    rows = [("+79161234567", "Анна Петрова"), ("+79161234568", "Богдан Коваль")]

    assert guess(Kind.MEMBERS, ("Клиент", "Контакт"), rows, region="RU")[0] == "phone"


def test_what_somebody_chose_comes_first_also_that_a_column_is_passed_over():
    known = {"клиент": "phone", "фио": ""}

    assert guess(Kind.MEMBERS, ("Клиент", "ФИО"), [], region="RU", remembered=known) == (
        "phone",
        "",
    )


def test_no_word_heads_two_fields_of_one_kind_and_all_are_folded():
    for kind, fields in FIELDS.items():
        for field in fields:
            assert [folded(word) for word in field.words] == list(field.words), (kind, field.code)


def test_meanings_are_remembered_by_kind_and_company(firm: int):
    text = "Кто это;Сколько\n+79161234567;5\n"
    try_file(firm, "members", text, ("phone", "balance"))

    with tenant_context(firm):
        row = asking.bring(
            kind=Kind.MEMBERS,
            filename="a" * 300,
            content=text.encode(),
            sheet=open_sheet(text.encode()),
            actor=OLYA,
            at=NOON,
        )
        assert (row.meanings, len(row.filename)) == (["phone", "balance"], 200)


@pytest.mark.parametrize(
    ("meanings", "problem"),
    [
        (("phone", "phone"), "twice: phone"),
        (("", "balance"), "nobody"),
        (("phone",), "columns"),
        (("phone", "name"), "missing: balance"),
    ],
)
def test_columns_that_make_no_import_are_refused(
    firm: int, meanings: tuple[str, ...], problem: str
):
    text = "a;b\n+79161234567;5\n"
    with tenant_context(firm):
        row = asking.bring(
            kind=Kind.BALANCES,
            filename="f",
            content=text.encode(),
            sheet=open_sheet(text.encode()),
            actor=OLYA,
            at=NOON,
        )
    with pytest.raises(MappingWrong) as refused, tenant_context(firm):
        asking.choose(import_id=row.id, meanings=meanings, options=Options(), actor=OLYA, at=NOON)
    said = refused.value
    assert f"{said.problem}: {said.field}".removesuffix(": ") == problem
    with tenant_context(firm):
        assert Import.objects.get().state == "UPLOADED"
