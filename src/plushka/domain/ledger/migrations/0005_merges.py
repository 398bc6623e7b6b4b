import django.db.models.deletion
import plushka.domain.tenants.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0004_conversions"),
        ("members", "0005_floors"),
        ("tenants", "0006_receipt_numbers"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="entry",
            name="entry_sign_follows_its_kind",
        ),
        migrations.AddField(
            model_name="account",
            name="merged_into",
            field=plushka.domain.tenants.fields.TenantForeignKey(
                indexed=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="ledger.account",
            ),
        ),
        migrations.AlterField(
            model_name="entry",
            name="kind",
            field=models.CharField(
                choices=[
                    ("ACCRUAL", "Accrual"),
                    ("REDEMPTION", "Redemption"),
                    ("REVERSAL", "Reversal"),
                    ("RETURN", "Return"),
                    ("EXPIRY", "Expiry"),
                    ("ADJUSTMENT", "Adjustment"),
                    ("CONVERSION", "Conversion"),
                    ("MERGE", "Merge"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddIndex(
            model_name="account",
            index=models.Index(
                condition=models.Q(("merged_into__isnull", False)),
                fields=["tenant", "merged_into"],
                name="accounts_merged_into_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into__isnull", True),
                    models.Q(("balance", 0), ("debt", 0), ("held", 0), ("pending", 0)),
                    _connector="OR",
                ),
                name="merged_account_is_empty",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=plushka.domain.tenants.fields.TenantFKConstraint(
                column="merged_into_id", name="account_merged_into_fk", to="ledger.account"
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ("ACCRUAL", "RETURN")), ("points__gt", 0)),
                    models.Q(
                        ("kind__in", ("REDEMPTION", "REVERSAL", "EXPIRY")), ("points__lt", 0)
                    ),
                    models.Q(
                        ("kind__in", ("ADJUSTMENT", "CONVERSION")),
                        models.Q(("points", 0), _negated=True),
                    ),
                    ("kind", "MERGE"),
                    _connector="OR",
                ),
                name="entry_sign_follows_its_kind",
            ),
        ),
    ]
