"""A list of activations is carried out: load, decide, write.

The list is one transaction. Each has its own answer or its own refusal; a refused one has changed
nothing but the counts of tries. The same number of statements for one and for a hundred.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec

from plushka.domain.codes.asking import Activation, Answer
from plushka.domain.codes.deciding import SOURCE, decide
from plushka.domain.codes.loading import TRIGGER, Known, Made, NewActivation, load_all
from plushka.domain.codes.tallying import alarms, hour_of, rows_of
from plushka.domain.codes.telling import told
from plushka.domain.draws import operations as draws
from plushka.domain.draws.operations import Chance
from plushka.domain.effects import operations as effects
from plushka.domain.effects.promises import hears
from plushka.domain.events import operations as events
from plushka.domain.events.operations import NewEvent
from plushka.domain.ledger import operations as ledger
from plushka.domain.repeats import operations as repeats
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import RowsLost, Statement, load, write
from plushka.lib.ids import new_id
from plushka.lib.refusal import Refusal

CODE = "CODE"
"""What chances of a draw name as their source, with the id of the code."""

_json = msgspec.json.Encoder()


def activate_in(calls: Sequence[Activation], *, at: dt.datetime) -> list[Answer]:
    """Activate a list inside the tenant's transaction, which the caller has opened."""
    known = load_all(calls, at=at)
    found: list[Made | Refusal] = []
    for call in calls:
        try:
            found.append(decide(known, call))
        except Refusal as refusal:
            found.append(refusal)
    _enter(known)
    _write(known)
    return told(known, found, ruled=_happen(known))


def _enter(known: Known) -> None:
    """Give the chances, which are in the same transaction as the points."""
    chances = [
        Chance(draw, one.made.member, CODE, one.code, one.made.chances)
        for one in known.new
        if one.made.chances and (draw := known.batches[one.made.batch].gives.draw_id)
    ]
    for answer in draws.enter(chances, known.moment):
        if isinstance(answer, Refusal):
            # Open a moment ago: decided anew, the code tells so.
            raise RowsLost(f"a draw was closed meanwhile: {answer.code}")


def _write(known: Known) -> None:
    statements: list[Statement] = []
    if known.new:
        rows = [_row(one) for one in known.new]
        codes = sorted(one.code for one in known.new)
        statements += [
            *ledger.save_statements(known.book),
            _statement("use_codes", n=len(codes), codes=codes, at=known.moment),
            _statement("save_activations", n=len(rows), rows=_text(rows), at=known.moment),
            events.statement(events=[*(_event(one) for one in known.new), *_rewards(known)]),
        ]
    if known.answers:
        statements.append(repeats.remember_statement(answers=known.answers, at=known.moment))
    statements += _counters(known)
    write(raw(), statements)


def _counters(known: Known) -> list[Statement]:
    found = []
    guards = [
        {
            "id": new_id(),
            "digest": one.digest.hex(),
            "n_wrong": one.n_wrong,
            "wrong_at": one.wrong_at,
            "locked_until": one.locked_until,
            "day": one.day,
            "n_on_day": one.n_on_day,
        }
        for one in known.guards.values()
        if one.is_changed
    ]
    if guards:
        found.append(_statement("save_guards", n=len(guards), rows=_text(guards)))
    if known.tried:
        rows = rows_of(known.tried)
        found.append(
            _statement("save_tallies", n=len(rows), rows=_text(rows), hour=hour_of(known.moment))
        )
    due = alarms(known.tallies, known.tried, alarm_at=known.alarm_at)
    if due:
        raised = [one._asdict() | {"id": new_id(), "day": known.day} for one in due]
        found.append(_statement("save_alarms", n=len(due), rows=_text(raised), at=known.moment))
    return found


def _happen(known: Known) -> dict[UUID, int]:
    """Let rules hear of it, in the same transaction; give what they gave, by activation."""
    if not known.new or not hears(known.promises.at(known.moment), TRIGGER):
        return {}
    rows = effects.happen(
        [_happening(known, one) for one in known.new], at=known.moment, actor="system:codes"
    )
    given: dict[UUID, int] = {}
    own = {one.made.id: one.made.member for one in known.new}
    for row in rows:
        if row.source_kind == SOURCE and own.get(row.source_id) == row.member_id:
            given[row.source_id] = given.get(row.source_id, 0) + row.points
    return given


def _happening(known: Known, one: NewActivation) -> effects.Happening:
    batch = known.batches[one.made.batch]
    return effects.Happening(
        trigger=TRIGGER,
        member=one.made.member,
        at=known.moment,
        source_kind=SOURCE,
        source_id=one.made.id,
        outlet=one.call.place if one.call.place in known.named.outlets else "",
        happened={
            "activation.id": str(one.made.id),
            "activation.batch": batch.name,
            "activation.number": batch.number,
            "activation.prefix": batch.prefix,
            "activation.source": one.call.source.lower(),
        },
    )


def _row(one: NewActivation) -> dict[str, Any]:
    made, call = one.made, one.call
    return {
        "id": made.id,
        "code": one.code,
        "batch": made.batch,
        "member": made.member,
        "source": call.source,
        "place": call.place,
        "actor": call.actor,
        "points": made.points,
        "entry": one.entry,
        "chances": made.chances,
    }


def _event(one: NewActivation) -> NewEvent:
    made = one.made
    data = {
        "activation": str(made.id),
        "batch": str(made.batch),
        "source": one.call.source.lower(),
    }
    return NewEvent("code_activated", made.at, made.member, data)


def _rewards(known: Known) -> list[NewEvent]:
    return [
        NewEvent(
            "referral_rewarded",
            known.moment,
            referrer,
            {"activation": str(activation), "entry": str(entry)},
        )
        for activation, referrer, entry in known.rewarded
    ]


def _text(rows: Sequence[Any]) -> str:
    return _json.encode(rows).decode()


def _statement(name: str, *, n: int, **values: Any) -> Statement:
    sql = load(__package__ or "", name)
    return Statement(name, sql, {"tenant": current_tenant(), **values}, rows=n)
