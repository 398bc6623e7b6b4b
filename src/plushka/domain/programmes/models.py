"""Published programmes."""

from django.db import models

from plushka.domain.tenants.rows import TenantModel


class Version(TenantModel):
    """A programme as it was published. Sales and entries keep theirs for ever.

    Of the versions that are valid from a moment or earlier the one published last rules; the
    first rules all time before it too (T7).
    """

    append_only = True

    number = models.PositiveIntegerField()
    #: The whole document, every default written out.
    document = models.JSONField()
    valid_from = models.DateTimeField()
    published_at = models.DateTimeField()
    #: ``key:<id>``, ``staff:<id>`` or ``system:<part>``.
    actor = models.CharField(max_length=100)

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "number"], name="programme_version_number_once_a_tenant"
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="programme_versions_count_from_one"
            ),
        )


class Draft(TenantModel):
    """A programme under work, one a tenant; publishing it makes a version and ends it."""

    document = models.JSONField()
    #: The number of the version it began from, or was last seen beside.
    based_on = models.PositiveIntegerField()
    changed_at = models.DateTimeField()
    #: Who changed it last: ``key:<id>``, ``staff:<id>`` or ``system:<part>``.
    actor = models.CharField(max_length=100)

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["tenant"], name="programme_draft_one_a_tenant"),
            models.CheckConstraint(
                condition=models.Q(based_on__gte=1), name="programme_draft_is_based_on_a_version"
            ),
        )
