"""Foreign keys between rows of one tenant: (tenant_id, x_id) -> (tenant_id, id).

They hold in Django's joins and lookups and in the database, which refuses a
row that points into another tenant. They lean on private parts of Django
(``get_path_info``, ``from_fields``, ``original_attrs``), so its minor version
is pinned and ``tests/domain/tenants/test_query_shapes.py`` asks every shape of
query that a simpler way answered wrongly.
"""

from typing import Any, override

from django.db import models
from django.db.models.constraints import BaseConstraint
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor
from django.db.models.fields.related_lookups import RelatedExact, RelatedIn
from django.db.models.lookups import In


class TenantFKConstraint(BaseConstraint):
    """FOREIGN KEY (tenant_id, <column>) REFERENCES <to> (tenant_id, id).

    Not deferrable: on Citus a deferred violation surfaces only as "could not
    commit transaction for shard".
    """

    def __init__(self, *, name: str, column: str, to: str, db_cascade: bool = False) -> None:
        super().__init__(name=name)
        self.column, self.to, self.db_cascade = column, to, db_cascade

    @override
    def create_sql(self, model: Any, schema_editor: Any) -> str:
        quote = schema_editor.quote_name
        target = model._meta.apps.get_model(self.to)._meta.db_table
        return (
            f"ALTER TABLE {quote(model._meta.db_table)} ADD CONSTRAINT {quote(self.name)} "
            f"FOREIGN KEY (tenant_id, {quote(self.column)}) "
            f"REFERENCES {quote(target)} (tenant_id, id)"
            + (" ON DELETE CASCADE" if self.db_cascade else "")
        )

    @override
    def constraint_sql(self, model: Any, schema_editor: Any) -> None:  # type: ignore[override]
        # As Django does with its own foreign keys: at the end of the migration.
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))

    @override
    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        quote = schema_editor.quote_name
        return (
            f"ALTER TABLE {quote(model._meta.db_table)} DROP CONSTRAINT {quote(self.name or '')}"
        )

    @override
    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Leave it to the field's own validation and to the database."""

    @override
    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        kwargs |= {"column": self.column, "to": self.to}
        if self.db_cascade:
            kwargs["db_cascade"] = True
        return path, args, kwargs

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, TenantFKConstraint) and self.deconstruct() == other.deconstruct()

    __hash__ = None  # type: ignore[assignment]


class TenantForwardDescriptor(ForwardManyToOneDescriptor):  # type: ignore[type-arg]
    """Refuses another tenant's row, and keeps the tenant when the row is taken away."""

    @override
    def __set__(self, instance: Any, value: Any) -> None:
        tenant_id = instance.__dict__.get("tenant_id")
        if value is not None and tenant_id is not None and value.tenant_id != tenant_id:
            raise ValueError(f"{self.field}: the other row belongs to another tenant")
        super().__set__(instance, value)
        if value is None:
            instance.tenant_id = tenant_id  # Django nulls every column of the key


class TenantForeignKey(models.ForeignKey[Any, Any]):
    """A ForeignKey whose joins and lookups carry tenant_id too. One column, <name>_id.

    It brings an index on (tenant, <name>) unless ``indexed=False``, for a
    column that another index already begins with or that nobody searches by.
    """

    forward_related_accessor_class = TenantForwardDescriptor

    def __init__(
        self,
        to: Any,
        on_delete: Any,
        *,
        db_cascade: bool = False,
        indexed: bool = True,
        **kwargs: Any,
    ) -> None:
        kwargs |= {"to_field": "id", "db_constraint": False}
        kwargs.setdefault("db_index", False)
        self.db_cascade = db_cascade
        self.indexed = indexed
        super().__init__(to, on_delete, **kwargs)
        self.from_fields.append("tenant")  # type: ignore[attr-defined]
        self.to_fields.append("tenant")  # type: ignore[attr-defined]

    @override
    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for key in ("to_field", "db_constraint", "db_index"):
            kwargs.pop(key, None)
        if self.db_cascade:
            kwargs["db_cascade"] = True
        if not self.indexed:
            kwargs["indexed"] = False
        return name, path, args, kwargs

    @property
    def non_db_attrs(self) -> tuple[str, ...]:  # type: ignore[override]
        """Attributes that change no column."""
        return (*super().non_db_attrs, "db_cascade", "indexed")

    @override
    def contribute_to_class(
        self, cls: Any, name: str, private_only: bool = False, **kwargs: Any
    ) -> None:
        super().contribute_to_class(cls, name, private_only=private_only, **kwargs)
        if cls.__module__ == "__fake__" or cls._meta.abstract:
            return
        options = cls._meta
        to: Any = self.remote_field.model
        to = to if isinstance(to, str) else to._meta.label
        to = options.label if to == "self" else to if "." in to else f"{options.app_label}.{to}"
        options.constraints = [
            *options.constraints,
            TenantFKConstraint(
                name=f"{options.model_name}_{name}_fk",
                column=self.attname,
                to=to.lower(),
                db_cascade=self.db_cascade,
            ),
        ]
        if self.indexed:
            index = models.Index(
                fields=["tenant", name], name=f"{options.model_name}_{name}_ix"[-30:]
            )
            options.indexes = [*options.indexes, index]
        options.original_attrs |= {"constraints": options.constraints, "indexes": options.indexes}

    @override
    def get_path_info(self, filtered_relation: Any = None) -> Any:
        # Joins use both columns; the value of the field is the id alone, as with any ForeignKey.
        return [
            info._replace(target_fields=(self.target_field,))
            for info in super().get_path_info(filtered_relation)
        ]


class TenantLookup:
    """Comparing with row objects also compares tenant_id.

    That serves the (tenant_id, x_id) index and Citus's router. Bare ids,
    OuterRef() and subqueries compare x_id alone; filter by tenant too.
    """

    tenant_ids: set[int]

    def get_prep_lookup(self) -> Any:
        """Remember whose rows are compared with."""
        right: Any = self.rhs  # type: ignore[attr-defined]
        rows = right if isinstance(right, (list, tuple, set)) else [right]
        self.tenant_ids = {row.tenant_id for row in rows if isinstance(row, models.Model)}  # type: ignore[attr-defined]
        return super().get_prep_lookup()  # type: ignore[misc]

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Add the tenant to the comparison."""
        sql, params = super().as_sql(compiler, connection)  # type: ignore[misc]
        if self.tenant_ids:
            left: Any = self.lhs  # type: ignore[attr-defined]
            tenant = left.target.model._meta.get_field("tenant").get_col(left.alias)
            more, more_params = compiler.compile(In(tenant, sorted(self.tenant_ids)))
            sql, params = f"({sql} AND {more})", (*params, *more_params)
        return sql, params


@TenantForeignKey.register_lookup
class TenantExact(TenantLookup, RelatedExact):
    """``member=anna``."""


@TenantForeignKey.register_lookup
class TenantIn(TenantLookup, RelatedIn):
    """``member__in=[anna, bohdan]``."""
