"""Which campaigns are given where several hold (T31): always the same ones, whoever came first."""

from collections.abc import Callable, Sequence
from typing import Any

from plushka.domain.programmes.deals.offer import Offer

type Pair = tuple[Offer, *tuple[Any, ...]]


def selected[Held: Pair](held: Sequence[Held], worth: Callable[[Held], int]) -> list[Held]:
    """Choose among offers that hold, each with whatever belongs to it.

    What the programme itself promises is always given. An exclusive campaign,
    the first by priority, leaves no other beside it. Else each group decides
    for itself; ties go to the lower priority and then to the code.
    """
    own = [one for one in held if not one[0].campaign]
    campaigns = sorted((one for one in held if one[0].campaign), key=lambda one: one[0].order)
    for one in campaigns:
        if one[0].stacking == "exclusive":
            return [*own, one]
    groups: dict[str, list[Held]] = {}
    for one in campaigns:
        groups.setdefault(one[0].group, []).append(one)
    chosen = own
    for group in groups.values():
        match group[0][0].stacking:
            case "best":
                # The first of the best: they stand in order.
                chosen.append(max(group, key=worth) if group[1:] else group[0])
            case "first":
                chosen.append(group[0])
            case _:
                chosen += group
    return chosen
