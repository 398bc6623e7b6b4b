"""Certificates, every movement of their money, and batches of them."""

from django.db import models
from django.db.models import Q

from plushka.domain.members.models import Member
from plushka.domain.tenants.models import Outlet
from plushka.domain.tenants.rows import TenantDetail, TenantForeignKey, TenantModel


class CertificateBatch(TenantModel):
    """Certificates that a manager makes together: blanks to be sold, or paid for already."""

    class State(models.TextChoices):
        MADE = "MADE"
        #: The codes were handed over, and can be read here no more.
        HANDED_OVER = "HANDED_OVER"

    name = models.CharField(max_length=100)
    state = models.CharField(max_length=11, choices=State, default=State.MADE)
    nominal = models.BigIntegerField()
    #: They were paid for; else each is worth nothing until a till sells it.
    is_paid = models.BooleanField(default=False)
    has_pin = models.BooleanField(default=False)
    n_made = models.IntegerField()
    valid_until = models.DateTimeField(null=True)
    actor = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(nominal__gt=0, n_made__gt=0),
                name="certificate_batch_is_of_something",
            ),
        )


class Certificate(TenantModel):
    """One certificate. It ends at ``valid_until`` whatever its state says."""

    class State(models.TextChoices):
        #: Printed, and not sold yet.
        BLANK = "BLANK"
        ACTIVE = "ACTIVE"
        BLOCKED = "BLOCKED"
        #: Its term is over, or it was revoked; nothing is left on it.
        ENDED = "ENDED"

    #: Of its code, keyed; and the code's last letters, by which people tell certificates apart.
    digest = models.BinaryField(max_length=32)
    ending = models.CharField(max_length=4)
    #: The code and the PIN, sealed: a member's, and others until they were handed over or used.
    sealed = models.BinaryField(null=True)
    #: Of its PIN, keyed; null = none.
    pin = models.BinaryField(max_length=32, null=True)
    #: PINs that were wrong, one after the other.
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=7, choices=State)
    #: What it is sold for, and what it is worth now, in kopecks.
    nominal = models.BigIntegerField()
    balance = models.BigIntegerField(default=0)
    n_entries = models.IntegerField(default=0)
    #: Who is shown it; it is spent by its code, by whoever has that.
    member = TenantForeignKey(Member, models.PROTECT, null=True, indexed=False)
    batch = TenantForeignKey(
        CertificateBatch, models.PROTECT, null=True, indexed=False, related_name="certificates"
    )
    valid_until = models.DateTimeField(null=True)
    made_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "digest"], name="certificate_code_once_a_tenant"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("BLANK", "ACTIVE", "BLOCKED", "ENDED")),
                name="certificate_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(balance__gte=0, nominal__gt=0), name="certificate_is_never_overdrawn"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("ACTIVE", "BLOCKED")) | Q(balance=0),
                name="certificate_not_in_use_is_empty",
            ),
        )
        indexes = (
            models.Index(
                fields=["tenant", "member", "id"],
                condition=Q(member__isnull=False),
                name="certificates_of_a_member",
            ),
            models.Index(
                fields=["tenant", "batch", "id"],
                condition=Q(batch__isnull=False),
                name="certificates_of_a_batch",
            ),
            models.Index(fields=["tenant", "ending"], name="certificates_by_ending"),
            models.Index(
                fields=["tenant", "valid_until"],
                condition=Q(state__in=("ACTIVE", "BLOCKED"), valid_until__isnull=False),
                name="certificates_that_will_end",
            ),
            models.Index(
                fields=["tenant"],
                include=["balance"],
                condition=Q(balance__gt=0),
                name="certificates_with_something_left",
            ),
        )


class Entry(TenantDetail):
    """One change of one balance, never edited. Amounts are signed kopecks."""

    append_only = True

    class Kind(models.TextChoices):
        ISSUE = "ISSUE"
        TOP_UP = "TOP_UP"
        SPEND = "SPEND"
        #: A spending came back, or a part of it.
        REFUND = "REFUND"
        #: The rest was given out as money.
        PAY_OUT = "PAY_OUT"
        EXPIRE = "EXPIRE"
        REVOKE = "REVOKE"

    certificate = TenantForeignKey(
        Certificate, models.PROTECT, indexed=False, related_name="entries"
    )
    #: Counts the entries of the certificate from one.
    number = models.IntegerField()
    kind = models.CharField(max_length=7, choices=Kind)
    amount = models.BigIntegerField()
    balance_after = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=100)
    #: Where, and the till's own number of what was sold, paid or given back there.
    outlet = TenantForeignKey(Outlet, models.PROTECT, null=True, indexed=False)
    receipt = models.CharField(max_length=100, default="")
    #: Makes a repeat harmless (T6).
    key = models.CharField(max_length=200)
    #: The spending that comes back.
    undoes = TenantForeignKey(
        "self", models.PROTECT, null=True, indexed=False, related_name="undone_by"
    )

    class Meta(TenantDetail.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "certificate", "number"],
                name="certificate_entry_number_once",
            ),
            models.UniqueConstraint(
                fields=["tenant", "certificate", "key"], name="certificate_entry_key_once"
            ),
            models.UniqueConstraint(
                fields=["tenant", "outlet", "receipt"],
                condition=Q(kind="ISSUE") & ~Q(receipt=""),
                name="certificate_is_sold_once_a_receipt",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("ISSUE", "TOP_UP", "REFUND"), amount__gt=0)
                | Q(kind__in=("SPEND", "PAY_OUT", "EXPIRE", "REVOKE"), amount__lt=0),
                name="certificate_entry_sign_follows_kind",
            ),
            models.CheckConstraint(
                condition=Q(balance_after__gte=0), name="certificate_entry_leaves_no_debt"
            ),
            models.CheckConstraint(
                condition=Q(kind="REFUND", undoes__isnull=False)
                | ~Q(kind="REFUND") & Q(undoes__isnull=True),
                name="certificate_refund_names_its_spending",
            ),
        )
        indexes = (
            models.Index(
                fields=["tenant", "undoes"],
                condition=Q(undoes__isnull=False),
                name="certificate_entries_that_undo",
            ),
            models.Index(fields=["tenant", "at", "id"], name="certificate_entries_by_time"),
        )
