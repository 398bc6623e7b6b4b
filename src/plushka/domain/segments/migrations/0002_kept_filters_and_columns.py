import django.db.models.deletion
from django.db import migrations, models

import plushka.lib.ids


def _key() -> models.CompositePrimaryKey:
    return models.CompositePrimaryKey(
        "tenant_id", "id", blank=True, editable=False, primary_key=True, serialize=False
    )


def _tenant() -> models.ForeignKey[object, object]:
    return models.ForeignKey(
        db_index=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="tenants.tenant",
    )


class Migration(migrations.Migration):
    dependencies = [("segments", "0001_segments")]

    operations = [
        migrations.CreateModel(
            name="KeptFilter",
            fields=[
                ("pk", _key()),
                ("id", models.UUIDField(default=plushka.lib.ids.new_id, editable=False)),
                ("staff_id", models.UUIDField()),
                ("condition", models.JSONField()),
                ("kept_at", models.DateTimeField()),
                ("tenant", _tenant()),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(
                        fields=["tenant", "staff_id", "kept_at"], name="filters_of_a_person"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ListColumns",
            fields=[
                ("pk", _key()),
                ("id", models.UUIDField(default=plushka.lib.ids.new_id, editable=False)),
                ("staff_id", models.UUIDField()),
                ("columns", models.JSONField()),
                ("tenant", _tenant()),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "staff_id"), name="columns_are_chosen_once_a_person"
                    )
                ],
            },
        ),
    ]
