from django.db import migrations, models
from django.db.models import Q

# What the till took off is what price × quantity, rounded half up, is above the total. Lines are
# written once, so the trigger that guards them looks away; a new database has none yet.
FILL = """
DO $$
DECLARE is_guarded boolean := EXISTS (
    SELECT 1 FROM pg_trigger
    WHERE tgrelid = 'sales_saleline'::regclass AND tgname = 'append_only'
);
BEGIN
    IF is_guarded THEN
        ALTER TABLE sales_saleline DISABLE TRIGGER append_only;
    END IF;
    UPDATE sales_saleline l
    SET till_discount = div(l.price::numeric * l.quantity * 2 + 1000, 2000) - l.total
    FROM sales_sale s
    WHERE s.tenant_id = l.tenant_id AND s.id = l.sale_id AND s.is_itemised
      AND div(l.price::numeric * l.quantity * 2 + 1000, 2000) > l.total;
    IF is_guarded THEN
        ALTER TABLE sales_saleline ENABLE TRIGGER append_only;
    END IF;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("sales", "0001_sales"),
    ]

    operations = [
        migrations.AddField(
            model_name="saleline",
            name="till_discount",
            field=models.BigIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RemoveConstraint(
            model_name="saleline",
            name="line_amounts_are_not_negative",
        ),
        migrations.AddConstraint(
            model_name="saleline",
            constraint=models.CheckConstraint(
                condition=Q(quantity__gt=0, till_discount__gte=0, discount__gte=0)
                & Q(redeemed__gte=0, to_pay__gte=0),
                name="line_amounts_are_not_negative",
            ),
        ),
    ]
