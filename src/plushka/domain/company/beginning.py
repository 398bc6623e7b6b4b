"""The first steps of a company: its name, a programme, an outlet, colleagues, a first sale.

Which steps were taken is read off the record of changes, so it survives a reload, another browser
and a colleague who goes on. A step may be taken again; one that is skipped counts as taken.
"""

import datetime as dt

from plushka.domain.audit import operations as audit
from plushka.domain.audit.models import Record
from plushka.domain.company.editing import BadFields, alone
from plushka.domain.company.settings import subject_of
from plushka.domain.programmes import files
from plushka.domain.programmes.document import Programme
from plushka.domain.programmes.operations import publish
from plushka.domain.programmes.queries import newest_version
from plushka.domain.sales.figures import any_sold
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.models import Outlet, Tenant
from plushka.domain.tenants.queries import open_outlets

STEPS = ("name", "programme", "outlet", "staff", "sale")
ACTION = "first_step_taken"


def taken() -> frozenset[str]:
    """Tell which steps were taken."""
    found = Record.objects.filter(
        subject_kind="company", subject_id=subject_of(current_tenant()), action=ACTION
    )
    return frozenset(after.get("step", "") for after in found.values_list("after", flat=True))


def is_over() -> bool:
    """Tell whether the first steps were taken or put aside, or the company sells long since."""
    return Tenant.objects.filter(id=current_tenant(), begun_at__isnull=False).exists()


def take(*, step: str, actor: str, at: dt.datetime) -> None:
    """Note that a step was taken, or skipped; the last of them ends the first steps."""
    tenant = alone()
    known = taken()
    if step not in known:
        audit.write(
            actor=actor,
            action=ACTION,
            subject_kind="company",
            subject_id=subject_of(tenant.id),
            at=at,
            before={},
            after={"step": step},
        )
    if known | {step} >= set(STEPS):
        finish(at=at)


def finish(*, at: dt.datetime) -> None:
    """Lead nobody to the first steps any more."""
    Tenant.objects.filter(id=current_tenant(), begun_at=None).update(begun_at=at)


def choose_preset(*, name: str, actor: str, at: dt.datetime) -> None:
    """Let a programme that ships with us rule from now on.

    Refuses one nobody knows, and any once something was sold: then it is changed by a draft. The
    words for points and the currency stay the company's.
    """
    tenant = alone()
    if name not in files.PRESETS:
        raise BadFields([("preset", "unknown")])
    if any_sold():
        raise BadFields([("preset", "sold")])
    newest = newest_version()
    ready = files.plain(preset_in(name, tenant.currency))
    document = ready | {"unit": newest.document["unit"]}
    if document != newest.document:
        version = publish(programme=files.read(document), actor=actor, at=at)
        audit.write(
            actor=actor,
            action="programme_published",
            subject_kind="programme_version",
            subject_id=version.id,
            at=at,
            before={"number": newest.number},
            after={"number": version.number, "preset": name},
        )


def preset_in(name: str, currency: str) -> Programme:
    """Give a programme that ships with us, in a company's currency."""
    document = files.plain(files.preset(name))
    document["money"]["currency"] = currency
    return files.read(document)


def first_outlet() -> Outlet | None:
    """Give the outlet that a company began with, or whichever is open."""
    found: Outlet | None = open_outlets().order_by("id").first()
    return found
