from collections.abc import Iterable
from itertools import batched
from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Reverse

from plushka.domain.members import naming
from plushka.domain.tenants.fields import TenantFKConstraint, TenantForeignKey

_AT_ONCE = 5000
_NO_BIRTH_DATE = models.Value("9999-12-31", models.DateField())
_STANDING = Q(erased_at__isnull=True)
_NO_PERSON = Q(name="", surname="", patronymic="", ordered_name="", sex="", email="", note="") & Q(
    birth_date__isnull=True, attributes={}, salt=b""
)


def spell(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let everybody who is there be found by their names, and be ordered by them."""
    using = schema_editor.connection.alias
    members = apps.get_model("members", "Member")._base_manager.using(using)
    words = apps.get_model("members", "NameWord")._base_manager.using(using)
    named: Iterable[Any] = members.exclude(name="").only("name").iterator(_AT_ONCE)
    for some in batched(named, _AT_ONCE):
        for one in some:
            one.ordered_name = naming.ordered(surname="", name=one.name, patronymic="")
        members.bulk_update(some, ["ordered_name"])
        words.bulk_create(
            words.model(tenant_id=one.tenant_id, member_id=one.id, word=word)
            for one in some
            for word in naming.words([one.name])
        )


class Migration(migrations.Migration):
    dependencies = [("members", "0005_floors"), ("tenants", "0001_tenants")]

    operations = [
        migrations.AddField(
            "member", "surname", models.CharField(db_default="", default="", max_length=200)
        ),
        migrations.AddField(
            "member", "patronymic", models.CharField(db_default="", default="", max_length=200)
        ),
        migrations.AddField(
            "member",
            "ordered_name",
            models.CharField(db_collation="C", db_default="", default="", max_length=200),
        ),
        migrations.AddField(
            "member",
            "sex",
            models.CharField(
                blank=True,
                choices=[("FEMALE", "Female"), ("MALE", "Male")],
                db_default="",
                default="",
                max_length=6,
            ),
        ),
        migrations.AddField(
            "member", "email", models.CharField(db_default="", default="", max_length=254)
        ),
        migrations.AddField(
            "member", "note", models.CharField(db_default="", default="", max_length=2000)
        ),
        migrations.AddField(
            "identifier",
            "tail",
            models.GeneratedField(
                db_persist=True,
                expression=Reverse("value"),
                output_field=models.CharField(db_collation="C", max_length=50),
            ),
        ),
        migrations.CreateModel(
            name="NameWord",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "tenant_id",
                        "member_id",
                        "word",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("word", models.CharField(db_collation="C", max_length=100)),
                (
                    "member",
                    TenantForeignKey(
                        indexed=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="name_words",
                        to="members.member",
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenants.tenant",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(
                        fields=["tenant", "word", "member"], name="members_with_a_name_word"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(("word", ""), _negated=True), name="name_word_says_something"
                    ),
                    TenantFKConstraint(
                        column="member_id", name="nameword_member_fk", to="members.member"
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            "identifier",
            models.Index(
                condition=Q(retired_at__isnull=True),
                fields=["tenant", "kind", "value"],
                name="identifiers_by_beginning",
                opclasses=["int8_ops", "text_pattern_ops", "text_pattern_ops"],
            ),
        ),
        migrations.AddIndex(
            "identifier",
            models.Index(
                condition=Q(retired_at__isnull=True),
                fields=["tenant", "kind", "tail"],
                name="identifiers_by_end",
            ),
        ),
        migrations.AddIndex(
            "member",
            models.Index(
                condition=_STANDING,
                fields=["tenant", "created_at", "id"],
                name="members_by_joining",
            ),
        ),
        migrations.AddIndex(
            "member",
            models.Index(
                condition=_STANDING,
                fields=["tenant", "ordered_name", "id"],
                name="members_by_name",
            ),
        ),
        migrations.AddIndex(
            "member",
            models.Index(
                F("tenant"),
                Coalesce("birth_date", _NO_BIRTH_DATE),
                F("id"),
                condition=_STANDING,
                name="members_by_birth_date",
            ),
        ),
        migrations.RemoveConstraint("member", "erased_member_keeps_no_person"),
        migrations.AddConstraint(
            "member",
            models.CheckConstraint(
                condition=_STANDING | _NO_PERSON, name="erased_member_keeps_no_person"
            ),
        ),
        migrations.AddConstraint(
            "member",
            models.CheckConstraint(
                condition=Q(sex__in=("", "FEMALE", "MALE")), name="sex_is_known_or_untold"
            ),
        ),
        # The last of all: a table with rows that wait to be checked cannot be altered.
        migrations.RunPython(spell, migrations.RunPython.noop),
    ]
