"""What every form of the company's people may meet: fields that are wrong, and a colleague."""

import re

from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.models import Tenant
from plushka.lib.refusal import Refusal

LONGEST_NAME = 200
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")

type Wrong = list[tuple[str, str]]


class BadFields(Refusal):
    """Values that were understood and are not acceptable: every field is named, with why.

    The messages are codes: ``empty``, ``too_long``, ``unknown`` and others beside who raises it.
    """

    code = "invalid"

    def __init__(self, wrong: Wrong) -> None:
        told = "; ".join(f"{path}: {message}" for path, message in wrong)
        super().__init__(told, errors=[{"path": at, "message": why} for at, why in wrong])
        self.wrong = dict(wrong)


class ChangedMeanwhile(Refusal):
    """Somebody else changed the same thing since the author saw it."""

    code = "changed_meanwhile"

    def __init__(self) -> None:
        super().__init__("Somebody changed this meanwhile: look at it and change it again.")


def plain(text: str) -> str:
    """Take away what stands around a text."""
    return " ".join(text.split())


def fault_of(text: str, *, most: int = LONGEST_NAME, is_optional: bool = False) -> str:
    """Say what is wrong with a text that people will read, or nothing."""
    if not text:
        return "" if is_optional else "empty"
    if len(text) > most:
        return "too_long"
    return "unreadable" if _CONTROLS.search(text) else ""


def alone() -> Tenant:
    """Give the company in context, and let nobody else change it until the transaction ends."""
    return Tenant.objects.select_for_update(no_key=True).get(id=current_tenant())
