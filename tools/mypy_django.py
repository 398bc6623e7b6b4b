"""Django's plugin for mypy, told that a foreign key may have two columns.

It takes the first target of a key for its only one; for ours that is right
too, for the value of a ``TenantForeignKey`` is the id alone.
"""

from typing import Any

from django.db.models import Field, ForeignKey, Model
from mypy_django_plugin.django.context import DjangoContext
from mypy_django_plugin.main import NewSemanalDjangoPlugin


def target_field(
    self: DjangoContext, related_model_cls: type[Model], field: "ForeignKey[Any, Any]"
) -> "Field[Any, Any] | None":
    """Give the field a key points at, by the first of its columns."""
    name = field.to_fields[0]
    found = (
        related_model_cls._meta.get_field(name)
        if name
        else self.get_primary_key_field(related_model_cls)
    )
    return found if isinstance(found, Field) else None


DjangoContext.get_related_target_field = target_field  # type: ignore[method-assign]


def plugin(version: str) -> type[NewSemanalDjangoPlugin]:  # noqa: ARG001 - the form mypy asks for
    """Name the plugin's class, as mypy asks every plugin to."""
    return NewSemanalDjangoPlugin
