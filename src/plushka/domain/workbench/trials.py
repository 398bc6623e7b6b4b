"""Trials: one receipt decided at a moment to come, by the version of then or by the draft.

It is decided as a sale is, beside the campaigns that will run, for a member there is or one made
up; nothing is written.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from msgspec import structs

from plushka.domain.campaigns.compiled import Live
from plushka.domain.programmes import drafts, files
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.document import Programme
from plushka.domain.programmes.queries import get_version, in_force, rules
from plushka.domain.sales.asked import AskedSale
from plushka.domain.sales.foreseeing import foresee_in
from plushka.domain.sales.lines import SKEW
from plushka.domain.sales.told import ToldSale
from plushka.domain.tenants.queries import Place
from plushka.domain.workbench.queries import compiled
from plushka.domain.workbench.states import MemberState, check_state
from plushka.lib.refusal import BadField

FARTHEST = dt.timedelta(days=3_660)
"""How far ahead of now a trial may lie."""

type Source = Literal["draft", "in_force"] | int
"""What decides: the draft, the version in force at the moment, or one by its number."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What a receipt would come to, when, and by what; no ``version`` where the draft decided.

    ``campaigns`` are those that run at the moment.
    """

    told: ToldSale
    moment: dt.datetime
    version: int | None
    programme: Programme
    campaigns: tuple[Live, ...]

    @property
    def giving(self) -> frozenset[str]:
        """The codes of the campaigns that give something on this receipt."""
        parts = (why["rule"].split(":") for why in self.told.explanation)
        # One that has no room left explains itself, too, and names no rule.
        return frozenset(one[1] for one in parts if one[0] == "campaign" and one[2:])


def try_at(
    *,
    receipt: AskedSale,
    source: Source,
    place: Place,
    at: dt.datetime,
    member: MemberState | None = None,
) -> Trial:
    """Say what a receipt would come to at its moment, or now where it names none.

    The member is whom the receipt names, or ``member``, one that is made up; with neither it is a
    sale without a member. Refuses a moment behind us or more than ten years ahead, both members,
    a draft or a version that is not there, and whatever the sale would be refused.
    """
    moment = _moment(receipt.at, now=at)
    if receipt.member is not None and member is not None:
        raise BadField("member", "the receipt names a member already; give one of them")
    number, tried = _tried(source, place, moment)
    deciding = tried or rules(zone=place.zone).at(moment)
    somebody = None
    if member is not None:
        check_state(member, deciding)
        somebody = (member.standing(moment, place.zone), member.book(moment))
    try:
        found = foresee_in(
            structs.replace(receipt, at=None),
            moment=moment,
            now=at,
            tried=tried,
            somebody=somebody,
        )
    except BadField as wrong:
        message = str(wrong).removeprefix(f"{wrong.path}: ")
        raise BadField(f"receipt.{wrong.path}", message) from None
    return Trial(found.told, moment, number, deciding.document, found.campaigns)


def _moment(asked: dt.datetime | None, *, now: dt.datetime) -> dt.datetime:
    if asked is None:
        return now
    if asked < now - SKEW:
        raise BadField("receipt.at", "this is behind us; a replay looks back")
    if asked > now + FARTHEST:
        raise BadField("receipt.at", "this is more than ten years ahead")
    return max(asked, now)


def _tried(
    source: Source, place: Place, moment: dt.datetime
) -> tuple[int | None, Compiled | None]:
    """Give the number of the version that decides, and what rules in the place of all."""
    match source:
        case "draft":
            return None, compiled(files.read(drafts.get_draft().document), zone=place.zone)
        case "in_force":
            return in_force(rules(zone=place.zone).published, moment).number, None
        case number:
            document = get_version(number).document
            return number, compiled(files.read(document), zone=place.zone)
