"""Orders of rewards, and their numbers."""

from django.db import models
from django.db.models import F, Q

from plushka.domain.ledger.models import Entry, Hold
from plushka.domain.members.models import Member
from plushka.domain.tenants.models import Outlet
from plushka.domain.tenants.rows import TenantDetail, TenantForeignKey, TenantModel


class Order(TenantDetail):
    """What a member ordered, in one go."""

    class State(models.TextChoices):
        #: Points and stock are set aside; money is still to be paid.
        ORDERED = "ORDERED"
        PAID = "PAID"
        READY = "READY"
        #: Everything that was not cancelled has been handed over.
        FULFILLED = "FULFILLED"
        CANCELLED = "CANCELLED"
        #: Nobody paid the money in time.
        EXPIRED = "EXPIRED"

    #: What people call it; counts the company's orders from 1001.
    number = models.BigIntegerField()
    member = TenantForeignKey(Member, models.PROTECT, related_name="+", indexed=False)
    #: The caller's own; the same again is the same order (T6).
    key = models.CharField(max_length=100)
    #: Of what was asked: another order with the same key is refused.
    fingerprint = models.BinaryField(max_length=32)
    state = models.CharField(max_length=9, choices=State)
    #: Where it was ordered: ``WEB``, ``BOT``, ``TILL``, ``API``.
    source = models.CharField(max_length=4)
    actor = models.CharField(max_length=100)
    #: Of all lines: hundredths of points, kopecks.
    points = models.BigIntegerField()
    money = models.BigIntegerField(default=0)
    #: What a point was worth then, in kopecks: what comes back is counted by it (T35).
    point_value = models.BigIntegerField()
    hold = TenantForeignKey(Hold, models.PROTECT, null=True, indexed=False, related_name="+")
    held_until = models.DateTimeField(null=True)
    redemption = TenantForeignKey(
        Entry, models.PROTECT, null=True, indexed=False, related_name="+"
    )
    #: What has come back: points of the order, and of them those whose term was over (T12).
    points_back = models.BigIntegerField(default=0)
    points_expired = models.BigIntegerField(default=0)
    #: Money that was paid and is owed back, in kopecks, and when somebody gave it.
    money_back = models.BigIntegerField(default=0)
    money_given_at = models.DateTimeField(null=True)
    #: Where it is fetched; null = delivered, or nothing to be fetched.
    outlet = TenantForeignKey(Outlet, models.PROTECT, null=True, indexed=False, related_name="+")
    #: To whom and where it is delivered; a person's words, gone with the person (T29).
    delivery = models.JSONField(null=True)
    placed_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True)
    ready_at = models.DateTimeField(null=True)
    #: When it came to its end: handed over, cancelled or expired.
    closed_at = models.DateTimeField(null=True)
    #: Wrong codes that were told for it.
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta(TenantDetail.Meta):
        constraints = (
            models.UniqueConstraint(fields=["tenant", "number"], name="reward_order_number_once"),
            models.UniqueConstraint(
                fields=["tenant", "key"], name="reward_order_key_is_used_once"
            ),
            models.UniqueConstraint(
                fields=["tenant", "hold"],
                condition=Q(hold__isnull=False),
                name="reward_order_has_its_own_hold",
            ),
            models.CheckConstraint(
                condition=Q(state="ORDERED", hold__isnull=False, redemption__isnull=True)
                | Q(state__in=("PAID", "READY", "FULFILLED"), redemption__isnull=False)
                | Q(state="CANCELLED")
                | Q(state="EXPIRED", hold__isnull=False, redemption__isnull=True),
                name="reward_order_is_held_or_paid",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("ORDERED", "PAID", "READY"), closed_at__isnull=True)
                | Q(state__in=("FULFILLED", "CANCELLED", "EXPIRED"), closed_at__isnull=False),
                name="reward_order_says_when_it_ended",
            ),
            models.CheckConstraint(
                condition=Q(points__gt=0, money__gte=0)
                & Q(points_back__gte=0, points_back__lte=F("points"))
                & Q(money_back__gte=0, money_back__lte=F("money")),
                name="reward_order_gives_back_what_was_paid",
            ),
        )
        indexes = (
            models.Index(fields=["tenant", "member", "id"], name="reward_orders_of_a_member"),
            models.Index(
                fields=["tenant", "held_until"],
                condition=Q(state="ORDERED"),
                name="reward_orders_that_may_expire",
            ),
            models.Index(
                fields=["tenant", "state", "id"],
                condition=Q(state__in=("ORDERED", "PAID", "READY")),
                name="reward_orders_still_open",
            ),
            models.Index(
                fields=["tenant", "id"],
                condition=Q(money_back__gt=0, money_given_at__isnull=True),
                name="reward_orders_that_owe_money",
            ),
        )


class OrderLine(TenantDetail):
    """So many pieces of one reward, as it was when it was ordered."""

    order = TenantForeignKey(Order, models.PROTECT, related_name="lines", indexed=False)
    #: Counts the lines of the order from one.
    number = models.PositiveSmallIntegerField()
    reward = TenantForeignKey("rewards.Reward", models.PROTECT, related_name="+")
    names = models.JSONField()
    #: Of one piece.
    points = models.BigIntegerField()
    money = models.BigIntegerField(default=0)
    quantity = models.PositiveIntegerField()
    fulfilled = models.PositiveIntegerField(default=0)
    cancelled = models.PositiveIntegerField(default=0)

    class Meta(TenantDetail.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "order", "number"], name="reward_order_line_once"
            ),
            models.CheckConstraint(
                condition=Q(quantity__gt=0, quantity__gte=F("fulfilled") + F("cancelled")),
                name="reward_is_handed_over_once",
            ),
        )


class Numbering(TenantModel):
    """The last number that an order of the company was given."""

    last = models.BigIntegerField()

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["tenant"], name="order_numbers_once_a_tenant"),
        )
