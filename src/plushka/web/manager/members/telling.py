"""How the member's story says numbers, moments, reasons and who did it."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from plushka.domain.programmes.document import Unit
from plushka.domain.programmes.explain import explain
from plushka.domain.tenants.models import ApiKey, Staff
from plushka.lib import money
from plushka.lib.plural import plural
from plushka.web.manager.audit.words import FIELDS

ENTRIES: Mapping[str, Any | Promise] = {
    "ACCRUAL": gettext_lazy("accrual"),
    "REDEMPTION": gettext_lazy("redemption"),
    "REVERSAL": gettext_lazy("reversal"),
    "RETURN": gettext_lazy("points given back"),
    "EXPIRY": gettext_lazy("expiry"),
    "ADJUSTMENT": gettext_lazy("adjustment"),
    "CONVERSION": gettext_lazy("conversion"),
    "MERGE": gettext_lazy("merging of members"),
    "EXTENSION": gettext_lazy("longer term"),
}
LOTS: Mapping[str, Any | Promise] = {
    "PURCHASE": gettext_lazy("for purchases"),
    "GIFT": gettext_lazy("a gift"),
    "REFERRAL": gettext_lazy("for a recommendation"),
    "CODE": gettext_lazy("by a code"),
    "MANUAL": gettext_lazy("by hand"),
}
CONSENTS: Mapping[str, Any | Promise] = {
    "DATA": gettext_lazy("to their data being kept"),
    "ADVERTISING": gettext_lazy("to advertising"),
    "TRANSFER": gettext_lazy("to their data being handed over"),
}
HOLDS: Mapping[str, Any | Promise] = {
    "OPEN": gettext_lazy("open"),
    "CAPTURED": gettext_lazy("captured"),
    "RELEASED": gettext_lazy("released"),
}
_ATTRIBUTE = "attributes."
_OF_SALE = re.compile(r"sale:([0-9a-f-]{36}):")


@dataclass(frozen=True, slots=True)
class Words:
    """What the company calls its points and what it counts money in."""

    unit: Unit
    currency: str

    def points(self, hundredths: int) -> str:
        """Write points in the company's word for them."""
        language = get_language() or "en"
        forms = getattr(self.unit, language, self.unit.en)
        return (
            f"{number(hundredths)}\N{NO-BREAK SPACE}{getattr(forms, plural(hundredths, language))}"
        )

    def money(self, kopecks: int) -> str:
        """Write a sum of money."""
        return money.priced(kopecks, self.currency, get_language() or "en")


def number(hundredths: int) -> str:
    """Write hundredths, whole numbers without decimals, the sign first."""
    written = money.localised(abs(hundredths), get_language() or "en")
    sign = "\N{MINUS SIGN}" if hundredths < 0 else ""
    return sign + written.removesuffix(",00").removesuffix(".00")


def signed(hundredths: int) -> str:
    """Write what came or went."""
    return f"+{number(hundredths)}" if hundredths > 0 else number(hundredths)


def moment(at: dt.datetime | None) -> str:
    """Write a moment by the company's clocks."""
    return "" if at is None else date_format(timezone.localtime(at), "j E Y, H:i")


def last_day(at: dt.datetime | None) -> str:
    """Write the last day of a term that ends at a moment."""
    if at is None:
        return _("for ever")
    return date_format(timezone.localtime(at - dt.timedelta.resolution), "j E Y")


def reasons(kept: Iterable[Mapping[str, Any]]) -> list[str]:
    """Say why a number is what it is, as far as there are words for it."""
    return [said for one in kept if (said := _reason(dict(one.get("facts", one))))]


def _reason(facts: dict[str, Any]) -> str:
    try:
        return explain(facts, get_language() or "en")
    except (ValueError, KeyError):
        return _("The person was erased.") if facts.get("rule") == "erasure" else ""


def earlier() -> str:
    """Mark what is of the account of a member who was merged into this one (T33)."""
    return _("of the earlier account")


def sale_of(key: str) -> str:
    """Give the sale that the key of an entry names; nothing where it names none."""
    found = _OF_SALE.match(key)
    return found[1] if found else ""


def names_of(actors: Iterable[str], *, tenant_id: int) -> dict[str, str]:
    """Say who they are who did something: staff and keys by name; two queries at most."""
    ids: dict[str, set[UUID]] = {"staff": set(), "key": set()}
    wanted = set(actors)
    for actor in wanted:
        kind, _colon, text = actor.partition(":")
        if kind in ids and _is_id(text):
            ids[kind].add(UUID(text))
    known: dict[str, str] = {}
    if ids["staff"]:
        staff = Staff.objects.filter(tenant_id=tenant_id, id__in=ids["staff"])
        known |= {f"staff:{id_}": name for id_, name in staff.values_list("id", "name")}
    if ids["key"]:
        keys = ApiKey.objects.filter(tenant_id=tenant_id, id__in=ids["key"])
        known |= {f"key:{id_}": name for id_, name in keys.values_list("id", "name")}
    return {actor: known.get(actor) or _who(actor) for actor in wanted}


def _who(actor: str) -> str:
    kind = actor.partition(":")[0]
    match kind:
        case "staff":
            return _("staff who left")
        case "key":
            return _("a key that is gone")
        case "member":
            return _("the member")
        case _:
            return _("Plushka itself")


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def changed_fields(fields: Iterable[str]) -> str:
    """Name the fields that were changed; never what stands in them."""
    return ", ".join(
        field.removeprefix(_ATTRIBUTE)
        if field.startswith(_ATTRIBUTE)
        else str(FIELDS.get(field, field))
        for field in sorted(fields)
    )
