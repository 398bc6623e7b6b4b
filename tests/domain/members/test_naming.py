"""What a person is called, and by which words they are found."""

import datetime as dt

import pytest

from plushka.domain.members import naming, queries
from plushka.domain.members import operations as members
from plushka.domain.members.models import Member, NameWord
from plushka.domain.members.operations import Changes, MemberOutdated
from plushka.domain.tenants.models import Tenant
from plushka.lib.refusal import BadField
from tests.domain.members.cast import ANNAS_PHONE, BOHDANS_PHONE, NOON, join

OLYA = "staff:0197a3c0-0000-7000-8000-00000000000a"


def words_of(member_id) -> set[str]:
    found = NameWord.objects.filter(member_id=member_id)
    return set(found.values_list("word", flat=True))


def test_name_in_full_leaves_out_what_is_not_known():
    assert naming.full(surname="Шевчук", name="Анна", patronymic="") == "Шевчук Анна"


def test_words_are_folded_and_said_once():
    assert naming.words(["Анна-Мария Ёлкина", "ЁЛКИНА О'Нил"]) == [
        "анна",
        "мария",
        "елкина",
        "о",
        "нил",
    ]


def test_words_of_nonsense_are_few_and_short():
    assert naming.words(["<b>= +🙂 @", " ".join(f"w{n}" for n in range(50))])[:3] == [
        "b",
        "w0",
        "w1",
    ]
    assert len(naming.words([" ".join(f"w{n}" for n in range(50))])) == naming.MOST_WORDS
    assert naming.words(["я" * 300]) == ["я" * naming.LONGEST_WORD]


def test_lists_are_ordered_as_both_alphabets_are():
    surnames = [
        "Яров",
        "Іванюк",
        "Йосипенко",
        "Ивлев",
        "Їжак",
        "Ґудзь",
        "Гай",
        "Дым",
        "Ёлкин",
        "Єгоров",
    ]

    in_order = sorted(
        surnames, key=lambda one: naming.ordered(surname=one, name="", patronymic="")
    )

    assert in_order == [
        *("Гай", "Ґудзь", "Дым", "Ёлкин", "Єгоров", "Ивлев", "Іванюк", "Їжак", "Йосипенко"),
        "Яров",
    ]


def test_longest_name_fits_into_the_index(lipa: Tenant):
    join(ANNAS_PHONE, name="🙂" * 200, surname="Ї" * 200, patronymic="я " * 100)

    assert len(Member.objects.get().ordered_name) == naming.LONGEST_ORDERED


def test_newcomer_is_found_by_every_word_and_after_a_change_by_the_new_ones(lipa: Tenant):
    anna = join(ANNAS_PHONE, name="Анна", surname="Коваль", patronymic="Сергеевна")
    bohdan = join(BOHDANS_PHONE, name="Богдан")
    assert words_of(anna) == {"анна", "коваль", "сергеевна"}

    members.change(member_id=anna, changes=Changes(surname="Шевчук"), actor=OLYA, at=NOON)

    assert words_of(anna) == {"анна", "шевчук", "сергеевна"}
    assert words_of(bohdan) == {"богдан"}
    assert Member.objects.get(id=anna).ordered_name == "шевчук анна сергеевна"


def test_second_editor_is_told_that_the_person_was_changed(lipa: Tenant):
    anna = join(ANNAS_PHONE, name="Анна")
    seen = members.stamp_of(member_id=anna)
    members.change(member_id=anna, changes=Changes(sex="FEMALE"), actor=OLYA, at=NOON, stamp=seen)

    with pytest.raises(MemberOutdated):
        members.change(
            member_id=anna, changes=Changes(surname="Коваль"), actor=OLYA, at=NOON, stamp=seen
        )

    assert queries.get_profile(member_id=anna).full_name == "Анна"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("surname", "я" * 201),
        ("patronymic", "a\x00b"),
        ("sex", "female"),
        ("email", "anna"),
        ("email", "anna@example"),
        ("email", "a nna@example.com"),
        ("email", f"anna@{'x' * 250}.com"),
        ("note", "я" * 2001),
        ("note", "a\x07b"),
    ],
)
def test_nonsense_is_refused_by_its_field(lipa: Tenant, field, value):
    anna = join(ANNAS_PHONE, name="Анна")
    before = Member.objects.get(id=anna)

    with pytest.raises(BadField) as refused:
        members.change(
            member_id=anna,
            changes=Changes(**{field: value}),
            actor=OLYA,
            at=NOON + dt.timedelta(days=1),
        )

    assert refused.value.path == field
    assert getattr(Member.objects.get(id=anna), field) == getattr(before, field)


def test_note_keeps_its_lines(lipa: Tenant):
    anna = join(ANNAS_PHONE)

    members.change(
        member_id=anna,
        changes=Changes(note=" Любит чай \r\nНе звонить утром "),
        actor=OLYA,
        at=NOON,
    )

    assert queries.get_profile(member_id=anna).note == "Любит чай\nНе звонить утром"
