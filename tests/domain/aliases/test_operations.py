"""A person has one word, and a word is one person's; nothing is known of either but a digest."""

import datetime as dt
from collections.abc import Callable

import pytest

from plushka.domain.aliases import operations as aliases
from plushka.domain.aliases.digests import of_phone
from plushka.domain.aliases.models import Holder, Word
from plushka.domain.aliases.operations import AliasChangedOften, hold
from plushka.domain.aliases.queries import word_of
from tests.conftest import NOON

pytestmark = pytest.mark.django_db

ANNA, BOHDAN = "+79990000101", "+380990000102"
"""Phones of no other test: persons are known to all companies."""
DAY, YEAR = dt.timedelta(days=1), dt.timedelta(days=365)


def saying(*words: str) -> Callable[[int], str]:
    """Make these words, one after the other."""
    left = iter(words)
    return lambda _n_syllables: next(left)


def test_a_phone_has_one_word_and_it_is_told_again():
    first, again = hold(phone=ANNA, at=NOON), hold(phone=ANNA, at=NOON + YEAR)
    assert first == again
    assert hold(phone=BOHDAN, at=NOON).word != first.word
    assert [bytes(one.digest) for one in Holder.objects.filter(id=first.holder_id)] == [
        of_phone(ANNA)
    ]


def test_nothing_that_is_kept_has_the_phone_in_it():
    hold(phone=ANNA, at=NOON)
    kept = [*Holder.objects.values(), *Word.objects.values()]
    assert ANNA[1:] not in repr(kept)


def test_another_installation_knows_the_same_phone_by_another_digest(settings):
    before = of_phone(ANNA)
    settings.SECRET_KEY = "another"
    assert of_phone(ANNA) != before


def test_a_word_that_somebody_has_is_given_to_nobody_else():
    hold(phone=ANNA, at=NOON, make=saying("бодуза-47л"))
    other = hold(phone=BOHDAN, at=NOON, make=saying("бодуза-47л", "бодуза-47л", "лимада-22г"))
    assert other.word == "лимада-22г"


def test_a_word_that_was_given_up_is_nobodys_for_a_year():
    held = hold(phone=ANNA, at=NOON, make=saying("бодуза-47л"))
    assert aliases.change(holder_id=held.holder_id, at=NOON, make=saying("лимада-22г")) == (
        "лимада-22г"
    )
    almost = hold(phone=BOHDAN, at=NOON + YEAR - DAY, make=saying("бодуза-47л", "фузула-33к"))
    assert almost.word == "фузула-33к"
    then = aliases.change(holder_id=almost.holder_id, at=NOON + YEAR, make=saying("бодуза-47л"))
    assert (then, word_of(holder_id=held.holder_id)) == ("бодуза-47л", "лимада-22г")


def test_a_word_is_changed_so_often_and_then_after_a_while():
    held = hold(phone=ANNA, at=NOON)
    for day in range(3):
        aliases.change(holder_id=held.holder_id, at=NOON + day * DAY)
    last = word_of(holder_id=held.holder_id)
    with pytest.raises(AliasChangedOften) as refused:
        aliases.change(holder_id=held.holder_id, at=NOON + 3 * DAY)
    assert (refused.value.until, word_of(holder_id=held.holder_id)) == (NOON + 30 * DAY, last)
    assert aliases.change(holder_id=held.holder_id, at=NOON + 31 * DAY) != last


def test_who_leaves_the_last_company_is_forgotten_and_the_word_dies():
    held = hold(phone=ANNA, at=NOON)
    aliases.use(holder_id=held.holder_id)
    aliases.use(holder_id=held.holder_id)
    aliases.leave(holder_ids=[held.holder_id], at=NOON)
    assert word_of(holder_id=held.holder_id) == held.word
    aliases.leave(holder_ids=[held.holder_id], at=NOON)
    assert not Holder.objects.filter(digest=of_phone(ANNA)).exists()
    dead = Word.objects.filter(word=held.word)
    assert list(dead.values_list("holder", "retired_at")) == [(None, NOON)]


def test_a_phone_that_is_anothers_now_takes_no_word_along():
    held = hold(phone=ANNA, at=NOON)
    aliases.revoke(phone=ANNA, at=NOON)
    aliases.revoke(phone=BOHDAN, at=NOON)
    assert hold(phone=ANNA, at=NOON).word != held.word
    assert word_of(holder_id=held.holder_id) is None
