"""The first hour: a list that knows by itself what is done, and leads to what comes next."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from plushka.domain.company import first_hour as company
from plushka.domain.company.first_hour import STEPS, FirstHour
from plushka.domain.tenants.rights import Right
from plushka.web.manager.cabinet import IN_FIRST_HOUR, Cabinet, in_cabinet
from plushka.web.manager.codes.files import KIND


@dataclass(frozen=True, slots=True)
class Words:
    """What a step is called, what it is for, and what its button says."""

    title: str | Promise
    why: str | Promise
    button: str | Promise


@dataclass(frozen=True, slots=True)
class StepTold:
    """A step as the list shows it."""

    code: str
    words: Words
    is_done: bool
    is_next: bool
    address: str


WORDS: Mapping[str, Words] = {
    "programme": Words(
        _("Choose the programme"),
        _("What members get for a purchase. A ready one will do, and can be changed later."),
        _("Choose"),
    ),
    "codes": Words(
        _("Make a batch of codes"),
        _("A thousand codes for your goods are filled in: say what one of them gives."),
        _("Make codes"),
    ),
    "print": Words(
        _("Print them"),
        _("A PDF with labels and QR codes, for your printer or for theirs."),
        _("Make the PDF"),
    ),
    "start": Words(
        _("Start the batch"),
        _("From then on its codes can be activated."),
        _("Start the batch"),
    ),
    "activation": Words(
        _("Activate the first code"),
        _("Scan a label with your phone, as a customer does, and see the points come."),
        _("Activate"),
    ),
    "reward": Words(
        _("Put a gift into the shop"),
        _("What points buy: a picture, a price in points, how many there are."),
        _("Add a gift"),
    ),
    "order": Words(
        _("Order it"),
        _("Open your own member’s page and order the gift, as a customer does."),
        _("Open the gift shop"),
    ),
}


@never_cache
@require_safe
@in_cabinet(Right.CHANGE_SETTINGS)
def first_hour(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Show what is done and what comes next."""
    found = company.look(file_kind=KIND)
    is_inside = bool(found.following)
    if is_inside != cabinet.in_first_hour:
        _remember(request, is_inside=is_inside)
    context = {
        "cabinet": replace(cabinet, in_first_hour=is_inside),
        "here": "first-hour" if is_inside else "overview",
        "steps": [_told(step, found, cabinet) for step in STEPS],
        "n_done": len(found.done),
        "n_all": len(STEPS),
        "is_over": not is_inside,
    }
    return render(request, "manager/first_hour.html", context)


def _remember(request: HttpRequest, *, is_inside: bool) -> None:
    """Let the navigation lead back here from every step, until all are done."""
    if is_inside:
        request.session[IN_FIRST_HOUR] = True
    else:
        del request.session[IN_FIRST_HOUR]


def _told(step: str, found: FirstHour, cabinet: Cabinet) -> StepTold:
    return StepTold(
        code=step,
        words=WORDS[step],
        is_done=step in found.done,
        is_next=step == found.following,
        address=_ADDRESSES[step](cabinet.place.slug, found.batch_id),
    )


def _codes(_slug: str, batch_id: UUID | None) -> str:
    """Give the page of the newest batch; without one, that which makes it."""
    if batch_id is None:
        return reverse("manager-codes-new")
    return reverse("manager-codes-batch", args=[batch_id])


_ADDRESSES: Mapping[str, Callable[[str, UUID | None], str]] = {
    "programme": lambda _slug, _batch: reverse("manager-begin-step", args=["programme"]),
    "codes": lambda _slug, _batch: reverse("manager-codes-new"),
    "print": lambda slug, batch: f"{_codes(slug, batch)}#print-title",
    "start": _codes,
    "activation": lambda slug, _batch: reverse("member-codes", args=[slug]),
    "reward": lambda _slug, _batch: reverse("manager-reward-new"),
    "order": lambda slug, _batch: reverse("member-gifts", args=[slug]),
}
