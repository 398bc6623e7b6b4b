"""What would be done, before anybody is asked to do it. Nothing is written."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from msgspec.structs import replace

from plushka.domain.bulk import audience as audiences
from plushka.domain.bulk.audience import Audience
from plushka.domain.bulk.deed import Deed, check
from plushka.domain.bulk.queries import policy
from plushka.domain.members.tagging import spell
from plushka.domain.programmes import queries as programmes
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place

SAMPLE = 10


def spelt(deed: Deed) -> Deed:
    """Give a deed with its tag as tags are spelt; refuses what cannot be meant."""
    if not deed.is_of_points:
        return replace(deed, tag=spell(deed.tag, path="tag"))
    check(deed)
    return deed


@dataclass(frozen=True, slots=True)
class Preview:
    """For how many it is, and at what cost: hundredths of points, and kopecks.

    ``left_out`` says for how many nothing is done, by the reason. ``sample`` are the first
    members with their points.
    """

    n_members: int
    points: int
    cost: int
    left_out: Mapping[str, int]
    sample: tuple[tuple[UUID, int], ...]
    #: Up to which cost one person is enough, None always; and whether it is not.
    alone: int | None
    needs_approval: bool

    @property
    def n_left_out(self) -> int:
        """For how many nothing is done."""
        return sum(self.left_out.values())

    @property
    def mark(self) -> str:
        """What somebody agrees to who has seen it: another number is asked anew."""
        return f"{self.n_members}:{self.points}"


def preview(*, audience: Audience, deed: Deed, at: dt.datetime) -> Preview:
    """Say what a bulk would do now; refuses what cannot be meant."""
    deed = spelt(deed)
    told = audiences.ask("counted", audience, deed, at=at, most=SAMPLE)
    counted = {why: (n, points) for why, n, points, member in told if member is None}
    n, points = counted.pop("", (0, 0))
    programme = programmes.rules(zone=get_place(current_tenant()).zone).at(at)
    cost, alone = programme.worth(int(points)), policy().alone
    return Preview(
        n_members=n,
        points=int(points),
        cost=cost,
        left_out={why: n for why, (n, _) in counted.items()},
        sample=tuple((member, planned) for _, _, planned, member in told if member is not None),
        alone=alone,
        needs_approval=alone is not None and cost > alone,
    )
