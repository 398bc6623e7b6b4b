import django.db.models.deletion
import plushka.lib.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Holder",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=plushka.lib.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("digest", models.BinaryField(max_length=32, unique=True)),
                ("n_companies", models.PositiveIntegerField(db_default=0, default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Word",
            fields=[
                ("word", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("given_at", models.DateTimeField()),
                ("retired_at", models.DateTimeField(null=True)),
                (
                    "holder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="words",
                        to="aliases.holder",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("retired_at__isnull", True)),
                        fields=("holder",),
                        name="holder_has_one_word_in_use",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("holder__isnull", False),
                            ("retired_at__isnull", False),
                            _connector="OR",
                        ),
                        name="word_in_use_is_somebodys",
                    ),
                ],
            },
        ),
    ]
