"""What was applied and undone, and what members have because of it."""

from django.db import models
from django.db.models import Q

from plushka.domain.ledger.models import Entry
from plushka.domain.members.models import Member
from plushka.domain.programmes.models import Version
from plushka.domain.tenants.rows import TenantDetail, TenantForeignKey


class Applied(TenantDetail):
    """One effect that was carried out, or that there was nothing to carry out of."""

    append_only = True

    #: The trigger, the member, what tells one delivery from another, the rule, the effect.
    key = models.CharField(max_length=300)
    #: Counts from one: an effect that was wholly undone may be applied again.
    number = models.PositiveIntegerField(default=1)
    #: Who got it, and whose moment it was: another member where it went up the line.
    member = TenantForeignKey(Member, models.PROTECT, indexed=False, related_name="+")
    about = TenantForeignKey(Member, models.PROTECT, indexed=False, related_name="+")
    trigger = models.CharField(max_length=30)
    rule = models.CharField(max_length=40)
    #: The effect's name in its rule, and its kind.
    effect = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    #: The campaign that promised it, empty for the programme, and the version of either.
    campaign = models.CharField(max_length=40, default="")
    origin_version = models.UUIDField()
    programme_version = TenantForeignKey(Version, models.PROTECT, indexed=False, related_name="+")
    #: When it happened, and when that reached us.
    at = models.DateTimeField()
    applied_at = models.DateTimeField()
    actor = models.CharField(max_length=100)
    #: What brought it about: ``SALE`` and its id.
    source_kind = models.CharField(max_length=20)
    source_id = models.UUIDField()
    #: Hundredths; the entry is null where nothing was posted.
    points = models.BigIntegerField(default=0)
    entry = TenantForeignKey(Entry, models.PROTECT, null=True, indexed=False, related_name="+")
    #: The code of the badge, tier, text or reward; the tag in its folded spelling.
    what = models.CharField(max_length=50, default="")
    facts = models.JSONField()

    class Meta(TenantDetail.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "key", "number"], name="effect_is_applied_once"
            ),
            models.CheckConstraint(
                condition=Q(points=0, entry__isnull=True) | Q(points__gt=0, entry__isnull=False),
                name="applied_points_have_an_entry",
            ),
        )
        indexes = (
            models.Index(fields=["tenant", "source_id"], name="applied_by_source"),
            models.Index(fields=["tenant", "member", "kind"], name="applied_to_a_member"),
            models.Index(fields=["tenant", "about", "trigger"], name="applied_about_a_member"),
        )


class Undone(TenantDetail):
    """How much of an applied effect was taken back, and because of what."""

    append_only = True

    pk = models.CompositePrimaryKey("tenant_id", "applied_id", "number")
    id = None  # type: ignore[assignment]
    applied = TenantForeignKey(Applied, models.PROTECT, indexed=False, related_name="undone")
    #: Counts from one.
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=100)
    #: What undid it: ``RETURN`` and its id.
    source_kind = models.CharField(max_length=20)
    source_id = models.UUIDField()
    #: Nothing of the effect is left.
    is_whole = models.BooleanField()
    #: Hundredths due back; the entry is null where they had expired, or nothing was posted.
    points = models.BigIntegerField(default=0)
    entry = TenantForeignKey(Entry, models.PROTECT, null=True, indexed=False, related_name="+")
    #: What budgets got back: the campaign, and how much by counter; null where nothing.
    returned = models.JSONField(null=True)

    class Meta(TenantDetail.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(points__gt=0) | Q(is_whole=True), name="undone_takes_something_back"
            ),
        )


class MemberBadge(TenantDetail):
    """An honour that a member has (R42), once."""

    member = TenantForeignKey(Member, models.PROTECT, indexed=False, related_name="badges")
    badge = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta(TenantDetail.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "member", "badge"], name="member_has_a_badge_once"
            ),
            models.CheckConstraint(condition=~Q(badge=""), name="badge_has_a_code"),
        )


class Supplier(TenantDetail):
    """Which member is meant by a supplier's name on a line of a receipt (R20)."""

    #: As it was written, and as names are compared.
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=300)
    member = TenantForeignKey(Member, models.PROTECT, related_name="+")

    class Meta(TenantDetail.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "folded"], name="supplier_name_once_a_tenant"
            ),
            models.CheckConstraint(condition=~Q(folded=""), name="supplier_has_a_name"),
        )


class OutsideEvent(TenantDetail):
    """Something an outside system told us, known for ever by its source and its id there (R19).

    What it said is kept as a digest: it may speak of a person.
    """

    append_only = True

    source = models.CharField(max_length=50)
    event_id = models.CharField(max_length=100)
    type = models.CharField(max_length=50)
    member = TenantForeignKey(Member, models.PROTECT, indexed=False, related_name="+")
    at = models.DateTimeField()
    received_at = models.DateTimeField()
    actor = models.CharField(max_length=100)
    fingerprint = models.BinaryField(max_length=32)
    #: What was answered.
    outcome = models.JSONField()

    class Meta(TenantDetail.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "source", "event_id"], name="outside_event_is_known_for_ever"
            ),
        )
