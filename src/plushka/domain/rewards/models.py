"""The catalogue, its pictures, and how many pieces there are."""

from django.db import models
from django.db.models import F, Q

from plushka.domain.rewards.order_models import Numbering, Order, OrderLine
from plushka.domain.tenants.fields import TenantFKConstraint
from plushka.domain.tenants.rows import TenantDetail, TenantForeignKey, TenantModel

__all__ = ["Numbering", "Order", "OrderLine", "Picture", "Reward", "Stock", "StockChange"]


class Reward(TenantModel):
    """What a company gives for points."""

    class Kind(models.TextChoices):
        GOODS = "GOODS"
        VOUCHER = "VOUCHER"

    #: The company's own short name of it, for ever.
    code = models.CharField(max_length=40)
    kind = models.CharField(max_length=7, choices=Kind, default=Kind.GOODS)
    #: By language; one that is missing is told in another.
    names = models.JSONField()
    descriptions = models.JSONField(default=dict)
    #: The shelf it stands on, in the company's own words; empty = none.
    category = models.CharField(max_length=60, default="")
    #: Its place on the shelf, the smallest first.
    place = models.IntegerField(default=0)
    #: Of one piece: hundredths of points, and kopecks to be paid besides.
    points = models.BigIntegerField()
    money = models.BigIntegerField(default=0)
    #: How many pieces one member may order in all, and within so many days; null = any number.
    most = models.PositiveIntegerField(null=True)
    most_recent = models.PositiveIntegerField(null=True)
    recent_days = models.PositiveIntegerField(null=True)
    #: Codes of the tiers that see it; empty = everybody.
    tiers = models.JSONField(default=list)
    valid_from = models.DateTimeField(null=True)
    valid_until = models.DateTimeField(null=True)
    is_shown = models.BooleanField(default=True)
    can_pick_up = models.BooleanField(default=True)
    #: Codes of the outlets where it waits; empty = any.
    outlets = models.JSONField(default=list)
    can_deliver = models.BooleanField(default=False)
    #: Managers are told when no more than so many are left; null = never.
    low = models.PositiveIntegerField(null=True)
    #: What its vouchers are good for and for how many days, by ``giving``; null for goods.
    voucher = models.JSONField(null=True)
    #: The digest of its picture, which is its name in addresses; empty = none.
    picture = models.CharField(max_length=16, default="")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["tenant", "code"], name="reward_code_once_a_tenant"),
            models.CheckConstraint(
                condition=Q(points__gt=0, money__gte=0), name="reward_costs_points"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("GOODS", "VOUCHER")), name="reward_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(most_recent__isnull=True, recent_days__isnull=True)
                | Q(most_recent__isnull=False, recent_days__gt=0),
                name="reward_limit_has_its_days",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_until__gt=F("valid_from")),
                name="reward_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(can_pick_up=True) | Q(can_deliver=True) | Q(kind="VOUCHER"),
                name="reward_reaches_its_member",
            ),
            models.CheckConstraint(
                condition=Q(kind="VOUCHER", voucher__isnull=False)
                | Q(kind="GOODS", voucher__isnull=True),
                name="reward_voucher_has_its_terms",
            ),
        )


class Stock(TenantDetail):
    """How many pieces of a reward were put in, are kept for orders, and are gone.

    Its id is the reward's. Without a limit pieces are counted all the same.
    """

    is_limited = models.BooleanField(default=False)
    put_in = models.BigIntegerField(default=0)
    held = models.BigIntegerField(default=0)
    gone = models.BigIntegerField(default=0)
    #: When managers were told that little is left; null = enough is there.
    low_told_at = models.DateTimeField(null=True)

    class Meta(TenantDetail.Meta):
        constraints = (
            TenantFKConstraint(name="stock_reward_fk", column="id", to="rewards.reward"),
            models.CheckConstraint(
                condition=Q(held__gte=0, gone__gte=0), name="stock_is_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(is_limited=False) | Q(put_in__gte=F("held") + F("gone")),
                name="stock_is_never_oversold",
            ),
        )


class StockChange(TenantDetail):
    """Pieces that somebody put in, or took out by hand. The reason is kept by the audit."""

    append_only = True

    reward = TenantForeignKey(Reward, models.PROTECT, related_name="stock_changes")
    pieces = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=100)

    class Meta(TenantDetail.Meta):
        constraints = (
            models.CheckConstraint(condition=~Q(pieces=0), name="stock_change_is_of_something"),
        )


class Picture(TenantDetail):
    """What a reward looks like: a PNG that we have drawn ourselves. Its id is the reward's."""

    digest = models.CharField(max_length=16)
    content = models.BinaryField()
    #: The same as WebP for lists and for a page of its own: a page weighs little.
    small = models.BinaryField(default=bytes)
    medium = models.BinaryField(default=bytes)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta(TenantDetail.Meta):
        constraints = (
            TenantFKConstraint(name="picture_reward_fk", column="id", to="rewards.reward"),
        )
