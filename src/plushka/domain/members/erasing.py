"""A person is erased; the sums stay (T29)."""

import datetime as dt
from uuid import UUID

from plushka.domain.members.models import Contact, Identifier, Member, MemberTag
from plushka.domain.members.queries import MemberUnknown


def erase_person(*, member_id: UUID, at: dt.datetime) -> None:
    """Forget who a member is: name, birth date, attributes, tags, identifiers.

    What is left is the id, the purchase summary, who brought whom, and the
    proofs of consent, which name nobody. Refuses a member nobody knows.
    """
    member = (
        Member.objects.select_for_update(no_key=True).filter(id=member_id, erased_at=None).first()
    )
    if member is None:
        raise MemberUnknown
    found = Identifier.objects.filter(member_id=member_id)
    phones = list(found.filter(kind=Identifier.Kind.PHONE).values_list("value", flat=True))
    Contact.objects.filter(phone__in=phones).delete()
    found.delete()
    MemberTag.objects.filter(member_id=member_id).delete()
    member.name, member.birth_date, member.attributes, member.salt = "", None, {}, b""
    member.birth_date_since = None
    member.erased_at = at
    member.save(
        update_fields=["name", "birth_date", "birth_date_since", "attributes", "salt", "erased_at"]
    )
