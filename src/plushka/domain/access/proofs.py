"""The second proof: the card's number, or the whole birth date (T43)."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.utils.crypto import constant_time_compare

from plushka.domain.access import sessions
from plushka.domain.access.counting import Limit, count
from plushka.domain.access.sessions import Visitor
from plushka.domain.audit import operations as audit
from plushka.domain.members import card, doubting
from plushka.domain.members.queries import Profile, get_profile, kept
from plushka.lib.days import NO_YEAR
from plushka.lib.refusal import Refusal

TRIED_AN_HOUR = 5


class ProofWrong(Refusal):
    """What was told does not prove who is there; the try is counted."""

    code = "proof_wrong"
    is_remembered = True

    def __init__(self) -> None:
        super().__init__("This is neither the card's number nor the birth date.")


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody tells to prove who they are: one of the two is enough."""

    card: str = ""
    birth_date: dt.date | None = None


def prove(*, visitor: Visitor, told: Told, at: dt.datetime) -> None:
    """Show the member's things on this device from now on.

    Refuses ``ProofWrong``, which is remembered, and ``TooManyTries``: five an
    hour, however many devices try.
    """
    _check(visitor.member_id, told, at=at)
    sessions.prove(visitor.session_id, at=at)
    doubting.prove(member_id=visitor.member_id, at=at)


def prove_at_till(*, member_id: UUID, told: Told, actor: str, at: dt.datetime) -> None:
    """Let a member spend again whose phone was silent: they showed the card, or told the day.

    Refuses as ``prove`` does; the tries of both are counted together. Who took the proof is
    recorded.
    """
    member_id = kept(member_id)
    _check(member_id, told, at=at)
    doubting.prove(member_id=member_id, at=at)
    audit.write(
        actor=actor,
        action="phone_proved",
        subject_kind="member",
        subject_id=member_id,
        at=at,
        before={},
        after={},
    )


def _check(member_id: UUID, told: Told, *, at: dt.datetime) -> None:
    count([Limit("prove", str(member_id), TRIED_AN_HOUR)], at=at)
    if not fits(get_profile(member_id=member_id), told):
        raise ProofWrong


def fits(member: Profile, told: Told) -> bool:
    """Tell whether it is the member's card, or their birth date with its year."""
    return is_card(member, told.card) or is_birth_date(member, told.birth_date)


def is_card(member: Profile, text: str) -> bool:
    """Tell whether it is the number of the member's card."""
    try:
        number = card.normalise(text)
    except ValueError:
        return False
    return constant_time_compare(number, member.card or "")


def is_birth_date(member: Profile, day: dt.date | None) -> bool:
    """Tell whether it is the birth date; one without a year is too easily guessed."""
    return day is not None and day.year != NO_YEAR and day == member.birth_date
