import uuid

import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import throughline.frame.tables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("ledger", "0001_acts_are_recorded_and_sealed"),
    ]

    operations = [
        throughline.frame.tables.AllAtOnce(
            operations=[
                migrations.CreateModel(
                    name="Body",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("code", models.SlugField(max_length=60)),
                        ("name", models.CharField(max_length=200)),
                        ("kind", models.CharField(max_length=60)),
                        ("org_id", models.CharField(blank=True, max_length=30)),
                        ("exists_from", models.DateField(blank=True, null=True)),
                        ("exists_until", models.DateField(blank=True, null=True)),
                        (
                            "places",
                            models.ManyToManyField(
                                related_name="bodies",
                                through="organisations.PlaceServed",
                                to="organisations.place",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "bodies",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("code",),
                                name="body_code_is_used_once",
                                violation_error_message="Another body has this code already.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("org_id", ""), _negated=True),
                                fields=("org_id",),
                                name="organisation_id_is_used_once",
                                violation_error_message="Another body has this organisation id already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("exists_from__isnull", True),
                                    ("exists_until__isnull", True),
                                    ("exists_until__gte", models.F("exists_from")),
                                    _connector="OR",
                                ),
                                name="body_ends_after_it_begins",
                                violation_error_message="This ends before it begins.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlaceHistory",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "pgh_act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.act"
                            ),
                        ),
                        (
                            "pgh_salt",
                            models.UUIDField(
                                db_default=django.contrib.postgres.functions.RandomUUID(), editable=False
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="organisations.place",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        ("name", models.CharField(max_length=120)),
                        ("gss_code", models.CharField(max_length=9)),
                        ("kind", models.CharField(max_length=60)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PlaceServed",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="places_served",
                                to="organisations.body",
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="served_by",
                                to="organisations.place",
                            ),
                        ),
                        ("served_from", models.DateField(blank=True, null=True)),
                        ("served_until", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("served_until__isnull", True)),
                                fields=("body", "place"),
                                name="body_serves_a_place_once_at_a_time",
                                violation_error_message="This body serves this place already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("served_from__isnull", True),
                                    ("served_until__isnull", True),
                                    ("served_until__gte", models.F("served_from")),
                                    _connector="OR",
                                ),
                                name="serving_ends_after_it_begins",
                                violation_error_message="This ends before it begins.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlaceServedHistory",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "pgh_act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.act"
                            ),
                        ),
                        (
                            "pgh_salt",
                            models.UUIDField(
                                db_default=django.contrib.postgres.functions.RandomUUID(), editable=False
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="organisations.placeserved",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "body",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.body",
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.place",
                            ),
                        ),
                        ("served_from", models.DateField(blank=True, null=True)),
                        ("served_until", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Post",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="posts",
                                to="organisations.body",
                            ),
                        ),
                        ("code", models.SlugField(max_length=60)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("body", "code"),
                                name="post_code_is_used_once_in_a_body",
                                violation_error_message="This body has a post of that code already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PostHistory",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "pgh_act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.act"
                            ),
                        ),
                        (
                            "pgh_salt",
                            models.UUIDField(
                                db_default=django.contrib.postgres.functions.RandomUUID(), editable=False
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="organisations.post",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "body",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.body",
                            ),
                        ),
                        ("code", models.SlugField(db_index=False, max_length=60)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PostTitle",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="titles",
                                to="organisations.post",
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("titled_from", models.DateField()),
                        ("titled_until", models.DateField(blank=True, null=True)),
                        ("note", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("post", "titled_from"),
                                name="post_gets_one_title_a_day",
                                violation_error_message="This post has a title from that day already.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("titled_until__isnull", True)),
                                fields=("post",),
                                name="post_has_one_title_at_a_time",
                                violation_error_message="This post has a title already; end that one first.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("titled_from__isnull", True),
                                    ("titled_until__isnull", True),
                                    ("titled_until__gte", models.F("titled_from")),
                                    _connector="OR",
                                ),
                                name="title_ends_after_it_begins",
                                violation_error_message="This ends before it begins.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PostTitleHistory",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "pgh_act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.act"
                            ),
                        ),
                        (
                            "pgh_salt",
                            models.UUIDField(
                                db_default=django.contrib.postgres.functions.RandomUUID(), editable=False
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="organisations.posttitle",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "post",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.post",
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("titled_from", models.DateField()),
                        ("titled_until", models.DateField(blank=True, null=True)),
                        ("note", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ProbationDeliveryUnit",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("list_name", models.CharField(max_length=120)),
                        ("is_verified", models.BooleanField(default=False)),
                        ("exists_from", models.DateField(blank=True, null=True)),
                        ("exists_until", models.DateField(blank=True, null=True)),
                        (
                            "places",
                            models.ManyToManyField(
                                related_name="units",
                                through="organisations.UnitPlace",
                                to="organisations.place",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("exists_until__isnull", True)),
                                fields=("list_name", "name"),
                                name="unit_stands_once_in_its_list",
                                violation_error_message="This list has a unit of that name already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("exists_from__isnull", True),
                                    ("exists_until__isnull", True),
                                    ("exists_until__gte", models.F("exists_from")),
                                    _connector="OR",
                                ),
                                name="unit_ends_after_it_begins",
                                violation_error_message="This ends before it begins.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProbationDeliveryUnitHistory",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "pgh_act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.act"
                            ),
                        ),
                        (
                            "pgh_salt",
                            models.UUIDField(
                                db_default=django.contrib.postgres.functions.RandomUUID(), editable=False
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="organisations.probationdeliveryunit",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        ("name", models.CharField(max_length=120)),
                        ("list_name", models.CharField(max_length=120)),
                        ("is_verified", models.BooleanField(default=False)),
                        ("exists_from", models.DateField(blank=True, null=True)),
                        ("exists_until", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ProgrammeCode",
                    fields=[
                        ("code", models.SlugField(primary_key=True, serialize=False)),
                        ("name", models.CharField(max_length=200)),
                    ],
                ),
                migrations.CreateModel(
                    name="ProgrammeCodeHistory",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "pgh_act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.act"
                            ),
                        ),
                        (
                            "pgh_salt",
                            models.UUIDField(
                                db_default=django.contrib.postgres.functions.RandomUUID(), editable=False
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="organisations.programmecode",
                            ),
                        ),
                        ("code", models.SlugField(db_index=False, serialize=False)),
                        ("name", models.CharField(max_length=200)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RoleGrant",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="role_grants",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("role", models.SlugField(max_length=40)),
                        ("held_from", models.DateField()),
                        ("held_until", models.DateField(blank=True, null=True)),
                        ("reviewed_on", models.DateField(blank=True, null=True)),
                        ("reviewed_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("held_until__isnull", True)),
                                fields=("person", "role"),
                                name="person_has_a_role_once_at_a_time",
                                violation_error_message="This person has this role already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("held_from__isnull", True),
                                    ("held_until__isnull", True),
                                    ("held_until__gte", models.F("held_from")),
                                    _connector="OR",
                                ),
                                name="role_ends_after_it_begins",
                                violation_error_message="This ends before it begins.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RoleGrantHistory",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "pgh_act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.act"
                            ),
                        ),
                        (
                            "pgh_salt",
                            models.UUIDField(
                                db_default=django.contrib.postgres.functions.RandomUUID(), editable=False
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="organisations.rolegrant",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("role", models.SlugField(db_index=False, max_length=40)),
                        ("held_from", models.DateField()),
                        ("held_until", models.DateField(blank=True, null=True)),
                        ("reviewed_on", models.DateField(blank=True, null=True)),
                        ("reviewed_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="UnitPlace",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="coverage",
                                to="organisations.probationdeliveryunit",
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="covered_by",
                                to="organisations.place",
                            ),
                        ),
                        ("covers_from", models.DateField(blank=True, null=True)),
                        ("covers_until", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("covers_until__isnull", True)),
                                fields=("unit", "place"),
                                name="unit_covers_a_place_once_at_a_time",
                                violation_error_message="This unit covers this place already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("covers_from__isnull", True),
                                    ("covers_until__isnull", True),
                                    ("covers_until__gte", models.F("covers_from")),
                                    _connector="OR",
                                ),
                                name="coverage_ends_after_it_begins",
                                violation_error_message="This ends before it begins.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UnitPlaceHistory",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "pgh_act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.act"
                            ),
                        ),
                        (
                            "pgh_salt",
                            models.UUIDField(
                                db_default=django.contrib.postgres.functions.RandomUUID(), editable=False
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="organisations.unitplace",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.probationdeliveryunit",
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.place",
                            ),
                        ),
                        ("covers_from", models.DateField(blank=True, null=True)),
                        ("covers_until", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Person",
                    fields=[
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        (
                            "last_login",
                            models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                        ),
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("email", models.EmailField(max_length=254, verbose_name="email address")),
                        ("name", models.CharField(max_length=200)),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="people",
                                to="organisations.body",
                            ),
                        ),
                        ("is_active", models.BooleanField(default=True)),
                        ("is_demonstration", models.BooleanField(default=False)),
                        ("search_text", models.CharField(default="", editable=False, max_length=460)),
                    ],
                    options={
                        "verbose_name_plural": "people",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("email",),
                                name="email_address_signs_in_one_person",
                                violation_error_message="Somebody signs in with this email address already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                                name="email_address_is_in_small_letters",
                                violation_error_message="An email address is kept in small letters.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="person_has_a_name",
                                violation_error_message="Enter the person's name.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BodyHistory",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "pgh_act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.act"
                            ),
                        ),
                        (
                            "pgh_salt",
                            models.UUIDField(
                                db_default=django.contrib.postgres.functions.RandomUUID(), editable=False
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="organisations.body",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        ("code", models.SlugField(db_index=False, max_length=60)),
                        ("name", models.CharField(max_length=200)),
                        ("kind", models.CharField(max_length=60)),
                        ("org_id", models.CharField(blank=True, max_length=30)),
                        ("exists_from", models.DateField(blank=True, null=True)),
                        ("exists_until", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="BrokenGlass",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="glass",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("role", models.SlugField(max_length=40)),
                        ("reason", models.CharField(max_length=500)),
                        ("state", models.CharField(max_length=20)),
                        ("open_until", models.DateTimeField()),
                        ("broken_at", models.DateTimeField()),
                        ("broken_by", models.CharField(max_length=64)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "verbose_name_plural": "broken glass",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "open")),
                                fields=("person",),
                                name="person_breaks_one_glass_at_a_time",
                                violation_error_message="You have broken the glass already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("open_until__gt", models.F("broken_at"))),
                                name="broken_glass_ends_after_it_began",
                                violation_error_message="This ends before it begins.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BrokenGlassHistory",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "pgh_act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.act"
                            ),
                        ),
                        (
                            "pgh_salt",
                            models.UUIDField(
                                db_default=django.contrib.postgres.functions.RandomUUID(), editable=False
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="organisations.brokenglass",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("role", models.SlugField(db_index=False, max_length=40)),
                        ("reason", models.CharField(max_length=500)),
                        ("state", models.CharField(max_length=20)),
                        ("open_until", models.DateTimeField()),
                        ("broken_at", models.DateTimeField()),
                        ("broken_by", models.CharField(max_length=64)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Delegation",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="delegations",
                                to="organisations.post",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="delegations",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("held_from", models.DateField()),
                        ("held_until", models.DateField()),
                        ("reason", models.CharField(max_length=300)),
                        ("given_at", models.DateTimeField()),
                        ("given_by", models.CharField(max_length=64)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("held_from__isnull", True),
                                    ("held_until__isnull", True),
                                    ("held_until__gte", models.F("held_from")),
                                    _connector="OR",
                                ),
                                name="delegation_ends_after_it_begins",
                                violation_error_message="This ends before it begins.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DelegationHistory",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "pgh_act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.act"
                            ),
                        ),
                        (
                            "pgh_salt",
                            models.UUIDField(
                                db_default=django.contrib.postgres.functions.RandomUUID(), editable=False
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="organisations.delegation",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "post",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.post",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("held_from", models.DateField()),
                        ("held_until", models.DateField()),
                        ("reason", models.CharField(max_length=300)),
                        ("given_at", models.DateTimeField()),
                        ("given_by", models.CharField(max_length=64)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Entry",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("at", models.DateTimeField()),
                        ("kind", models.CharField(max_length=30)),
                        ("how", models.CharField(blank=True, max_length=60)),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("ip", models.GenericIPAddressField(blank=True, null=True)),
                        ("device", models.CharField(blank=True, max_length=80)),
                        ("search_text", models.CharField(blank=True, max_length=500)),
                    ],
                    options={
                        "verbose_name_plural": "entries",
                        "indexes": [
                            models.Index(fields=["-at", "-id"], name="entries_newest_first"),
                            models.Index(fields=["person", "-at"], name="entries_of_a_person"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Holding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="holdings",
                                to="organisations.post",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="holdings",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("held_from", models.DateField()),
                        ("held_until", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("held_until__isnull", True)),
                                fields=("post",),
                                name="post_has_one_holder_at_a_time",
                                violation_error_message="Somebody holds this post already; end that first.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("held_from__isnull", True),
                                    ("held_until__isnull", True),
                                    ("held_until__gte", models.F("held_from")),
                                    _connector="OR",
                                ),
                                name="holding_ends_after_it_begins",
                                violation_error_message="This ends before it begins.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HoldingHistory",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "pgh_act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.act"
                            ),
                        ),
                        (
                            "pgh_salt",
                            models.UUIDField(
                                db_default=django.contrib.postgres.functions.RandomUUID(), editable=False
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="organisations.holding",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "post",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.post",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("held_from", models.DateField()),
                        ("held_until", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Invitation",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="invitations",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("state", models.CharField(max_length=20)),
                        ("digest", models.CharField(max_length=64)),
                        ("open_until", models.DateTimeField()),
                        ("invited_at", models.DateTimeField()),
                        ("invited_by", models.CharField(max_length=64)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "open")),
                                fields=("person",),
                                name="person_is_invited_once_at_a_time",
                                violation_error_message="This person has been invited already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("state", "open")),
                                    models.Q(
                                        models.Q(("state", "open"), _negated=True),
                                        ("ended_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="invitation_says_when_it_ended",
                                violation_error_message="An invitation that is not open says when it ended.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InvitationHistory",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "pgh_act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.act"
                            ),
                        ),
                        (
                            "pgh_salt",
                            models.UUIDField(
                                db_default=django.contrib.postgres.functions.RandomUUID(), editable=False
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to="organisations.invitation",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("state", models.CharField(max_length=20)),
                        ("open_until", models.DateTimeField()),
                        ("invited_at", models.DateTimeField()),
                        ("invited_by", models.CharField(max_length=64)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PersonHistory",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "pgh_act",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.act"
                            ),
                        ),
                        (
                            "pgh_salt",
                            models.UUIDField(
                                db_default=django.contrib.postgres.functions.RandomUUID(), editable=False
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="history",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        ("email", models.EmailField(max_length=254, verbose_name="email address")),
                        ("name", models.CharField(max_length=200)),
                        (
                            "body",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.body",
                            ),
                        ),
                        ("is_active", models.BooleanField(default=True)),
                        ("is_demonstration", models.BooleanField(default=False)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Place",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("gss_code", models.CharField(max_length=9)),
                        ("kind", models.CharField(max_length=60)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("gss_code",),
                                name="place_code_is_used_once",
                                violation_error_message="Another place has this code already.",
                            )
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="place",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organisations_placehistory" ("gss_code", "id", "kind", "name", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."gss_code", NEW."id", NEW."kind", NEW."name", NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="2369eb09088483091ac0f8a59e0b81079dd0a7fb",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f7eec",
                            table="organisations_place",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="place",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "organisations_placehistory" ("gss_code", "id", "kind", "name", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."gss_code", NEW."id", NEW."kind", NEW."name", NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="d60ea509c20bdb1ca3586b47961d7caeb965ab3b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b112e",
                            table="organisations_place",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="place",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organisations_placehistory" ("gss_code", "id", "kind", "name", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."gss_code", OLD."id", OLD."kind", OLD."name", NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="0068428cafa647dc180564e2e9ddeea05e85ab87",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9b59e",
                            table="organisations_place",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="programmecode",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organisations_programmecodehistory" ("code", "name", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."name", NOW(), \'insert\', NEW."code"); RETURN NULL;',
                            hash="c3cc5089954dcae7dca0e3d9bcf1d059c10aa685",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_36928",
                            table="organisations_programmecode",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="programmecode",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "organisations_programmecodehistory" ("code", "name", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."name", NOW(), \'update\', NEW."code"); RETURN NULL;',
                            hash="626fc9730e9429100412b1df3563786c602a4001",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_549d6",
                            table="organisations_programmecode",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="programmecode",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organisations_programmecodehistory" ("code", "name", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."code", OLD."name", NOW(), \'delete\', OLD."code"); RETURN NULL;',
                            hash="a92d0b6a7c1fc9ce012061cb60e4bf039e28dc1d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_bde10",
                            table="organisations_programmecode",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="person",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organisations_personhistory" ("body_id", "email", "id", "is_active", "is_demonstration", "name", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."body_id", NEW."email", NEW."id", NEW."is_active", NEW."is_demonstration", NEW."name", NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="f7f08840d71dc9d4db1ff93282020e720d9c4e40",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_efc16",
                            table="organisations_person",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="person",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."body_id" IS DISTINCT FROM (NEW."body_id") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_demonstration" IS DISTINCT FROM (NEW."is_demonstration") OR OLD."name" IS DISTINCT FROM (NEW."name"))',
                            func='INSERT INTO "organisations_personhistory" ("body_id", "email", "id", "is_active", "is_demonstration", "name", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."body_id", NEW."email", NEW."id", NEW."is_active", NEW."is_demonstration", NEW."name", NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="5c3842ad4f71df348d16da0c9fb88a704780d15b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_05906",
                            table="organisations_person",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="person",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organisations_personhistory" ("body_id", "email", "id", "is_active", "is_demonstration", "name", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."body_id", OLD."email", OLD."id", OLD."is_active", OLD."is_demonstration", OLD."name", NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="97f425c08ee4b1c88638ebc0a943f7bac57188ce",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9b261",
                            table="organisations_person",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="brokenglass",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('open') THEN\n                    RAISE EXCEPTION 'A broken glass cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="589f829cdbf9a101a54793dffeaef6eb35c1902c",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_c719a",
                            table="organisations_brokenglass",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="brokenglass",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{open:ended}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="49e539dd0b0645da47e7fccf9af8cb0f74952b33",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_4cdfc",
                            table="organisations_brokenglass",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="brokenglass",
                    trigger=pgtrigger.compiler.Trigger(
                        name="broken_glass_stays_as_it_was_told",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."open_until" IS DISTINCT FROM (NEW."open_until") OR OLD."broken_at" IS DISTINCT FROM (NEW."broken_at") OR OLD."broken_by" IS DISTINCT FROM (NEW."broken_by"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="61d8c4901e04fb8141731ac855b8f748161c8566",
                            operation="UPDATE",
                            pgid="pgtrigger_broken_glass_stays_as_it_was_told_6e543",
                            table="organisations_brokenglass",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="brokenglass",
                    trigger=pgtrigger.compiler.Trigger(
                        name="broken_glass_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="163ba41dce56dd7ac4ed49fe4b6e42932c537b48",
                            operation="DELETE",
                            pgid="pgtrigger_broken_glass_is_never_deleted_e7d8a",
                            table="organisations_brokenglass",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="brokenglass",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organisations_brokenglasshistory" ("broken_at", "broken_by", "ended_at", "ended_by", "id", "open_until", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "role", "state") VALUES (NEW."broken_at", NEW."broken_by", NEW."ended_at", NEW."ended_by", NEW."id", NEW."open_until", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."reason", NEW."role", NEW."state"); RETURN NULL;',
                            hash="68ad200274b2ce1663b5107b1fa65fc4e4182627",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_787bd",
                            table="organisations_brokenglass",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="brokenglass",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "organisations_brokenglasshistory" ("broken_at", "broken_by", "ended_at", "ended_by", "id", "open_until", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "role", "state") VALUES (NEW."broken_at", NEW."broken_by", NEW."ended_at", NEW."ended_by", NEW."id", NEW."open_until", NEW."person_id", NOW(), \'update\', NEW."id", NEW."reason", NEW."role", NEW."state"); RETURN NULL;',
                            hash="a71f05b4d9145b24a48b3b2a5037f6462415abf3",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fc412",
                            table="organisations_brokenglass",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="brokenglass",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organisations_brokenglasshistory" ("broken_at", "broken_by", "ended_at", "ended_by", "id", "open_until", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "role", "state") VALUES (OLD."broken_at", OLD."broken_by", OLD."ended_at", OLD."ended_by", OLD."id", OLD."open_until", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."reason", OLD."role", OLD."state"); RETURN NULL;',
                            hash="5efc87e3a454e56f3cd56cc2078c5cea9dd1b72b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e1aaa",
                            table="organisations_brokenglass",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="entry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="entry_is_never_changed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="1528a1276663f1775989d91de10985734831a930",
                            operation="UPDATE",
                            pgid="pgtrigger_entry_is_never_changed_5a59b",
                            table="organisations_entry",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="entry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="entry_stays_a_year",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="IF OLD.at > now() - interval '364 days' THEN RAISE EXCEPTION 'An entry is kept for a year.' USING ERRCODE = 'restrict_violation'; END IF; RETURN OLD;",
                            hash="e8c35add82804a5f317ca2c17eec77d8e7957dca",
                            operation="DELETE",
                            pgid="pgtrigger_entry_stays_a_year_f470a",
                            table="organisations_entry",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="invitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('open') THEN\n                    RAISE EXCEPTION 'A invitation cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="8ef4e568302b86e1b36bd05974d6c200a2aa830e",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_ac65e",
                            table="organisations_invitation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="invitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{open:accepted,open:open,open:withdrawn}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="ecfdc62f50f5394a942da2347d9d4e80b0464208",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_72448",
                            table="organisations_invitation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="invitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="invitation_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="9224128160d02685d48696d0bd986db47e4c7da6",
                            operation="DELETE",
                            pgid="pgtrigger_invitation_is_never_deleted_2c665",
                            table="organisations_invitation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="invitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organisations_invitationhistory" ("ended_at", "ended_by", "id", "invited_at", "invited_by", "open_until", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (NEW."ended_at", NEW."ended_by", NEW."id", NEW."invited_at", NEW."invited_by", NEW."open_until", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."state"); RETURN NULL;',
                            hash="67b1768a3aaf241f78d0181ab47223e696d9142a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1cad2",
                            table="organisations_invitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="invitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."ended_by" IS DISTINCT FROM (NEW."ended_by") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."invited_at" IS DISTINCT FROM (NEW."invited_at") OR OLD."invited_by" IS DISTINCT FROM (NEW."invited_by") OR OLD."open_until" IS DISTINCT FROM (NEW."open_until") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."state" IS DISTINCT FROM (NEW."state"))',
                            func='INSERT INTO "organisations_invitationhistory" ("ended_at", "ended_by", "id", "invited_at", "invited_by", "open_until", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (NEW."ended_at", NEW."ended_by", NEW."id", NEW."invited_at", NEW."invited_by", NEW."open_until", NEW."person_id", NOW(), \'update\', NEW."id", NEW."state"); RETURN NULL;',
                            hash="fda2ed62af01e0a7b957ea37905641cac410e468",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8905b",
                            table="organisations_invitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="invitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organisations_invitationhistory" ("ended_at", "ended_by", "id", "invited_at", "invited_by", "open_until", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (OLD."ended_at", OLD."ended_by", OLD."id", OLD."invited_at", OLD."invited_by", OLD."open_until", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."state"); RETURN NULL;',
                            hash="3fd459c98b28aebe62242d9493565534ddae1a74",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b87bd",
                            table="organisations_invitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="placeserved",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organisations_placeservedhistory" ("body_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "served_from", "served_until") VALUES (NEW."body_id", NEW."id", NOW(), \'insert\', NEW."id", NEW."place_id", NEW."served_from", NEW."served_until"); RETURN NULL;',
                            hash="f33d5cdbe2f1da42cbe6d39c2803391ed99ccde3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_93a61",
                            table="organisations_placeserved",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="placeserved",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "organisations_placeservedhistory" ("body_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "served_from", "served_until") VALUES (NEW."body_id", NEW."id", NOW(), \'update\', NEW."id", NEW."place_id", NEW."served_from", NEW."served_until"); RETURN NULL;',
                            hash="bd6ee6dc093a178b3e1f1c19f5e76c8a1381128e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_38710",
                            table="organisations_placeserved",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="placeserved",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organisations_placeservedhistory" ("body_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "served_from", "served_until") VALUES (OLD."body_id", OLD."id", NOW(), \'delete\', OLD."id", OLD."place_id", OLD."served_from", OLD."served_until"); RETURN NULL;',
                            hash="7e3fc46ddb6dc03677611d58df418dc4aac0401c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f8dc4",
                            table="organisations_placeserved",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="body",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organisations_bodyhistory" ("code", "exists_from", "exists_until", "id", "kind", "name", "org_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."exists_from", NEW."exists_until", NEW."id", NEW."kind", NEW."name", NEW."org_id", NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="6f6698b12725673a422011fc76919f4a336f9a72",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d8c17",
                            table="organisations_body",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="body",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "organisations_bodyhistory" ("code", "exists_from", "exists_until", "id", "kind", "name", "org_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."exists_from", NEW."exists_until", NEW."id", NEW."kind", NEW."name", NEW."org_id", NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="2c9226b94b06ecbdd919407e0cc816b12c2dacb7",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_672f6",
                            table="organisations_body",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="body",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organisations_bodyhistory" ("code", "exists_from", "exists_until", "id", "kind", "name", "org_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."code", OLD."exists_from", OLD."exists_until", OLD."id", OLD."kind", OLD."name", OLD."org_id", NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="bd1d2d922fb91566de5d0c82f07309b54f654242",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b6692",
                            table="organisations_body",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="post",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organisations_posthistory" ("body_id", "code", "id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."body_id", NEW."code", NEW."id", NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="c3c8a41564e53562fea9d4e21004bec0d1010d68",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_be63e",
                            table="organisations_post",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="post",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "organisations_posthistory" ("body_id", "code", "id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."body_id", NEW."code", NEW."id", NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="abb7eab84b26dd01498e1340954901828ecf4f56",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_961a6",
                            table="organisations_post",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="post",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organisations_posthistory" ("body_id", "code", "id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."body_id", OLD."code", OLD."id", NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="c845b16cf7e5ef4a963fcaed99338c2387af67bb",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_905aa",
                            table="organisations_post",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="holding",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organisations_holdinghistory" ("held_from", "held_until", "id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id") VALUES (NEW."held_from", NEW."held_until", NEW."id", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."post_id"); RETURN NULL;',
                            hash="72c5087791e1f23e512c639f6886010b3515095d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_be8ae",
                            table="organisations_holding",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="holding",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "organisations_holdinghistory" ("held_from", "held_until", "id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id") VALUES (NEW."held_from", NEW."held_until", NEW."id", NEW."person_id", NOW(), \'update\', NEW."id", NEW."post_id"); RETURN NULL;',
                            hash="0b414aa59ec8400a19a93665c83f76f77d4535b7",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_86f1d",
                            table="organisations_holding",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="holding",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organisations_holdinghistory" ("held_from", "held_until", "id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id") VALUES (OLD."held_from", OLD."held_until", OLD."id", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."post_id"); RETURN NULL;',
                            hash="5267a1da246905ea1bfc5ae29007c2d9c8c057f8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c6d00",
                            table="organisations_holding",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="delegation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delegation_stays_as_given",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."post_id" IS DISTINCT FROM (NEW."post_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."held_from" IS DISTINCT FROM (NEW."held_from") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."given_at" IS DISTINCT FROM (NEW."given_at") OR OLD."given_by" IS DISTINCT FROM (NEW."given_by"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="7010d501cba6f94103cf0eab03aae3864af04b1f",
                            operation="UPDATE",
                            pgid="pgtrigger_delegation_stays_as_given_43731",
                            table="organisations_delegation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="delegation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delegation_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="c32cc6582e76c9037e2c2074d2b53741c842f60a",
                            operation="DELETE",
                            pgid="pgtrigger_delegation_is_never_deleted_fafe2",
                            table="organisations_delegation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="delegation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organisations_delegationhistory" ("ended_at", "ended_by", "given_at", "given_by", "held_from", "held_until", "id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "reason") VALUES (NEW."ended_at", NEW."ended_by", NEW."given_at", NEW."given_by", NEW."held_from", NEW."held_until", NEW."id", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."post_id", NEW."reason"); RETURN NULL;',
                            hash="a8ba89be0598d3748fdd9914e0f586a5e37b31c9",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_42778",
                            table="organisations_delegation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="delegation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "organisations_delegationhistory" ("ended_at", "ended_by", "given_at", "given_by", "held_from", "held_until", "id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "reason") VALUES (NEW."ended_at", NEW."ended_by", NEW."given_at", NEW."given_by", NEW."held_from", NEW."held_until", NEW."id", NEW."person_id", NOW(), \'update\', NEW."id", NEW."post_id", NEW."reason"); RETURN NULL;',
                            hash="d7d061e2c4ef58f358aaa413d27fb01a82cf0598",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_cd48d",
                            table="organisations_delegation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="delegation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organisations_delegationhistory" ("ended_at", "ended_by", "given_at", "given_by", "held_from", "held_until", "id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "reason") VALUES (OLD."ended_at", OLD."ended_by", OLD."given_at", OLD."given_by", OLD."held_from", OLD."held_until", OLD."id", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."post_id", OLD."reason"); RETURN NULL;',
                            hash="7e07d2ca86cdcb055f53116a29c96b3ab415ac6b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2ad7a",
                            table="organisations_delegation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="posttitle",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organisations_posttitlehistory" ("id", "note", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "title", "titled_from", "titled_until") VALUES (NEW."id", NEW."note", NOW(), \'insert\', NEW."id", NEW."post_id", NEW."title", NEW."titled_from", NEW."titled_until"); RETURN NULL;',
                            hash="5c68e207a88ec1b7a778b1536469bde3d9000a4b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4d705",
                            table="organisations_posttitle",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="posttitle",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "organisations_posttitlehistory" ("id", "note", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "title", "titled_from", "titled_until") VALUES (NEW."id", NEW."note", NOW(), \'update\', NEW."id", NEW."post_id", NEW."title", NEW."titled_from", NEW."titled_until"); RETURN NULL;',
                            hash="231c292884272627949bf8965609bd6a2f930481",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_68987",
                            table="organisations_posttitle",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="posttitle",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organisations_posttitlehistory" ("id", "note", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "title", "titled_from", "titled_until") VALUES (OLD."id", OLD."note", NOW(), \'delete\', OLD."id", OLD."post_id", OLD."title", OLD."titled_from", OLD."titled_until"); RETURN NULL;',
                            hash="c9feb596ad7cb97b2066892c6506b0954fbb68da",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_34aa1",
                            table="organisations_posttitle",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="rolegrant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organisations_rolegranthistory" ("held_from", "held_until", "id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reviewed_by", "reviewed_on", "role") VALUES (NEW."held_from", NEW."held_until", NEW."id", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."reviewed_by", NEW."reviewed_on", NEW."role"); RETURN NULL;',
                            hash="e96b957ad578f40f72160691f29a0a6d3b9f7483",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c76fb",
                            table="organisations_rolegrant",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="rolegrant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "organisations_rolegranthistory" ("held_from", "held_until", "id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reviewed_by", "reviewed_on", "role") VALUES (NEW."held_from", NEW."held_until", NEW."id", NEW."person_id", NOW(), \'update\', NEW."id", NEW."reviewed_by", NEW."reviewed_on", NEW."role"); RETURN NULL;',
                            hash="90ad7881cb2df10274ead9e2cadfed7eae9dec77",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0e66c",
                            table="organisations_rolegrant",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="rolegrant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organisations_rolegranthistory" ("held_from", "held_until", "id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reviewed_by", "reviewed_on", "role") VALUES (OLD."held_from", OLD."held_until", OLD."id", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."reviewed_by", OLD."reviewed_on", OLD."role"); RETURN NULL;',
                            hash="a17463d219010b8da0adda8a1818415e368393e5",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_24660",
                            table="organisations_rolegrant",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="unitplace",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organisations_unitplacehistory" ("covers_from", "covers_until", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "unit_id") VALUES (NEW."covers_from", NEW."covers_until", NEW."id", NOW(), \'insert\', NEW."id", NEW."place_id", NEW."unit_id"); RETURN NULL;',
                            hash="121c44bd4117151b9c5020e4207e16d567a4c403",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0377a",
                            table="organisations_unitplace",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="unitplace",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "organisations_unitplacehistory" ("covers_from", "covers_until", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "unit_id") VALUES (NEW."covers_from", NEW."covers_until", NEW."id", NOW(), \'update\', NEW."id", NEW."place_id", NEW."unit_id"); RETURN NULL;',
                            hash="96485cd5b67ed788572caf61d58d016be3781485",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a66e3",
                            table="organisations_unitplace",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="unitplace",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organisations_unitplacehistory" ("covers_from", "covers_until", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "unit_id") VALUES (OLD."covers_from", OLD."covers_until", OLD."id", NOW(), \'delete\', OLD."id", OLD."place_id", OLD."unit_id"); RETURN NULL;',
                            hash="5fa7b638ac26157c6534583436746c405be49696",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5c81b",
                            table="organisations_unitplace",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="probationdeliveryunit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organisations_probationdeliveryunithistory" ("exists_from", "exists_until", "id", "is_verified", "list_name", "name", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."exists_from", NEW."exists_until", NEW."id", NEW."is_verified", NEW."list_name", NEW."name", NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="16b0160562b35215ff986d605b0d765be1524781",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ef6da",
                            table="organisations_probationdeliveryunit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="probationdeliveryunit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "organisations_probationdeliveryunithistory" ("exists_from", "exists_until", "id", "is_verified", "list_name", "name", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."exists_from", NEW."exists_until", NEW."id", NEW."is_verified", NEW."list_name", NEW."name", NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="e9b881c5e0a17a8b5a95f01bef12d8b9bb051202",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8d2db",
                            table="organisations_probationdeliveryunit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="probationdeliveryunit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "organisations_probationdeliveryunithistory" ("exists_from", "exists_until", "id", "is_verified", "list_name", "name", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."exists_from", OLD."exists_until", OLD."id", OLD."is_verified", OLD."list_name", OLD."name", NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="9ecff39f2f85f0e824014182d8e9da6eb7efe9f2",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_135c4",
                            table="organisations_probationdeliveryunit",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
