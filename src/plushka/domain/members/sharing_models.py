"""That a member is named by a word that all companies know."""

from django.db import models
from django.db.models import Q

from plushka.domain.tenants.rows import TenantDetail, TenantForeignKey


class SharedAlias(TenantDetail):
    """That a member wants to be named here by the word they say at any company (U36).

    Which word it is, is known to ``aliases`` alone, so a new one is known here at once.
    """

    member = TenantForeignKey("members.Member", models.PROTECT, indexed=False, related_name="+")
    #: A person of ``aliases``, and no foreign key: who was forgotten there finds nobody here.
    holder_id = models.UUIDField()
    agreed_at = models.DateTimeField()
    #: How they asked for it: SMS, CALL, PAGE, CHAT or TILL.
    way = models.CharField(max_length=4)

    class Meta(TenantDetail.Meta):
        constraints = (
            models.UniqueConstraint(fields=["tenant", "member"], name="member_shares_one_alias"),
            models.UniqueConstraint(
                fields=["tenant", "holder_id"], name="shared_alias_finds_one_member"
            ),
            models.CheckConstraint(
                condition=Q(way__in=("SMS", "CALL", "PAGE", "CHAT", "TILL")),
                name="shared_alias_was_asked_for",
            ),
        )
