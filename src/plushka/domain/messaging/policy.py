"""When, how often and by which ways a company tells people things.

``decide`` (in ``allowing``) obeys these rules; nothing is sent past them.
"""

import datetime as dt
import re
from collections.abc import Mapping
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct

from plushka.domain.audit import operations as audit
from plushka.domain.messaging.models import Nature, Policy, Way
from plushka.domain.tenants.context import current_tenant
from plushka.lib.refusal import BadField, Refusal

CHEAPEST_FIRST: tuple[str, ...] = ("PUSH", "TELEGRAM", "MAX", "VK", "EMAIL", "SMS", "VOICE")
CODES_FIRST: tuple[str, ...] = ("SMS", "TELEGRAM", "MAX", "VK", "VOICE")
"""Codes go to the phone first; never by e-mail, which proves none."""

FOREIGN: frozenset[str] = frozenset({"TELEGRAM"})
"""Messengers that banks, operators and large networks of Russia may not use (41-ФЗ)."""

PROVING: frozenset[str] = frozenset(
    {"code_enrol", "code_sign_in", "code_unfreeze", "code_new_phone"}
)
"""Codes that prove who holds a phone: in a chat they would prove to a thief that it is theirs."""

TO_THE_PHONE: tuple[str, ...] = ("SMS", "VOICE")

UNASKED: frozenset[str] = frozenset({"test", "invitation"})
"""What goes to a phone that others typed: not to one whose owner wants no advertising."""

TO_STRANGERS: frozenset[str] = frozenset({"invitation"})
"""What goes to people who are no members: nobody calls them, or wakes them."""

_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]", re.ASCII)


class Rules(Struct, frozen=True, forbid_unknown_fields=True):
    """What a company says; times are of the member's own zone, as ``21:00``."""

    ways: tuple[str, ...] = CHEAPEST_FIRST
    code_ways: tuple[str, ...] = CODES_FIRST
    ways_of_kind: dict[str, tuple[str, ...]] = {}
    """Where one kind of message goes by other ways."""
    quiet_from: str = "21:00"
    quiet_to: str = "09:00"
    quiet_kinds: tuple[str, ...] = ("expiring",)
    """What waits for the morning beside advertising, which always does."""
    advertising_a_day: int = 1
    advertising_a_week: int = 3
    advertising_budget: int | None = None
    """Kopecks a calendar month of the company; None is no limit."""
    is_restricted_sector: bool = False


class PolicyChanged(Refusal):
    """Somebody else changed the rules of messages meanwhile."""

    code = "message_policy_changed"

    def __init__(self) -> None:
        super().__init__("The rules of messages were changed meanwhile; look at them again.")


def get_rules() -> tuple[Rules, int]:
    """Give the company's rules and their version; those it began with have version 0."""
    row = Policy.objects.first()
    if row is None:
        return Rules(), 0
    return msgspec.convert(row.document, Rules), row.version


def change_rules(*, rules: Rules, version: int, actor: str, at: dt.datetime) -> None:
    """Put rules in force; refuses what cannot be obeyed, and a change of somebody else's.

    The same sent twice is done once.
    """
    _check(rules)
    before, _ = get_rules()
    if rules == before:
        return
    document = msgspec.to_builtins(rules)
    made = Policy(tenant_id=current_tenant(), document=document, changed_at=at)
    if version == 0:
        Policy.objects.bulk_create([made], ignore_conflicts=True)
        is_ours = Policy.objects.filter(id=made.id).exists()
    else:
        is_ours = Policy.objects.filter(version=version).update(
            document=document, version=version + 1, changed_at=at
        )
    if not is_ours:
        raise PolicyChanged
    audit.write(
        actor=actor,
        action="message_rules_changed",
        subject_kind="message_rules",
        subject_id=Policy.objects.values_list("id", flat=True).get(),
        at=at,
        before=msgspec.to_builtins(before),
        after=document,
    )


def ways_for(rules: Rules, *, kind: str, nature: int) -> tuple[str, ...]:
    """Give the ways of a kind of message, the first to be tried first.

    A code that proves a phone goes to that phone, whatever the company says.
    """
    of_nature = rules.code_ways if nature == Nature.CODE else rules.ways
    ways = rules.ways_of_kind.get(kind, of_nature)
    if kind in TO_STRANGERS:
        return ("SMS",)
    if kind in PROVING:
        return tuple(way for way in ways if way in TO_THE_PHONE) or TO_THE_PHONE
    return tuple(way for way in ways if not (rules.is_restricted_sector and way in FOREIGN))


def wait_until(
    rules: Rules, *, kind: str, nature: int, at: dt.datetime, zone: str
) -> dt.datetime | None:
    """Give when the quiet hours end for somebody in a zone; None where it is not quiet."""
    is_quiet_kind = nature == Nature.ADVERTISING or kind in {*rules.quiet_kinds, *TO_STRANGERS}
    if nature == Nature.CODE or not is_quiet_kind or rules.quiet_from == rules.quiet_to:
        return None
    local = at.astimezone(ZoneInfo(zone))
    begins, ends = _time(rules.quiet_from), _time(rules.quiet_to)
    now = local.time()
    is_quiet = begins <= now < ends if begins < ends else now >= begins or now < ends
    if not is_quiet:
        return None
    day = local.date() if now < ends else local.date() + dt.timedelta(days=1)
    return dt.datetime.combine(day, ends, tzinfo=ZoneInfo(zone)).astimezone(dt.UTC)


def _check(rules: Rules) -> None:
    lists: Mapping[str, tuple[str, ...]] = {
        "ways": rules.ways,
        "code_ways": rules.code_ways,
        **{f"ways_of_kind.{kind}": ways for kind, ways in rules.ways_of_kind.items()},
    }
    for path, ways in lists.items():
        if unknown := [way for way in ways if way not in Way.values]:
            raise BadField(path, f"there is no way {unknown[0]!r}")
        if len(set(ways)) < len(ways):
            raise BadField(path, "name each way once")
    for path in ("quiet_from", "quiet_to"):
        if not _CLOCK.fullmatch(getattr(rules, path)):
            raise BadField(path, "use a time such as 21:00")
    for path, most in (("advertising_a_day", 24), ("advertising_a_week", 100)):
        if not 0 <= getattr(rules, path) <= most:
            raise BadField(path, f"use 0 to {most}")
    if rules.advertising_budget is not None and rules.advertising_budget < 0:
        raise BadField("advertising_budget", "use a sum that is not negative")


def _time(clock: str) -> dt.time:
    return dt.time.fromisoformat(clock)
