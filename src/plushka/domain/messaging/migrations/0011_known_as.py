from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("messaging", "0010_companies_with_messages_due")]

    operations = [
        migrations.AddField(
            model_name="connection",
            name="known_as",
            field=models.CharField(blank=True, db_default="", default="", max_length=100),
        ),
    ]
