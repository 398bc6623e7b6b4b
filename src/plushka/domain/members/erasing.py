"""A person is erased; the sums stay (T29)."""

import datetime as dt
from uuid import UUID

from plushka.domain.members.models import Contact, Identifier, Member, MemberTag, NameWord
from plushka.domain.members.queries import MemberUnknown

_TEXTS = ("name", "surname", "patronymic", "ordered_name", "sex", "email", "note")


def erase_person(*, member_id: UUID, at: dt.datetime) -> None:
    """Forget who a member is: names, sex, e-mail, note, birth date, attributes, tags, identifiers.

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
    NameWord.objects.filter(member_id=member_id).delete()
    gone: dict[str, object] = dict.fromkeys(_TEXTS, "")
    gone |= {"birth_date": None, "birth_date_since": None, "attributes": {}, "salt": b""}
    gone |= {"frozen_at": None, "erased_at": at}
    for field, value in gone.items():
        setattr(member, field, value)
    member.save(update_fields=list(gone))
