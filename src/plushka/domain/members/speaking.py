"""Aliases that we make: easy to say, hard to mishear, with a letter that tells a slip (U35, T36).

A syllable is a consonant and a vowel; letters that sound or look alike are left out, and digits
that are said alike. «БОРУ-47Л»: the last letter is counted from the others.
"""

import datetime as dt
import re
import secrets
from uuid import UUID

from plushka.domain.members.alias import normalise
from plushka.domain.members.changing import Changes, change
from plushka.domain.members.identifiers import AlreadyMember
from plushka.domain.members.queries import get_profile

CONSONANTS = "бвдзлмнрт"
VOWELS = "аоуи"
DIGITS = "23456789"
CHECKS = "бгдзклмнрст"

RUDE = frozenset({"дура", "дуру", "дури", "муда", "муди", "мудо", "муду", "раба", "рабу"})
"""Nobody says these to a cashier."""

_OURS = re.compile(rf"((?:[{CONSONANTS}][{VOWELS}]){{2,3}})-([{DIGITS}]{{2}})([{CHECKS}])")

_SHORT_TRIES, _TRIES = 10, 30


def make(n_syllables: int = 2) -> str:
    """Make an alias by chance: of two syllables one of 82 944, of three of 2 985 984."""
    while True:
        word = "".join(
            secrets.choice(CONSONANTS) + secrets.choice(VOWELS) for _ in range(n_syllables)
        )
        if not any(rude in word for rude in RUDE):
            break
    digits = "".join(secrets.choice(DIGITS) for _ in range(2))
    return f"{word}-{digits}{check(word + digits)}"


def check(said: str) -> str:
    """Give the letter that tells whether one character was misheard, or two changed places."""
    letters = CONSONANTS + VOWELS + DIGITS
    total = sum(place * letters.index(one) for place, one in enumerate(said, start=1))
    return CHECKS[total % len(CHECKS)]


def is_slip(alias: str) -> bool:
    """Tell whether an alias has the form of ours and another last letter than it should."""
    found = _OURS.fullmatch(alias)
    return found is not None and check(found[1] + found[2]) != found[3]


def alias_of(*, member_id: UUID, actor: str, at: dt.datetime) -> str:
    """Give a member's alias, made where they have none. Refuses ``MemberUnknown``."""
    known = get_profile(member_id=member_id)
    if known.alias:
        return known.alias
    for n_tries in range(_TRIES):
        made = normalise(make(2 if n_tries < _SHORT_TRIES else 3))
        try:
            change(member_id=known.id, changes=Changes(alias=made), actor=actor, at=at)
        except AlreadyMember:
            continue
        return made
    raise AlreadyMember(known.id)
