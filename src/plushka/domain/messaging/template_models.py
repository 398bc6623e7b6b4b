"""A company's own words."""

from django.db import models
from django.db.models import Q

from plushka.domain.tenants.rows import TenantModel


class Template(TenantModel):
    """What a company says in place of a kind's own words, in one language.

    For one tier, or empty: whoever has no other words; by one way, likewise.
    """

    kind = models.CharField(max_length=30)
    language = models.CharField(max_length=2)
    tier = models.CharField(max_length=40, default="", blank=True)
    way = models.CharField(max_length=8, default="", blank=True)
    text = models.CharField(max_length=2000)
    #: Empty: the kind's own.
    subject = models.CharField(max_length=200, default="", blank=True)
    #: Which words these are, counted from 1: whoever changes them names what they saw.
    edition = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    actor = models.CharField(max_length=100)

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "kind", "language", "tier", "way"], name="one_text_a_case"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="template_says_something"),
        )


class Manner(TenantModel):
    """Whether a company says a kind of thing at all, and as what; no row: as the kind has it."""

    kind = models.CharField(max_length=30)
    is_on = models.BooleanField(default=True)
    #: A notice with an offer in it needs the consent that advertising needs.
    is_advertising = models.BooleanField(default=False)
    edition = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    actor = models.CharField(max_length=100)

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["tenant", "kind"], name="one_manner_a_kind"),
        )
