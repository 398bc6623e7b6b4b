"""Codes that were asked for."""

from django.db import models
from django.db.models import Q

from plushka.domain.members.models import Contact, Member
from plushka.domain.tenants.models import Outlet
from plushka.domain.tenants.rows import TenantDetail, TenantForeignKey


class Confirmation(TenantDetail):
    """One code asked for by one person: at one outlet, or by themselves."""

    class Purpose(models.TextChoices):
        ENROL = "ENROL"
        REDEEM = "REDEEM"
        SIGN_IN = "SIGN_IN"
        UNFREEZE = "UNFREEZE"
        NEW_PHONE = "NEW_PHONE"

    member = TenantForeignKey(Member, models.PROTECT, null=True, indexed=False)
    contact = TenantForeignKey(Contact, models.CASCADE, null=True, db_cascade=True, indexed=False)
    #: Where the code is told; null = nowhere but in the member's own cabinet.
    outlet = TenantForeignKey(Outlet, models.PROTECT, null=True, indexed=False)
    purpose = models.CharField(max_length=9, choices=Purpose)
    #: The most it confirms, in hundredths of points; null = any sum.
    amount = models.BigIntegerField(null=True)
    digest = models.BinaryField(max_length=32)
    #: Which text went with it, to be named by the consent it stands for.
    text_version = models.CharField(max_length=100)
    #: Wrong tries so far, and how many it stands.
    tries = models.PositiveSmallIntegerField(default=0)
    most_tries = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    #: Used, or followed by a newer one.
    closed_at = models.DateTimeField(null=True)

    class Meta(TenantDetail.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    purpose__in=("REDEEM", "SIGN_IN", "UNFREEZE"),
                    member__isnull=False,
                    contact__isnull=True,
                )
                | Q(
                    purpose__in=("ENROL", "NEW_PHONE"), member__isnull=True, contact__isnull=False
                ),
                name="members_redeem_and_contacts_enrol",
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=("REDEEM", "ENROL"), outlet__isnull=False)
                | Q(purpose__in=("SIGN_IN", "UNFREEZE", "NEW_PHONE"), outlet__isnull=True),
                name="codes_for_the_cashier_have_an_outlet",
            ),
            models.CheckConstraint(
                condition=Q(tries__lte=models.F("most_tries")), name="code_stands_so_many_tries"
            ),
            models.UniqueConstraint(
                fields=["tenant", "member", "outlet"],
                condition=Q(closed_at__isnull=True, member__isnull=False),
                name="member_has_one_open_code_an_outlet",
            ),
            models.UniqueConstraint(
                fields=["tenant", "contact", "outlet"],
                condition=Q(closed_at__isnull=True, contact__isnull=False),
                name="contact_has_one_open_code_an_outlet",
            ),
            models.UniqueConstraint(
                fields=["tenant", "member", "contact", "purpose"],
                condition=Q(closed_at__isnull=True, outlet__isnull=True),
                nulls_distinct=False,
                name="one_open_code_of_ones_own_a_purpose",
            ),
        )
        indexes = (
            models.Index(fields=["tenant", "member", "asked_at"], name="codes_of_a_member"),
            models.Index(fields=["tenant", "contact", "asked_at"], name="codes_of_a_contact"),
        )
