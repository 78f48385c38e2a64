"""Accounts, their history, and the short-lived secrets of sign-in."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import rareshare.lib.clock
import rareshare.lib.crypto
import rareshare.lib.ids
from rareshare.lib import guards


class Migration(migrations.Migration):
    initial = True

    dependencies = [("lib", "0001_house_rows")]

    operations = [
        migrations.CreateModel(
            name="SealedNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("row_key", rareshare.lib.crypto.RowKeyField()),
                ("body", rareshare.lib.crypto.EncryptedTextField()),
                ("expires_at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=rareshare.lib.ids.public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("email", models.CharField(max_length=254, unique=True)),
                ("display_name", models.CharField(max_length=40)),
                ("display_skeleton", models.CharField(editable=False, max_length=200, unique=True)),
                ("name_chosen", models.BooleanField(default=False)),
                ("country", models.CharField(blank=True, max_length=2)),
                ("state", models.CharField(blank=True, max_length=60)),
                ("time_zone", models.CharField(default="UTC", max_length=40)),
                (
                    "role_names",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("coordinator", "Registry coordinator"),
                                ("moderator", "Moderator"),
                                ("researcher", "Researcher"),
                                ("board_member", "Board member"),
                                ("board_chair", "Board chair"),
                                ("admin", "Administrator"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("session_epoch", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "joined_at",
                    models.DateTimeField(default=rareshare.lib.clock.now, editable=False),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("role_names", []), _negated=True),
                        fields=["joined_at"],
                        name="user_holding_roles",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role_names__contained_by",
                                [
                                    "coordinator",
                                    "moderator",
                                    "researcher",
                                    "board_member",
                                    "board_chair",
                                    "admin",
                                ],
                            )
                        ),
                        name="user_roles_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="UsedCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("step", models.BigIntegerField()),
                ("at", models.DateTimeField(default=rareshare.lib.clock.now)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="used_codes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("user", "step"), name="one_use_per_code")
                ],
            },
        ),
        migrations.CreateModel(
            name="UserEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=rareshare.lib.clock.now)),
                ("verb", models.CharField(max_length=60)),
                ("from_state", models.CharField(blank=True, max_length=40)),
                ("to_state", models.CharField(blank=True, max_length=40)),
                ("note", models.TextField(blank=True)),
                ("role", models.CharField(blank=True, max_length=20)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
                "indexes": [models.Index(fields=["user", "-at"], name="user_event_user")],
            },
        ),
        *guards.append_only("accounts_userevent"),
    ]
