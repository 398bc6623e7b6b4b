"""The lots and entries of a member, and why each entry is what it is."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from plushka.domain.access.sessions import is_silent
from plushka.domain.ledger import queries as ledger
from plushka.domain.ledger.terms import Entry
from plushka.domain.members.queries import MemberUnknown, get_profile
from plushka.web.api.endpoint import Answer, Call, Endpoint
from plushka.web.api.endpoints.standing import account_of
from plushka.web.api.reading.shape import Shape
from plushka.web.api.refusals import NotFound
from plushka.web.api.running import in_context
from plushka.web.api.schemas.account import (
    AskedPage,
    EntriesOut,
    EntriesQuery,
    EntryOut,
    ExplanationOut,
    LotOut,
    LotsOut,
    LotsQuery,
    page,
)
from plushka.web.api.schemas.reasons import reasons

_GONE = {"member_unknown": 404}
_OF_A_SALE = frozenset({"SALE", "RETURN"})


def list_entries(call: Call[AskedPage[UUID]]) -> Answer:
    """List every change of a member's points, newest first.

    Also those of members who were merged into them, each marked so (T33). None to a key that is
    not `trusted`, where the member's phone was silent for long (T43).
    """
    account, asked = account_of(call.ids["id"]), call.asked
    if _is_hidden(call):
        return Answer(EntriesOut([], None))
    found = ledger.entries(account=account, limit=asked.limit + 1, after=asked.after)
    shown, last = page(found, asked.limit)
    items = _entries(call, account, shown)
    return Answer(EntriesOut(items, None if last is None else str(last.id)))


def list_lots(call: Call[AskedPage[UUID]]) -> Answer:
    """List every lot of a member's points, soonest expiry first.

    None to a key that is not `trusted`, where the member's phone was silent for long (T43).
    """
    account, asked = account_of(call.ids["id"]), call.asked
    if _is_hidden(call):
        return Answer(LotsOut([], None))
    found = ledger.lots(account=account, at=call.at, limit=asked.limit + 1, after=asked.after)
    shown, last = page(found, asked.limit)
    items = [LotOut.of(lot, zone=call.place.zone) for lot in shown]
    return Answer(LotsOut(items, None if last is None else str(last.id)))


def explain_entry(call: Call[None]) -> Answer:
    """Say why an entry is what it is."""
    account = account_of(call.ids["id"])
    entry = ledger.entry(account=account, entry=call.ids["entry"])
    if entry is None or _is_hidden(call):
        raise NotFound
    told = ExplanationOut(
        entry=_entries(call, account, [entry])[0],
        programme_version=entry.cause.version,
        actor=entry.cause.actor,
        explanation=reasons(entry.cause.explanation, call.language),
    )
    return Answer(told)


def _is_hidden(call: Call[Any]) -> bool:
    """Tell whether the account is to look as if nothing were on it (ADR 32)."""
    if "trusted" in call.bearer.scopes:
        return False
    return is_silent(get_profile(member_id=call.ids["id"]), at=call.at)


def _entries(call: Call[Any], account: UUID, found: Sequence[Entry]) -> list[EntryOut]:
    is_all_own = all(entry.account == account for entry in found)
    merged = {} if is_all_own else ledger.merged_accounts(account=account)
    return [
        EntryOut.of(
            entry,
            zone=call.place.zone,
            language=call.language,
            sale=entry.cause.source_id if entry.cause.source_kind in _OF_A_SALE else None,
            merged_from=merged.get(entry.account),
        )
        for entry in found
    ]


ENDPOINTS = (
    Endpoint(
        method="GET",
        path="/members/{id}/entries",
        scope="read",
        act=list_entries,
        run=in_context,
        summary="List a member's entries",
        tag="Members",
        query=Shape(EntriesQuery),
        answers=EntriesOut,
        refuses=(MemberUnknown,),
        statuses=_GONE,
    ),
    Endpoint(
        method="GET",
        path="/members/{id}/lots",
        scope="read",
        act=list_lots,
        run=in_context,
        summary="List a member's lots",
        tag="Members",
        query=Shape(LotsQuery),
        answers=LotsOut,
        refuses=(MemberUnknown,),
        statuses=_GONE,
    ),
    Endpoint(
        method="GET",
        path="/members/{id}/explanation/{entry}",
        scope="read",
        act=explain_entry,
        run=in_context,
        summary="Explain an entry",
        tag="Members",
        answers=ExplanationOut,
        refuses=(MemberUnknown,),
        statuses=_GONE,
    ),
)
