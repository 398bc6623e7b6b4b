from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sales", "0007_return_requests")]

    operations = [
        migrations.AddIndex(
            "sale", models.Index(fields=["tenant", "at", "id"], name="sales_by_time")
        ),
    ]
