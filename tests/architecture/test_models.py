"""What the models promise: see "Tenancy" and "Growing" in ADR 0003."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from plushka.domain.tenants.guard import tenant_models
from plushka.domain.tenants.rows import TenantForeignKey, TenantModel
from tests.architecture.tree import height

type Model = type[models.Model]
type Field = models.Field[Any, Any]

LONGEST_NAME = 50
"""Shards of a cluster add a suffix, and PostgreSQL keeps 63 bytes."""


def own_models() -> list[Model]:
    return [model for model in apps.get_models() if model.__module__.startswith("plushka.")]


def foreign_keys(among: list[Model]) -> Iterator[tuple[Model, Field, Model]]:
    """Every foreign key: whose it is, itself, and where it points."""
    for model in among:
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey) and field.related_model:
                yield model, field, field.related_model


def test_every_model_belongs_to_an_idea_of_the_map() -> None:
    strangers = {model._meta.label for model in own_models()} - {
        model._meta.label for model in own_models() if model._meta.app_label in height("domain")
    }

    assert strangers == set()


def test_foreign_keys_point_down() -> None:
    place = height("domain")
    up = {
        str(field)
        for model, field, target in foreign_keys(own_models())
        if target._meta.app_label != model._meta.app_label
        and place[target._meta.app_label] >= place[model._meta.app_label]
    }

    assert up == set()


def test_the_tenant_comes_first_in_every_key_and_index() -> None:
    loose = {
        f"{model.__name__}.{name}"
        for model in tenant_models()
        for name, fields in _keys_and_indexes(model)
        if fields[:1] != ("tenant",)
    }

    assert loose == set()


def _keys_and_indexes(model: type[TenantModel]) -> Iterator[tuple[str, tuple[str, ...]]]:
    options: Any = model._meta  # mypy knows no composite keys
    yield "primary key", tuple(name.removesuffix("_id") for name in options.pk.field_names)
    for constraint in options.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            yield constraint.name, tuple(constraint.fields)
    for index in options.indexes:
        # An index on expressions names its columns there, and has no fields.
        asked = [(getattr(part, "name", ""), "") for part in index.expressions]
        columns = asked or index.fields_orders
        yield index.name, tuple(name.removeprefix("-") for name, _ in columns)
    for field in options.local_fields:
        if (field.unique and not field.primary_key) or field.db_index:
            yield field.name, (field.name,)


def test_rows_of_a_tenant_point_at_one_another_with_the_tenant() -> None:
    loose = {
        str(field)
        for _, field, target in foreign_keys(list(tenant_models()))
        if issubclass(target, TenantModel) and not isinstance(field, TenantForeignKey)
    }

    assert loose == set()


def test_no_reference_table_points_at_rows_of_a_tenant() -> None:
    others = [model for model in apps.get_models() if not issubclass(model, TenantModel)]
    pointing = {
        str(field) for _, field, target in foreign_keys(others) if issubclass(target, TenantModel)
    }

    assert pointing == set()


def test_tenant_models_have_no_many_to_many_and_no_order_of_their_own() -> None:
    implicit = {
        model._meta.label
        for model in tenant_models()
        if model._meta.many_to_many or model._meta.ordering
    }

    assert implicit == set()


def test_names_leave_room_for_a_shard() -> None:
    names = {
        str(name)
        for model in own_models()
        for name in (
            model._meta.db_table,
            *(constraint.name for constraint in model._meta.constraints),
            *(index.name for index in model._meta.indexes),
        )
    }

    assert {name for name in names if len(name) > LONGEST_NAME} == set()
