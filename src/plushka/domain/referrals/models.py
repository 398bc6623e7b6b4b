"""Invitations, and how many of them a company's members made in a month."""

from django.db import models
from django.db.models import F, Q

from plushka.domain.members.models import Member
from plushka.domain.tenants.rows import TenantDetail, TenantForeignKey, TenantModel


class Invitation(TenantDetail):
    """A right to join, given by a member; how far it has come is in its moments."""

    class Way(models.TextChoices):
        #: The member's own link: for whoever has it, one person after the other.
        OWN = "OWN"
        LINK = "LINK"
        SMS = "SMS"

    inviter = TenantForeignKey(Member, models.PROTECT, indexed=False, related_name="invitations")
    way = models.CharField(max_length=4, choices=Way)
    #: Of the code that the link shows; who came by an own link has a row, and a code nobody sees.
    code_digest = models.BinaryField(max_length=32)
    #: Of the phone that was written to, or was not; keyed.
    phone_digest = models.BinaryField(max_length=32, null=True)
    #: The SMS; null = none went, which the inviter is not told.
    message_id = models.UUIDField(null=True)
    #: Whether who is invited learns the inviter's first name.
    is_named = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    #: Exclusive; null = until it is withdrawn.
    ends_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    joined_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    joined = TenantForeignKey(
        Member, models.PROTECT, null=True, indexed=False, related_name="came_by"
    )

    class Meta(TenantDetail.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "code_digest"], name="invitation_code_is_of_one"
            ),
            models.UniqueConstraint(
                fields=["tenant", "inviter"],
                condition=Q(way="OWN", withdrawn_at__isnull=True),
                name="member_has_one_link_of_their_own",
            ),
            models.UniqueConstraint(
                fields=["tenant", "joined"],
                condition=Q(joined__isnull=False),
                name="member_came_by_one_invitation",
            ),
            models.CheckConstraint(
                condition=Q(joined__isnull=True, joined_at__isnull=True)
                | Q(joined__isnull=False, joined_at__isnull=False, withdrawn_at__isnull=True),
                name="invitation_that_was_used_says_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(joined=F("inviter")), name="nobody_invites_themselves"
            ),
            models.CheckConstraint(
                condition=Q(way="OWN", ends_at__isnull=True, joined__isnull=True)
                | Q(way__in=("LINK", "SMS"), ends_at__isnull=False),
                name="only_an_own_link_has_no_end",
            ),
        )
        indexes = (
            models.Index(fields=["tenant", "inviter", "made_at"], name="invitations_of_a_member"),
            models.Index(fields=["tenant", "made_at", "id"], name="invitations_by_time"),
            models.Index(
                fields=["tenant", "phone_digest", "made_at"],
                condition=Q(phone_digest__isnull=False),
                name="invitations_of_a_phone",
            ),
        )


class MonthCount(TenantModel):
    """How many invitations all members of a company made in a calendar month of its zone."""

    month = models.DateField()
    used = models.BigIntegerField()

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["tenant", "month"], name="month_is_counted_once"),
        )
