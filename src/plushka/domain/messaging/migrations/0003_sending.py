import django.db.models.deletion
import plushka.domain.tenants.fields
import plushka.lib.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0009_merges"),
        ("messaging", "0002_choices"),
        ("tenants", "0008_signed_out"),
    ]

    operations = [
        migrations.CreateModel(
            name="Address",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "tenant_id",
                        "id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("id", models.UUIDField(default=plushka.lib.ids.new_id, editable=False)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("SMS", "Sms"),
                            ("EMAIL", "Email"),
                            ("TELEGRAM", "Telegram"),
                            ("PUSH", "Push"),
                            ("VOICE", "Voice"),
                            ("VK", "Vk"),
                            ("MAX", "Max"),
                        ],
                        max_length=8,
                    ),
                ),
                ("value", models.CharField(max_length=2000)),
                ("digest", models.BinaryField(max_length=32)),
                ("label", models.CharField(default="", max_length=100)),
                ("created_at", models.DateTimeField()),
                (
                    "member",
                    plushka.domain.tenants.fields.TenantForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="addresses",
                        to="members.member",
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenants.tenant",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["tenant", "member"], name="address_member_ix")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "way", "digest"), name="address_reaches_one_member"
                    ),
                    plushka.domain.tenants.fields.TenantFKConstraint(
                        column="member_id", name="address_member_fk", to="members.member"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Block",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "tenant_id",
                        "id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("id", models.UUIDField(default=plushka.lib.ids.new_id, editable=False)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("SMS", "Sms"),
                            ("EMAIL", "Email"),
                            ("TELEGRAM", "Telegram"),
                            ("PUSH", "Push"),
                            ("VOICE", "Voice"),
                            ("VK", "Vk"),
                            ("MAX", "Max"),
                        ],
                        max_length=8,
                    ),
                ),
                ("digest", models.BinaryField(max_length=32)),
                ("masked", models.CharField(max_length=50)),
                (
                    "reason",
                    models.CharField(
                        choices=[("STOP", "Stop"), ("GONE", "Gone"), ("STAFF", "Staff")],
                        max_length=5,
                    ),
                ),
                ("is_advertising_only", models.BooleanField()),
                ("at", models.DateTimeField()),
                ("actor", models.CharField(default="", max_length=100)),
                (
                    "tenant",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenants.tenant",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["tenant", "at", "id"], name="blocks_by_time")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "way", "digest"), name="address_is_blocked_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Connection",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "tenant_id",
                        "id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("id", models.UUIDField(default=plushka.lib.ids.new_id, editable=False)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("SMS", "Sms"),
                            ("EMAIL", "Email"),
                            ("TELEGRAM", "Telegram"),
                            ("PUSH", "Push"),
                            ("VOICE", "Voice"),
                            ("VK", "Vk"),
                            ("MAX", "Max"),
                        ],
                        max_length=8,
                    ),
                ),
                ("provider", models.CharField(max_length=20)),
                ("settings", models.JSONField(default=dict)),
                ("secrets", models.BinaryField(default=b"")),
                ("sender", models.CharField(blank=True, default="", max_length=11)),
                ("is_on", models.BooleanField(default=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("worked_at", models.DateTimeField(null=True)),
                ("trouble_at", models.DateTimeField(null=True)),
                ("trouble", models.CharField(default="", max_length=200)),
                ("balance", models.BigIntegerField(null=True)),
                (
                    "tenant",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenants.tenant",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["tenant", "position", "id"], name="connections_in_order")
                ],
            },
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "tenant_id",
                        "id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("id", models.UUIDField(default=plushka.lib.ids.new_id, editable=False)),
                ("message_id", models.UUIDField()),
                ("kind", models.CharField(max_length=30)),
                (
                    "nature",
                    models.SmallIntegerField(
                        choices=[(0, "Code"), (1, "Service"), (2, "Advertising")]
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("SMS", "Sms"),
                            ("EMAIL", "Email"),
                            ("TELEGRAM", "Telegram"),
                            ("PUSH", "Push"),
                            ("VOICE", "Voice"),
                            ("VK", "Vk"),
                            ("MAX", "Max"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("STARTED", "Started"),
                            ("ACCEPTED", "Accepted"),
                            ("DELIVERED", "Delivered"),
                            ("FAILED", "Failed"),
                            ("PERHAPS", "Perhaps"),
                        ],
                        default="STARTED",
                        max_length=9,
                    ),
                ),
                ("provider_id", models.CharField(default="", max_length=150)),
                ("n_parts", models.PositiveSmallIntegerField(default=0)),
                ("cost", models.BigIntegerField(null=True)),
                ("code", models.CharField(default="", max_length=50)),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("reported_at", models.DateTimeField(null=True)),
                (
                    "tenant",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenants.tenant",
                    ),
                ),
                (
                    "connection",
                    plushka.domain.tenants.fields.TenantForeignKey(
                        indexed=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="messaging.connection",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(
                        condition=models.Q(("provider_id", ""), _negated=True),
                        fields=["tenant", "connection", "provider_id"],
                        name="attempts_by_providers_id",
                    ),
                    models.Index(
                        condition=models.Q(("state", "STARTED")),
                        fields=["tenant", "id"],
                        name="attempts_under_way",
                    ),
                    models.Index(fields=["tenant", "started_at"], name="attempts_by_time"),
                    models.Index(fields=["tenant", "message_id"], name="attempts_of_a_message"),
                ],
                "constraints": [
                    plushka.domain.tenants.fields.TenantFKConstraint(
                        column="connection_id",
                        name="attempt_connection_fk",
                        to="messaging.connection",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ParkedReport",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "tenant_id",
                        "id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("id", models.UUIDField(default=plushka.lib.ids.new_id, editable=False)),
                ("provider_id", models.CharField(max_length=150)),
                ("told", models.JSONField()),
                ("at", models.DateTimeField()),
                (
                    "connection",
                    plushka.domain.tenants.fields.TenantForeignKey(
                        db_cascade=True,
                        indexed=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="messaging.connection",
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenants.tenant",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["tenant", "at"], name="parked_reports_by_time")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "connection", "provider_id"), name="report_waits_once"
                    ),
                    plushka.domain.tenants.fields.TenantFKConstraint(
                        column="connection_id",
                        db_cascade=True,
                        name="parkedreport_connection_fk",
                        to="messaging.connection",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Policy",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "tenant_id",
                        "id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("id", models.UUIDField(default=plushka.lib.ids.new_id, editable=False)),
                ("document", models.JSONField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                (
                    "tenant",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenants.tenant",
                    ),
                ),
            ],
            options={
                "verbose_name": "message policy",
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant",), name="message_policy_once_a_tenant"
                    )
                ],
            },
        ),
        migrations.RemoveIndex(
            model_name="message",
            name="message_member_ix",
        ),
        migrations.AddField(
            model_name="message",
            name="by_way",
            field=models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict),
        ),
        migrations.AddField(
            model_name="message",
            name="cause",
            field=models.CharField(db_default="", default="", max_length=100),
        ),
        migrations.AddField(
            model_name="message",
            name="code",
            field=models.CharField(db_default="", default="", max_length=50),
        ),
        migrations.AddField(
            model_name="message",
            name="due_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="message",
            name="language",
            field=models.CharField(db_default="ru", default="ru", max_length=2),
        ),
        migrations.AddField(
            model_name="message",
            name="n_tries",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="message",
            name="nature",
            field=models.SmallIntegerField(
                choices=[(0, "Code"), (1, "Service"), (2, "Advertising")], db_default=1, default=1
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="state",
            # What was said until now was shown to its reader at once.
            field=models.CharField(
                choices=[
                    ("WAITING", "Waiting"),
                    ("SENDING", "Sending"),
                    ("SENT", "Sent"),
                    ("DELIVERED", "Delivered"),
                    ("PERHAPS", "Perhaps"),
                    ("DEAD", "Dead"),
                    ("SKIPPED", "Skipped"),
                ],
                db_default="DELIVERED",
                default="WAITING",
                max_length=9,
            ),
        ),
        migrations.AlterField(
            model_name="message",
            name="state",
            field=models.CharField(
                choices=[
                    ("WAITING", "Waiting"),
                    ("SENDING", "Sending"),
                    ("SENT", "Sent"),
                    ("DELIVERED", "Delivered"),
                    ("PERHAPS", "Perhaps"),
                    ("DEAD", "Dead"),
                    ("SKIPPED", "Skipped"),
                ],
                db_default="WAITING",
                default="WAITING",
                max_length=9,
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="subject",
            field=models.CharField(db_default="", default="", max_length=200),
        ),
        migrations.AddField(
            model_name="message",
            name="valid_until",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="message",
            name="way",
            field=models.CharField(
                blank=True,
                choices=[
                    ("SMS", "Sms"),
                    ("EMAIL", "Email"),
                    ("TELEGRAM", "Telegram"),
                    ("PUSH", "Push"),
                    ("VOICE", "Voice"),
                    ("VK", "Vk"),
                    ("MAX", "Max"),
                ],
                db_default="",
                default="",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="ways_tried",
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
        migrations.AlterField(
            model_name="message",
            name="member",
            field=plushka.domain.tenants.fields.TenantForeignKey(
                indexed=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="messages",
                to="members.member",
            ),
        ),
        migrations.AlterField(
            model_name="message",
            name="text",
            field=models.CharField(max_length=4000),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["tenant", "member", "id"], name="messages_of_a_member"),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("state", "WAITING")),
                fields=["tenant", "nature", "due_at", "id"],
                name="messages_due",
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("state__in", ("WAITING", "SENDING"))),
                fields=["tenant", "member", "nature", "id"],
                name="messages_under_way",
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("state__in", ("DEAD", "PERHAPS"))),
                fields=["tenant", "id"],
                name="messages_in_trouble",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ("WAITING", "SENDING", "SENT", "DELIVERED", "PERHAPS", "DEAD", "SKIPPED"),
                    ),
                    ("nature__in", (0, 1, 2)),
                ),
                name="message_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("due_at__isnull", False), ("state", "WAITING")),
                    models.Q(
                        models.Q(("state", "WAITING"), _negated=True), ("due_at__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="waiting_message_is_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.UniqueConstraint(
                condition=models.Q(("cause", ""), _negated=True),
                fields=("tenant", "cause", "kind", "member"),
                name="message_of_a_cause_is_said_once",
            ),
        ),
        migrations.RemoveField(
            model_name="message",
            name="channel",
        ),
    ]
