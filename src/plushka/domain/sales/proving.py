"""A phone that was silent for long spends nothing alone (T43)."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from plushka.domain.members.doubting import PROVING, Met, met_statements
from plushka.domain.sales.asked import AskedClaim, AskedSale, AskedUnreceipted, Asker
from plushka.domain.sales.refusals import SecondProofNeeded
from plushka.domain.sales.standing import Standing
from plushka.lib.db.statements import Statement

if TYPE_CHECKING:
    from plushka.domain.sales.deciding import Decided


def check_proof(asked: AskedSale, standing: Standing | None, asker: Asker) -> None:
    """Refuse to spend points of who came by a phone that was silent for long."""
    if standing is None or standing.is_blocked or standing.is_frozen or not asked.redeem:
        return
    if is_hidden(asked, standing, asker):
        raise SecondProofNeeded


def is_hidden(
    asked: AskedSale | AskedClaim | AskedUnreceipted | None, standing: Standing, asker: Asker
) -> bool:
    """Tell whether the account is to look as if nothing were on it (ADR 32).

    A return by its receipt, ``asked`` None, names nobody and so proves nobody.
    """
    return standing.is_silent and not asker.is_trusted and not (asked and is_proving(asked))


def kept_hidden(*, is_so: bool) -> dict[str, bool]:
    """Give what an answer keeps of that: whoever asks again is told the same."""
    return {"is_hidden": True} if is_so else {}


def is_proving(asked: AskedSale | AskedClaim | AskedUnreceipted) -> bool:
    """Tell whether more than the phone says who somebody is."""
    return asked.member is not None and asked.member.kind in PROVING


def doubts(decided: "Iterable[Decided]", *, at: dt.datetime) -> list[Statement]:
    """Give what remembers whose phone was silent: a purchase ends the silence, and no doubt."""
    met = [
        Met(one.standing.member, is_proving(one.asked))
        for one in decided
        if one.standing is not None and one.standing.is_silent
    ]
    return met_statements(met=met, at=at)
