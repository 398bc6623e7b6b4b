"""One activation is decided, in plain Python: refused, or the code is the member's."""

from uuid import UUID

from plushka.domain.access.counting import TooManyTries
from plushka.domain.codes.accepting import Terms, Uses, check_batch, check_limits
from plushka.domain.codes.alphabets import is_right
from plushka.domain.codes.asking import Activation
from plushka.domain.codes.giving import Nothing
from plushka.domain.codes.guarding import Tries
from plushka.domain.codes.loading import Found, Known, Made, NewActivation, guards_of, member_of
from plushka.domain.codes.refusals import (
    CodeFinished,
    CodeMistyped,
    CodeNotActive,
    CodeUnknown,
    CodeUsed,
)
from plushka.domain.codes.rewarding import reward
from plushka.domain.codes.tallying import ACCEPTED, Tried, n_wrong, prefix_of
from plushka.domain.draws.models import Draw
from plushka.domain.ledger.terms import Cause
from plushka.domain.members.queries import MemberUnknown
from plushka.domain.repeats import queries as kept_answers
from plushka.domain.repeats.operations import NewAnswer
from plushka.domain.sales.refusals import KeyRevoked, MemberBlocked
from plushka.domain.sales.standing import Standing
from plushka.lib.days import start_of_day
from plushka.lib.ids import new_id
from plushka.lib.refusal import Refusal

SOURCE = "ACTIVATION"
"""What an entry of a code names as its source, with the id of the activation."""

OPERATION = "activation"


def decide(known: Known, call: Activation) -> Made:
    """Decide one, and keep what came of it; refuses for one of the reasons of ``refusals``."""
    if call.key_id is not None and call.key_id not in known.named.good_keys:
        raise KeyRevoked
    code = known.read[call.code]
    found = known.codes.get(known.ids[code]) if code in known.ids else None
    print_ = _check_key(known, call, code)
    try:
        made = _decide(known, call, code, found)
    except Refusal as refusal:
        _tally(known, call, refusal.code, code, found)
        raise
    if call.key is not None and call.key not in known.keys:
        answer = {"activation": str(made.id)}
        known.answers.append(NewAnswer(call.key, OPERATION, print_, 201, answer))
        known.keys[call.key] = kept_answers.Kept(call.key, OPERATION, print_, 201, answer)
    return made


def _decide(known: Known, call: Activation, code: str, found: Found | None) -> Made:
    member = member_of(known, call.member)
    if found is not None and found.by is not None and found.by.member == member:
        # Theirs already: a provider of SMS tells twice, a till asks again. Nothing was tried.
        return found.by
    guards = guards_of(known, call)
    _let_in(known, guards)
    standing = known.standings[member] if member else None
    if standing is not None and standing.is_blocked:
        raise MemberBlocked
    if not is_right(code):
        raise CodeMistyped
    if found is None:
        in_alarm = n_wrong(known.tallies) >= known.alarm_at
        for tries in guards:
            tries.wrong(known.moment, in_alarm=in_alarm)
        raise CodeUnknown
    if found.by is not None:
        raise CodeUsed
    batch = known.batches[found.batch]
    check_batch(batch, at=known.moment)
    has_chances = _draw_is_open(known, batch)
    if standing is None:
        raise MemberUnknown
    uses = known.uses.setdefault((standing.member, batch.id), Uses())
    check_limits(batch, uses)
    uses.n, uses.n_on_day = uses.n + 1, uses.n_on_day + 1
    _tally(known, call, ACCEPTED, code, found)
    chances = batch.gives.chances if has_chances else 0
    return _accept(known, call, found, batch, standing, chances=chances)


def _draw_is_open(known: Known, batch: Terms) -> bool:
    """Tell whether chances can be had; refuses a code that is nothing but a chance where not."""
    gives, draw = batch.gives, known.draws.get(batch.gives.draw_id or batch.id)
    if gives.draw_id is None:
        return False
    if draw is None:
        is_open = is_to_come = False
    else:
        is_in_time = draw.opens_at <= known.moment < draw.closes_at
        is_open = is_in_time and draw.state == Draw.State.OPEN
        is_to_come = draw.state == Draw.State.DRAFT or known.moment < draw.opens_at
    if is_open:
        return True
    if isinstance(gives.points, Nothing):
        if is_to_come:
            raise CodeNotActive
        raise CodeFinished
    return False


def _let_in(known: Known, guards: list[Tries]) -> None:
    """Refuse whoever is locked, or has tried enough today; else count the try."""
    waits = [tries.wait(known.moment) for tries in guards]
    if any(waits):
        raise TooManyTries(retry_after=max(waits))
    member = guards[0]
    if member.tried_today(known.day) >= known.most_a_day:
        tomorrow = known.day.fromordinal(known.day.toordinal() + 1)
        left = start_of_day(tomorrow, known.place.zone) - known.moment
        raise TooManyTries(retry_after=max(1, int(left.total_seconds())))
    member.count(known.day)


def _accept(
    known: Known, call: Activation, found: Found, batch: Terms, standing: Standing, *, chances: int
) -> Made:
    activation, points, entry = new_id(), 0, None
    account, programme = standing.account, known.named.rules.at(known.moment)
    if worth := batch.gives.points_of(standing.tier):
        value = programme.point_value
        points = known.book.counted(account, worth, value=value)
        why = {
            "rule": "activation",
            "method": "activation",
            "base": 0,
            "batch": batch.number,
            "points": worth,
            "currency": programme.currency,
        }
        told = known.book.why_counted(account, of=worth, became=points, value=value)
        if points:
            terms = programme.lot_terms(
                "CODE", standing.tier, known.moment, known.moment, days=batch.gives.days
            )
            cause = Cause(
                f"code:{found.id}",
                SOURCE,
                activation,
                programme.version,
                call.actor,
                known.moment,
                [why, *told],
            )
            entry = known.book.accrue(account, points, terms, cause).id
            reward(known, standing, worth, cause, activation)
    made = Made(activation, batch.id, standing.member, points, chances, known.moment)
    found.by, found.is_activated = made, True
    known.new.append(NewActivation(made, found.id, found.number, call, entry))
    return made


def _check_key(known: Known, call: Activation, code: str) -> bytes:
    """Refuse a key that came with another request; give the print of this one."""
    if call.key is None:
        return b""
    sent = [code, call.member.kind, call.member.value, call.source, call.place]
    print_ = kept_answers.fingerprint(OPERATION, sent)
    if (kept := known.keys.get(call.key)) is not None:
        kept_answers.check(kept, operation=OPERATION, fingerprint=print_)
    return print_


def _tally(known: Known, call: Activation, outcome: str, code: str, found: Found | None) -> None:
    batch: UUID | None = None if found is None else found.batch
    prefix = "" if found else prefix_of(code, known.prefixes)
    known.tried.append(Tried(outcome, call.source, call.place, batch, prefix))
