from django.db import migrations, models


class Migration(migrations.Migration):
    """Batches are made while whoever asked for them waits: none was ever half made."""

    dependencies = [
        ("certificates", "0002_certificates_by_ending"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="certificatebatch", name="certificate_batch_is_of_something"
        ),
        migrations.RemoveField(model_name="certificatebatch", name="n_wanted"),
        migrations.RemoveField(model_name="certificatebatch", name="task_id"),
        migrations.AlterField(
            model_name="certificatebatch",
            name="n_made",
            field=models.IntegerField(),
        ),
        migrations.AlterField(
            model_name="certificatebatch",
            name="state",
            field=models.CharField(
                choices=[("MADE", "Made"), ("HANDED_OVER", "Handed Over")],
                default="MADE",
                max_length=11,
            ),
        ),
        migrations.AddConstraint(
            model_name="certificatebatch",
            constraint=models.CheckConstraint(
                condition=models.Q(("n_made__gt", 0), ("nominal__gt", 0)),
                name="certificate_batch_is_of_something",
            ),
        ),
    ]
