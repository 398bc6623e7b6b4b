"""What messages cost, what they came to, and the money a company put in for them."""

from django.db import models
from django.db.models import Q

from plushka.domain.tenants.rows import TenantModel


class PriceList(TenantModel):
    """What a company pays for messages; no row: the list it begins with (E24)."""

    #: As ``pricing.Prices`` has it.
    document = models.JSONField()
    edition = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    actor = models.CharField(max_length=100)

    class Meta(TenantModel.Meta):
        constraints = (models.UniqueConstraint(fields=["tenant"], name="one_price_list"),)


class Funds(TenantModel):
    """Money put in for messages, in kopecks; no row: it is counted elsewhere, and has no end."""

    #: Below nothing where codes and notices went on.
    balance = models.BigIntegerField()
    warn_below = models.BigIntegerField()
    #: When the company was told that little is left; null: since then more was put in.
    warned_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["tenant"], name="one_sum_of_funds"),
            models.CheckConstraint(condition=Q(warn_below__gte=0), name="warned_above_nothing"),
        )


class Payment(TenantModel):
    """Money put in for messages, or taken out again."""

    append_only = True

    amount = models.BigIntegerField()
    #: What there was afterwards.
    balance = models.BigIntegerField()
    note = models.CharField(max_length=200)
    at = models.DateTimeField()
    actor = models.CharField(max_length=100)

    class Meta(TenantModel.Meta):
        constraints = (models.CheckConstraint(condition=~Q(amount=0), name="payment_is_a_sum"),)


class Cost(TenantModel):
    """What messages of one kind by one way came to on a local day."""

    day = models.DateField()
    kind = models.CharField(max_length=30)
    nature = models.SmallIntegerField()
    way = models.CharField(max_length=8)
    messages = models.BigIntegerField()
    parts = models.BigIntegerField()
    #: Kopecks.
    cost = models.BigIntegerField()

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "day", "kind", "nature", "way"], name="cost_of_a_day_is_one_row"
            ),
        )
