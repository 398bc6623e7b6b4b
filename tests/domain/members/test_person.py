"""What a member may be called, be born on and be known for."""

import datetime as dt

import pytest

from plushka.domain.members import person
from plushka.lib.days import NO_YEAR
from plushka.lib.refusal import BadField

TODAY = dt.date(2026, 11, 21)


@pytest.mark.parametrize("name", ["", "Анна", "Мар'яна-Софія О’Коннор", "ア 😀", "и" * 200])
def test_name_is_kept_as_written(name):
    assert person.read_name(name, path="name") == name


def test_spaces_around_a_name_are_dropped():
    assert person.read_name(" Анна ", path="name") == "Анна"


@pytest.mark.parametrize("name", ["и" * 201, "a\x00b", "a\nb", "a\u2028b", "a\ud800b", "a\x9fb"])
def test_name_with_control_characters_is_refused(name):
    with pytest.raises(BadField, match="name: use up to 200"):
        person.read_name(name, path="name")


@pytest.mark.parametrize(
    "day", [None, dt.date(1900, 1, 1), dt.date(2000, 2, 29), TODAY, dt.date(NO_YEAR, 2, 29)]
)
def test_birth_date_is_kept(day):
    assert person.read_birth_date(day, today=TODAY, path="birth_date") == day


@pytest.mark.parametrize("day", [dt.date(1, 1, 1), dt.date(1899, 12, 31), dt.date(2026, 11, 22)])
def test_birth_date_nobody_has_is_refused(day):
    with pytest.raises(BadField, match="birth_date"):
        person.read_birth_date(day, today=TODAY, path="birth_date")


@pytest.mark.parametrize("code", ["", "Lost", "1st", "lost card", "a" * 51, "ж", "a\n"])
def test_code_is_a_short_lower_case_word(code):
    with pytest.raises(BadField, match="reason"):
        person.read_code(code, path="reason")


def test_attributes_are_short_texts_whole_numbers_and_answers():
    known = {"car": "Лада", "children": 2, "has_dog": False, "shoe": None}

    assert person.read_attributes(known, path="attributes") == known


@pytest.mark.parametrize(
    "value", [1.5, [], {}, "a\x00", "и" * 201, 2**53 + 1, -(2**53) - 1, float("nan")]
)
def test_attribute_of_another_kind_is_refused(value):
    with pytest.raises(BadField, match=r"attributes\.car"):
        person.read_attributes({"car": value}, path="attributes")


def test_too_many_attributes_are_refused():
    with pytest.raises(BadField, match="up to 50"):
        person.read_attributes({f"a{n}": n for n in range(51)}, path="attributes")


def test_attribute_with_a_strange_name_is_refused():
    with pytest.raises(BadField, match="attributes: use"):
        person.read_attributes({"Car\x00": 1}, path="attributes")
