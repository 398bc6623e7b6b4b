import django.db.models.deletion
import plushka.domain.tenants.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0008_withdrawn_consents"),
        ("tenants", "0006_receipt_numbers"),
    ]

    operations = [
        migrations.AddField(
            model_name="member",
            name="merged_into",
            field=plushka.domain.tenants.fields.TenantForeignKey(
                indexed=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="members.member",
            ),
        ),
        migrations.AddIndex(
            model_name="member",
            index=models.Index(
                condition=models.Q(("merged_into__isnull", False)),
                fields=["tenant", "merged_into"],
                name="members_merged_into_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into", models.F("id")), _negated=True),
                name="nobody_is_merged_into_themselves",
            ),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=plushka.domain.tenants.fields.TenantFKConstraint(
                column="merged_into_id", name="member_merged_into_fk", to="members.member"
            ),
        ),
    ]
