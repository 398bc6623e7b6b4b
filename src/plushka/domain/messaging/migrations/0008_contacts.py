from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("messaging", "0007_removed_connections")]

    operations = [
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=Q(contact__isnull=False),
                fields=["tenant", "contact"],
                name="messages_of_a_contact",
            ),
        ),
    ]
