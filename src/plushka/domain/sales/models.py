"""Sales and returns as they were answered; never edited."""

from django.db import models
from django.db.models import F, Q

from plushka.domain.audit.models import Record
from plushka.domain.ledger.models import Entry
from plushka.domain.members.models import Member
from plushka.domain.programmes.models import Version
from plushka.domain.tenants.models import Outlet
from plushka.domain.tenants.rows import TenantDetail, TenantForeignKey


class Sale(TenantDetail):
    """One receipt. Amounts are kopecks, points hundredths."""

    outlet = TenantForeignKey(Outlet, models.PROTECT, indexed=False)
    #: The till's own number.
    receipt = models.CharField(max_length=100)
    member = TenantForeignKey(Member, models.PROTECT, null=True, indexed=False)
    #: When it was sold, and when it reached us (T7).
    at = models.DateTimeField()
    received_at = models.DateTimeField()
    #: As the till sent it.
    staff = models.CharField(max_length=200, default="")
    actor = models.CharField(max_length=100)
    #: False: the till sent a total and no lines.
    is_itemised = models.BooleanField()
    total = models.BigIntegerField()
    discount = models.BigIntegerField()
    #: What points paid, in kopecks; how many they were is the redemption's to say (E19).
    redeemed = models.BigIntegerField()
    #: In points.
    max_redeem = models.BigIntegerField()
    to_pay = models.BigIntegerField()
    accrued = models.BigIntegerField()
    #: What it adds to the total that tiers look at (T15).
    counted = models.BigIntegerField()
    version = TenantForeignKey(Version, models.PROTECT, indexed=False)
    #: What the rules knew of the member; a return asks again with the same (T11).
    tier = models.CharField(max_length=50, default="")
    days_since = models.IntegerField(null=True)
    days_since_earlier_day = models.IntegerField(null=True)
    #: Its entries in the ledger.
    redemption = TenantForeignKey(
        Entry, models.PROTECT, null=True, indexed=False, related_name="+"
    )
    accrual = TenantForeignKey(Entry, models.PROTECT, null=True, indexed=False, related_name="+")
    #: What was sent, as a digest: a repeat must be the same (T6).
    fingerprint = models.BinaryField(max_length=32)
    #: The rest of the answer: balance, tier, terms, explanation.
    outcome = models.JSONField()
    #: What rules and campaigns gave, as ``promising.kept`` writes it; a return asks it again.
    promises = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))

    class Meta(TenantDetail.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "outlet", "receipt"], name="sale_receipt_once_an_outlet"
            ),
            models.CheckConstraint(
                condition=Q(to_pay=F("total") - F("discount") - F("redeemed")),
                name="sale_is_paid_by_money_and_points",
            ),
            models.CheckConstraint(
                condition=Q(discount__gte=0, redeemed__gte=0, to_pay__gte=0, accrued__gte=0),
                name="sale_amounts_are_not_negative",
            ),
        )
        indexes = (
            models.Index(fields=["tenant", "outlet", "id"], name="sales_of_an_outlet"),
            models.Index(fields=["tenant", "member", "id"], name="sales_of_a_member"),
            # By the receipts' own time: what is moved in is recorded long after it was sold.
            models.Index(fields=["tenant", "at", "id"], name="sales_by_time"),
        )


class SaleLine(TenantDetail):
    """One position of a sale. A sale that came as a total has one, numbered 1."""

    append_only = True

    pk = models.CompositePrimaryKey("tenant_id", "sale_id", "number")
    id = None  # type: ignore[assignment]
    sale = TenantForeignKey(Sale, models.PROTECT, indexed=False, related_name="lines")
    number = models.PositiveSmallIntegerField()
    sku = models.CharField(max_length=200, default="")
    name = models.CharField(max_length=200, default="")
    category = models.CharField(max_length=200, default="")
    supplier = models.CharField(max_length=200, default="")
    #: Thousandths of a piece; of a sale that came as a total, kopecks of it (at least one).
    quantity = models.BigIntegerField()
    #: Of one piece.
    price = models.BigIntegerField()
    #: What the line costs us; null = the till did not say.
    cost = models.BigIntegerField(null=True)
    #: What the till itself took off.
    till_discount = models.BigIntegerField()
    #: price × quantity, half up to a kopeck, less that; of a sale that came as a total, that.
    total = models.BigIntegerField()
    #: What the programme took off.
    discount = models.BigIntegerField()
    redeemed = models.BigIntegerField()
    to_pay = models.BigIntegerField()
    accrued = models.BigIntegerField()

    class Meta(TenantDetail.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(to_pay=F("total") - F("discount") - F("redeemed")),
                name="line_is_paid_by_money_and_points",
            ),
            models.CheckConstraint(
                condition=Q(quantity__gt=0, till_discount__gte=0, discount__gte=0)
                & Q(redeemed__gte=0, to_pay__gte=0),
                name="line_amounts_are_not_negative",
            ),
        )


class SaleReward(TenantDetail):
    """What a sale gave beside the buyer's accrual.

    A referrer's part (E15), or points of a promise with a term of its own.
    """

    append_only = True

    pk = models.CompositePrimaryKey("tenant_id", "sale_id", "number")
    id = None  # type: ignore[assignment]
    sale = TenantForeignKey(Sale, models.PROTECT, indexed=False, related_name="rewards")
    number = models.PositiveSmallIntegerField()
    member = TenantForeignKey(Member, models.PROTECT, indexed=False, related_name="+")
    #: Theirs when it was given; a return asks again with the same (T11).
    tier = models.CharField(max_length=50)
    entry = TenantForeignKey(Entry, models.PROTECT, indexed=False, related_name="+")
    #: Its place in ``Sale.promises``; null = for bringing the buyer.
    promise = models.PositiveSmallIntegerField(null=True)


class Claim(TenantDetail):
    """A receipt that was recorded without a member and got one afterwards (T42)."""

    append_only = True

    sale = TenantForeignKey(Sale, models.PROTECT, indexed=False, related_name="claims")
    member = TenantForeignKey(Member, models.PROTECT, indexed=False, related_name="claims")
    at = models.DateTimeField()
    #: Who claimed it for the member; who sold is with the sale.
    actor = models.CharField(max_length=100)
    fingerprint = models.BinaryField(max_length=32)

    class Meta(TenantDetail.Meta):
        constraints = (
            models.UniqueConstraint(fields=["tenant", "sale"], name="sale_is_claimed_once"),
        )
        indexes = (models.Index(fields=["tenant", "member", "at"], name="claims_of_a_member"),)


class Return(TenantDetail):
    """What came back at once: of a sale, or of a member who has no receipt any more (T41)."""

    append_only = True

    sale = TenantForeignKey(Sale, models.PROTECT, null=True, related_name="returns")
    #: Whose goods they were, where no sale says it.
    member = TenantForeignKey(
        Member, models.PROTECT, null=True, indexed=False, related_name="unreceipted_returns"
    )
    outlet = TenantForeignKey(Outlet, models.PROTECT, indexed=False)
    receipt = models.CharField(max_length=100)
    at = models.DateTimeField()
    received_at = models.DateTimeField()
    actor = models.CharField(max_length=100)
    money_back = models.BigIntegerField()
    points_back = models.BigIntegerField()
    points_expired = models.BigIntegerField()
    accrual_reversed = models.BigIntegerField()
    #: What it takes from the total that tiers look at.
    counted = models.BigIntegerField()
    fingerprint = models.BinaryField(max_length=32)
    outcome = models.JSONField()

    class Meta(TenantDetail.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "outlet", "receipt"], name="return_receipt_once_an_outlet"
            ),
            models.CheckConstraint(
                condition=Q(money_back__gte=0, points_back__gte=0, accrual_reversed__gte=0)
                & Q(points_expired__gte=0, points_expired__lte=F("points_back")),
                name="return_amounts_are_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(sale__isnull=False, member__isnull=True)
                | Q(sale__isnull=True, member__isnull=False),
                name="return_is_of_a_sale_or_of_a_member",
            ),
            models.CheckConstraint(
                condition=Q(sale__isnull=False) | Q(points_back=0),
                name="return_without_a_sale_restores_no_points",
            ),
        )
        indexes = (
            models.Index(
                fields=["tenant", "member", "at"],
                condition=Q(member__isnull=False),
                name="returns_without_a_receipt",
            ),
        )


class ReturnLine(TenantDetail):
    """How much of which line came back."""

    append_only = True

    pk = models.CompositePrimaryKey("tenant_id", "sale_return_id", "number")
    id = None  # type: ignore[assignment]
    sale_return = TenantForeignKey(Return, models.PROTECT, indexed=False, related_name="lines")
    number = models.PositiveSmallIntegerField()
    #: Counted as in the line that it is of.
    quantity = models.BigIntegerField()
    money = models.BigIntegerField()
    points = models.BigIntegerField()

    class Meta(TenantDetail.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(quantity__gt=0, money__gte=0, points__gte=0),
                name="returned_line_is_not_negative",
            ),
        )


class ReturnRequest(TenantDetail):
    """A return without a receipt that a cashier asks a senior to approve (T41).

    Why is kept by the audit, where it is scrubbed with the member.
    """

    class State(models.TextChoices):
        WAITING = "WAITING"
        APPROVED = "APPROVED"
        DECLINED = "DECLINED"

    member = TenantForeignKey(Member, models.PROTECT, related_name="return_requests")
    outlet = TenantForeignKey(Outlet, models.PROTECT, indexed=False)
    #: Of the return, the till's own number; and what the goods are worth, in kopecks.
    receipt = models.CharField(max_length=100)
    total = models.BigIntegerField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    at = models.DateTimeField()
    actor = models.CharField(max_length=100)
    #: Where the reason is.
    record = TenantForeignKey(Record, models.PROTECT, indexed=False, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=100, default="")
    returned = TenantForeignKey(
        Return, models.PROTECT, null=True, indexed=False, related_name="requests"
    )

    class Meta(TenantDetail.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(state="APPROVED", returned__isnull=False)
                | ~Q(state="APPROVED") & Q(returned__isnull=True),
                name="approved_request_has_its_return",
            ),
        )
        indexes = (
            models.Index(
                fields=["tenant", "id"],
                condition=Q(state="WAITING"),
                name="return_requests_that_wait",
            ),
        )
