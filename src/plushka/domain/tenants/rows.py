"""A row that belongs to a tenant."""

from typing import Any, ClassVar, Self, override

from django.db import models
from django.db.models.expressions import ResolvedOuterRef
from django.db.models.sql import Query

from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.fields import TenantForeignKey
from plushka.lib.ids import new_id

__all__ = ["TenantDetail", "TenantForeignKey", "TenantManager", "TenantModel", "TenantQuerySet"]


class TenantQuery(Query):
    """Correlates the subquery of exclude(many_valued=...) on every key column.

    Django does so on the first alone; with tenant_id it uses the index and
    stays on one Citus shard.
    """

    def trim_start(self, names_with_path: Any) -> Any:
        """Add the remaining key columns to what Django's own correlates."""
        prefix, contains_louter = super().trim_start(names_with_path)
        head = prefix.rpartition("__")[0]
        path = next(p for _, paths in names_with_path for p in paths if p.m2m)
        fields = path.join_field.field.foreign_related_fields[1:]
        for column, field in zip(self.select[1:], fields, strict=False):
            outer = ResolvedOuterRef(f"{head}__{field.name}" if head else field.name)
            self.where.add(column.target.get_lookup("exact")(column, outer), "AND")  # type: ignore[attr-defined]
        return prefix, contains_louter


class TenantQuerySet[Row: models.Model](models.QuerySet[Row]):
    """Rows of the tenant in context."""

    def __init__(
        self, model: Any = None, query: Any = None, using: str | None = None, hints: Any = None
    ) -> None:
        super().__init__(model, query or (model and TenantQuery(model)), using, hints)

    def of(self, tenant_id: int) -> Self:
        """Narrow to one tenant, said out loud."""
        return self.filter(tenant_id=tenant_id)


class TenantManager[Row: models.Model](
    models.Manager.from_queryset(TenantQuerySet)  # type: ignore[misc]
):
    """The dangerous question cannot be asked by accident: no tenant, no query."""

    @override
    def get_queryset(self) -> TenantQuerySet[Row]:
        found: TenantQuerySet[Row] = super().get_queryset()
        return found.filter(tenant_id=current_tenant())


class TenantModel(models.Model):
    """A row that belongs to a tenant and is found only in its context.

    ``append_only`` rows are written once: the web role may insert and read
    them, and a trigger refuses everybody's UPDATE and DELETE.
    """

    append_only: ClassVar[bool] = False

    pk = models.CompositePrimaryKey("tenant_id", "id")
    tenant = models.ForeignKey("tenants.Tenant", models.PROTECT, related_name="+", db_index=False)
    id = models.UUIDField(default=new_id, editable=False)

    objects = TenantManager[Any]()

    class Meta:
        abstract = True
        base_manager_name = "objects"


class TenantDetail(TenantModel):
    """A row that always hangs on another of its tenant, which proves that the tenant exists.

    Without a foreign key of its own to the tenant: the database would lock the
    tenant's row for every such row, and all tills of a company would meet there.
    """

    tenant = models.ForeignKey(
        "tenants.Tenant", models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )

    class Meta(TenantModel.Meta):
        abstract = True
