"""Members are added, changed, erased; this is where others come in.

``add`` writes newcomers in sets, ``change`` one member at a time, and
``erase_person`` forgets a person. Who joins and leaves a programme comes by
``enrolment``, which also minds their points.
"""

from plushka.domain.members.changing import Changes, change
from plushka.domain.members.erasing import erase_person
from plushka.domain.members.identifiers import AlreadyMember, taken
from plushka.domain.members.joining import NewConsent, NewMember, add

__all__ = [
    "AlreadyMember",
    "Changes",
    "NewConsent",
    "NewMember",
    "add",
    "change",
    "erase_person",
    "taken",
]
