"""What the list of members can show of each, one row a column (D26)."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plushka.domain.segments.rows import Row

type Value = str | int | bool | dt.date | dt.datetime | tuple[str, ...] | None
type Kind = Literal["text", "phone", "points", "money", "whole", "day", "moment", "tick", "scalar"]

SEXES: Mapping[str, Any] = {"FEMALE": _("female"), "MALE": _("male")}
ATTRIBUTES = "attributes."
MEMBER = _("Member")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it is called, what it shows, and the order it can be sorted by."""

    code: str
    words: Any | Promise
    value: Callable[[Row], Value]
    kind: Kind = "text"
    order: str = ""

    @property
    def is_number(self) -> bool:
        """Whether its cells stand at the right."""
        return self.kind in {"points", "money", "whole"}


def _is_told(_row: Row) -> bool:
    """Passes and messengers are not known of anybody yet."""
    return False


_ALL = (
    Column("joined", _("Added"), lambda row: row.profile.created_at, "moment", "joined"),
    Column("phone", _("Phone"), lambda row: row.profile.phone, "phone"),
    Column("card", _("Card number"), lambda row: row.profile.card),
    Column("alias", _("Alias"), lambda row: row.profile.alias),
    Column("tier", _("Tier"), lambda row: row.profile.tier),
    Column("wallet", "Wallet", _is_told, "tick"),
    Column("telegram", "Telegram", _is_told, "tick"),
    Column("vk", "VK", _is_told, "tick"),
    Column("sex", _("Sex"), lambda row: row.profile.sex),
    Column("surname", _("Surname"), lambda row: row.profile.surname),
    Column("name", _("First name"), lambda row: row.profile.name),
    Column("patronymic", _("Patronymic"), lambda row: row.profile.patronymic),
    Column("birth_date", _("Birth date"), lambda row: row.profile.birth_date, "day", "birth_date"),
    Column("balance", _("Points"), lambda row: row.balance.spendable, "points", "balance"),
    Column("pending", _("Waiting points"), lambda row: row.balance.pending, "points"),
    Column("note", _("Note"), lambda row: row.profile.note),
    Column("email", _("E-mail"), lambda row: row.profile.email),
    Column("tags", _("Tags"), lambda row: row.tags),
    Column("paid", _("Purchases, sum"), lambda row: row.profile.paid_total, "money", "paid"),
    Column("purchases", _("Purchases"), lambda row: row.profile.n_purchases, "whole", "purchases"),
    Column(
        "bought", _("Last purchase"), lambda row: row.profile.last_purchase_at, "moment", "bought"
    ),
    Column("blocked", _("Blocked"), lambda row: row.profile.block_reason),
)

COLUMNS: Mapping[str, Column] = {column.code: column for column in _ALL}
DEFAULT = ("joined", "phone", "card", "tier", "balance", "paid", "bought", "tags")


def of_attribute(code: str) -> Column:
    """Give the column of what a company wants to know besides."""
    return Column(
        f"{ATTRIBUTES}{code}", code, lambda row: row.profile.attributes.get(code), "scalar"
    )


def chosen(codes: Iterable[str]) -> list[Column]:
    """Give the columns somebody chose; the usual ones where nothing fits."""
    found = [column for code in codes if (column := find(code)) is not None]
    return found or [COLUMNS[code] for code in DEFAULT]


def find(code: str) -> Column | None:
    """Give a column by its code."""
    if code.startswith(ATTRIBUTES):
        return of_attribute(code.removeprefix(ATTRIBUTES)[:50])
    return COLUMNS.get(code)
