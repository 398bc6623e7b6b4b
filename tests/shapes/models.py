"""A buyer, their baskets, the lines of those, and a note that is never edited."""

from django.db import models

from plushka.domain.tenants.rows import TenantForeignKey, TenantModel


class Shape(TenantModel):
    """Named aloud, because the app is installed only while its tests run."""

    class Meta(TenantModel.Meta):
        abstract = True
        app_label = "shapes"


class Buyer(Shape):
    """Somebody with a card, who may have been sent by another."""

    card = models.CharField(max_length=10)
    name = models.CharField(max_length=10)
    joined_on = models.DateField()
    referrer = TenantForeignKey("self", models.PROTECT, null=True, related_name="invitees")


class Basket(Shape):
    """What was bought at once; null = by nobody we know."""

    receipt = models.CharField(max_length=10)
    total = models.IntegerField()
    buyer = TenantForeignKey(Buyer, models.PROTECT, null=True, related_name="baskets")


class BasketLine(Shape):
    """One position of a basket. The database deletes it with its basket."""

    sku = models.CharField(max_length=10)
    basket = TenantForeignKey(Basket, models.CASCADE, related_name="lines", db_cascade=True)


class Note(Shape):
    """Written once."""

    append_only = True

    text = models.CharField(max_length=10)
    buyer = TenantForeignKey(Buyer, models.PROTECT, related_name="notes", indexed=False)
