"""How each kind of long work is told to people: one row a kind."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from plushka.domain.tasks.models import Task


def _nothing(_task: Task) -> Sequence[str]:
    return ()


def _nowhere(_task: Task) -> Sequence["Link"]:
    return ()


@dataclass(frozen=True, slots=True)
class Link:
    """Where a task came from, or what can be done about it."""

    words: str | Promise
    address: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a kind is called, what its result is in sentences, and where it leads."""

    words: Any | Promise
    said: Callable[[Task], Sequence[str]] = _nothing
    links: Callable[[Task], Sequence[Link]] = _nowhere


def _import(task: Task) -> Sequence[Link]:
    return (Link(_("To the import"), reverse("manager-import", args=[task.request["import"]])),)


def _bulk(task: Task) -> Sequence[Link]:
    return (Link(_("To what is done"), reverse("manager-bulk", args=[task.request["bulk"]])),)


def _batch(task: Task) -> Sequence[Link]:
    address = reverse("manager-codes-batch", args=[task.request["batch"]])
    return (Link(_("To the batch of codes"), address),)


def _vouchers(task: Task) -> Sequence[Link]:
    address = reverse("manager-voucher-batch", args=[task.request["batch"]])
    return (Link(_("To the vouchers"), address),)


def _rows(task: Task) -> Sequence[str]:
    rows = task.result.get("rows", 0)
    told = ngettext("%(rows)s row is in the file.", "%(rows)s rows are in the file.", rows)
    return [told % {"rows": rows}]


def _to(address: str, words: Any | Promise) -> Callable[[Task], Sequence[Link]]:
    return lambda _task: (Link(words, reverse(address)),)


TOLD: Mapping[str, Told] = MappingProxyType(
    {
        "activations_export": Told(
            _("Export of activations"),
            _rows,
            _to("manager-codes-activations", _("All activations")),
        ),
        "bulk_run": Told(_("Something is done for many members"), links=_bulk),
        "bulk_undo": Told(_("Something for many members is undone"), links=_bulk),
        "codes_file": Told(_("A file of codes"), links=_batch),
        "codes_make": Told(_("Codes are made"), links=_batch),
        "import_check": Told(_("An import is tried"), links=_import),
        "import_run": Told(_("An import"), links=_import),
        "import_undo": Told(_("An import is taken back"), links=_import),
        "members_export": Told(
            _("Export of members"), _rows, _to("manager-members", _("All members"))
        ),
        "sales_export": Told(_("Export of sales"), _rows, _to("manager-sales", _("All sales"))),
        "vouchers_make": Told(_("Vouchers for a segment"), links=_vouchers),
    }
)

FILES: Mapping[str, Any] = MappingProxyType(
    {
        "upload": _("The file you gave"),
        "result": _("The result"),
        "errors": _("Rows that were refused"),
    }
)

_UNKNOWN = Told(_("Long work"))


def told_of(task: Task) -> Told:
    """Give the row of a task's kind."""
    return TOLD.get(task.kind, _UNKNOWN)
