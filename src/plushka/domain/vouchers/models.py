"""Vouchers, and batches of them."""

from django.db import models
from django.db.models import F, Q

from plushka.domain.members.models import Member
from plushka.domain.tenants.rows import TenantForeignKey, TenantModel


class VoucherBatch(TenantModel):
    """Vouchers that a manager issues together: so many for bearers, or one for each of many."""

    class State(models.TextChoices):
        MAKING = "MAKING"
        MADE = "MADE"
        #: The codes were handed over; those of bearers can be read here no more.
        HANDED_OVER = "HANDED_OVER"

    #: What people who work here call it.
    name = models.CharField(max_length=100)
    state = models.CharField(max_length=11, choices=State, default=State.MAKING)
    #: As ``terms.Terms``.
    terms = models.JSONField()
    #: Whom they are for, a segment's name and condition as it was; null = for bearers.
    audience = models.JSONField(null=True)
    n_wanted = models.IntegerField()
    n_made = models.IntegerField(default=0)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    actor = models.CharField(max_length=100)
    at = models.DateTimeField()
    #: The long work that makes them.
    task_id = models.UUIDField(null=True)

    class Meta(TenantModel.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="voucher_batch_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(n_wanted__gte=0, n_made__gte=0),
                name="voucher_batch_numbers_are_not_negative",
            ),
        )


class Voucher(TenantModel):
    """One right. It ends at ``valid_until`` whatever its state says."""

    class State(models.TextChoices):
        ISSUED = "ISSUED"
        USED = "USED"
        REVOKED = "REVOKED"

    #: Of its code, keyed; and the code's last letters, by which people tell vouchers apart.
    digest = models.BinaryField(max_length=32)
    ending = models.CharField(max_length=4)
    #: The code itself, sealed: of a member's voucher, and of a bearer's until it is handed over.
    sealed = models.BinaryField(null=True)
    #: As ``terms.Terms``.
    terms = models.JSONField()
    #: Who alone may use it; null = whoever has the code.
    member = TenantForeignKey(Member, models.PROTECT, null=True, indexed=False)
    batch = TenantForeignKey(
        VoucherBatch, models.PROTECT, null=True, indexed=False, related_name="vouchers"
    )
    state = models.CharField(max_length=7, choices=State, default=State.ISSUED)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    #: Where it came from: ``MANAGER``, ``BATCH``, ``REWARD``; and the row that says more.
    source_kind = models.CharField(max_length=20)
    source_id = models.UUIDField(null=True)
    actor = models.CharField(max_length=100)
    issued_at = models.DateTimeField()
    #: The sale that used it last, when, and what it took off there, in kopecks.
    sale_id = models.UUIDField(null=True)
    used_at = models.DateTimeField(null=True)
    taken_off = models.BigIntegerField(default=0)
    #: When it came back with a sale that was returned whole.
    given_back_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "digest"], name="voucher_code_once_a_tenant"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("ISSUED", "USED", "REVOKED")),
                name="voucher_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state="USED", sale_id__isnull=False, used_at__isnull=False)
                | ~Q(state="USED") & Q(sale_id__isnull=True, used_at__isnull=True, taken_off=0),
                name="voucher_that_is_used_names_its_sale",
            ),
            models.CheckConstraint(
                condition=Q(state="REVOKED", revoked_at__isnull=False)
                | ~Q(state="REVOKED") & Q(revoked_at__isnull=True),
                name="voucher_that_is_revoked_says_when",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="voucher_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(taken_off__gte=0), name="voucher_takes_off_no_less_than_nothing"
            ),
        )
        indexes = (
            models.Index(
                fields=["tenant", "member", "id"],
                condition=Q(member__isnull=False),
                name="vouchers_of_a_member",
            ),
            models.Index(
                fields=["tenant", "batch", "id"],
                condition=Q(batch__isnull=False),
                name="vouchers_of_a_batch",
            ),
            models.Index(
                fields=["tenant", "source_id"],
                condition=Q(source_id__isnull=False),
                name="vouchers_of_a_source",
            ),
        )
