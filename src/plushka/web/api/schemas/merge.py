"""Whom a member is merged with."""

from typing import Annotated

import msgspec
from msgspec import Meta

from plushka.domain.members.locator import Locator
from plushka.web.api.reading.texts import PLAIN
from plushka.web.api.schemas.member import MemberRef


class AskedMerge(msgspec.Struct, frozen=True):
    """The other member, and why."""

    member: Locator
    reason: str


class MergeIn(msgspec.Struct, forbid_unknown_fields=True):
    """The member who is the same person; `reason` is kept with the change."""

    member: MemberRef
    reason: Annotated[str, Meta(max_length=200, pattern=PLAIN)] = ""

    def asked(self, region: str) -> AskedMerge:
        """Put it in the domain's words."""
        return AskedMerge(member=self.member.asked(region), reason=self.reason)
