"""Every place of a document that is wrong is named, in JSON and in YAML."""

import pytest

from plushka.domain.programmes import files, shape
from plushka.domain.programmes.files import ProgrammeInvalid
from tests.domain.programmes.making import DEFAULT, document


def errors(plain):
    with pytest.raises(ProgrammeInvalid) as refused:
        files.read(plain)
    return refused.value.errors


def test_every_wrong_place_is_named_at_once():
    plain = document(
        late_limit_days="soon",
        reanimation={"gift_valid_days": 7, "steps": {"1": [[60, "1"], [90]], "9": []}},
        messages={"Accrued!": {"ru": "а", "uk": "а", "en": ""}},
    )
    plain["tiers"][0] |= {"cod": "x", "earning": [{"percent": "5", "to": 1}, "6"]}
    del plain["tiers"][1]["name"]

    assert errors(plain) == [
        ("tiers[0].cod", "there is no such field"),
        ("tiers[0].earning[0].to", "there is no such field"),
        ("tiers[0].earning[1]", "Expected `object`, got `str`"),
        ("tiers[1].name", "this is needed"),
        ("late_limit_days", "Expected `int`, got `str`"),
        ("reanimation.steps.1[1]", "write 2 values, not 1"),
        ("reanimation.steps.9", "Invalid enum value '9'"),
        ("messages.Accrued!", "use a-z, 0-9 and _, beginning with a letter"),
        ("messages.Accrued!.en", "Expected `str` of length >= 1"),
    ]


def test_null_is_taken_only_where_it_means_for_ever():
    assert shape.faults(document(expiry={"purchase_days": None})) == []
    assert errors(document(late_limit_days=None)) == [
        ("late_limit_days", "Expected `int`, got `null`")
    ]


@pytest.mark.parametrize("document", [None, [], "x"])
def test_what_is_no_object_is_no_document(document):
    [(path, message)] = errors(document)

    assert (path, message.split(",")[0]) == ("", "Expected `object`")


def test_no_more_faults_are_named_than_anybody_reads():
    strange = {f"field_{number}": 1 for number in range(500)}

    assert len(errors(document(**strange))) == shape.MOST_TOLD


def test_a_long_strange_name_is_shortened():
    [(path, _)] = errors(document(**{"я" * 100: 1}))

    assert path == "я" * 60 + "…"


def test_a_document_nested_without_end_is_refused():
    deep = []
    for _ in range(5_000):
        deep = [deep]

    assert errors(document(colour=deep)) == [("", "it is nested too deep")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: &a [1]\nb: *a", "no YAML: line 2: write it out again"),
        ("a: 1\na: 2", "no YAML: line 2: a stands here twice"),
        ("a: [", "no YAML: line 1: expected the node content, but found '<stream end>'"),
        ("[" * 5_000, "no YAML: it is nested too deep"),
        ("a: \x00", "no YAML: "),
    ],
)
def test_yaml_that_hides_something_is_refused(text, message):
    with pytest.raises(ProgrammeInvalid) as refused:
        files.read_yaml(text)

    [(path, said)] = refused.value.errors
    assert path == ""
    assert said.startswith(message)


def test_yaml_that_was_written_reads_as_the_same_programme():
    text = files.to_yaml(DEFAULT)

    assert "&id" not in text
    assert files.read_yaml(text) == DEFAULT
