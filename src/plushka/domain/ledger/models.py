"""The ledger's tables. Fields and constraints only: the rules are in the book.

The constraints make a wrong book impossible to save, row by row;
``plushka verify`` holds the rows against one another.
"""

from django.db import models
from django.db.models import F, Q

from plushka.domain.ledger.conversion_models import Conversion
from plushka.domain.ledger.hold_models import Hold, HoldUse
from plushka.domain.ledger.rows import LedgerRow
from plushka.domain.tenants.fields import TenantFKConstraint
from plushka.domain.tenants.rows import TenantForeignKey, TenantModel

__all__ = [
    "Account",
    "AdjustmentDay",
    "Conversion",
    "Debt",
    "Entry",
    "Hold",
    "HoldUse",
    "Lot",
    "LotUse",
]


class Account(LedgerRow):
    """One member's points of one unit, as running numbers in hundredths.

    ``spendable``, ``pending`` and ``held`` are exact for every moment from
    ``as_of`` up to ``exact_until`` (null: for ever), so that a sale which only
    gives points reads no lots.
    """

    member = TenantForeignKey(
        "members.Member", models.PROTECT, indexed=False, related_name="accounts"
    )
    unit = models.CharField(max_length=20, default="BONUS")
    balance = models.BigIntegerField(default=0)
    spendable = models.BigIntegerField(default=0)
    pending = models.BigIntegerField(default=0)
    held = models.BigIntegerField(default=0)
    debt = models.BigIntegerField(default=0)
    as_of = models.DateTimeField()
    exact_until = models.DateTimeField(null=True)
    #: How often the row was written: a writer that read another version is refused.
    version = models.BigIntegerField(default=0)
    n_entries = models.BigIntegerField(default=0)
    #: The number of the last conversion that its points have gone through; 0 = none (T35).
    conversion = models.PositiveIntegerField(db_default=0)
    #: Whose account speaks for this one since their members became one (T33); never a chain.
    merged_into = TenantForeignKey(
        "self", models.PROTECT, null=True, indexed=False, related_name="merged"
    )

    class Meta(LedgerRow.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(balance=0, held=0, debt=0, pending=0),
                name="merged_account_is_empty",
            ),
            models.UniqueConstraint(
                fields=["tenant", "member", "unit"], name="member_has_one_account_of_a_unit"
            ),
            models.CheckConstraint(
                condition=Q(balance=F("spendable") + F("pending") + F("held") - F("debt")),
                name="balance_is_what_is_there_less_debt",
            ),
            models.CheckConstraint(
                condition=Q(spendable__gte=0, pending__gte=0, held__gte=0, debt__gte=0),
                name="account_numbers_are_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(debt=0) | Q(spendable=0), name="debt_is_paid_before_spending"
            ),
            models.CheckConstraint(
                condition=Q(exact_until__isnull=True) | Q(exact_until__gt=F("as_of")),
                name="account_is_exact_for_some_time",
            ),
        )
        indexes = (
            # What the expiry sweep walks along. It changes seldom, so it costs a sale nothing.
            models.Index(
                fields=["tenant", "exact_until"],
                condition=Q(exact_until__isnull=False),
                name="accounts_that_dates_change",
            ),
            models.Index(
                fields=["tenant", "merged_into"],
                condition=Q(merged_into__isnull=False),
                name="accounts_merged_into_another",
            ),
        )


class Entry(LedgerRow):
    """One change of one account, never edited."""

    append_only = True

    class Kind(models.TextChoices):
        ACCRUAL = "ACCRUAL"
        REDEMPTION = "REDEMPTION"
        REVERSAL = "REVERSAL"
        RETURN = "RETURN"
        EXPIRY = "EXPIRY"
        ADJUSTMENT = "ADJUSTMENT"
        CONVERSION = "CONVERSION"
        MERGE = "MERGE"
        EXTENSION = "EXTENSION"

    account = TenantForeignKey(Account, models.PROTECT, indexed=False, related_name="entries")
    #: Counts the entries of the account from one.
    number = models.BigIntegerField()
    key = models.CharField(max_length=300)
    kind = models.CharField(max_length=10, choices=Kind)
    #: Signed hundredths.
    points = models.BigIntegerField()
    balance_after = models.BigIntegerField()
    #: When it happened, and when it reached us.
    at = models.DateTimeField()
    posted_at = models.DateTimeField()
    source_kind = models.CharField(max_length=20)
    source_id = models.UUIDField()
    programme_version = models.UUIDField()
    #: ``key:…``, ``staff:…`` or ``system:…``; no person's data.
    actor = models.CharField(max_length=100)
    #: Facts from which a text is made; never free text.
    explanation = models.JSONField(default=list)
    #: The entry that this one answers to: the redemption of a return, the accrual of a reversal.
    undoes = TenantForeignKey(
        "self", models.PROTECT, null=True, indexed=False, related_name="undone_by"
    )
    #: Its points are those of after the conversion of this number.
    conversion = models.PositiveIntegerField(db_default=0)

    class Meta(LedgerRow.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "account", "key"], name="entry_key_is_used_once_an_account"
            ),
            models.UniqueConstraint(
                fields=["tenant", "account", "number"], name="entry_number_once_an_account"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("ACCRUAL", "RETURN"), points__gt=0)
                | Q(kind__in=("REDEMPTION", "REVERSAL", "EXPIRY"), points__lt=0)
                | Q(kind__in=("ADJUSTMENT", "CONVERSION")) & ~Q(points=0)
                | Q(kind="MERGE")
                | Q(kind="EXTENSION", points=0),
                name="entry_sign_follows_its_kind",
            ),
            models.CheckConstraint(
                condition=~Q(key="") & ~Q(source_kind="") & ~Q(actor=""),
                name="entry_names_key_source_and_actor",
            ),
        )
        indexes = (
            models.Index(
                fields=["tenant", "undoes"],
                condition=Q(undoes__isnull=False),
                name="entries_that_undo_another",
            ),
        )


class Lot(LedgerRow):
    """Points granted together, which start and end together.

    Its id is the id of the entry that granted it.
    """

    class Kind(models.TextChoices):
        PURCHASE = "PURCHASE"
        GIFT = "GIFT"
        REFERRAL = "REFERRAL"
        CODE = "CODE"
        MANUAL = "MANUAL"

    account = TenantForeignKey(Account, models.PROTECT, indexed=False, related_name="lots")
    kind = models.CharField(max_length=10, choices=Kind)
    granted = models.BigIntegerField()
    remaining = models.BigIntegerField()
    #: What open holds have set aside of what remains.
    held = models.BigIntegerField(default=0)
    #: What ended unspent.
    expired = models.BigIntegerField(default=0)
    available_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    #: The rule version that set its terms.
    programme_version = models.UUIDField()
    #: Its numbers are points of after the conversion of this number.
    conversion = models.PositiveIntegerField(db_default=0)

    class Meta(LedgerRow.Meta):
        constraints = (
            TenantFKConstraint(name="lot_entry_fk", column="id", to="ledger.entry"),
            models.CheckConstraint(
                condition=Q(held__gte=0, held__lte=F("remaining")), name="lot_never_overdrawn"
            ),
            models.CheckConstraint(
                condition=Q(granted__gt=0, expired__gte=0)
                & Q(granted__gte=F("remaining") + F("expired")),
                name="lot_never_holds_more_than_granted",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("PURCHASE", "GIFT", "REFERRAL", "CODE", "MANUAL")),
                name="lot_kind_is_known",
            ),
        )
        indexes = (
            models.Index(
                fields=["tenant", "account", "expires_at"],
                condition=Q(remaining__gt=0),
                name="lots_with_something_left",
            ),
        )


class LotUse(LedgerRow):
    """How much of an entry a lot paid; negative where points went back into the lot."""

    append_only = True

    pk = models.CompositePrimaryKey("tenant_id", "entry_id", "number")
    id = None  # type: ignore[assignment]
    entry = TenantForeignKey(Entry, models.PROTECT, indexed=False, related_name="lot_uses")
    #: Counts the uses of the entry from one, in order.
    number = models.IntegerField()
    lot = TenantForeignKey(Lot, models.PROTECT, indexed=False, related_name="uses")
    points = models.BigIntegerField()
    #: When the lot was touched; of a debt paid later, long after its entry.
    used_at = models.DateTimeField()

    class Meta(LedgerRow.Meta):
        constraints = (
            models.CheckConstraint(condition=~Q(points=0), name="lot_use_is_of_something"),
        )


class Debt(LedgerRow):
    """What an entry took beyond what was there. Its id is that entry's."""

    account = TenantForeignKey(Account, models.PROTECT, indexed=False, related_name="debts")
    owed = models.BigIntegerField()
    unpaid = models.BigIntegerField()
    #: How many lot uses its entry has by now.
    n_uses = models.IntegerField(default=0)

    class Meta(LedgerRow.Meta):
        constraints = (
            TenantFKConstraint(name="debt_entry_fk", column="id", to="ledger.entry"),
            models.CheckConstraint(
                condition=Q(owed__gt=0, unpaid__gte=0, unpaid__lte=F("owed")),
                name="debt_is_never_paid_twice",
            ),
        )
        indexes = (
            models.Index(
                fields=["tenant", "account"], condition=Q(unpaid__gt=0), name="debts_to_be_paid"
            ),
        )


class AdjustmentDay(TenantModel):
    """How many points one actor has corrected by hand on one day, up or down."""

    actor = models.CharField(max_length=100)
    day = models.DateField()
    used = models.BigIntegerField()

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "actor", "day"], name="adjustments_counted_once_a_day"
            ),
        )
