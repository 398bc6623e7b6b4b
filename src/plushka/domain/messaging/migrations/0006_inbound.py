import django.db.models.deletion
import plushka.domain.tenants.fields
import plushka.lib.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0010_doubted_phones"),
        ("messaging", "0005_prices"),
        ("tenants", "0009_silence_days"),
    ]

    operations = [
        migrations.CreateModel(
            name="Inbound",
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
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("SMS", "Sms"),
                            ("EMAIL", "Email"),
                            ("TELEGRAM", "Telegram"),
                            ("PUSH", "Push"),
                            ("VOICE", "Voice"),
                            ("VK", "Vk"),
                            ("MAX", "Max"),
                        ],
                        max_length=8,
                    ),
                ),
                ("heard_id", models.CharField(max_length=150)),
                ("digest", models.BinaryField(max_length=32)),
                ("masked", models.CharField(max_length=50)),
                ("kind", models.CharField(max_length=7)),
                ("text", models.CharField(max_length=2000)),
                ("wish", models.CharField(db_default="", default="", max_length=20)),
                ("answer", models.CharField(db_default="", default="", max_length=30)),
                ("at", models.DateTimeField()),
                (
                    "connection",
                    plushka.domain.tenants.fields.TenantForeignKey(
                        db_cascade=True,
                        indexed=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="messaging.connection",
                    ),
                ),
                (
                    "member",
                    plushka.domain.tenants.fields.TenantForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="texts",
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
                    models.Index(fields=["tenant", "digest", "at"], name="inbound_of_a_sender"),
                    models.Index(fields=["tenant", "at", "id"], name="inbound_by_time"),
                    models.Index(
                        condition=models.Q(
                            ("member__isnull", True), models.Q(("answer", ""), _negated=True)
                        ),
                        fields=["tenant", "at"],
                        name="strangers_that_were_answered",
                    ),
                    models.Index(fields=["tenant", "member"], name="inbound_member_ix"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "connection", "heard_id"), name="inbound_is_heard_once"
                    ),
                    plushka.domain.tenants.fields.TenantFKConstraint(
                        column="connection_id",
                        db_cascade=True,
                        name="inbound_connection_fk",
                        to="messaging.connection",
                    ),
                    plushka.domain.tenants.fields.TenantFKConstraint(
                        column="member_id", name="inbound_member_fk", to="members.member"
                    ),
                ],
            },
        ),
    ]
