"""Members and what is known of them."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, ExtractDay, ExtractMonth, Reverse

from plushka.domain.members.consent_models import (
    ConsentAddress,  # noqa: F401 - Django looks for models here
)
from plushka.domain.members.sharing_models import SharedAlias  # noqa: F401 - found by Django
from plushka.domain.tenants.models import Outlet
from plushka.domain.tenants.rows import TenantDetail, TenantForeignKey, TenantModel

NO_BIRTH_DATE = models.Value("9999-12-31", models.DateField())
"""Stands for none in the order of birth dates: such members come last."""


class Member(TenantModel):
    """A person in a programme, or what is left of one after erasure."""

    class Sex(models.TextChoices):
        FEMALE = "FEMALE"
        MALE = "MALE"

    name = models.CharField(max_length=200, default="")
    surname = models.CharField(max_length=200, default="", db_default="")
    patronymic = models.CharField(max_length=200, default="", db_default="")
    #: Surname, name and patronymic as lists are ordered by them: ``naming.ordered``.
    ordered_name = models.CharField(max_length=200, default="", db_default="", db_collation="C")
    #: Empty where it was not told.
    sex = models.CharField(max_length=6, choices=Sex, default="", db_default="", blank=True)
    email = models.CharField(max_length=254, default="", db_default="")
    #: What staff want to remember of the person.
    note = models.CharField(max_length=2000, default="", db_default="")
    #: A day of the year ``lib.days.NO_YEAR`` where the year was not told (T17).
    birth_date = models.DateField(null=True)
    #: Since when we know this date; and when another one was put in its place (T17).
    birth_date_since = models.DateTimeField(null=True)
    birth_date_changed_at = models.DateTimeField(null=True)
    #: What the tenant wants to know besides: short texts, whole numbers, yes or no.
    attributes = models.JSONField(default=dict)
    outlet = TenantForeignKey(Outlet, models.PROTECT, null=True, indexed=False)
    referrer = TenantForeignKey("self", models.PROTECT, null=True, related_name="invitees")
    #: Keys the digests that audit keeps of personal data; emptied when the person is erased.
    salt = models.BinaryField(max_length=16)
    created_at = models.DateTimeField()
    blocked_at = models.DateTimeField(null=True)
    block_reason = models.CharField(max_length=50, default="")
    #: Since when the member lets nobody spend their points; earning goes on (B12).
    frozen_at = models.DateTimeField(null=True)
    #: When a second proof was last given; and when somebody came by the phone alone after a long
    #: silence, whom nothing has proved since (T43).
    proved_at = models.DateTimeField(null=True)
    doubted_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)
    #: Who this member became one with, so whatever finds this one finds them (T33); never a chain.
    merged_into = TenantForeignKey(
        "self", models.PROTECT, null=True, indexed=False, related_name="merged"
    )

    class Meta(TenantModel.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True)
                | Q(name="", surname="", patronymic="", ordered_name="", sex="", email="", note="")
                & Q(birth_date__isnull=True, attributes={}, salt=b""),
                name="erased_member_keeps_no_person",
            ),
            models.CheckConstraint(
                condition=Q(sex__in=("", "FEMALE", "MALE")), name="sex_is_known_or_untold"
            ),
            models.CheckConstraint(
                condition=Q(blocked_at__isnull=True, block_reason="")
                | Q(blocked_at__isnull=False) & ~Q(block_reason=""),
                name="blocked_member_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(referrer=models.F("id")), name="nobody_is_their_own_referrer"
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=models.F("id")), name="nobody_is_merged_into_themselves"
            ),
        )
        indexes = (
            models.Index(
                models.F("tenant"),
                ExtractMonth("birth_date"),
                ExtractDay("birth_date"),
                condition=Q(birth_date__isnull=False),
                name="members_by_birthday",
            ),
            # What the list of members walks along, in its orders.
            models.Index(
                fields=["tenant", "created_at", "id"],
                condition=Q(erased_at__isnull=True),
                name="members_by_joining",
            ),
            models.Index(
                fields=["tenant", "ordered_name", "id"],
                condition=Q(erased_at__isnull=True),
                name="members_by_name",
            ),
            models.Index(
                models.F("tenant"),
                Coalesce("birth_date", NO_BIRTH_DATE),
                models.F("id"),
                condition=Q(erased_at__isnull=True),
                name="members_by_birth_date",
            ),
            models.Index(
                fields=["tenant", "merged_into"],
                condition=Q(merged_into__isnull=False),
                name="members_merged_into_another",
            ),
        )


class NameWord(TenantDetail):
    """A word of a member's name, folded: what begins with it finds them. Gone with the person.

    A table of its own, because the database uses no index of expressions behind
    row-level security: ``lower`` and ``reverse`` might tell what they see.
    """

    pk = models.CompositePrimaryKey("tenant_id", "member_id", "word")
    id = None  # type: ignore[assignment]
    member = TenantForeignKey(Member, models.PROTECT, indexed=False, related_name="name_words")
    word = models.CharField(max_length=100, db_collation="C")

    class Meta(TenantDetail.Meta):
        constraints = (
            models.CheckConstraint(condition=~Q(word=""), name="name_word_says_something"),
        )
        indexes = (
            models.Index(fields=["tenant", "word", "member"], name="members_with_a_name_word"),
        )


class Identifier(TenantDetail):
    """Something that finds a member, in its one normalised form."""

    class Kind(models.TextChoices):
        PHONE = "PHONE"
        CARD = "CARD"
        ALIAS = "ALIAS"

    member = TenantForeignKey(Member, models.PROTECT, indexed=False, related_name="identifiers")
    kind = models.CharField(max_length=5, choices=Kind)
    #: E.164, thirteen digits, or the alias in one alphabet.
    value = models.CharField(max_length=50)
    #: The value from its end: the last digits find a phone or a card.
    tail = models.GeneratedField(
        expression=Reverse("value"),
        output_field=models.CharField(max_length=50, db_collation="C"),
        db_persist=True,
    )
    created_at = models.DateTimeField()
    #: A replaced card finds nobody from then on, and stays taken.
    retired_at = models.DateTimeField(null=True)
    retire_reason = models.CharField(max_length=50, default="")

    class Meta(TenantDetail.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "kind", "value"], name="identifier_finds_one_member"
            ),
            models.UniqueConstraint(
                fields=["tenant", "member", "kind"],
                condition=Q(retired_at__isnull=True),
                name="member_uses_one_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("PHONE", "CARD", "ALIAS")), name="identifier_kind_is_known"
            ),
        )
        indexes = (
            models.Index(fields=["tenant", "member"], name="identifiers_of_a_member"),
            models.Index(
                fields=["tenant", "kind", "value"],
                opclasses=["int8_ops", "text_pattern_ops", "text_pattern_ops"],
                condition=Q(retired_at__isnull=True),
                name="identifiers_by_beginning",
            ),
            models.Index(
                fields=["tenant", "kind", "tail"],
                condition=Q(retired_at__isnull=True),
                name="identifiers_by_end",
            ),
        )


class PurchaseSummary(TenantDetail):
    """What rules ask of a member's purchases, kept with them, so that no sale counts old ones.

    Written only by those who hold the lock of the member's account.
    """

    member = TenantForeignKey(Member, models.PROTECT, indexed=False, related_name="summaries")
    #: The code of a tier of the programme.
    tier = models.CharField(max_length=50)
    #: Kopecks paid with money, less what was given back (T15).
    paid_total = models.BigIntegerField(default=0)
    n_purchases = models.PositiveIntegerField(default=0)
    last_purchase_at = models.DateTimeField(null=True)
    #: The last one on a local day before that of ``last_purchase_at`` (T46).
    previous_purchase_at = models.DateTimeField(null=True)
    #: When purchases led to the tier, and when they have to again; null: before we kept it, never.
    tier_since = models.DateTimeField(null=True)
    tier_until = models.DateTimeField(null=True)
    #: The tier held at least until a moment, and the one that purchases give beneath it (T15).
    floor = models.CharField(max_length=50, default="", db_default="")
    floor_until = models.DateTimeField(null=True)
    beneath = models.CharField(max_length=50, default="", db_default="")
    #: All floors, as ``tiers.OneFloor`` has them: the highest of them is ``floor``.
    floors = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    #: When somebody has to look whether the tier still stands.
    check_at = models.DateTimeField(null=True)

    class Meta(TenantDetail.Meta):
        constraints = (
            models.UniqueConstraint(fields=["tenant", "member"], name="member_has_one_summary"),
            models.CheckConstraint(
                condition=Q(floor="", beneath="", floor_until__isnull=True)
                | ~Q(floor="") & ~Q(beneath="") & Q(floor_until__isnull=False),
                name="tier_held_by_hand_has_an_end",
            ),
        )
        indexes = (
            # What the check of tiers walks along.
            models.Index(
                fields=["tenant", "check_at"],
                condition=Q(check_at__isnull=False),
                name="tiers_to_be_checked",
            ),
        )


class Consent(TenantDetail):
    """One thing a member agreed to, or agrees to no more, in a version of its text.

    No personal data (T29). What stands is the newest row of a kind and channel.
    """

    append_only = True

    class Kind(models.TextChoices):
        DATA = "DATA"
        ADVERTISING = "ADVERTISING"
        TRANSFER = "TRANSFER"

    member = TenantForeignKey(Member, models.PROTECT, related_name="consents")
    kind = models.CharField(max_length=11, choices=Kind)
    version = models.CharField(max_length=100)
    channel = models.CharField(max_length=50, default="")
    is_withdrawn = models.BooleanField(default=False, db_default=False)
    at = models.DateTimeField()
    #: Shows, to who knows the phone or card, that its owner agreed; names nobody.
    proof = models.BinaryField(max_length=32)

    class Meta(TenantDetail.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=("DATA", "ADVERTISING", "TRANSFER")),
                name="consent_kind_is_known",
            ),
        )


class MemberTag(TenantDetail):
    """A free label that a member carries, in its folded spelling."""

    member = TenantForeignKey(Member, models.PROTECT, indexed=False, related_name="tags")
    tag = models.CharField(max_length=50)
    at = models.DateTimeField()
    actor = models.CharField(max_length=100)

    class Meta(TenantDetail.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "member", "tag"], name="member_carries_a_tag_once"
            ),
            models.CheckConstraint(condition=~Q(tag=""), name="tag_says_something"),
        )
        indexes = (models.Index(fields=["tenant", "tag"], name="members_with_a_tag"),)


class Contact(TenantModel):
    """A phone we wrote to before its owner joined; deleted when they are erased."""

    phone = models.CharField(max_length=16)
    created_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["tenant", "phone"], name="contact_once_a_tenant"),
        )
