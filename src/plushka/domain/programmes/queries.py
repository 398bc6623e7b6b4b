"""Which version rules at a moment, ready to decide."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from plushka.domain.programmes import files
from plushka.domain.programmes.compiled import Compiled, compile_
from plushka.domain.programmes.document import Programme
from plushka.domain.programmes.models import Version
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.statements import Statement, load
from plushka.lib.refusal import Refusal


class VersionUnknown(Refusal):
    """The tenant has published no version of this number."""

    code = "version_unknown"

    def __init__(self, number: int) -> None:
        super().__init__(f"There is no version {number} of the programme.", number=number)


class NoProgramme(Exception):  # noqa: N818 - a fault said in the trade's words
    """The tenant has published nothing; every tenant begins with a programme."""


@dataclass(frozen=True, slots=True)
class Published:
    """A version and when it begins, without its document."""

    id: UUID
    number: int
    valid_from: dt.datetime


@dataclass(frozen=True, slots=True)
class Rules:
    """All versions of the tenant in context, oldest first.

    A programme that is ``tried`` rules in their place, whatever the moment.
    """

    published: Sequence[Published]
    zone: str
    tried: Compiled | None = None

    def at(self, moment: dt.datetime) -> Compiled:
        """Give the programme that rules at a moment."""
        if self.tried is not None:
            return self.tried
        return compiled(in_force(self.published, moment).id, zone=self.zone)

    @property
    def have_one_value(self) -> bool:
        """Tell whether a point was worth the same in all versions (T35)."""
        values = {compiled(one.id, zone=self.zone).point_value for one in self.published}
        return len(values) == 1

    def reward_referrers(self, until: dt.datetime) -> bool:
        """Tell whether a version that has begun by a moment rewards who brought a buyer."""
        begun = [one for one in self.published if one.valid_from <= until] or self.published[:1]
        return any(compiled(one.id, zone=self.zone).rewards_referrers for one in begun)

    @property
    def cap_referrers(self) -> bool:
        """Tell whether a version lets a referrer get no more than so much a month."""
        return any(compiled(one.id, zone=self.zone).caps_referrers for one in self.published)

    @property
    def hold_gifts_back(self) -> bool:
        """Tell whether a version lets a newcomer's gift wait for the first purchase."""
        return any(compiled(one.id, zone=self.zone).holds_gifts_back for one in self.published)


def rules(*, zone: str) -> Rules:
    """Load which versions there are."""
    rows = Version.objects.order_by("number").values_list("id", "number", "valid_from")
    return rules_of(rows, zone=zone)


def versions_statement() -> Statement:
    """Give the statement that says which versions there are; ``rules_of`` reads its rows."""
    sql = load(__package__, "versions")
    values = {"tenant": current_tenant()}
    return Statement("versions", sql, values, columns=(UUID, int, dt.datetime))


def rules_of(rows: Iterable[tuple[UUID, int, dt.datetime]], *, zone: str) -> Rules:
    """Make rules of the rows of ``versions_statement``, for who loads them with other things."""
    return Rules([Published(*row) for row in rows], zone)


def in_force(published: Sequence[Published], at: dt.datetime) -> Published:
    """Choose the version that rules at a moment; they come oldest first.

    The last published of those that have begun, and the first before all of them (T7).
    """
    if not published:
        raise NoProgramme("this company has no programme")
    return next((one for one in reversed(published) if one.valid_from <= at), published[0])


def compiled(version_id: UUID, *, zone: str) -> Compiled:
    """Give a version of the tenant in context ready to decide, from memory where it is known."""
    return _compiled(current_tenant(), version_id, zone)


def get_programme(version_id: UUID) -> Programme:
    """Give the document of a version."""
    return files.read(Version.objects.get(id=version_id).document)


def newest_version() -> Version:
    """Give the version that was published last, whether it has begun or not."""
    version: Version | None = Version.objects.order_by("-number").first()
    if version is None:
        raise NoProgramme("this company has no programme")
    return version


def version_at(at: dt.datetime) -> Version:
    """Give the version that rules at a moment, with its document."""
    rows = Version.objects.order_by("number").values_list("id", "number", "valid_from")
    found: Version = Version.objects.get(id=in_force([Published(*row) for row in rows], at).id)
    return found


def get_version(number: int) -> Version:
    """Give a version by its number. Refuses ``VersionUnknown``."""
    version: Version | None = Version.objects.filter(number=number).first()
    if version is None:
        raise VersionUnknown(number)
    return version


def find_versions(*, limit: int, before: int | None = None) -> list[Version]:
    """Give versions without their documents, newest first, from below a number."""
    found = Version.objects.defer("document").order_by("-number")
    if before is not None:
        found = found.filter(number__lt=before)
    return list(found[:limit])


@lru_cache(maxsize=1024)
def _compiled(tenant_id: int, version_id: UUID, zone: str) -> Compiled:  # noqa: ARG001 - the key
    # The tenant is part of the key: nobody is given another's programme from memory.
    return compile_(get_programme(version_id), version=version_id, zone=zone)
