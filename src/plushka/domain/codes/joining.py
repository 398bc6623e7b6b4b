"""Somebody unknown sends a good code, and becomes a member on the spot (U22, U34)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from plushka.domain.codes.activating import activate_in
from plushka.domain.codes.asking import Activation, Answer
from plushka.domain.codes.models import Policy
from plushka.domain.enrolment import operations as enrolment
from plushka.domain.enrolment.newcomers import Newcomer
from plushka.domain.members.locator import Locator
from plushka.domain.members.operations import NewConsent
from plushka.domain.members.queries import MemberUnknown
from plushka.lib.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Served:
    """The answers, and who became a member meanwhile."""

    answers: Sequence[Answer]
    joined: Mapping[Locator, UUID]


def activate_or_join(
    calls: Sequence[Activation], *, consents: Sequence[NewConsent], at: dt.datetime
) -> Served:
    """Activate codes of senders whose phones are proved; in the tenant's transaction.

    Who is unknown is enrolled with ``consents`` where the company allows it, and then served; for
    a wrong code nobody is. Where nobody can be enrolled ``MemberUnknown`` stays the answer.
    """
    answers = list(activate_in(calls, at=at))
    unknown = {
        call.member: call
        for call, answer in zip(calls, answers, strict=True)
        if isinstance(answer, MemberUnknown) and call.member.kind == "PHONE"
    }
    if not unknown or not Policy.objects.filter(enrols=True).exists():
        return Served(answers, {})
    joined = {}
    for locator, call in unknown.items():
        newcomer = Newcomer(identifiers=(locator,), consents=tuple(consents))
        try:
            joined[locator] = enrolment.enrol(
                newcomer=newcomer, actor=call.actor, at=at, is_trusted=True
            )
        except Refusal:
            # Only who is invited joins here, or the day's limit is reached: nothing was written.
            continue
    again = [place for place, call in enumerate(calls) if call.member in joined]
    served = activate_in([calls[place] for place in again], at=at) if again else []
    for place, answer in zip(again, served, strict=True):
        answers[place] = answer
    return Served(answers, joined)
