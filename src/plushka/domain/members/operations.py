"""Members are added, changed, erased; this is where others come in.

``add`` writes newcomers in sets, ``change`` one member at a time, ``add_tags``
and ``remove_tags`` label one, ``consent`` keeps what one agrees to, and
``erase_person`` and ``erase_people`` forget who somebody is. Who joins and
leaves a programme comes by ``enrolment``, which also minds their points.
"""

from plushka.domain.members.changing import Changes, MemberOutdated, change, stamp_of
from plushka.domain.members.consenting import consent, read_consents, withdraw
from plushka.domain.members.erasing import erase_people, erase_person
from plushka.domain.members.identifiers import AlreadyMember, taken
from plushka.domain.members.joining import NewConsent, NewMember, add
from plushka.domain.members.tagging import add_tags, remove_tags

__all__ = [
    "AlreadyMember",
    "Changes",
    "MemberOutdated",
    "NewConsent",
    "NewMember",
    "add",
    "add_tags",
    "change",
    "consent",
    "erase_people",
    "erase_person",
    "read_consents",
    "remove_tags",
    "stamp_of",
    "taken",
    "withdraw",
]
