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
