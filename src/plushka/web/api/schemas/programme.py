"""A programme, its versions and its draft as programs write and read them."""

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

import msgspec
from msgspec import Meta, Raw

from plushka.domain.programmes.given import read_json_text, read_yaml_text
from plushka.domain.programmes.models import Draft, Version
from plushka.web.api.reading.choice import Choice
from plushka.web.api.reading.node import Fault
from plushka.web.api.reading.texts import Moment, moment_of
from plushka.web.api.reading.values import CURSOR, LIMIT, Cursor, Limit, Value
from plushka.web.api.schemas.account import AskedPage
from plushka.web.api.schemas.told import local

_NOTHING = Raw()
_PAGE = 50
LARGEST_NUMBER = 999_999_999


class DocumentNode:
    """The document, which the domain itself reads and whose places it names."""

    def faults(self, value: object, path: str, _region: str) -> Iterator[Fault]:
        """Say what is wrong with it as a value of JSON."""
        if value is not None and not isinstance(value, dict):
            yield path, "write an object"

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        about = "The whole document; its fields are told on the page The programme document."
        return {"type": ["object", "null"], "description": about}


class YamlNode:
    """A text of many lines."""

    def faults(self, value: object, path: str, _region: str) -> Iterator[Fault]:
        """Say what is wrong with it."""
        if value is not None and type(value) is not str:
            yield path, "write a text"

    def schema(self) -> dict[str, Any]:
        """Describe it."""
        return {"type": ["string", "null"], "description": "The whole document as YAML."}


def _whole(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text[:10]) <= LARGEST_NUMBER:
        return int(text)
    raise ValueError("use the number of a version")


NUMBER = Value(_whole, {"type": "integer", "minimum": 1, "maximum": LARGEST_NUMBER})

type Document = Annotated[Raw, Meta(extra={"node": DocumentNode()})]
type Yaml = Annotated[str | None, Meta(extra={"node": YamlNode()})]
type Number = Annotated[Raw, Meta(extra={"value": NUMBER})]


class AskedDraft(msgspec.Struct, frozen=True):
    """A whole document as plain values, and the version its author has seen."""

    document: Any
    based_on: int | None


class DraftIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A whole programme: either `document` or `yaml`, never both.

    `based_on` is the number of the version you have seen; it has to be the newest.
    """

    CHOICES: ClassVar = (Choice(("document", "yaml")),)

    document: Document = _NOTHING
    yaml: Yaml = None
    based_on: Annotated[int, Meta(ge=1, le=LARGEST_NUMBER)] | None = None

    def asked(self, _region: str) -> AskedDraft:
        """Put it in the domain's words; numbers stay as they are written."""
        written = bytes(self.document)
        is_given = written not in {b"", b"null"}
        if is_given is (self.yaml is not None):
            raise ValueError("either document or yaml")
        if self.yaml is not None:
            return AskedDraft(read_yaml_text(self.yaml), self.based_on)
        document = read_json_text(written.decode())
        if not isinstance(document, dict):
            raise ValueError("document is an object")  # noqa: TRY004 - told as a wrong value
        return AskedDraft(document, self.based_on)


class PublishIn(msgspec.Struct, forbid_unknown_fields=True):
    """From when the version is valid; from now where that is left out."""

    valid_from: Moment | None = None

    def asked(self, _region: str) -> dt.datetime | None:
        """Give the moment."""
        return None if self.valid_from is None else moment_of(self.valid_from)


class VersionsQuery(msgspec.Struct, forbid_unknown_fields=True):
    """Which page of versions."""

    limit: Limit = _NOTHING
    after: Cursor = _NOTHING

    def asked(self, _region: str) -> AskedPage[int]:
        """Give it with what was left out filled in."""
        return AskedPage(LIMIT.given(self.limit) or _PAGE, CURSOR.given(self.after))


class SinceQuery(msgspec.Struct, forbid_unknown_fields=True):
    """Which earlier version to compare with."""

    since: Number = _NOTHING

    def asked(self, _region: str) -> int | None:
        """Give its number."""
        number: int | None = NUMBER.given(self.since)
        return number


class VersionOut(msgspec.Struct, frozen=True):
    """A published version without its document."""

    version: int
    valid_from: dt.datetime
    published_at: dt.datetime
    actor: str

    @classmethod
    def of(cls, version: Version, *, zone: str) -> "VersionOut":
        """Write a version."""
        return cls(
            version.number,
            local(version.valid_from, zone),
            local(version.published_at, zone),
            version.actor,
        )


class VersionsOut(msgspec.Struct, frozen=True):
    """Versions, newest first."""

    items: list[VersionOut]
    next: str | None


class ProgrammeOut(msgspec.Struct, frozen=True):
    """A published version with its document, every default written out."""

    version: int
    valid_from: dt.datetime
    published_at: dt.datetime
    actor: str
    document: dict[str, Any]

    @classmethod
    def of(cls, version: Version, document: dict[str, Any], *, zone: str) -> "ProgrammeOut":
        """Write a version and its document."""
        out = VersionOut.of(version, zone=zone)
        return cls(out.version, out.valid_from, out.published_at, out.actor, document)


class DraftOut(msgspec.Struct, frozen=True):
    """The draft: a whole document, and the version it is based on.

    `newest` is the version published last; where it is another than `based_on`
    the draft has to be looked at again before it is published.
    """

    based_on: int
    newest: int
    changed_at: dt.datetime
    actor: str
    document: dict[str, Any]

    @classmethod
    def of(cls, draft: Draft, document: dict[str, Any], *, newest: int, zone: str) -> "DraftOut":
        """Write the draft."""
        return cls(draft.based_on, newest, local(draft.changed_at, zone), draft.actor, document)


class DiscardedOut(msgspec.Struct, frozen=True):
    """The draft is gone."""

    status: Literal["discarded"]


class FindingOut(msgspec.Struct, frozen=True):
    """One place that is unwise; an error keeps the draft from being published."""

    path: str
    level: Literal["error", "warning"]
    code: str
    text: str


class FindingsOut(msgspec.Struct, frozen=True):
    """What the lint found, errors first."""

    items: list[FindingOut]
    next: str | None = None


class ChangeOut(msgspec.Struct, frozen=True):
    """One place that differs, also in words; null where there is nothing."""

    path: str
    kind: Literal["changed", "added", "removed", "moved"]
    before: Any
    after: Any
    text: str


class ChangesOut(msgspec.Struct, frozen=True):
    """What differs from the version `since`, in the order of the document."""

    since: int
    items: list[ChangeOut]
    next: str | None = None
