from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F, Q
from django.db.models.functions import ExtractDay, ExtractMonth


def know_since_joining(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Dates that are there already count as told when their members joined."""
    members = apps.get_model("members", "Member")
    members._base_manager.using(schema_editor.connection.alias).filter(
        birth_date__isnull=False
    ).update(birth_date_since=F("created_at"))


class Migration(migrations.Migration):
    dependencies = [("members", "0001_members")]

    operations = [
        migrations.AddField("member", "birth_date_since", models.DateTimeField(null=True)),
        migrations.AddField("member", "birth_date_changed_at", models.DateTimeField(null=True)),
        migrations.RunPython(know_since_joining, migrations.RunPython.noop),
        migrations.AddIndex(
            "member",
            models.Index(
                F("tenant"),
                ExtractMonth("birth_date"),
                ExtractDay("birth_date"),
                condition=Q(birth_date__isnull=False),
                name="members_by_birthday",
            ),
        ),
    ]
