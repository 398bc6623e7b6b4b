"""Where two documents differ. Tiers and rules are matched by their code, other lists by place.

The order is that of the fields in the document, so the same two always differ the same way.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from plushka.domain.programmes import files
from plushka.domain.programmes.document import Programme

type Kind = Literal["changed", "added", "removed", "moved"]

_DECIMAL = re.compile(r"[0-9]+\.[0-9]+", re.ASCII)
_RATES = frozenset({"percent", "bands", "per_full", "days_since"})
_LANGUAGES = frozenset({"ru", "uk", "en"})
_INHERITED = ("activation", "paying", "expiry", "birthday", "review", "referral")
"""Sections of a tier that stand in the place of the programme's."""


@dataclass(frozen=True, slots=True)
class Change:
    """One place. ``path`` is of the new document, or of the old one where it was removed.

    ``tier`` is the code of the tier it belongs to. What is missing on one side is None there.
    """

    path: str
    kind: Kind
    before: Any = None
    after: Any = None
    tier: str | None = None


def leaves(before: object, after: object) -> list[Change]:
    """Compare two documents as plain values, field by field."""
    return list(_compare(before, after, "", None))


def changes(old: Programme, new: Programme) -> list[Change]:
    """Compare what two programmes promise.

    A section that a tier begins or ceases to have of its own is compared with the programme's,
    which held for it before or does so after.
    """
    before, after = files.plain(old), files.plain(new)
    _inherit(before, after)
    for one, other in _expiries(before, after):
        _say_alike(one, other)
    return leaves(before, after)


def _inherit(before: dict[str, Any], after: dict[str, Any]) -> None:
    old, new = ({tier["code"]: tier for tier in side["tiers"]} for side in (before, after))
    for code in old.keys() & new.keys():
        for name in _INHERITED:
            if (name in old[code]) == (name in new[code]):
                continue
            for tier, side in ((old[code], before), (new[code], after)):
                if name not in tier and name in side:
                    tier[name] = side[name]


def _expiries(
    before: dict[str, Any], after: dict[str, Any]
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    yield before["expiry"], after["expiry"]
    old = {tier["code"]: tier for tier in before["tiers"]}
    for tier in after["tiers"]:
        earlier = old.get(tier["code"], {})
        if "expiry" in tier and "expiry" in earlier:
            # The programme's own section may stand in for one of them; it is not to be changed.
            tier["expiry"], earlier["expiry"] = dict(tier["expiry"]), dict(earlier["expiry"])
            yield earlier["expiry"], tier["expiry"]


def _say_alike(before: dict[str, Any], after: dict[str, Any]) -> None:
    """Where one side says days and the other another term, compare them as one field."""
    for term, days in (("purchase", "purchase_days"), ("gift", "gift_days")):
        if (term in before) == (term in after):
            continue
        for side in (before, after):
            if term not in side:
                number = side.pop(days, None)
                never = {"mode": "never"}
                side[term] = never if number is None else {"mode": "days", "days": number}
            else:
                side.pop(days, None)


def _compare(  # noqa: C901 - one a kind of difference
    before: Any, after: Any, path: str, tier: str | None
) -> Iterator[Change]:
    match before, after:
        case dict(), dict() if not (_is_whole(before, after) or _is_term(path)):
            for name in [*after, *(name for name in before if name not in after)]:
                inside = f"{path}.{name}" if path else name
                if name not in before:
                    for path_, value in _parts(after[name], inside):
                        yield Change(path_, "added", after=value, tier=tier)
                elif name not in after:
                    for path_, value in _parts(before[name], inside):
                        yield Change(path_, "removed", before=value, tier=tier)
                else:
                    yield from _compare(before[name], after[name], inside, tier)
        case list(), list() if path == "rules":
            yield from _by_rule(before, after, path)
        case list(), list() if _is_coded(before) and _is_coded(after):
            yield from _by_code(before, after, path)
        case list(), list() if _is_rules(before) and _is_rules(after):
            yield from _by_place(before, after, path, tier)
        case _ if _plainly(before) != _plainly(after):
            yield Change(path, "changed", before, after, tier)


def _plainly(value: Any) -> Any:
    """Take away the zeros by which 5 and 5.00 differ, and nothing else."""
    match value:
        case str() if _DECIMAL.fullmatch(value):
            return value.rstrip("0").rstrip(".")
        case list():
            return [_plainly(one) for one in value]
        case dict():
            return {name: _plainly(one) for name, one in value.items()}
    return value


def _parts(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """A section that is there on one side alone is told field by field, a rate as one."""
    if not isinstance(value, dict) or _is_whole(value, {}) or _is_term(path):
        yield path, value
        return
    for name, part in value.items():
        yield from _parts(part, f"{path}.{name}")


def _is_whole(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """A text in our languages is one value; so is a rate that became another kind of rate."""
    if before.keys() == _LANGUAGES and all(isinstance(word, str) for word in before.values()):
        return True
    return bool(before.keys() & _RATES) and before.keys() & _RATES != after.keys() & _RATES


def _is_term(path: str) -> bool:
    return path.endswith(("expiry.purchase", "expiry.gift"))


def _is_coded(values: list[Any]) -> bool:
    return bool(values) and all(isinstance(one, dict) and "code" in one for one in values)


def _is_rules(values: list[Any]) -> bool:
    """Rules stand beside each other; bands make one whole."""
    return bool(values) and all(isinstance(one, dict) and "upto" not in one for one in values)


def _by_rule(before: list[Any], after: list[Any], path: str) -> Iterator[Change]:
    """Rules are told whole: half a sentence tells nobody what changed."""
    old, new = ({one["code"]: one for one in side} for side in (before, after))
    for place, one in enumerate(after):
        inside = f"{path}[{place}]"
        if one["code"] not in old:
            yield Change(inside, "added", after=one)
        elif one != old[one["code"]]:
            yield Change(inside, "changed", old[one["code"]], one)
    for place, one in enumerate(before):
        if one["code"] not in new:
            yield Change(f"{path}[{place}]", "removed", before=one)


def _by_code(before: list[Any], after: list[Any], path: str) -> Iterator[Change]:
    old, new = ({one["code"]: one for one in side} for side in (before, after))
    for place, one in enumerate(after):
        code, inside = one["code"], f"{path}[{place}]"
        if code in old:
            yield from _compare(old[code], one, inside, code)
        else:
            yield Change(inside, "added", after=one, tier=code)
    for place, one in enumerate(before):
        if one["code"] not in new:
            yield Change(f"{path}[{place}]", "removed", before=one, tier=one["code"])
    was = [code for code in old if code in new]
    now = [code for code in new if code in old]
    if was != now:
        yield Change(path, "moved", was, now)


def _by_place(
    before: list[Any], after: list[Any], path: str, tier: str | None
) -> Iterator[Change]:
    for place in range(max(len(before), len(after))):
        inside = f"{path}[{place}]"
        if place >= len(before):
            yield Change(inside, "added", after=after[place], tier=tier)
        elif place >= len(after):
            yield Change(inside, "removed", before=before[place], tier=tier)
        else:
            yield from _compare(before[place], after[place], inside, tier)
