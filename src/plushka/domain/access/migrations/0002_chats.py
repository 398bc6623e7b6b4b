import django.db.models.deletion
import plushka.domain.tenants.fields
import plushka.lib.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_access"),
        ("tenants", "0008_signed_out"),
    ]

    operations = [
        migrations.CreateModel(
            name="Chat",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "tenant_id",
                        "id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("id", models.UUIDField(default=plushka.lib.ids.new_id, editable=False)),
                ("way", models.CharField(max_length=8)),
                ("digest", models.BinaryField(max_length=32)),
                ("language", models.CharField(blank=True, default="", max_length=2)),
                ("step", models.CharField(blank=True, default="", max_length=20)),
                ("held", models.JSONField(default=dict)),
                ("heard", models.JSONField(default=list)),
                ("created_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                (
                    "session",
                    plushka.domain.tenants.fields.TenantForeignKey(
                        db_cascade=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="chats",
                        to="access.session",
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
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
                    models.Index(fields=["tenant", "seen_at"], name="chats_by_silence"),
                    models.Index(fields=["tenant", "session"], name="chat_session_ix"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "way", "digest"), name="chat_is_one"
                    ),
                    plushka.domain.tenants.fields.TenantFKConstraint(
                        column="session_id",
                        db_cascade=True,
                        name="chat_session_fk",
                        to="access.session",
                    ),
                ],
            },
        ),
    ]
