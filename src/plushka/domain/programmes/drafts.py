"""The draft of a programme: opened, changed, discarded, published.

There is one a tenant. It is always a whole programme that ``files.read`` takes; what is merely
unwise is for the lint. It stands on the newest version: once somebody else has published, it has
to be looked at again before it is changed or published.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import UUID

from plushka.domain.audit import operations as audit
from plushka.domain.programmes import files, given, lint
from plushka.domain.programmes.diff.walking import leaves
from plushka.domain.programmes.document import Programme
from plushka.domain.programmes.lint.finding import Finding
from plushka.domain.programmes.lint.telling import say
from plushka.domain.programmes.models import Draft, Version
from plushka.domain.programmes.operations import publish, wait_for_others
from plushka.domain.programmes.queries import newest_version
from plushka.domain.tenants.context import current_tenant
from plushka.lib import stamps
from plushka.lib.refusal import Refusal


class DraftUnknown(Refusal):
    """Nobody has opened a draft."""

    code = "draft_unknown"

    def __init__(self) -> None:
        super().__init__("There is no draft of the programme; change something to open one.")


class DraftExists(Refusal):
    """There is a draft under work, which a copy would overwrite."""

    code = "draft_exists"

    def __init__(self) -> None:
        super().__init__("There is a draft already; publish or discard it first.")


class DraftOutdated(Refusal):
    """A newer version was published since the draft was begun."""

    code = "draft_outdated"

    def __init__(self, *, based_on: int, newest: int) -> None:
        super().__init__(
            f"The draft is based on version {based_on}, and version {newest} was published since:"
            f" look at what changed, then send the draft again based on {newest}.",
            based_on=based_on,
            newest=newest,
        )


class DraftChanged(Refusal):
    """Somebody else changed the draft since the form was shown."""

    code = "draft_changed"

    def __init__(self) -> None:
        super().__init__("Somebody changed the draft meanwhile: look at it again.")


class DraftHasErrors(Refusal):
    """The lint found what would not work; it names every place."""

    code = "draft_has_errors"

    def __init__(self, findings: list[Finding]) -> None:
        said = [(one.path, say(one, "en")) for one in findings]
        told = "; ".join(f"{path}: {message}" for path, message in said)
        super().__init__(
            f"The lint found errors. {told}.",
            errors=[{"path": path, "message": message} for path, message in said],
        )


def open_draft(*, actor: str, at: dt.datetime) -> Draft:
    """Begin a draft from the newest version, or give the one that is open."""
    wait_for_others()
    draft: Draft | None = Draft.objects.first()
    if draft is None:
        newest = newest_version()
        draft = _new(document=newest.document, based_on=newest.number, actor=actor, at=at)
        _record("draft_opened", draft.id, actor, at, after={"based_on": newest.number})
    return draft


def change_draft(
    *,
    document: object,
    actor: str,
    at: dt.datetime,
    based_on: int | None = None,
    stamp: str | None = None,
) -> Draft:
    """Put a whole document, as JSON or YAML brings it, in the place of the draft.

    Opens the draft where there is none. ``based_on`` says which version the author has seen: the
    newest, or it is refused; left out, it is the draft's own. ``stamp`` is what the author saw,
    where a form says so: ``DraftChanged`` once it is another. Refuses a document that is no
    programme, naming every place that is wrong, and one of more than 1 MiB.
    """
    programme = given.read_document(document)
    wait_for_others()
    newest = newest_version()
    draft: Draft | None = Draft.objects.first()
    if based_on is None:
        based_on = newest.number if draft is None else draft.based_on
    _check_base(based_on, newest)
    before = newest.document if draft is None else draft.document
    after = files.plain(programme)
    if draft is not None and (before, draft.based_on) == (after, based_on):
        return draft
    if stamp is not None and stamp != stamps.stamp_of(before):
        raise DraftChanged
    if draft is None:
        draft = _new(document=after, based_on=based_on, actor=actor, at=at)
    else:
        draft.document, draft.based_on = after, based_on
        draft.actor, draft.changed_at = actor, at
        draft.save(update_fields=["document", "based_on", "actor", "changed_at"])
    changed = leaves(before, after)
    _record(
        "draft_changed",
        draft.id,
        actor,
        at,
        before={one.path: one.before for one in changed},
        after={one.path: one.after for one in changed},
    )
    return draft


def take_copy(*, document: object, actor: str, at: dt.datetime) -> Draft:
    """Open the draft with the programme of another company. Refuses ``DraftExists``."""
    wait_for_others()
    if Draft.objects.exists():
        raise DraftExists
    return change_draft(document=document, actor=actor, at=at)


def discard_draft(*, actor: str, at: dt.datetime) -> None:
    """Throw the draft away. Refuses ``DraftUnknown``."""
    wait_for_others()
    draft = get_draft()
    newest = newest_version()
    changed = leaves(newest.document, draft.document)
    lost = {one.path: one.after for one in changed}
    _record("draft_discarded", draft.id, actor, at, before=lost)
    draft.delete()


def publish_draft(
    *,
    actor: str,
    at: dt.datetime,
    examine: Callable[[Programme], None],
    valid_from: dt.datetime | None = None,
) -> Version:
    """Make the draft a version, valid from a moment or from now; the draft ends.

    ``examine`` is shown the programme once nobody else can publish, and refuses it: the examples,
    which stand above, are run there. Refuses besides ``DraftUnknown``, ``DraftOutdated``, what the
    lint calls an error, and a moment in the past.
    """
    wait_for_others()
    draft = get_draft()
    newest = newest_version()
    _check_base(draft.based_on, newest)
    programme = given.read_document(draft.document)
    if errors := [one for one in lint.findings(programme) if one.level == "error"]:
        raise DraftHasErrors(errors)
    examine(programme)
    version = publish(programme=programme, actor=actor, at=at, valid_from=valid_from)
    draft.delete()
    audit.write(
        actor=actor,
        action="programme_published",
        subject_kind="programme_version",
        subject_id=version.id,
        at=at,
        before={"number": newest.number},
        after={"number": version.number, "valid_from": version.valid_from.isoformat()},
    )
    return version


def expect(stamp: str | None) -> None:
    """Let nobody change the draft from here on; refuses ``DraftChanged`` if somebody has."""
    wait_for_others()
    draft: Draft | None = Draft.objects.first()
    if stamp is not None and draft is not None and stamp != stamps.stamp_of(draft.document):
        raise DraftChanged


def get_draft() -> Draft:
    """Give the draft. Refuses ``DraftUnknown``."""
    draft: Draft | None = Draft.objects.first()
    if draft is None:
        raise DraftUnknown
    return draft


def _check_base(based_on: int, newest: Version) -> None:
    if based_on != newest.number:
        raise DraftOutdated(based_on=based_on, newest=newest.number)


def _new(*, document: dict[str, Any], based_on: int, actor: str, at: dt.datetime) -> Draft:
    draft: Draft = Draft.objects.create(
        tenant_id=current_tenant(),
        document=document,
        based_on=based_on,
        changed_at=at,
        actor=actor,
    )
    return draft


def _record(
    action: str,
    draft: UUID,
    actor: str,
    at: dt.datetime,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    audit.write(
        actor=actor,
        action=action,
        subject_kind="programme_draft",
        subject_id=draft,
        at=at,
        before=before or {},
        after=after or {},
    )
