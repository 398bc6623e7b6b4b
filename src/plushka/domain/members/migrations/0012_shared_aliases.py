import django.db.models.deletion
import plushka.domain.tenants.fields
import plushka.lib.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0011_consent_addresses"),
        ("tenants", "0001_tenants"),
    ]

    operations = [
        migrations.CreateModel(
            name="SharedAlias",
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
                ("holder_id", models.UUIDField()),
                ("agreed_at", models.DateTimeField()),
                ("way", models.CharField(max_length=4)),
                (
                    "member",
                    plushka.domain.tenants.fields.TenantForeignKey(
                        indexed=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "member"), name="member_shares_one_alias"
                    ),
                    models.UniqueConstraint(
                        fields=("tenant", "holder_id"), name="shared_alias_finds_one_member"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("way__in", ("SMS", "CALL", "PAGE", "CHAT", "TILL"))),
                        name="shared_alias_was_asked_for",
                    ),
                    plushka.domain.tenants.fields.TenantFKConstraint(
                        column="member_id", name="sharedalias_member_fk", to="members.member"
                    ),
                ],
            },
        ),
    ]
