"""Pieces are kept for orders, freed, and handed over: always under the lock of their stocks."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

import msgspec

from plushka.domain.rewards.models import OrderLine
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run


@dataclass(frozen=True, slots=True)
class Pieces:
    """A stock as it is: how many were put in, are kept for orders, and are gone."""

    reward_id: UUID
    is_limited: bool
    put_in: int
    held: int
    gone: int

    @property
    def left(self) -> int | None:
        """How many may still be ordered; None is any number."""
        return self.put_in - self.held - self.gone if self.is_limited else None


def lock(rewards: Iterable[UUID]) -> dict[UUID, Pieces]:
    """Lock the stocks of rewards by id, and read them."""
    values = {"tenant": current_tenant(), "rewards": sorted(set(rewards))}
    [rows] = run(raw(), [Statement("lock_stocks", load(__package__ or "", "lock_stocks"), values)])
    return {row[0]: Pieces(*row) for row in rows}


def move(moved: Mapping[UUID, tuple[int, int]]) -> None:
    """Change what is held and what is gone of locked stocks."""
    rows = [
        {"id": reward, "held": held, "gone": gone}
        for reward, (held, gone) in sorted(moved.items())
        if held or gone
    ]
    if rows:
        values = {"tenant": current_tenant(), "rows": msgspec.json.encode(rows).decode()}
        name = "move_stocks"
        run(raw(), [Statement(name, load(__package__ or "", name), values, rows=len(rows))])


def hold(pieces: Mapping[UUID, int]) -> None:
    """Keep pieces for an order."""
    move({reward: (n, 0) for reward, n in pieces.items()})


def free(lines: Iterable[OrderLine]) -> None:
    """Cancel what of lines was not handed over, and give the pieces back to their stocks."""
    freed, changed = Counter[UUID](), []
    for line in lines:
        if rest := line.quantity - line.fulfilled - line.cancelled:
            line.cancelled += rest
            freed[line.reward_id] += rest
            changed.append(line)
    if changed:
        lock(freed)
        move({reward: (-n, 0) for reward, n in freed.items()})
        OrderLine.objects.bulk_update(changed, ["cancelled"])
