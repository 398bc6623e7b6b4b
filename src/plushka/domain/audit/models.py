"""The record of changes, and the reasons given for them."""

from django.db import models

from plushka.domain.tenants.rows import TenantDetail, TenantForeignKey, TenantModel


class Record(TenantModel):
    """One change of one thing: its values before and after."""

    append_only = True

    at = models.DateTimeField()
    actor = models.CharField(max_length=100)
    #: What was done, as a code: ``member_changed``.
    action = models.CharField(max_length=50)
    #: What it was done to: ``member`` and its id. No foreign key: subjects are above.
    subject_kind = models.CharField(max_length=30)
    subject_id = models.UUIDField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta(TenantModel.Meta):
        indexes = (
            models.Index(
                fields=["tenant", "subject_kind", "subject_id", "at"], name="record_of_a_subject"
            ),
            models.Index(fields=["tenant", "at", "id"], name="record_by_moment"),
            models.Index(fields=["tenant", "actor", "at", "id"], name="record_of_an_actor"),
        )


class Reason(TenantDetail):
    """Why, in a person's own words, which may name people: kept apart to be scrubbed."""

    record = TenantForeignKey(Record, models.CASCADE, indexed=False, related_name="reasons")
    text = models.CharField(max_length=200)

    class Meta(TenantDetail.Meta):
        constraints = (
            models.UniqueConstraint(fields=["tenant", "record"], name="record_has_one_reason"),
        )
