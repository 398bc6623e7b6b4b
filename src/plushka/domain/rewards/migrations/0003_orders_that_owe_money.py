from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("rewards", "0002_small_pictures"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                condition=models.Q(("money_back__gt", 0), ("money_given_at__isnull", True)),
                fields=["tenant", "id"],
                name="reward_orders_that_owe_money",
            ),
        ),
    ]
