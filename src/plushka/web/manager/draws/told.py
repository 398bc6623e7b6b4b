"""A draw and its winners as the cabinet shows them."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from plushka.domain.draws import outside, queries
from plushka.domain.draws.models import Draw
from plushka.domain.draws.queries import Won
from plushka.domain.draws.terms import Prize, read_prizes
from plushka.domain.members.queries import Profile, find_profiles
from plushka.domain.tenants.rights import Right
from plushka.web.manager.cabinet import Cabinet
from plushka.web.manager.draws.words import CHIPS, REASONS, STATES, WINNERS

PAGE = 100
"""Winners on a page."""


@dataclass(frozen=True, slots=True)
class DrawTold:
    """A draw as a line of the list and the head of its page."""

    draw: Draw
    prizes: tuple[Prize, ...]
    n_chances: int
    state: str
    chip: str

    @property
    def n_prizes(self) -> int:
        """How many prizes there are."""
        return sum(one.count for one in self.prizes)


@dataclass(frozen=True, slots=True)
class WinnerTold:
    """A winner with the person behind the ticket, as far as one may see them."""

    won: Won
    state: str
    reason: str
    #: None = nobody any more: the member was erased.
    member_id: UUID | None
    name: str
    phone: str


def list_draws() -> list[DrawTold]:
    """Give all draws of the company, the newest first."""
    found = queries.find_draws()
    counted = queries.count_chances(draw_ids=[one.id for one in found])
    return [tell(one, counted.get(one.id, 0)) for one in found]


def tell(draw: Draw, n_chances: int | None = None) -> DrawTold:
    """Tell one draw."""
    if n_chances is None:
        n_chances = queries.count_chances(draw_ids=[draw.id]).get(draw.id, 0)
    return DrawTold(
        draw=draw,
        prizes=read_prizes(draw.prizes),
        n_chances=n_chances,
        state=str(STATES[draw.state]),
        chip=CHIPS.get(draw.state, ""),
    )


def winners_of(
    draw: Draw, cabinet: Cabinet, *, after: int = 0, most: int = PAGE
) -> list[WinnerTold]:
    """Give the winners after a place, at most so many, with who they are."""
    found = queries.find_winners(draw=draw, after=after, most=most)
    people = find_profiles(member_ids=[one.member_id for one in found])
    return [_winner(one, people.get(one.member_id), cabinet) for one in found]


def public_address(draw: Draw, cabinet: Cabinet) -> str:
    """Give the address of the page that everybody may look at."""
    return reverse("draw", args=[cabinet.place.slug, draw.id])


def round_address(draw: Draw) -> str:
    """Say where the outside value will be; nothing where it is told in words."""
    return outside.address(draw.outside_round) if draw.outside_round else ""


def may_close(draw: Draw, at: dt.datetime) -> bool:
    """Tell whether the list of a draw can be fixed now."""
    return draw.state == Draw.State.OPEN and draw.closes_at <= at


def may_draw(draw: Draw, at: dt.datetime) -> bool:
    """Tell whether the outside value of a draw can be known now."""
    return draw.state == Draw.State.CLOSED and draw.known_at is not None and draw.known_at <= at


def _winner(won: Won, person: Profile | None, cabinet: Cabinet) -> WinnerTold:
    phone = ""
    if person is not None:
        sees = cabinet.may(Right.SEE_PHONES)
        phone = (person.phone if sees else person.masked_phone) or ""
    return WinnerTold(
        won=won,
        state=str(WINNERS[won.state]),
        reason=str(REASONS.get(won.reason, "")),
        member_id=person.id if person else None,
        name=person.full_name if person else "",
        phone=phone,
    )
