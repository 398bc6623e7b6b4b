"""The one use of a code, and what it gave."""

from django.db import models
from django.db.models import Q

from plushka.domain.ledger.models import Entry
from plushka.domain.members.models import Member
from plushka.domain.tenants.rows import TenantDetail, TenantForeignKey


class Activation(TenantDetail):
    """A member activated a code. Names nobody but by id; of whoever is erased nothing is left."""

    class Source(models.TextChoices):
        """Through which channel."""

        API = "API"
        SMS = "SMS"
        BOT = "BOT"
        WEB = "WEB"
        PAGE = "PAGE"
        TILL = "TILL"

    #: By name: the classes stand in ``models``, which shows this one too.
    code = TenantForeignKey("codes.Code", models.PROTECT, indexed=False, related_name="+")
    batch = TenantForeignKey("codes.Batch", models.PROTECT, indexed=False, related_name="+")
    member = TenantForeignKey(Member, models.PROTECT, indexed=False, related_name="+")
    at = models.DateTimeField()
    source = models.CharField(max_length=4, choices=Source)
    #: Where: the code of an outlet, or what the caller named; empty where nobody knows.
    place = models.CharField(max_length=100, blank=True)
    actor = models.CharField(max_length=100)
    #: Hundredths of points that the batch itself gave; those of rules their own rows tell.
    points = models.BigIntegerField()
    entry = TenantForeignKey(Entry, models.PROTECT, null=True, indexed=False, related_name="+")
    #: Chances in the batch's draw.
    chances = models.IntegerField(default=0)

    class Meta(TenantDetail.Meta):
        constraints = (
            models.UniqueConstraint(fields=["tenant", "code"], name="code_is_activated_once"),
            models.CheckConstraint(
                condition=Q(source__in=("API", "SMS", "BOT", "WEB", "PAGE", "TILL")),
                name="activation_source_is_known",
            ),
            models.CheckConstraint(
                condition=Q(points__gte=0, chances__gte=0), name="activation_takes_nothing"
            ),
        )
        indexes = (
            models.Index(
                fields=["tenant", "member", "batch", "at"], name="activations_of_a_member"
            ),
            models.Index(fields=["tenant", "batch", "at"], name="activations_of_a_batch"),
            models.Index(fields=["tenant", "at"], name="activations_by_time"),
        )
