"""What everybody may know of a draw: all it takes to draw it again, and nobody's name."""

from typing import Any

from plushka.domain.draws.models import Draw, Winner

ALGORITHM = "plushka-draw-1"
"""The name of what ``picking`` does; another way of drawing would have another."""


def proof(draw: Draw) -> dict[str, Any]:
    """Give what is published of a draw; what is not known yet is null."""
    return {
        "algorithm": ALGORITHM,
        "id": str(draw.id),
        "name": draw.name,
        "state": draw.state,
        "prizes": draw.prizes,
        "reserves": draw.reserves,
        "once_a_participant": draw.is_once_a_member,
        "opens_at": draw.opens_at,
        "closes_at": draw.closes_at,
        "outside": draw.outside,
        "outside_promise": draw.outside_promise or None,
        "commitment": draw.commitment,
        "closed_at": draw.closed_at,
        "list_digest": draw.list_digest or None,
        "tickets": draw.n_tickets,
        "participants": draw.n_members,
        "chances_left_out": draw.n_left_out,
        "outside_known_at": draw.known_at,
        "outside_round": draw.outside_round,
        "seed": draw.seed or None,
        "outside_value": draw.outside_value or None,
        "outside_source": draw.outside_source or None,
        "outside_signature": draw.outside_signature or None,
        "drawn_at": draw.drawn_at,
        "winners": _numbers(draw),
        "cancelled_at": draw.cancelled_at,
        "cancel_reason": draw.cancel_reason or None,
    }


def _numbers(draw: Draw) -> list[int] | None:
    """Give the tickets in the order of drawing, those in reserve after the prizes."""
    if draw.drawn_at is None:
        return None
    found = Winner.objects.filter(draw_id=draw.id).order_by("place")
    return list(found.values_list("number", flat=True))
