"""Answers are remembered, and forgotten with the person they tell of."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec

from plushka.domain.repeats.models import Answer
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run
from plushka.lib.ids import new_id


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """What is about to be answered to a request that came with a key.

    ``answer`` is anything msgspec writes as JSON. ``member_id`` names the
    member whose personal data it holds, so that erasure finds it.
    """

    key: str
    operation: str
    fingerprint: bytes
    status: int
    answer: Any
    member_id: UUID | None = None


def remember_statement(*, answers: Sequence[NewAnswer], at: dt.datetime) -> Statement:
    """Give the statement that keeps answers, to be sent with others of the transaction.

    Where another transaction used a key meanwhile it fails with the unique
    violation ``repeat_key_used_once``: roll back, and look the key up again.
    """
    return Statement(
        name="remember_answers",
        sql=load(__package__, "remember_answers"),
        values={
            "tenant": current_tenant(),
            "at": at,
            "ids": [new_id() for _ in answers],
            "keys": [kept.key for kept in answers],
            "operations": [kept.operation for kept in answers],
            "fingerprints": [kept.fingerprint for kept in answers],
            "statuses": [kept.status for kept in answers],
            "answers": [msgspec.json.encode(kept.answer).decode() for kept in answers],
            "members": [kept.member_id for kept in answers],
        },
        rows=len(answers),
    )


def remember(*, answers: Sequence[NewAnswer], at: dt.datetime) -> None:
    """Keep answers in the transaction that did what they tell of."""
    run(raw(), [remember_statement(answers=answers, at=at)])


def forget_member(*, member_id: UUID) -> int:
    """Delete the answers that hold a member's personal data (T29).

    A later repeat of those requests is decided anew.
    """
    n_deleted: int = Answer.objects.filter(member_id=member_id).delete()[0]
    return n_deleted
