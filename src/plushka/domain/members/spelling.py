"""The names of a member, spelt as lists are ordered and as they are found."""

from plushka.domain.members import naming
from plushka.domain.members.models import Member, NameWord
from plushka.domain.tenants.context import current_tenant


def ordered(member: Member) -> str:
    """Write a member's name as lists are ordered by it."""
    return naming.ordered(surname=member.surname, name=member.name, patronymic=member.patronymic)


def spell(member: Member) -> None:
    """Let a member be found by the words of the names they have now."""
    NameWord.objects.filter(member_id=member.id).delete()
    NameWord.objects.bulk_create(
        NameWord(tenant_id=current_tenant(), member_id=member.id, word=word)
        for word in naming.words((member.surname, member.name, member.patronymic))
    )
