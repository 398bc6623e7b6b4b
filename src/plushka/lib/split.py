"""Sharing a whole number out over lines so that nothing is lost (accounting T10)."""

from collections.abc import Sequence


def split(total: int, weights: Sequence[int], caps: Sequence[int] | None = None) -> list[int]:
    """Share `total` out in proportion to `weights`, by largest remainder.

    Everyone first gets their exact part rounded down; what is left over goes out by ones to the
    largest fractions lost, equal fractions in order of position. With `caps`, a share above its
    cap is cut there and all that remains is shared again over the others.

    Weights and caps are not negative. Refuses, with ValueError, a total that does not fit:
    below zero, nobody to take it, or more than the caps allow.
    """
    if total < 0:
        raise ValueError(f"{total} cannot be shared out")
    shares = _by_largest_remainder(total, weights)
    if caps is None or not any(map(int.__gt__, shares, caps)):
        return shares
    return _within(total, list(weights), shares, caps)


def _by_largest_remainder(total: int, weights: Sequence[int]) -> list[int]:
    if len(weights) == 1 and weights[0]:
        return [total]
    whole = sum(weights)
    if not whole:
        if total:
            raise ValueError(f"nobody takes a share of {total}")
        return [0] * len(weights)
    shares = [total * weight // whole for weight in weights]
    if missing := total - sum(shares):
        lost = [total * weight % whole for weight in weights]
        if missing == 1:
            shares[lost.index(max(lost))] += 1
            return shares
        # A stable sort keeps equal fractions in order of position.
        for place in sorted(range(len(lost)), key=lost.__getitem__, reverse=True)[:missing]:
            shares[place] += 1
    return shares


def _within(total: int, weights: list[int], shares: list[int], caps: Sequence[int]) -> list[int]:
    """Cut what is above its cap and share the rest again, until all fit."""
    fixed: dict[int, int] = {}
    while over := [place for place, share in enumerate(shares) if share > caps[place]]:
        for place in over:
            fixed[place] = caps[place]
            weights[place] = 0
        shares = _by_largest_remainder(total - sum(fixed.values()), weights)
    for place, share in fixed.items():
        shares[place] = share
    return shares
