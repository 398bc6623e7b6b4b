"""A person is erased; the sums stay (T29)."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from plushka.domain.members import sharing
from plushka.domain.members.consent_models import ConsentAddress
from plushka.domain.members.models import Contact, Identifier, Member, MemberTag, NameWord
from plushka.domain.members.queries import MemberUnknown

_TEXTS = ("name", "surname", "patronymic", "ordered_name", "sex", "email", "note")


def erase_person(*, member_id: UUID, at: dt.datetime) -> None:
    """Forget who a member is: names, sex, e-mail, note, birth date, attributes, tags, identifiers.

    What they agreed to is kept, without where they did.

    What is left is the id, the purchase summary, who brought whom, and the
    proofs of consent, which name nobody. Refuses a member nobody knows.
    """
    erase_people(member_ids=[member_id], at=at)


def erase_people(*, member_ids: Collection[UUID], at: dt.datetime) -> None:
    """Forget many people, each as ``erase_person`` does, in as many statements as for one."""
    ids = sorted(member_ids)
    members = Member.objects.filter(id__in=ids, erased_at=None)
    locked = members.select_for_update(no_key=True).order_by("id").values_list("id", flat=True)
    if len(locked) < len(ids):
        raise MemberUnknown
    found = Identifier.objects.filter(member_id__in=ids)
    phones = list(found.filter(kind=Identifier.Kind.PHONE).values_list("value", flat=True))
    Contact.objects.filter(phone__in=phones).delete()
    sharing.end_of(member_ids=ids, at=at)
    found.delete()
    MemberTag.objects.filter(member_id__in=ids).delete()
    NameWord.objects.filter(member_id__in=ids).delete()
    ConsentAddress.objects.filter(member_id__in=ids).delete()
    gone: dict[str, object] = dict.fromkeys(_TEXTS, "")
    gone |= {"birth_date": None, "birth_date_since": None, "attributes": {}, "salt": b""}
    gone |= {"frozen_at": None, "erased_at": at}
    members.update(**gone)
