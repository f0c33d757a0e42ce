import uuid

import django.contrib.postgres.functions
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import throughline.frame.tables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("frame", "0001_files_letters_and_kept_forms_have_their_tables"),
        ("ledger", "0001_acts_are_recorded_and_sealed"),
        ("organisations", "0001_people_places_bodies_and_posts"),
        ("organisations", "__first__"),
    ]

    operations = [
        throughline.frame.tables.AllAtOnce(
            operations=[
                migrations.CreateModel(
                    name="AgendaItem",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agenda",
                                to="governance.meeting",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=300)),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("decide", "To decide"),
                                    ("recommend", "To recommend"),
                                    ("discuss", "To discuss"),
                                    ("note", "To note"),
                                ],
                                default="discuss",
                                max_length=10,
                            ),
                        ),
                        ("presenter", models.CharField(blank=True, max_length=200)),
                        ("minutes", models.TextField(blank=True)),
                    ],
                    options={
                        "ordering": ["meeting", "position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("meeting", "position"),
                                name="agenda_has_each_number_once",
                                violation_error_message="This agenda has a point of that number already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Item",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("group", "Group"),
                                    ("meeting", "Meeting"),
                                    ("endorsement", "Endorsement"),
                                    ("consultation", "Consultation"),
                                    ("appraisal", "Options appraisal"),
                                    ("review", "Review"),
                                    ("recommendation", "Recommendation"),
                                    ("promise", "Promise"),
                                    ("milestone", "Milestone"),
                                    ("risk", "Risk"),
                                    ("priority", "Strategy or plan priority"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("title", models.CharField(max_length=300)),
                        ("dated_on", models.DateField(blank=True, null=True)),
                        (
                            "source",
                            models.CharField(
                                blank=True,
                                help_text="Where we know it from, if not from here.",
                                max_length=300,
                            ),
                        ),
                        ("search_text", models.TextField(blank=True, editable=False)),
                        (
                            "programmes",
                            models.ManyToManyField(
                                related_name="+",
                                through="governance.ItemProgramme",
                                to="organisations.programmecode",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["kind", "-dated_on"], name="items_by_kind")],
                    },
                ),
                migrations.CreateModel(
                    name="Attendance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendance",
                                to="governance.meeting",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="governance.member",
                            ),
                        ),
                        (
                            "presence",
                            models.CharField(
                                choices=[
                                    ("present", "Present"),
                                    ("substitute", "Sent somebody instead"),
                                    ("apologies", "Apologies"),
                                    ("absent", "Absent"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                blank=True,
                                help_text="Who came instead, or who else was there.",
                                max_length=200,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["meeting", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("meeting", "member"), name="member_is_noted_once_a_meeting"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("member__isnull", False),
                                    models.Q(("name", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="somebody_else_has_a_name",
                                violation_error_message="Say who was there.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Consulted",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "consultation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="asked",
                                to="governance.consultation",
                            ),
                        ),
                        ("who", models.CharField(max_length=200)),
                        ("asked_on", models.DateField(blank=True, null=True)),
                        ("answered_on", models.DateField(blank=True, null=True)),
                        (
                            "position",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("supports", "Supports"),
                                    ("conditions", "Supports with conditions"),
                                    ("neutral", "Neutral"),
                                    ("opposes", "Opposes"),
                                    ("none", "No answer"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("text", models.TextField(blank=True)),
                    ],
                    options={
                        "ordering": ["consultation", "who", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("consultation", "who"),
                                name="nobody_is_asked_twice_in_a_consultation",
                                violation_error_message="They have been asked already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("position__in", ["", "none"]),
                                    models.Q(("text", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="position_comes_with_words",
                                violation_error_message="Say in a sentence what they answered.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_on__isnull", True),
                                    ("asked_on__isnull", True),
                                    ("answered_on__gte", models.F("asked_on")),
                                    _connector="OR",
                                ),
                                name="answer_comes_after_the_question",
                                violation_error_message="The answer comes before the question.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Criterion",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "appraisal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="criteria",
                                to="governance.appraisal",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=200)),
                        ("weight", models.PositiveSmallIntegerField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name_plural": "criteria",
                        "ordering": ["appraisal", "position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("appraisal", "position"), name="criterion_has_its_own_place"
                            ),
                            models.UniqueConstraint(
                                fields=("appraisal", "name"),
                                name="criterion_stands_once_in_an_appraisal",
                                violation_error_message="This appraisal has a criterion of that name already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Option",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "appraisal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="options",
                                to="governance.appraisal",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=200)),
                        ("description", models.TextField(blank=True)),
                        ("why_not", models.TextField(blank=True)),
                    ],
                    options={
                        "ordering": ["appraisal", "position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("appraisal", "position"), name="option_has_its_own_place"
                            ),
                            models.UniqueConstraint(
                                fields=("appraisal", "name"),
                                name="option_stands_once_in_an_appraisal",
                                violation_error_message="This appraisal has an option of that name already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanHistory",
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
                                to="governance.plan",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        ("title", models.CharField(max_length=200)),
                        ("in_force_from", models.DateField(blank=True, null=True)),
                        ("in_force_until", models.DateField(blank=True, null=True)),
                        ("source", models.CharField(max_length=300)),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                        ("confirmed_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PriorityHistory",
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
                                to="governance.priority",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                serialize=False,
                                to="governance.item",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="governance.plan",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("label", models.CharField(blank=True, max_length=60)),
                        ("dropped_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PromiseHistory",
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
                                to="governance.promise",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                serialize=False,
                                to="governance.item",
                            ),
                        ),
                        ("owner_role", models.SlugField(blank=True, db_index=False, max_length=60)),
                        (
                            "owner_body",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.body",
                            ),
                        ),
                        (
                            "owner_words",
                            models.CharField(
                                blank=True, help_text="The owner as a notice names it.", max_length=200
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("implementation-plan", "Implementation plan"),
                                    ("risk-log", "Risk log"),
                                    ("group", "Group"),
                                    ("protocol", "Protocol"),
                                    ("cohort", "Cohort"),
                                    ("partnership-agreement", "Partnership agreement"),
                                    ("other", "Something else"),
                                ],
                                default="other",
                                max_length=24,
                            ),
                        ),
                        ("details", models.TextField(blank=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "open"),
                                    ("shown", "shown"),
                                    ("kept", "kept"),
                                    ("given_up", "given_up"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True)),
                        (
                            "due_words",
                            models.CharField(
                                blank=True, help_text="When, as a notice words it.", max_length=100
                            ),
                        ),
                        ("decision_number", models.CharField(blank=True, max_length=12)),
                        ("position", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "shown_by",
                            models.CharField(
                                blank=True, help_text="Who showed the evidence last.", max_length=64
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RecommendationHistory",
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
                                to="governance.recommendation",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                serialize=False,
                                to="governance.item",
                            ),
                        ),
                        ("owner_role", models.SlugField(blank=True, db_index=False, max_length=60)),
                        (
                            "owner_body",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.body",
                            ),
                        ),
                        (
                            "owner_words",
                            models.CharField(
                                blank=True, help_text="The owner as a notice names it.", max_length=200
                            ),
                        ),
                        (
                            "review",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="governance.review",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "open"), ("answered", "answered"), ("done", "done")],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("accepted", "Accepted"),
                                    ("part", "Accepted in part"),
                                    ("not", "Not accepted"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("reason", models.TextField(blank=True)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("answered_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ReviewHistory",
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
                                to="governance.review",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                serialize=False,
                                to="governance.item",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("entered", "entered")], default="entered", max_length=10
                            ),
                        ),
                        ("reviewer", models.CharField(blank=True, max_length=200)),
                        ("about", models.TextField(blank=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RiskControl",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "risk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="controls",
                                to="governance.risk",
                            ),
                        ),
                        ("text", models.CharField(max_length=500)),
                        ("in_place_on", models.DateField(blank=True, null=True)),
                        ("added_at", models.DateTimeField()),
                        ("added_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "ordering": ["risk", "added_at", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="RiskControlHistory",
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
                                to="governance.riskcontrol",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "risk",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="governance.risk",
                            ),
                        ),
                        ("text", models.CharField(max_length=500)),
                        ("in_place_on", models.DateField(blank=True, null=True)),
                        ("added_at", models.DateTimeField()),
                        ("added_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RiskHistory",
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
                                to="governance.risk",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                serialize=False,
                                to="governance.item",
                            ),
                        ),
                        ("owner_role", models.SlugField(blank=True, db_index=False, max_length=60)),
                        (
                            "owner_body",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.body",
                            ),
                        ),
                        (
                            "owner_words",
                            models.CharField(
                                blank=True, help_text="The owner as a notice names it.", max_length=200
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "open"), ("happened", "happened"), ("closed", "closed")],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("cause", models.TextField()),
                        ("effect", models.TextField()),
                        (
                            "response",
                            models.CharField(
                                choices=[
                                    ("reduce", "Reduce it"),
                                    ("accept", "Accept it"),
                                    ("avoid", "Avoid it"),
                                    ("share", "Share it with somebody"),
                                ],
                                default="reduce",
                                max_length=8,
                            ),
                        ),
                        ("inherent_likelihood", models.PositiveSmallIntegerField()),
                        ("inherent_impact", models.PositiveSmallIntegerField()),
                        ("residual_likelihood", models.PositiveSmallIntegerField()),
                        ("residual_impact", models.PositiveSmallIntegerField()),
                        ("score_before", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("reviewed_on", models.DateField()),
                        ("review_on", models.DateField()),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RiskReview",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "risk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reviews",
                                to="governance.risk",
                            ),
                        ),
                        ("likelihood", models.PositiveSmallIntegerField()),
                        ("impact", models.PositiveSmallIntegerField()),
                        ("words", models.TextField()),
                        ("next_on", models.DateField()),
                        ("reviewed_at", models.DateTimeField()),
                        ("reviewed_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "ordering": ["risk", "reviewed_at", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("impact__range", (1, 5)), ("likelihood__range", (1, 5))),
                                name="reviewed_score_is_from_1_to_5",
                                violation_error_message="Likelihood and impact are whole numbers from 1 to 5.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RiskReviewHistory",
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
                                to="governance.riskreview",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "risk",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="governance.risk",
                            ),
                        ),
                        ("likelihood", models.PositiveSmallIntegerField()),
                        ("impact", models.PositiveSmallIntegerField()),
                        ("words", models.TextField()),
                        ("next_on", models.DateField()),
                        ("reviewed_at", models.DateTimeField()),
                        ("reviewed_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Score",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "option",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scores",
                                to="governance.option",
                            ),
                        ),
                        (
                            "criterion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scores",
                                to="governance.criterion",
                            ),
                        ),
                        ("points", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("note", models.TextField(blank=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("option", "criterion"), name="option_is_scored_once_a_criterion"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("points__isnull", True), ("points__lte", 5), _connector="OR"
                                ),
                                name="points_are_nought_to_five",
                                violation_error_message="Give 0 to 5 points.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ScoreHistory",
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
                                to="governance.score",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "option",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="governance.option",
                            ),
                        ),
                        (
                            "criterion",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="governance.criterion",
                            ),
                        ),
                        ("points", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("note", models.TextField(blank=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ActionPoint",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="actions",
                                to="governance.meeting",
                            ),
                        ),
                        (
                            "agenda_item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="actions",
                                to="governance.agendaitem",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "Open"), ("done", "Done"), ("dropped", "Dropped")],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("what", models.TextField()),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("owner_name", models.CharField(blank=True, max_length=200)),
                        ("due_on", models.DateField()),
                        (
                            "answer",
                            models.TextField(
                                blank=True,
                                help_text="What was done, or why it was moved, given up or reopened.",
                            ),
                        ),
                        (
                            "evidence",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="frame.storedfile",
                            ),
                        ),
                        ("evidence_name", models.CharField(blank=True, max_length=255)),
                        ("agreed_at", models.DateTimeField()),
                        ("agreed_by", models.CharField(max_length=64)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        ("closed_by", models.CharField(blank=True, max_length=64)),
                        ("search_text", models.TextField(blank=True, editable=False)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["state", "due_on"], name="actions_by_day")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("owner__isnull", False), ("owner_name", "")),
                                    models.Q(
                                        ("owner__isnull", True), models.Q(("owner_name", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="action_has_one_owner",
                                violation_error_message="Say who does it: somebody who signs in here, or somebody by name.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_at__isnull", True), ("state", "open")),
                                    models.Q(
                                        models.Q(("state", "open"), _negated=True),
                                        ("closed_at__isnull", False),
                                        models.Q(("answer", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="closed_action_says_what_was_done",
                                violation_error_message="Say what was done.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActionPointHistory",
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
                                to="governance.actionpoint",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "meeting",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="governance.meeting",
                            ),
                        ),
                        (
                            "agenda_item",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="governance.agendaitem",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "Open"), ("done", "Done"), ("dropped", "Dropped")],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("what", models.TextField()),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("owner_name", models.CharField(blank=True, max_length=200)),
                        ("due_on", models.DateField()),
                        (
                            "answer",
                            models.TextField(
                                blank=True,
                                help_text="What was done, or why it was moved, given up or reopened.",
                            ),
                        ),
                        (
                            "evidence",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="frame.storedfile",
                            ),
                        ),
                        ("evidence_name", models.CharField(blank=True, max_length=255)),
                        ("agreed_at", models.DateTimeField()),
                        ("agreed_by", models.CharField(max_length=64)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        ("closed_by", models.CharField(blank=True, max_length=64)),
                        ("search_text", models.TextField(blank=True, editable=False)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AgendaItemHistory",
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
                                to="governance.agendaitem",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "meeting",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="governance.meeting",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=300)),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("decide", "To decide"),
                                    ("recommend", "To recommend"),
                                    ("discuss", "To discuss"),
                                    ("note", "To note"),
                                ],
                                default="discuss",
                                max_length=10,
                            ),
                        ),
                        ("presenter", models.CharField(blank=True, max_length=200)),
                        ("minutes", models.TextField(blank=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Appraisal",
                    fields=[
                        (
                            "item",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="appraisal",
                                serialize=False,
                                to="governance.item",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "Open"), ("chosen", "Chosen")],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("question", models.TextField()),
                        (
                            "chosen",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="governance.option",
                            ),
                        ),
                        ("chosen_because", models.TextField(blank=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("chosen__isnull", True), ("state", "open")),
                                    models.Q(
                                        ("chosen__isnull", False),
                                        ("state", "chosen"),
                                        models.Q(("chosen_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="chosen_option_says_why",
                                violation_error_message="Say why this option was chosen.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Consultation",
                    fields=[
                        (
                            "item",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="consultation",
                                serialize=False,
                                to="governance.item",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "Open"), ("closed", "Closed")],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("question", models.TextField()),
                        ("answers_by", models.DateField(blank=True, null=True)),
                        ("came_of_it", models.TextField(blank=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "open"),
                                    models.Q(("came_of_it", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="closed_consultation_says_what_came_of_it",
                                violation_error_message="Say what came of the answers.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Endorsement",
                    fields=[
                        (
                            "item",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="endorsement",
                                serialize=False,
                                to="governance.item",
                            ),
                        ),
                        (
                            "by",
                            models.CharField(
                                help_text="The body, or the post by the title that it then had.",
                                max_length=200,
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.body",
                            ),
                        ),
                        ("words", models.TextField()),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="governance.meeting",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="frame.storedfile",
                            ),
                        ),
                        ("file_name", models.CharField(blank=True, max_length=255)),
                    ],
                ),
                migrations.CreateModel(
                    name="Group",
                    fields=[
                        (
                            "item",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="group",
                                serialize=False,
                                to="governance.item",
                            ),
                        ),
                        ("code", models.SlugField(max_length=60)),
                        ("purpose", models.TextField(blank=True)),
                        ("quorum_least", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("quorum_needs_chair", models.BooleanField(default=False)),
                        (
                            "terms",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="frame.storedfile",
                            ),
                        ),
                        ("terms_name", models.CharField(blank=True, max_length=255)),
                        ("stands_from", models.DateField(blank=True, null=True)),
                        ("stands_until", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("code",),
                                name="group_code_is_used_once",
                                violation_error_message="Another group has this short name already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("stands_from__isnull", True),
                                    ("stands_until__isnull", True),
                                    ("stands_until__gte", models.F("stands_from")),
                                    _connector="OR",
                                ),
                                name="group_ends_after_it_begins",
                                violation_error_message="A group ends after it begins.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Meeting",
                    fields=[
                        (
                            "item",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="meeting",
                                serialize=False,
                                to="governance.item",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meetings",
                                to="governance.group",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("notified", "Notified"),
                                    ("held", "Held"),
                                    ("minuted", "Minuted"),
                                    ("confirmed", "Confirmed"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="planned",
                                max_length=20,
                            ),
                        ),
                        ("starts", models.TimeField(blank=True, null=True)),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("pack_sent_at", models.DateTimeField(blank=True, null=True)),
                        ("pack_sent_by", models.CharField(blank=True, max_length=64)),
                        ("cancelled_because", models.CharField(blank=True, max_length=500)),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                        ("confirmed_by", models.CharField(blank=True, max_length=64)),
                        (
                            "confirmed_in",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="confirms",
                                to="governance.meeting",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["group", "state"], name="meetings_of_a_group")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "cancelled"), ("cancelled_because", ""), _connector="XOR"
                                ),
                                name="cancelled_meeting_says_why",
                                violation_error_message="A meeting that was called off says why.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("confirmed_at__isnull", False), ("state", "confirmed")),
                                    models.Q(
                                        models.Q(("state", "confirmed"), _negated=True),
                                        ("confirmed_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="confirmed_minutes_say_when",
                                violation_error_message="Confirmed minutes say when they were confirmed.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Milestone",
                    fields=[
                        (
                            "item",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                serialize=False,
                                to="governance.item",
                            ),
                        ),
                        ("owner_role", models.SlugField(blank=True, max_length=60)),
                        (
                            "owner_body",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.body",
                            ),
                        ),
                        (
                            "owner_words",
                            models.CharField(
                                blank=True, help_text="The owner as a notice names it.", max_length=200
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "planned"),
                                    ("reached", "reached"),
                                    ("dropped", "dropped"),
                                ],
                                default="planned",
                                max_length=10,
                            ),
                        ),
                        ("planned_on", models.DateField()),
                        ("forecast_on", models.DateField()),
                        ("reached_on", models.DateField(blank=True, null=True)),
                        (
                            "promise",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="milestones",
                                to="governance.promise",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["state", "forecast_on"], name="milestones_by_day")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("owner_role", ""), ("owner_body__isnull", True), _connector="OR"
                                ),
                                name="milestone_has_one_owner",
                                violation_error_message="Choose one owner: a role, a post or an organisation.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reached_on__isnull", False), ("state", "reached")),
                                    models.Q(
                                        models.Q(("state", "reached"), _negated=True),
                                        ("reached_on__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="reached_milestone_says_when",
                                violation_error_message="A milestone that was reached says on which day, and no other does.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Priority",
                    fields=[
                        (
                            "item",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="priority",
                                serialize=False,
                                to="governance.item",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="priorities",
                                to="governance.plan",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("label", models.CharField(blank=True, max_length=60)),
                        ("dropped_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name_plural": "priorities",
                        "ordering": ["plan", "position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("plan", "position"),
                                name="priority_has_its_own_place",
                                violation_error_message="This plan has a priority in that place already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Promise",
                    fields=[
                        (
                            "item",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                serialize=False,
                                to="governance.item",
                            ),
                        ),
                        ("owner_role", models.SlugField(blank=True, max_length=60)),
                        (
                            "owner_body",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.body",
                            ),
                        ),
                        (
                            "owner_words",
                            models.CharField(
                                blank=True, help_text="The owner as a notice names it.", max_length=200
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("implementation-plan", "Implementation plan"),
                                    ("risk-log", "Risk log"),
                                    ("group", "Group"),
                                    ("protocol", "Protocol"),
                                    ("cohort", "Cohort"),
                                    ("partnership-agreement", "Partnership agreement"),
                                    ("other", "Something else"),
                                ],
                                default="other",
                                max_length=24,
                            ),
                        ),
                        ("details", models.TextField(blank=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "open"),
                                    ("shown", "shown"),
                                    ("kept", "kept"),
                                    ("given_up", "given_up"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True)),
                        (
                            "due_words",
                            models.CharField(
                                blank=True, help_text="When, as a notice words it.", max_length=100
                            ),
                        ),
                        ("decision_number", models.CharField(blank=True, max_length=12)),
                        ("position", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "shown_by",
                            models.CharField(
                                blank=True, help_text="Who showed the evidence last.", max_length=64
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["state", "due_on"], name="promises_by_day"),
                            models.Index(
                                fields=["decision_number", "position"], name="promises_of_a_decision"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("owner_role", ""), ("owner_body__isnull", True), _connector="OR"
                                ),
                                name="promise_has_one_owner",
                                violation_error_message="Choose one owner: a role, a post or an organisation.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("decision_number", ""), _negated=True),
                                fields=("decision_number", "position"),
                                name="decision_makes_a_promise_once",
                                violation_error_message="This decision has made this promise already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decision_number", ""), ("position__isnull", True)),
                                    models.Q(
                                        models.Q(("decision_number", ""), _negated=True),
                                        ("position__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="promise_of_a_decision_has_its_position",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["shown", "kept"]), _negated=True),
                                    models.Q(("shown_by", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="promise_is_kept_by_evidence",
                                violation_error_message="A promise is kept by evidence only.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Recommendation",
                    fields=[
                        (
                            "item",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                serialize=False,
                                to="governance.item",
                            ),
                        ),
                        ("owner_role", models.SlugField(blank=True, max_length=60)),
                        (
                            "owner_body",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.body",
                            ),
                        ),
                        (
                            "owner_words",
                            models.CharField(
                                blank=True, help_text="The owner as a notice names it.", max_length=200
                            ),
                        ),
                        (
                            "review",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recommendations",
                                to="governance.review",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "open"), ("answered", "answered"), ("done", "done")],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("accepted", "Accepted"),
                                    ("part", "Accepted in part"),
                                    ("not", "Not accepted"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("reason", models.TextField(blank=True)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("answered_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "ordering": ["review", "position"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("owner_role", ""), ("owner_body__isnull", True), _connector="OR"
                                ),
                                name="recommendation_has_one_owner",
                                violation_error_message="Choose one owner: a role, a post or an organisation.",
                            ),
                            models.UniqueConstraint(
                                fields=("review", "position"), name="recommendation_has_its_own_place"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answer", ""), ("answered_at__isnull", True), ("state", "open")
                                    ),
                                    models.Q(
                                        models.Q(("state", "open"), _negated=True),
                                        models.Q(("answer", ""), _negated=True),
                                        models.Q(("reason", ""), _negated=True),
                                        ("answered_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="answered_recommendation_says_why",
                                violation_error_message="An answer says what it is, why, when and who gave it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Review",
                    fields=[
                        (
                            "item",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                serialize=False,
                                to="governance.item",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("entered", "entered")], default="entered", max_length=10
                            ),
                        ),
                        ("reviewer", models.CharField(blank=True, max_length=200)),
                        ("about", models.TextField(blank=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Risk",
                    fields=[
                        (
                            "item",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                serialize=False,
                                to="governance.item",
                            ),
                        ),
                        ("owner_role", models.SlugField(blank=True, max_length=60)),
                        (
                            "owner_body",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.body",
                            ),
                        ),
                        (
                            "owner_words",
                            models.CharField(
                                blank=True, help_text="The owner as a notice names it.", max_length=200
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "open"), ("happened", "happened"), ("closed", "closed")],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("cause", models.TextField()),
                        ("effect", models.TextField()),
                        (
                            "response",
                            models.CharField(
                                choices=[
                                    ("reduce", "Reduce it"),
                                    ("accept", "Accept it"),
                                    ("avoid", "Avoid it"),
                                    ("share", "Share it with somebody"),
                                ],
                                default="reduce",
                                max_length=8,
                            ),
                        ),
                        ("inherent_likelihood", models.PositiveSmallIntegerField()),
                        ("inherent_impact", models.PositiveSmallIntegerField()),
                        ("residual_likelihood", models.PositiveSmallIntegerField()),
                        ("residual_impact", models.PositiveSmallIntegerField()),
                        ("score_before", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("reviewed_on", models.DateField()),
                        ("review_on", models.DateField()),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["state", "review_on"], name="risks_by_review")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("owner_role", ""), ("owner_body__isnull", True), _connector="OR"
                                ),
                                name="risk_has_one_owner",
                                violation_error_message="Choose one owner: a role, a post or an organisation.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("inherent_impact__range", (1, 5)), ("inherent_likelihood__range", (1, 5))
                                ),
                                name="inherent_score_is_from_1_to_5",
                                violation_error_message="Likelihood and impact are whole numbers from 1 to 5.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("residual_impact__range", (1, 5)), ("residual_likelihood__range", (1, 5))
                                ),
                                name="residual_score_is_from_1_to_5",
                                violation_error_message="Likelihood and impact are whole numbers from 1 to 5.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConsultationHistory",
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
                                to="governance.consultation",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                serialize=False,
                                to="governance.item",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "Open"), ("closed", "Closed")],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("question", models.TextField()),
                        ("answers_by", models.DateField(blank=True, null=True)),
                        ("came_of_it", models.TextField(blank=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ConsultedHistory",
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
                                to="governance.consulted",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "consultation",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="governance.consultation",
                            ),
                        ),
                        ("who", models.CharField(max_length=200)),
                        ("asked_on", models.DateField(blank=True, null=True)),
                        ("answered_on", models.DateField(blank=True, null=True)),
                        (
                            "position",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("supports", "Supports"),
                                    ("conditions", "Supports with conditions"),
                                    ("neutral", "Neutral"),
                                    ("opposes", "Opposes"),
                                    ("none", "No answer"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("text", models.TextField(blank=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CriterionHistory",
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
                                to="governance.criterion",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "appraisal",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="governance.appraisal",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=200)),
                        ("weight", models.PositiveSmallIntegerField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Declaration",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="declarations",
                                to="governance.meeting",
                            ),
                        ),
                        (
                            "agenda_item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="declarations",
                                to="governance.agendaitem",
                            ),
                        ),
                        ("who", models.CharField(max_length=200)),
                        ("interest", models.CharField(max_length=500)),
                        ("done", models.CharField(max_length=500)),
                    ],
                ),
                migrations.CreateModel(
                    name="DeclarationHistory",
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
                                to="governance.declaration",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "meeting",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="governance.meeting",
                            ),
                        ),
                        (
                            "agenda_item",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="governance.agendaitem",
                            ),
                        ),
                        ("who", models.CharField(max_length=200)),
                        ("interest", models.CharField(max_length=500)),
                        ("done", models.CharField(max_length=500)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="EndorsementHistory",
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
                                to="governance.endorsement",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                serialize=False,
                                to="governance.item",
                            ),
                        ),
                        (
                            "by",
                            models.CharField(
                                help_text="The body, or the post by the title that it then had.",
                                max_length=200,
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.body",
                            ),
                        ),
                        ("words", models.TextField()),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="governance.meeting",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="frame.storedfile",
                            ),
                        ),
                        ("file_name", models.CharField(blank=True, max_length=255)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Entry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries",
                                to="governance.item",
                            ),
                        ),
                        ("step", models.SlugField(max_length=30)),
                        ("words", models.TextField(blank=True)),
                        (
                            "what",
                            models.TextField(blank=True, help_text="What was changed, from what to what."),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="frame.storedfile",
                            ),
                        ),
                        ("file_name", models.CharField(blank=True, max_length=255)),
                        (
                            "shown",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="governance.item",
                            ),
                        ),
                        ("decision_number", models.CharField(blank=True, max_length=12)),
                        ("entered_at", models.DateTimeField()),
                        ("entered_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["item", "-entered_at"], name="entries_of_an_item")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("words", ""), _negated=True),
                                    models.Q(("what", ""), _negated=True),
                                    models.Q(("decision_number", ""), _negated=True),
                                    ("file__isnull", False),
                                    ("shown__isnull", False),
                                    _connector="OR",
                                ),
                                name="entry_says_or_shows_something",
                                violation_error_message="Say something, or show a file, an item or a decision.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EntryHistory",
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
                                to="governance.entry",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "item",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="governance.item",
                            ),
                        ),
                        ("step", models.SlugField(db_index=False, max_length=30)),
                        ("words", models.TextField(blank=True)),
                        (
                            "what",
                            models.TextField(blank=True, help_text="What was changed, from what to what."),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="frame.storedfile",
                            ),
                        ),
                        ("file_name", models.CharField(blank=True, max_length=255)),
                        (
                            "shown",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="governance.item",
                            ),
                        ),
                        ("decision_number", models.CharField(blank=True, max_length=12)),
                        ("entered_at", models.DateTimeField()),
                        ("entered_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="GroupHistory",
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
                                to="governance.group",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                serialize=False,
                                to="governance.item",
                            ),
                        ),
                        ("code", models.SlugField(db_index=False, max_length=60)),
                        ("purpose", models.TextField(blank=True)),
                        ("quorum_least", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("quorum_needs_chair", models.BooleanField(default=False)),
                        (
                            "terms",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="frame.storedfile",
                            ),
                        ),
                        ("terms_name", models.CharField(blank=True, max_length=255)),
                        ("stands_from", models.DateField(blank=True, null=True)),
                        ("stands_until", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ItemDecision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decision_links",
                                to="governance.item",
                            ),
                        ),
                        ("number", models.CharField(max_length=12)),
                        (
                            "how",
                            models.CharField(
                                choices=[
                                    ("stands_on", "The decision stands on it"),
                                    ("came_of", "It came of the decision"),
                                ],
                                default="stands_on",
                                max_length=10,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["number"], name="items_of_a_decision")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("item", "number", "how"), name="item_has_a_decision_once_each_way"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ItemDecisionHistory",
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
                                to="governance.itemdecision",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "item",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="governance.item",
                            ),
                        ),
                        ("number", models.CharField(max_length=12)),
                        (
                            "how",
                            models.CharField(
                                choices=[
                                    ("stands_on", "The decision stands on it"),
                                    ("came_of", "It came of the decision"),
                                ],
                                default="stands_on",
                                max_length=10,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ItemHistory",
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
                                to="governance.item",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("group", "Group"),
                                    ("meeting", "Meeting"),
                                    ("endorsement", "Endorsement"),
                                    ("consultation", "Consultation"),
                                    ("appraisal", "Options appraisal"),
                                    ("review", "Review"),
                                    ("recommendation", "Recommendation"),
                                    ("promise", "Promise"),
                                    ("milestone", "Milestone"),
                                    ("risk", "Risk"),
                                    ("priority", "Strategy or plan priority"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("title", models.CharField(max_length=300)),
                        ("dated_on", models.DateField(blank=True, null=True)),
                        (
                            "source",
                            models.CharField(
                                blank=True,
                                help_text="Where we know it from, if not from here.",
                                max_length=300,
                            ),
                        ),
                        ("search_text", models.TextField(blank=True, editable=False)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ItemProgramme",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="programme_links",
                                to="governance.item",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.programmecode",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("item", "programme"), name="item_is_about_a_programme_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ItemProgrammeHistory",
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
                                to="governance.itemprogramme",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "item",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="governance.item",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.programmecode",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="MeetingHistory",
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
                                to="governance.meeting",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                serialize=False,
                                to="governance.item",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="governance.group",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("notified", "Notified"),
                                    ("held", "Held"),
                                    ("minuted", "Minuted"),
                                    ("confirmed", "Confirmed"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="planned",
                                max_length=20,
                            ),
                        ),
                        ("starts", models.TimeField(blank=True, null=True)),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("pack_sent_at", models.DateTimeField(blank=True, null=True)),
                        ("pack_sent_by", models.CharField(blank=True, max_length=64)),
                        ("cancelled_because", models.CharField(blank=True, max_length=500)),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                        ("confirmed_by", models.CharField(blank=True, max_length=64)),
                        (
                            "confirmed_in",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="governance.meeting",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Member",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="members",
                                to="governance.group",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("chair", "Chair"),
                                    ("member", "Member"),
                                    ("attends", "Attends, without a vote"),
                                ],
                                default="member",
                                max_length=10,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.body",
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=200)),
                        ("member_from", models.DateField()),
                        ("member_until", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["group", "role", "member_from", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("body__isnull", True), ("name", ""), ("person__isnull", False)),
                                    models.Q(
                                        ("person__isnull", True),
                                        models.Q(
                                            ("body__isnull", False),
                                            models.Q(("name", ""), _negated=True),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="seat_is_for_a_person_a_body_or_a_name",
                                violation_error_message="A seat is for a person, for a body, or for somebody by name.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("member_until__isnull", True),
                                    ("member_until__gte", models.F("member_from")),
                                    _connector="OR",
                                ),
                                name="membership_ends_after_it_begins",
                                violation_error_message="A membership ends after it begins.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("member_until__isnull", True), ("person__isnull", False)),
                                fields=("group", "person"),
                                name="person_sits_on_a_group_once",
                                violation_error_message="This person is a member already.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("member_until__isnull", True), ("role", "chair")),
                                fields=("group",),
                                name="group_has_one_chair_at_a_time",
                                violation_error_message="This group has a chair already; end that first.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AttendanceHistory",
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
                                to="governance.attendance",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "meeting",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="governance.meeting",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="governance.member",
                            ),
                        ),
                        (
                            "presence",
                            models.CharField(
                                choices=[
                                    ("present", "Present"),
                                    ("substitute", "Sent somebody instead"),
                                    ("apologies", "Apologies"),
                                    ("absent", "Absent"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                blank=True,
                                help_text="Who came instead, or who else was there.",
                                max_length=200,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="MemberHistory",
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
                                to="governance.member",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "group",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="governance.group",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("chair", "Chair"),
                                    ("member", "Member"),
                                    ("attends", "Attends, without a vote"),
                                ],
                                default="member",
                                max_length=10,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.body",
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=200)),
                        ("member_from", models.DateField()),
                        ("member_until", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="MilestoneHistory",
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
                                to="governance.milestone",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                serialize=False,
                                to="governance.item",
                            ),
                        ),
                        ("owner_role", models.SlugField(blank=True, db_index=False, max_length=60)),
                        (
                            "owner_body",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.body",
                            ),
                        ),
                        (
                            "owner_words",
                            models.CharField(
                                blank=True, help_text="The owner as a notice names it.", max_length=200
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "planned"),
                                    ("reached", "reached"),
                                    ("dropped", "dropped"),
                                ],
                                default="planned",
                                max_length=10,
                            ),
                        ),
                        ("planned_on", models.DateField()),
                        ("forecast_on", models.DateField()),
                        ("reached_on", models.DateField(blank=True, null=True)),
                        (
                            "promise",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="governance.promise",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AppraisalHistory",
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
                                to="governance.appraisal",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                serialize=False,
                                to="governance.item",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "Open"), ("chosen", "Chosen")],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("question", models.TextField()),
                        (
                            "chosen",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="governance.option",
                            ),
                        ),
                        ("chosen_because", models.TextField(blank=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OptionHistory",
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
                                to="governance.option",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "appraisal",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="governance.appraisal",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=200)),
                        ("description", models.TextField(blank=True)),
                        ("why_not", models.TextField(blank=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Outcome",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "agenda_item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="outcomes",
                                to="governance.agendaitem",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("decision", "Decided"), ("recommendation", "Recommended")],
                                max_length=20,
                            ),
                        ),
                        ("text", models.TextField()),
                    ],
                    options={
                        "ordering": ["agenda_item", "kind", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="OutcomeHistory",
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
                                to="governance.outcome",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "agenda_item",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="governance.agendaitem",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("decision", "Decided"), ("recommendation", "Recommended")],
                                max_length=20,
                            ),
                        ),
                        ("text", models.TextField()),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Paper",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="papers",
                                to="governance.meeting",
                            ),
                        ),
                        (
                            "agenda_item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="papers",
                                to="governance.agendaitem",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("supplement", models.PositiveSmallIntegerField(default=0)),
                        ("title", models.CharField(max_length=300)),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="frame.storedfile",
                            ),
                        ),
                        ("file_name", models.CharField(max_length=255)),
                        ("late_because", models.CharField(blank=True, max_length=500)),
                        ("added_at", models.DateTimeField()),
                        ("added_by", models.CharField(max_length=64)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawn_by", models.CharField(blank=True, max_length=64)),
                        ("withdrawn_because", models.CharField(blank=True, max_length=500)),
                    ],
                    options={
                        "ordering": ["meeting", "number", "supplement"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("meeting", "number", "supplement"),
                                name="paper_has_a_number_of_its_own",
                                violation_error_message="Another paper of this pack has this number.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaperHistory",
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
                                to="governance.paper",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "meeting",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="governance.meeting",
                            ),
                        ),
                        (
                            "agenda_item",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="governance.agendaitem",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("supplement", models.PositiveSmallIntegerField(default=0)),
                        ("title", models.CharField(max_length=300)),
                        (
                            "file",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="frame.storedfile",
                            ),
                        ),
                        ("file_name", models.CharField(max_length=255)),
                        ("late_because", models.CharField(blank=True, max_length=500)),
                        ("added_at", models.DateTimeField()),
                        ("added_by", models.CharField(max_length=64)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawn_by", models.CharField(blank=True, max_length=64)),
                        ("withdrawn_because", models.CharField(blank=True, max_length=500)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Plan",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("in_force_from", models.DateField(blank=True, null=True)),
                        ("in_force_until", models.DateField(blank=True, null=True)),
                        ("source", models.CharField(max_length=300)),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                        ("confirmed_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "ordering": [
                            "title",
                            models.OrderBy(models.F("in_force_from"), descending=True, nulls_last=True),
                            "id",
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("title", "in_force_from"),
                                name="plan_stands_once_from_a_day",
                                nulls_distinct=False,
                                violation_error_message="A plan of this title from this day is here already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("in_force_from__isnull", True),
                                    ("in_force_until__isnull", True),
                                    ("in_force_until__gt", models.F("in_force_from")),
                                    _connector="OR",
                                ),
                                name="plan_ends_after_it_begins",
                                violation_error_message="A plan ends after it begins.",
                            ),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="plan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="plan_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="f5ed54c7b79a0baa485be4b4600cd28f68f922f6",
                            operation="DELETE",
                            pgid="pgtrigger_plan_is_never_deleted_6abd9",
                            table="governance_plan",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="plan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_planhistory" ("confirmed_at", "confirmed_by", "id", "in_force_from", "in_force_until", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "title") VALUES (NEW."confirmed_at", NEW."confirmed_by", NEW."id", NEW."in_force_from", NEW."in_force_until", NOW(), \'insert\', NEW."id", NEW."source", NEW."title"); RETURN NULL;',
                            hash="3f45db4e411eae45df462e06fd1de1ee45a851c3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b626c",
                            table="governance_plan",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="plan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "governance_planhistory" ("confirmed_at", "confirmed_by", "id", "in_force_from", "in_force_until", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "title") VALUES (NEW."confirmed_at", NEW."confirmed_by", NEW."id", NEW."in_force_from", NEW."in_force_until", NOW(), \'update\', NEW."id", NEW."source", NEW."title"); RETURN NULL;',
                            hash="a5d9e33a46736d8253c410d95b7b99330ecc0210",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5cd9d",
                            table="governance_plan",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="plan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_planhistory" ("confirmed_at", "confirmed_by", "id", "in_force_from", "in_force_until", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "title") VALUES (OLD."confirmed_at", OLD."confirmed_by", OLD."id", OLD."in_force_from", OLD."in_force_until", NOW(), \'delete\', OLD."id", OLD."source", OLD."title"); RETURN NULL;',
                            hash="3f664fb87ffd33a24d064600931fb2442b7095c9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0b429",
                            table="governance_plan",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consultation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('open') THEN\n                    RAISE EXCEPTION 'A consultation cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="fdf461ae8791dfdd9eddda8b4b3af6fdbdb638ff",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_3f795",
                            table="governance_consultation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consultation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{open:closed,open:open}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="cb1b96dced969877eccb093d22677c608c94e347",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_df0c2",
                            table="governance_consultation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consultation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="question_stays_as_asked",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."question" IS DISTINCT FROM (NEW."question"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="01c00de3b451e8e2484378395c275ea0aa729a6a",
                            operation="UPDATE",
                            pgid="pgtrigger_question_stays_as_asked_72658",
                            table="governance_consultation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consultation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="consultation_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="a9f8e198740051e3c05c2f1de059b9ab7ecec195",
                            operation="DELETE",
                            pgid="pgtrigger_consultation_is_never_deleted_cd798",
                            table="governance_consultation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consultation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_consultationhistory" ("answers_by", "came_of_it", "item_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "state") VALUES (NEW."answers_by", NEW."came_of_it", NEW."item_id", NOW(), \'insert\', NEW."item_id", NEW."question", NEW."state"); RETURN NULL;',
                            hash="d36d794e38dcf7226c7259a6046484776e48537b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8af2d",
                            table="governance_consultation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consultation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "governance_consultationhistory" ("answers_by", "came_of_it", "item_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "state") VALUES (NEW."answers_by", NEW."came_of_it", NEW."item_id", NOW(), \'update\', NEW."item_id", NEW."question", NEW."state"); RETURN NULL;',
                            hash="d463a9276719897e3f3dcff2430ae89053eb867d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_60101",
                            table="governance_consultation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consultation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_consultationhistory" ("answers_by", "came_of_it", "item_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "state") VALUES (OLD."answers_by", OLD."came_of_it", OLD."item_id", NOW(), \'delete\', OLD."item_id", OLD."question", OLD."state"); RETURN NULL;',
                            hash="09fa0b6fff2fc21d90cc28a5b3a3c2359bbac4f5",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5cdb7",
                            table="governance_consultation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="review",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('entered') THEN\n                    RAISE EXCEPTION 'A review cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="10279b28b9620e46ec3870431a5af7714d99ba99",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_b76f6",
                            table="governance_review",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="review",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{entered:entered}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="7238f6233615491b640281c0eabaa51e33601718",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_737ba",
                            table="governance_review",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="review",
                    trigger=pgtrigger.compiler.Trigger(
                        name="review_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="79360c2f901d02407dd3492ddf16f1dda5d3a5bc",
                            operation="DELETE",
                            pgid="pgtrigger_review_is_never_deleted_05d8c",
                            table="governance_review",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="review",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_reviewhistory" ("about", "item_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reviewer", "state") VALUES (NEW."about", NEW."item_id", NOW(), \'insert\', NEW."item_id", NEW."reviewer", NEW."state"); RETURN NULL;',
                            hash="1a2321d309df398d9526d2e5b5f2331e3d5475c0",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d695d",
                            table="governance_review",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="review",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "governance_reviewhistory" ("about", "item_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reviewer", "state") VALUES (NEW."about", NEW."item_id", NOW(), \'update\', NEW."item_id", NEW."reviewer", NEW."state"); RETURN NULL;',
                            hash="043e95c33ea0f08ffefce00a1929cf519b46e4b9",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6e1c7",
                            table="governance_review",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="review",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_reviewhistory" ("about", "item_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reviewer", "state") VALUES (OLD."about", OLD."item_id", NOW(), \'delete\', OLD."item_id", OLD."reviewer", OLD."state"); RETURN NULL;',
                            hash="85e65442884033046098eb48bf161179d82ff42f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f13a5",
                            table="governance_review",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="entry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="rows_stay_as_they_are",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'What was said or shown about a promise or a risk is never changed or deleted.' USING ERRCODE = 'restrict_violation';",
                            hash="4c0b2cb796df179f8e96c82493f47d3c5da90b5b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_rows_stay_as_they_are_4412e",
                            table="governance_entry",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="entry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="table_is_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'What was said or shown about a promise or a risk is never changed or deleted.' USING ERRCODE = 'restrict_violation';",
                            hash="8b84f8e6ffe4056babdcc418cd97995f43b9f669",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_table_is_never_emptied_a6083",
                            table="governance_entry",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="entry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_entryhistory" ("decision_number", "entered_at", "entered_by", "file_id", "file_name", "id", "item_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shown_id", "step", "what", "words") VALUES (NEW."decision_number", NEW."entered_at", NEW."entered_by", NEW."file_id", NEW."file_name", NEW."id", NEW."item_id", NOW(), \'insert\', NEW."id", NEW."shown_id", NEW."step", NEW."what", NEW."words"); RETURN NULL;',
                            hash="77609fe637cd92566c88a2f8f997f135faa852eb",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_dcfcf",
                            table="governance_entry",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="entry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "governance_entryhistory" ("decision_number", "entered_at", "entered_by", "file_id", "file_name", "id", "item_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shown_id", "step", "what", "words") VALUES (NEW."decision_number", NEW."entered_at", NEW."entered_by", NEW."file_id", NEW."file_name", NEW."id", NEW."item_id", NOW(), \'update\', NEW."id", NEW."shown_id", NEW."step", NEW."what", NEW."words"); RETURN NULL;',
                            hash="13410113b46a0354ceffe8b6a033d6ca102a55a7",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_20af3",
                            table="governance_entry",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="entry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_entryhistory" ("decision_number", "entered_at", "entered_by", "file_id", "file_name", "id", "item_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shown_id", "step", "what", "words") VALUES (OLD."decision_number", OLD."entered_at", OLD."entered_by", OLD."file_id", OLD."file_name", OLD."id", OLD."item_id", NOW(), \'delete\', OLD."id", OLD."shown_id", OLD."step", OLD."what", OLD."words"); RETURN NULL;',
                            hash="79c7fa65cb69b545e9b1419365de1f85fb143127",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4380f",
                            table="governance_entry",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="itemdecision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_itemdecisionhistory" ("how", "id", "item_id", "number", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."how", NEW."id", NEW."item_id", NEW."number", NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="22c6146177cb495f2b45251db357766c8d250ae0",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_95c4a",
                            table="governance_itemdecision",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="itemdecision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "governance_itemdecisionhistory" ("how", "id", "item_id", "number", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."how", NEW."id", NEW."item_id", NEW."number", NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="ee197dbb97de2bae2a67841b97abe520c3042618",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_bd100",
                            table="governance_itemdecision",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="itemdecision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_itemdecisionhistory" ("how", "id", "item_id", "number", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."how", OLD."id", OLD."item_id", OLD."number", NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="0d89c2f31ac1fd24751456296f9b112c13c095f8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_242fd",
                            table="governance_itemdecision",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="itemprogramme",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_itemprogrammehistory" ("id", "item_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id") VALUES (NEW."id", NEW."item_id", NOW(), \'insert\', NEW."id", NEW."programme_id"); RETURN NULL;',
                            hash="46bd60f16149cf33ca8bd0ad021c07a99a44e4eb",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_53cbf",
                            table="governance_itemprogramme",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="itemprogramme",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "governance_itemprogrammehistory" ("id", "item_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id") VALUES (NEW."id", NEW."item_id", NOW(), \'update\', NEW."id", NEW."programme_id"); RETURN NULL;',
                            hash="afad517f2229d863d580b0ba16863e06dd66ef53",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5cd45",
                            table="governance_itemprogramme",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="itemprogramme",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_itemprogrammehistory" ("id", "item_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id") VALUES (OLD."id", OLD."item_id", NOW(), \'delete\', OLD."id", OLD."programme_id"); RETURN NULL;',
                            hash="73fa0bcf7c9c3aab1cf66a8b7c6804c62fb34c98",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1c852",
                            table="governance_itemprogramme",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="item",
                    trigger=pgtrigger.compiler.Trigger(
                        name="item_keeps_its_kind",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."kind" IS DISTINCT FROM (NEW."kind"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="459df8f389a4f25cc76e144bd04bcb9ab481fd17",
                            operation="UPDATE",
                            pgid="pgtrigger_item_keeps_its_kind_9e351",
                            table="governance_item",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="item",
                    trigger=pgtrigger.compiler.Trigger(
                        name="item_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="82b20c25b46a3e38e28d334d92488d3133bc9368",
                            operation="DELETE",
                            pgid="pgtrigger_item_is_never_deleted_9bb48",
                            table="governance_item",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="item",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_itemhistory" ("dated_on", "id", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "search_text", "source", "title") VALUES (NEW."dated_on", NEW."id", NEW."kind", NOW(), \'insert\', NEW."id", NEW."search_text", NEW."source", NEW."title"); RETURN NULL;',
                            hash="fe212175049538f0356e2deaceeda41787a27647",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_46330",
                            table="governance_item",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="item",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "governance_itemhistory" ("dated_on", "id", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "search_text", "source", "title") VALUES (NEW."dated_on", NEW."id", NEW."kind", NOW(), \'update\', NEW."id", NEW."search_text", NEW."source", NEW."title"); RETURN NULL;',
                            hash="287cb227aca45421de9f2d089926d039805cee74",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_caa9f",
                            table="governance_item",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="item",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_itemhistory" ("dated_on", "id", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "search_text", "source", "title") VALUES (OLD."dated_on", OLD."id", OLD."kind", NOW(), \'delete\', OLD."id", OLD."search_text", OLD."source", OLD."title"); RETURN NULL;',
                            hash="70c56b810644f86a92b74a1ce79c6f4da6c0f977",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_53c97",
                            table="governance_item",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="outcome",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_outcomehistory" ("agenda_item_id", "id", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."agenda_item_id", NEW."id", NEW."kind", NOW(), \'insert\', NEW."id", NEW."text"); RETURN NULL;',
                            hash="81385427b372a200ec1a0702ff1c77058b235ada",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_cfe93",
                            table="governance_outcome",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="outcome",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "governance_outcomehistory" ("agenda_item_id", "id", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."agenda_item_id", NEW."id", NEW."kind", NOW(), \'update\', NEW."id", NEW."text"); RETURN NULL;',
                            hash="8b26967b3e91219494fc608e0b541a7cb5441b39",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3aed0",
                            table="governance_outcome",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="outcome",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_outcomehistory" ("agenda_item_id", "id", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (OLD."agenda_item_id", OLD."id", OLD."kind", NOW(), \'delete\', OLD."id", OLD."text"); RETURN NULL;',
                            hash="3361fac909f04299408f9aadcde84dee6329fb14",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2e60a",
                            table="governance_outcome",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="score",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_scorehistory" ("criterion_id", "id", "note", "option_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points") VALUES (NEW."criterion_id", NEW."id", NEW."note", NEW."option_id", NOW(), \'insert\', NEW."id", NEW."points"); RETURN NULL;',
                            hash="25fde63d6014b9bbddcb5fef0122897595dd0418",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_88e21",
                            table="governance_score",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="score",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "governance_scorehistory" ("criterion_id", "id", "note", "option_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points") VALUES (NEW."criterion_id", NEW."id", NEW."note", NEW."option_id", NOW(), \'update\', NEW."id", NEW."points"); RETURN NULL;',
                            hash="62ea6e47808f70c60c7e18e7b3fcba8726c1eb04",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2e4e5",
                            table="governance_score",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="score",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_scorehistory" ("criterion_id", "id", "note", "option_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points") VALUES (OLD."criterion_id", OLD."id", OLD."note", OLD."option_id", NOW(), \'delete\', OLD."id", OLD."points"); RETURN NULL;',
                            hash="f651b7e8d6ac974c237c96906cd37a807de4254d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_30a5b",
                            table="governance_score",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="option",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_optionhistory" ("appraisal_id", "description", "id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "why_not") VALUES (NEW."appraisal_id", NEW."description", NEW."id", NEW."name", NOW(), \'insert\', NEW."id", NEW."position", NEW."why_not"); RETURN NULL;',
                            hash="a8c7fa556255fccbd6f3f1ad5feebc0f57f9fff0",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_54809",
                            table="governance_option",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="option",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "governance_optionhistory" ("appraisal_id", "description", "id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "why_not") VALUES (NEW."appraisal_id", NEW."description", NEW."id", NEW."name", NOW(), \'update\', NEW."id", NEW."position", NEW."why_not"); RETURN NULL;',
                            hash="7289293d0a7f6dd3a50d308bdd0c77aaf73236ea",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7f672",
                            table="governance_option",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="option",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_optionhistory" ("appraisal_id", "description", "id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "why_not") VALUES (OLD."appraisal_id", OLD."description", OLD."id", OLD."name", NOW(), \'delete\', OLD."id", OLD."position", OLD."why_not"); RETURN NULL;',
                            hash="6f26791d125618eaed57e9339715aeddbbbe75d1",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5c5fa",
                            table="governance_option",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="criterion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_criterionhistory" ("appraisal_id", "id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "weight") VALUES (NEW."appraisal_id", NEW."id", NEW."name", NOW(), \'insert\', NEW."id", NEW."position", NEW."weight"); RETURN NULL;',
                            hash="759030ec3f1086e1647dab850adbf516373a099a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_14d0b",
                            table="governance_criterion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="criterion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "governance_criterionhistory" ("appraisal_id", "id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "weight") VALUES (NEW."appraisal_id", NEW."id", NEW."name", NOW(), \'update\', NEW."id", NEW."position", NEW."weight"); RETURN NULL;',
                            hash="bef32089f2f22855c2e99a7657460592fc5d71f6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b852f",
                            table="governance_criterion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="criterion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_criterionhistory" ("appraisal_id", "id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "weight") VALUES (OLD."appraisal_id", OLD."id", OLD."name", NOW(), \'delete\', OLD."id", OLD."position", OLD."weight"); RETURN NULL;',
                            hash="eff209730cbf1b4e52363f7dfbf8abce32a9d3c5",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_54dbf",
                            table="governance_criterion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appraisal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('open') THEN\n                    RAISE EXCEPTION 'A appraisal cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="9983a78b87e5347199b36bb3fc447cf74ec4a600",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_437ae",
                            table="governance_appraisal",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appraisal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{chosen:open,open:chosen,open:open}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="355d0264a774054bec26ddb32a64c48e260a1355",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_8248f",
                            table="governance_appraisal",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appraisal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="appraisal_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="c81ac083d8981e0dc349dea26324c97270584961",
                            operation="DELETE",
                            pgid="pgtrigger_appraisal_is_never_deleted_1024a",
                            table="governance_appraisal",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appraisal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_appraisalhistory" ("chosen_because", "chosen_id", "item_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "state") VALUES (NEW."chosen_because", NEW."chosen_id", NEW."item_id", NOW(), \'insert\', NEW."item_id", NEW."question", NEW."state"); RETURN NULL;',
                            hash="eaf940d45f347e523e957c76d6d46abcd6e76a67",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4e1ef",
                            table="governance_appraisal",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appraisal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "governance_appraisalhistory" ("chosen_because", "chosen_id", "item_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "state") VALUES (NEW."chosen_because", NEW."chosen_id", NEW."item_id", NOW(), \'update\', NEW."item_id", NEW."question", NEW."state"); RETURN NULL;',
                            hash="150282227f9ed5e0a169191f9cf0a0d756fb69fc",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d2216",
                            table="governance_appraisal",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appraisal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_appraisalhistory" ("chosen_because", "chosen_id", "item_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "state") VALUES (OLD."chosen_because", OLD."chosen_id", OLD."item_id", NOW(), \'delete\', OLD."item_id", OLD."question", OLD."state"); RETURN NULL;',
                            hash="b0803cc141d194edcfcf11199ce9acdce27dbb72",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_933d5",
                            table="governance_appraisal",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consulted",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_consultedhistory" ("answered_on", "asked_on", "consultation_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text", "who") VALUES (NEW."answered_on", NEW."asked_on", NEW."consultation_id", NEW."id", NOW(), \'insert\', NEW."id", NEW."position", NEW."text", NEW."who"); RETURN NULL;',
                            hash="e6411f69ad26335d7100062fc89757eafa5585f3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f27f1",
                            table="governance_consulted",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consulted",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "governance_consultedhistory" ("answered_on", "asked_on", "consultation_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text", "who") VALUES (NEW."answered_on", NEW."asked_on", NEW."consultation_id", NEW."id", NOW(), \'update\', NEW."id", NEW."position", NEW."text", NEW."who"); RETURN NULL;',
                            hash="1a8025f5c632419708a1b30aa139864f43f2c5c7",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9385b",
                            table="governance_consulted",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consulted",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_consultedhistory" ("answered_on", "asked_on", "consultation_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text", "who") VALUES (OLD."answered_on", OLD."asked_on", OLD."consultation_id", OLD."id", NOW(), \'delete\', OLD."id", OLD."position", OLD."text", OLD."who"); RETURN NULL;',
                            hash="eae4cc89a7cb8e41b0097aa7d64dd6f8017f0ea3",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0a0cf",
                            table="governance_consulted",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="member",
                    trigger=pgtrigger.compiler.Trigger(
                        name="seat_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="f46da58ccdb21937b1bb9adb693b52d339cbbf6a",
                            operation="DELETE",
                            pgid="pgtrigger_seat_is_never_deleted_a365d",
                            table="governance_member",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="member",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_memberhistory" ("body_id", "group_id", "id", "member_from", "member_until", "name", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") VALUES (NEW."body_id", NEW."group_id", NEW."id", NEW."member_from", NEW."member_until", NEW."name", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."role"); RETURN NULL;',
                            hash="c4bf41f0707aee7bfbcca5ed2f85bc11ea382aee",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d0cf6",
                            table="governance_member",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="member",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "governance_memberhistory" ("body_id", "group_id", "id", "member_from", "member_until", "name", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") VALUES (NEW."body_id", NEW."group_id", NEW."id", NEW."member_from", NEW."member_until", NEW."name", NEW."person_id", NOW(), \'update\', NEW."id", NEW."role"); RETURN NULL;',
                            hash="2bfebd23e206dc84f83768193600fd9f75871903",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c4a6a",
                            table="governance_member",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="member",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_memberhistory" ("body_id", "group_id", "id", "member_from", "member_until", "name", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") VALUES (OLD."body_id", OLD."group_id", OLD."id", OLD."member_from", OLD."member_until", OLD."name", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."role"); RETURN NULL;',
                            hash="19db9de3ed3b5c1513fb1113dd6acfcc3fce8af4",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5df4a",
                            table="governance_member",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="group",
                    trigger=pgtrigger.compiler.Trigger(
                        name="group_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="b53598f2b9fcecd0850864e0bba6a106e2a354e7",
                            operation="DELETE",
                            pgid="pgtrigger_group_is_never_deleted_1cd5e",
                            table="governance_group",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="group",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_grouphistory" ("code", "item_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "quorum_least", "quorum_needs_chair", "stands_from", "stands_until", "terms_id", "terms_name") VALUES (NEW."code", NEW."item_id", NOW(), \'insert\', NEW."item_id", NEW."purpose", NEW."quorum_least", NEW."quorum_needs_chair", NEW."stands_from", NEW."stands_until", NEW."terms_id", NEW."terms_name"); RETURN NULL;',
                            hash="db1420153ea4702b64ccfcd39f70b0b63262a0fa",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_43fa6",
                            table="governance_group",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="group",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "governance_grouphistory" ("code", "item_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "quorum_least", "quorum_needs_chair", "stands_from", "stands_until", "terms_id", "terms_name") VALUES (NEW."code", NEW."item_id", NOW(), \'update\', NEW."item_id", NEW."purpose", NEW."quorum_least", NEW."quorum_needs_chair", NEW."stands_from", NEW."stands_until", NEW."terms_id", NEW."terms_name"); RETURN NULL;',
                            hash="27c211090db0b75c9c2fa60987555b86f379704f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_db81e",
                            table="governance_group",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="group",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_grouphistory" ("code", "item_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "quorum_least", "quorum_needs_chair", "stands_from", "stands_until", "terms_id", "terms_name") VALUES (OLD."code", OLD."item_id", NOW(), \'delete\', OLD."item_id", OLD."purpose", OLD."quorum_least", OLD."quorum_needs_chair", OLD."stands_from", OLD."stands_until", OLD."terms_id", OLD."terms_name"); RETURN NULL;',
                            hash="a6774e4230c9044bd65e3028f7e58eccd6f85963",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3936b",
                            table="governance_group",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="paper",
                    trigger=pgtrigger.compiler.Trigger(
                        name="paper_stays_as_sent",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."supplement" IS DISTINCT FROM (NEW."supplement") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."file_id" IS DISTINCT FROM (NEW."file_id") OR OLD."file_name" IS DISTINCT FROM (NEW."file_name") OR OLD."late_because" IS DISTINCT FROM (NEW."late_because") OR OLD."added_at" IS DISTINCT FROM (NEW."added_at") OR OLD."added_by" IS DISTINCT FROM (NEW."added_by"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="d2b105a6e4af55eedaf7fe12eb665034a82fbf03",
                            operation="UPDATE",
                            pgid="pgtrigger_paper_stays_as_sent_92fb5",
                            table="governance_paper",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="paper",
                    trigger=pgtrigger.compiler.Trigger(
                        name="paper_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="515af8c040a76aeb94d8e8d86cd7433e7b7c6975",
                            operation="DELETE",
                            pgid="pgtrigger_paper_is_never_deleted_e2225",
                            table="governance_paper",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="paper",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_paperhistory" ("added_at", "added_by", "agenda_item_id", "file_id", "file_name", "id", "late_because", "meeting_id", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "supplement", "title", "withdrawn_at", "withdrawn_because", "withdrawn_by") VALUES (NEW."added_at", NEW."added_by", NEW."agenda_item_id", NEW."file_id", NEW."file_name", NEW."id", NEW."late_because", NEW."meeting_id", NEW."number", NOW(), \'insert\', NEW."id", NEW."supplement", NEW."title", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by"); RETURN NULL;',
                            hash="9fafe2a6699b8ed18080833be4a58961331a3365",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_28d6d",
                            table="governance_paper",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="paper",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "governance_paperhistory" ("added_at", "added_by", "agenda_item_id", "file_id", "file_name", "id", "late_because", "meeting_id", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "supplement", "title", "withdrawn_at", "withdrawn_because", "withdrawn_by") VALUES (NEW."added_at", NEW."added_by", NEW."agenda_item_id", NEW."file_id", NEW."file_name", NEW."id", NEW."late_because", NEW."meeting_id", NEW."number", NOW(), \'update\', NEW."id", NEW."supplement", NEW."title", NEW."withdrawn_at", NEW."withdrawn_because", NEW."withdrawn_by"); RETURN NULL;',
                            hash="ba39529bf377c8700c34a1e6bc96e3117a142228",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_808e5",
                            table="governance_paper",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="paper",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_paperhistory" ("added_at", "added_by", "agenda_item_id", "file_id", "file_name", "id", "late_because", "meeting_id", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "supplement", "title", "withdrawn_at", "withdrawn_because", "withdrawn_by") VALUES (OLD."added_at", OLD."added_by", OLD."agenda_item_id", OLD."file_id", OLD."file_name", OLD."id", OLD."late_because", OLD."meeting_id", OLD."number", NOW(), \'delete\', OLD."id", OLD."supplement", OLD."title", OLD."withdrawn_at", OLD."withdrawn_because", OLD."withdrawn_by"); RETURN NULL;',
                            hash="e1475b80cb912a857d6ac5ce8b93998e0d122ab8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_82d18",
                            table="governance_paper",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meeting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('planned') THEN\n                    RAISE EXCEPTION 'A meeting cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="beccc47bb54d9c49978f06eadf47536ad316d8c5",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_3b80a",
                            table="governance_meeting",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meeting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{held:minuted,minuted:confirmed,minuted:minuted,notified:cancelled,notified:held,notified:notified,notified:planned,planned:cancelled,planned:held,planned:notified,planned:planned}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="1213e79a3126b27ef241f305dbfda0b6cdfc8941",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_1e4f2",
                            table="governance_meeting",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meeting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="meeting_stays_with_its_group",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."group_id" IS DISTINCT FROM (NEW."group_id"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="ca454d278555308806a1d9fce75f9ec3105833a8",
                            operation="UPDATE",
                            pgid="pgtrigger_meeting_stays_with_its_group_c66c6",
                            table="governance_meeting",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meeting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="meeting_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="a4e528620f2b9de2f70233ac10959f1822b23848",
                            operation="DELETE",
                            pgid="pgtrigger_meeting_is_never_deleted_d8c1d",
                            table="governance_meeting",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meeting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_meetinghistory" ("cancelled_because", "confirmed_at", "confirmed_by", "confirmed_in_id", "group_id", "item_id", "pack_sent_at", "pack_sent_by", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "starts", "state") VALUES (NEW."cancelled_because", NEW."confirmed_at", NEW."confirmed_by", NEW."confirmed_in_id", NEW."group_id", NEW."item_id", NEW."pack_sent_at", NEW."pack_sent_by", NOW(), \'insert\', NEW."item_id", NEW."place", NEW."starts", NEW."state"); RETURN NULL;',
                            hash="3ebc71e40e87dcfc187ba7beffb688c76939bdbf",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_15f15",
                            table="governance_meeting",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meeting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "governance_meetinghistory" ("cancelled_because", "confirmed_at", "confirmed_by", "confirmed_in_id", "group_id", "item_id", "pack_sent_at", "pack_sent_by", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "starts", "state") VALUES (NEW."cancelled_because", NEW."confirmed_at", NEW."confirmed_by", NEW."confirmed_in_id", NEW."group_id", NEW."item_id", NEW."pack_sent_at", NEW."pack_sent_by", NOW(), \'update\', NEW."item_id", NEW."place", NEW."starts", NEW."state"); RETURN NULL;',
                            hash="66fca3240550c4dd702462f797a91118dc016f8b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5da00",
                            table="governance_meeting",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meeting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_meetinghistory" ("cancelled_because", "confirmed_at", "confirmed_by", "confirmed_in_id", "group_id", "item_id", "pack_sent_at", "pack_sent_by", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "starts", "state") VALUES (OLD."cancelled_because", OLD."confirmed_at", OLD."confirmed_by", OLD."confirmed_in_id", OLD."group_id", OLD."item_id", OLD."pack_sent_at", OLD."pack_sent_by", NOW(), \'delete\', OLD."item_id", OLD."place", OLD."starts", OLD."state"); RETURN NULL;',
                            hash="1e2801b83f111b49f1313581531efe2c48ade9ab",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5b83d",
                            table="governance_meeting",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="endorsement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="endorsement_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="400bff907d5f2bb25028d46c2ecc9ba84bd168ec",
                            operation="DELETE",
                            pgid="pgtrigger_endorsement_is_never_deleted_2b31a",
                            table="governance_endorsement",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="endorsement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_endorsementhistory" ("body_id", "by", "file_id", "file_name", "item_id", "meeting_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "words") VALUES (NEW."body_id", NEW."by", NEW."file_id", NEW."file_name", NEW."item_id", NEW."meeting_id", NOW(), \'insert\', NEW."item_id", NEW."words"); RETURN NULL;',
                            hash="2938214917875b8696aeb8bb3b7fbc75a41f8ed7",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_805aa",
                            table="governance_endorsement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="endorsement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "governance_endorsementhistory" ("body_id", "by", "file_id", "file_name", "item_id", "meeting_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "words") VALUES (NEW."body_id", NEW."by", NEW."file_id", NEW."file_name", NEW."item_id", NEW."meeting_id", NOW(), \'update\', NEW."item_id", NEW."words"); RETURN NULL;',
                            hash="b2109f3809c80024a48620a20260af734901a2d6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_687e3",
                            table="governance_endorsement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="endorsement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_endorsementhistory" ("body_id", "by", "file_id", "file_name", "item_id", "meeting_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "words") VALUES (OLD."body_id", OLD."by", OLD."file_id", OLD."file_name", OLD."item_id", OLD."meeting_id", NOW(), \'delete\', OLD."item_id", OLD."words"); RETURN NULL;',
                            hash="a65417f74d2425f3f4c4a544ef66e0f26d3e13b1",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8b050",
                            table="governance_endorsement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="declaration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_declarationhistory" ("agenda_item_id", "done", "id", "interest", "meeting_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "who") VALUES (NEW."agenda_item_id", NEW."done", NEW."id", NEW."interest", NEW."meeting_id", NOW(), \'insert\', NEW."id", NEW."who"); RETURN NULL;',
                            hash="e274905b334611797e2982eda0741822c51ce19b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d3b1f",
                            table="governance_declaration",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="declaration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "governance_declarationhistory" ("agenda_item_id", "done", "id", "interest", "meeting_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "who") VALUES (NEW."agenda_item_id", NEW."done", NEW."id", NEW."interest", NEW."meeting_id", NOW(), \'update\', NEW."id", NEW."who"); RETURN NULL;',
                            hash="3f348003c81bebbd321429c54e0467c2f3c2aad8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6a6b6",
                            table="governance_declaration",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="declaration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_declarationhistory" ("agenda_item_id", "done", "id", "interest", "meeting_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "who") VALUES (OLD."agenda_item_id", OLD."done", OLD."id", OLD."interest", OLD."meeting_id", NOW(), \'delete\', OLD."id", OLD."who"); RETURN NULL;',
                            hash="bc99ae3369745b8d6ad9febc39950b2a437f86c9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6ce2b",
                            table="governance_declaration",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="attendance",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_attendancehistory" ("id", "meeting_id", "member_id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence") VALUES (NEW."id", NEW."meeting_id", NEW."member_id", NEW."name", NOW(), \'insert\', NEW."id", NEW."presence"); RETURN NULL;',
                            hash="62730578957f7afb691f91b8e676a0393c19bed3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7e143",
                            table="governance_attendance",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="attendance",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "governance_attendancehistory" ("id", "meeting_id", "member_id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence") VALUES (NEW."id", NEW."meeting_id", NEW."member_id", NEW."name", NOW(), \'update\', NEW."id", NEW."presence"); RETURN NULL;',
                            hash="d89b1a3dc570b877dd45d3a242ea0c481ec9245f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_dc464",
                            table="governance_attendance",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="attendance",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_attendancehistory" ("id", "meeting_id", "member_id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence") VALUES (OLD."id", OLD."meeting_id", OLD."member_id", OLD."name", NOW(), \'delete\', OLD."id", OLD."presence"); RETURN NULL;',
                            hash="b179b87071874300d8e4729b21d9e35a7caf3e62",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_18022",
                            table="governance_attendance",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agendaitem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_agendaitemhistory" ("id", "meeting_id", "minutes", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "presenter", "purpose", "title") VALUES (NEW."id", NEW."meeting_id", NEW."minutes", NOW(), \'insert\', NEW."id", NEW."position", NEW."presenter", NEW."purpose", NEW."title"); RETURN NULL;',
                            hash="78b73a4fe1b7974843c828346ecb0b3f722c6ed9",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a8d03",
                            table="governance_agendaitem",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agendaitem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "governance_agendaitemhistory" ("id", "meeting_id", "minutes", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "presenter", "purpose", "title") VALUES (NEW."id", NEW."meeting_id", NEW."minutes", NOW(), \'update\', NEW."id", NEW."position", NEW."presenter", NEW."purpose", NEW."title"); RETURN NULL;',
                            hash="bacdd01fc6d7a33736faed72d1c53ea7f82e1fbb",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_dc8b8",
                            table="governance_agendaitem",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agendaitem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_agendaitemhistory" ("id", "meeting_id", "minutes", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "presenter", "purpose", "title") VALUES (OLD."id", OLD."meeting_id", OLD."minutes", NOW(), \'delete\', OLD."id", OLD."position", OLD."presenter", OLD."purpose", OLD."title"); RETURN NULL;',
                            hash="8b118126223a073895ee87b520846043ec2691a4",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_63eef",
                            table="governance_agendaitem",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="actionpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('open') THEN\n                    RAISE EXCEPTION 'A action cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="6926ecd365ae58d8d42a346c926b614867d311bf",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_dbb7b",
                            table="governance_actionpoint",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="actionpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{done:open,dropped:open,open:done,open:dropped,open:open}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="58d44588338df3a3bcb68f69c62aa20ce255d432",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_67af6",
                            table="governance_actionpoint",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="actionpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="action_stays_as_agreed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."what" IS DISTINCT FROM (NEW."what") OR OLD."agreed_at" IS DISTINCT FROM (NEW."agreed_at") OR OLD."agreed_by" IS DISTINCT FROM (NEW."agreed_by"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="be527f36ff1f4f3f1298667b14dd8392ea4d87fe",
                            operation="UPDATE",
                            pgid="pgtrigger_action_stays_as_agreed_ba2d6",
                            table="governance_actionpoint",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="actionpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="action_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="25c2f528ce78200a84f616433a8fe18e77a063e2",
                            operation="DELETE",
                            pgid="pgtrigger_action_is_never_deleted_cb80a",
                            table="governance_actionpoint",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="actionpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_actionpointhistory" ("agenda_item_id", "agreed_at", "agreed_by", "answer", "closed_at", "closed_by", "due_on", "evidence_id", "evidence_name", "id", "meeting_id", "owner_id", "owner_name", "pgh_created_at", "pgh_label", "pgh_obj_id", "search_text", "state", "what") VALUES (NEW."agenda_item_id", NEW."agreed_at", NEW."agreed_by", NEW."answer", NEW."closed_at", NEW."closed_by", NEW."due_on", NEW."evidence_id", NEW."evidence_name", NEW."id", NEW."meeting_id", NEW."owner_id", NEW."owner_name", NOW(), \'insert\', NEW."id", NEW."search_text", NEW."state", NEW."what"); RETURN NULL;',
                            hash="1259843f3ca703fb26c43b0cdeb16e79b7df1211",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f2d29",
                            table="governance_actionpoint",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="actionpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "governance_actionpointhistory" ("agenda_item_id", "agreed_at", "agreed_by", "answer", "closed_at", "closed_by", "due_on", "evidence_id", "evidence_name", "id", "meeting_id", "owner_id", "owner_name", "pgh_created_at", "pgh_label", "pgh_obj_id", "search_text", "state", "what") VALUES (NEW."agenda_item_id", NEW."agreed_at", NEW."agreed_by", NEW."answer", NEW."closed_at", NEW."closed_by", NEW."due_on", NEW."evidence_id", NEW."evidence_name", NEW."id", NEW."meeting_id", NEW."owner_id", NEW."owner_name", NOW(), \'update\', NEW."id", NEW."search_text", NEW."state", NEW."what"); RETURN NULL;',
                            hash="37e98a630cbe9e45c02bdf1652227431876748f2",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_80d48",
                            table="governance_actionpoint",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="actionpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_actionpointhistory" ("agenda_item_id", "agreed_at", "agreed_by", "answer", "closed_at", "closed_by", "due_on", "evidence_id", "evidence_name", "id", "meeting_id", "owner_id", "owner_name", "pgh_created_at", "pgh_label", "pgh_obj_id", "search_text", "state", "what") VALUES (OLD."agenda_item_id", OLD."agreed_at", OLD."agreed_by", OLD."answer", OLD."closed_at", OLD."closed_by", OLD."due_on", OLD."evidence_id", OLD."evidence_name", OLD."id", OLD."meeting_id", OLD."owner_id", OLD."owner_name", NOW(), \'delete\', OLD."id", OLD."search_text", OLD."state", OLD."what"); RETURN NULL;',
                            hash="7b12e88b20cbaa95affbe64ab44d7fab61652086",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3edc2",
                            table="governance_actionpoint",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="priority",
                    trigger=pgtrigger.compiler.Trigger(
                        name="priority_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="9ab770590d17bbf725e61b1dad50cd816207e97f",
                            operation="DELETE",
                            pgid="pgtrigger_priority_is_never_deleted_0ed1b",
                            table="governance_priority",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="priority",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_priorityhistory" ("dropped_on", "item_id", "label", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position") VALUES (NEW."dropped_on", NEW."item_id", NEW."label", NOW(), \'insert\', NEW."item_id", NEW."plan_id", NEW."position"); RETURN NULL;',
                            hash="884bf53097dc79f092ca2869cc8ddfb748e81cd7",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7ea1a",
                            table="governance_priority",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="priority",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "governance_priorityhistory" ("dropped_on", "item_id", "label", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position") VALUES (NEW."dropped_on", NEW."item_id", NEW."label", NOW(), \'update\', NEW."item_id", NEW."plan_id", NEW."position"); RETURN NULL;',
                            hash="9170e99476a185ebb129dd9131c00f9b85fae3a2",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e9b22",
                            table="governance_priority",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="priority",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_priorityhistory" ("dropped_on", "item_id", "label", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position") VALUES (OLD."dropped_on", OLD."item_id", OLD."label", NOW(), \'delete\', OLD."item_id", OLD."plan_id", OLD."position"); RETURN NULL;',
                            hash="d8456e2f16f3f1292a00fc1e7465f0cc38e7078c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_39697",
                            table="governance_priority",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promise",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('open') THEN\n                    RAISE EXCEPTION 'A promise cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="2ec863addf77f79c315e4502675fbc72161a738e",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_c04e7",
                            table="governance_promise",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promise",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{given_up:open,kept:open,open:given_up,open:open,open:shown,shown:given_up,shown:kept,shown:open,shown:shown}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="f3a6c2f6a0158f58ae497c9aabd560c81289eb48",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_800cc",
                            table="governance_promise",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promise",
                    trigger=pgtrigger.compiler.Trigger(
                        name="promise_keeps_its_decision",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."decision_number" IS DISTINCT FROM (NEW."decision_number") OR OLD."position" IS DISTINCT FROM (NEW."position"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="b026e4b1c045b16081aedba82971d566756fdb0b",
                            operation="UPDATE",
                            pgid="pgtrigger_promise_keeps_its_decision_0e042",
                            table="governance_promise",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promise",
                    trigger=pgtrigger.compiler.Trigger(
                        name="promise_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="9527c93e95912d3b6bf38e2b954ecbce1bd1ab29",
                            operation="DELETE",
                            pgid="pgtrigger_promise_is_never_deleted_89c0a",
                            table="governance_promise",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promise",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_promisehistory" ("decision_number", "details", "due_on", "due_words", "item_id", "kind", "owner_body_id", "owner_role", "owner_words", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "shown_by", "state") VALUES (NEW."decision_number", NEW."details", NEW."due_on", NEW."due_words", NEW."item_id", NEW."kind", NEW."owner_body_id", NEW."owner_role", NEW."owner_words", NOW(), \'insert\', NEW."item_id", NEW."position", NEW."shown_by", NEW."state"); RETURN NULL;',
                            hash="07e4942df7fbc6dae604bed6e4da6f9a484657b1",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2d5f1",
                            table="governance_promise",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promise",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "governance_promisehistory" ("decision_number", "details", "due_on", "due_words", "item_id", "kind", "owner_body_id", "owner_role", "owner_words", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "shown_by", "state") VALUES (NEW."decision_number", NEW."details", NEW."due_on", NEW."due_words", NEW."item_id", NEW."kind", NEW."owner_body_id", NEW."owner_role", NEW."owner_words", NOW(), \'update\', NEW."item_id", NEW."position", NEW."shown_by", NEW."state"); RETURN NULL;',
                            hash="5d4109b89907e897cc464dae2c4773115242d47a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2fb1f",
                            table="governance_promise",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promise",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_promisehistory" ("decision_number", "details", "due_on", "due_words", "item_id", "kind", "owner_body_id", "owner_role", "owner_words", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "shown_by", "state") VALUES (OLD."decision_number", OLD."details", OLD."due_on", OLD."due_words", OLD."item_id", OLD."kind", OLD."owner_body_id", OLD."owner_role", OLD."owner_words", NOW(), \'delete\', OLD."item_id", OLD."position", OLD."shown_by", OLD."state"); RETURN NULL;',
                            hash="0723baac33a86a90980a34ad01c2c538d6b17e24",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7f937",
                            table="governance_promise",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="milestone",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('planned') THEN\n                    RAISE EXCEPTION 'A milestone cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="c393a71b5e4fdaf2259e8f252f149243bec2d19c",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_20753",
                            table="governance_milestone",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="milestone",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{dropped:planned,planned:dropped,planned:planned,planned:reached,reached:planned}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="21eebf97f76c1cc5c51fdfa53b383588364801c5",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_23162",
                            table="governance_milestone",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="milestone",
                    trigger=pgtrigger.compiler.Trigger(
                        name="milestone_keeps_its_first_plan",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."planned_on" IS DISTINCT FROM (NEW."planned_on"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="4d843367dbcdbac7ebfae3a3f6e1a1452e70c538",
                            operation="UPDATE",
                            pgid="pgtrigger_milestone_keeps_its_first_plan_8107f",
                            table="governance_milestone",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="milestone",
                    trigger=pgtrigger.compiler.Trigger(
                        name="milestone_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="f09eef463932c330a50f1c6b6f0e82627ea9de57",
                            operation="DELETE",
                            pgid="pgtrigger_milestone_is_never_deleted_6aaf4",
                            table="governance_milestone",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="milestone",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_milestonehistory" ("forecast_on", "item_id", "owner_body_id", "owner_role", "owner_words", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_on", "promise_id", "reached_on", "state") VALUES (NEW."forecast_on", NEW."item_id", NEW."owner_body_id", NEW."owner_role", NEW."owner_words", NOW(), \'insert\', NEW."item_id", NEW."planned_on", NEW."promise_id", NEW."reached_on", NEW."state"); RETURN NULL;',
                            hash="56269b2ca6e509015e98e46cb7f2e550e62bfdbb",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4b1ad",
                            table="governance_milestone",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="milestone",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "governance_milestonehistory" ("forecast_on", "item_id", "owner_body_id", "owner_role", "owner_words", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_on", "promise_id", "reached_on", "state") VALUES (NEW."forecast_on", NEW."item_id", NEW."owner_body_id", NEW."owner_role", NEW."owner_words", NOW(), \'update\', NEW."item_id", NEW."planned_on", NEW."promise_id", NEW."reached_on", NEW."state"); RETURN NULL;',
                            hash="91ef99976269b15d4664580a21bf988ee67e3ede",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_79cdb",
                            table="governance_milestone",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="milestone",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_milestonehistory" ("forecast_on", "item_id", "owner_body_id", "owner_role", "owner_words", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_on", "promise_id", "reached_on", "state") VALUES (OLD."forecast_on", OLD."item_id", OLD."owner_body_id", OLD."owner_role", OLD."owner_words", NOW(), \'delete\', OLD."item_id", OLD."planned_on", OLD."promise_id", OLD."reached_on", OLD."state"); RETURN NULL;',
                            hash="4b2acead2c956aa6fc00621deef0d69f44e58ab8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_01f75",
                            table="governance_milestone",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recommendation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('open') THEN\n                    RAISE EXCEPTION 'A recommendation cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="d78a0afb48b76d39d27d3b486490b3bbc83d6cb3",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_a649e",
                            table="governance_recommendation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recommendation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{answered:answered,answered:done,done:answered,open:answered}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="fe8387659e6c0673b3920dc8de84d753e17160c6",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_a790b",
                            table="governance_recommendation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recommendation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="recommendation_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="61e487ff4115cbc75d70dd65e26fee2972115cea",
                            operation="DELETE",
                            pgid="pgtrigger_recommendation_is_never_deleted_9c382",
                            table="governance_recommendation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recommendation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_recommendationhistory" ("answer", "answered_at", "answered_by", "item_id", "owner_body_id", "owner_role", "owner_words", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reason", "review_id", "state") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by", NEW."item_id", NEW."owner_body_id", NEW."owner_role", NEW."owner_words", NOW(), \'insert\', NEW."item_id", NEW."position", NEW."reason", NEW."review_id", NEW."state"); RETURN NULL;',
                            hash="38a01eea0103f4687fc103627816170ee7bdc91c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_75bc0",
                            table="governance_recommendation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recommendation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "governance_recommendationhistory" ("answer", "answered_at", "answered_by", "item_id", "owner_body_id", "owner_role", "owner_words", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reason", "review_id", "state") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by", NEW."item_id", NEW."owner_body_id", NEW."owner_role", NEW."owner_words", NOW(), \'update\', NEW."item_id", NEW."position", NEW."reason", NEW."review_id", NEW."state"); RETURN NULL;',
                            hash="68f45b781da4c3188b7f9ddcb5d9f5aa911cb3eb",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_add4c",
                            table="governance_recommendation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recommendation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_recommendationhistory" ("answer", "answered_at", "answered_by", "item_id", "owner_body_id", "owner_role", "owner_words", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reason", "review_id", "state") VALUES (OLD."answer", OLD."answered_at", OLD."answered_by", OLD."item_id", OLD."owner_body_id", OLD."owner_role", OLD."owner_words", NOW(), \'delete\', OLD."item_id", OLD."position", OLD."reason", OLD."review_id", OLD."state"); RETURN NULL;',
                            hash="8d256b7b83f841bc84fb2c795f6fd5d7baa47703",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d40c3",
                            table="governance_recommendation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="riskreview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="rows_stay_as_they_are",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A review of a risk is never changed or deleted.' USING ERRCODE = 'restrict_violation';",
                            hash="94082092505987eb00f2f57e044b898b432b9dee",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_rows_stay_as_they_are_9adbf",
                            table="governance_riskreview",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="riskreview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="table_is_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A review of a risk is never changed or deleted.' USING ERRCODE = 'restrict_violation';",
                            hash="47bbfc5c8673600c2d0d1cbad8b38e72973b30ff",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_table_is_never_emptied_f3dd4",
                            table="governance_riskreview",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="riskreview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_riskreviewhistory" ("id", "impact", "likelihood", "next_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "reviewed_at", "reviewed_by", "risk_id", "words") VALUES (NEW."id", NEW."impact", NEW."likelihood", NEW."next_on", NOW(), \'insert\', NEW."id", NEW."reviewed_at", NEW."reviewed_by", NEW."risk_id", NEW."words"); RETURN NULL;',
                            hash="a0c23d34bf8b312b338957b2cd423e56592beaf6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_02888",
                            table="governance_riskreview",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="riskreview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "governance_riskreviewhistory" ("id", "impact", "likelihood", "next_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "reviewed_at", "reviewed_by", "risk_id", "words") VALUES (NEW."id", NEW."impact", NEW."likelihood", NEW."next_on", NOW(), \'update\', NEW."id", NEW."reviewed_at", NEW."reviewed_by", NEW."risk_id", NEW."words"); RETURN NULL;',
                            hash="59a72163489e7c83880dba7d8e3d66f37663acb6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b9e82",
                            table="governance_riskreview",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="riskreview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_riskreviewhistory" ("id", "impact", "likelihood", "next_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "reviewed_at", "reviewed_by", "risk_id", "words") VALUES (OLD."id", OLD."impact", OLD."likelihood", OLD."next_on", NOW(), \'delete\', OLD."id", OLD."reviewed_at", OLD."reviewed_by", OLD."risk_id", OLD."words"); RETURN NULL;',
                            hash="c4eee805da31d1b8ea533e6c2d85a6fb766a36ee",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a0a0d",
                            table="governance_riskreview",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="riskcontrol",
                    trigger=pgtrigger.compiler.Trigger(
                        name="control_stays_as_worded",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."risk_id" IS DISTINCT FROM (NEW."risk_id") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."added_at" IS DISTINCT FROM (NEW."added_at") OR OLD."added_by" IS DISTINCT FROM (NEW."added_by"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="5e1e1b1fac569b4bd2c26ff5e45d4cc9fc2f753f",
                            operation="UPDATE",
                            pgid="pgtrigger_control_stays_as_worded_c603a",
                            table="governance_riskcontrol",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="riskcontrol",
                    trigger=pgtrigger.compiler.Trigger(
                        name="control_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="b0f2f154915bb6963a644305b3ca24be68fbf383",
                            operation="DELETE",
                            pgid="pgtrigger_control_is_never_deleted_098e2",
                            table="governance_riskcontrol",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="riskcontrol",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_riskcontrolhistory" ("added_at", "added_by", "id", "in_place_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "risk_id", "text") VALUES (NEW."added_at", NEW."added_by", NEW."id", NEW."in_place_on", NOW(), \'insert\', NEW."id", NEW."risk_id", NEW."text"); RETURN NULL;',
                            hash="3df57609380e450cce1a8b3bbe21fa49d51e3656",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_acee4",
                            table="governance_riskcontrol",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="riskcontrol",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "governance_riskcontrolhistory" ("added_at", "added_by", "id", "in_place_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "risk_id", "text") VALUES (NEW."added_at", NEW."added_by", NEW."id", NEW."in_place_on", NOW(), \'update\', NEW."id", NEW."risk_id", NEW."text"); RETURN NULL;',
                            hash="06f2eae538b41c95f48a400dd1ce24aa88ebe55d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_69eb1",
                            table="governance_riskcontrol",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="riskcontrol",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_riskcontrolhistory" ("added_at", "added_by", "id", "in_place_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "risk_id", "text") VALUES (OLD."added_at", OLD."added_by", OLD."id", OLD."in_place_on", NOW(), \'delete\', OLD."id", OLD."risk_id", OLD."text"); RETURN NULL;',
                            hash="15cc859c60ccd3e2370a432cd154b6e58e79869f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ff51c",
                            table="governance_riskcontrol",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="risk",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('open') THEN\n                    RAISE EXCEPTION 'A risk cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="64f8ed7061cda5b04c7edb24b86ca07463df9b0c",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_bea12",
                            table="governance_risk",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="risk",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{closed:open,happened:closed,happened:open,open:closed,open:happened,open:open}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="22246dd70a63f4bb4a2b6d5e8eef8e1142083426",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_58a7a",
                            table="governance_risk",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="risk",
                    trigger=pgtrigger.compiler.Trigger(
                        name="risk_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="23f1092f5cb0f27f0a76686839c0b0de37666432",
                            operation="DELETE",
                            pgid="pgtrigger_risk_is_never_deleted_40e63",
                            table="governance_risk",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="risk",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_riskhistory" ("cause", "effect", "inherent_impact", "inherent_likelihood", "item_id", "owner_body_id", "owner_role", "owner_words", "pgh_created_at", "pgh_label", "pgh_obj_id", "residual_impact", "residual_likelihood", "response", "review_on", "reviewed_on", "score_before", "state") VALUES (NEW."cause", NEW."effect", NEW."inherent_impact", NEW."inherent_likelihood", NEW."item_id", NEW."owner_body_id", NEW."owner_role", NEW."owner_words", NOW(), \'insert\', NEW."item_id", NEW."residual_impact", NEW."residual_likelihood", NEW."response", NEW."review_on", NEW."reviewed_on", NEW."score_before", NEW."state"); RETURN NULL;',
                            hash="2157318a594b98a92996d5172c8de512e0ce77ad",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_670ab",
                            table="governance_risk",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="risk",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "governance_riskhistory" ("cause", "effect", "inherent_impact", "inherent_likelihood", "item_id", "owner_body_id", "owner_role", "owner_words", "pgh_created_at", "pgh_label", "pgh_obj_id", "residual_impact", "residual_likelihood", "response", "review_on", "reviewed_on", "score_before", "state") VALUES (NEW."cause", NEW."effect", NEW."inherent_impact", NEW."inherent_likelihood", NEW."item_id", NEW."owner_body_id", NEW."owner_role", NEW."owner_words", NOW(), \'update\', NEW."item_id", NEW."residual_impact", NEW."residual_likelihood", NEW."response", NEW."review_on", NEW."reviewed_on", NEW."score_before", NEW."state"); RETURN NULL;',
                            hash="286594a8a953771663f181eb535bcfc5fe8a3463",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d9e8a",
                            table="governance_risk",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="risk",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "governance_riskhistory" ("cause", "effect", "inherent_impact", "inherent_likelihood", "item_id", "owner_body_id", "owner_role", "owner_words", "pgh_created_at", "pgh_label", "pgh_obj_id", "residual_impact", "residual_likelihood", "response", "review_on", "reviewed_on", "score_before", "state") VALUES (OLD."cause", OLD."effect", OLD."inherent_impact", OLD."inherent_likelihood", OLD."item_id", OLD."owner_body_id", OLD."owner_role", OLD."owner_words", NOW(), \'delete\', OLD."item_id", OLD."residual_impact", OLD."residual_likelihood", OLD."response", OLD."review_on", OLD."reviewed_on", OLD."score_before", OLD."state"); RETURN NULL;',
                            hash="2465558c9c20b5858532d0d63e5d14db5fb500e7",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d3889",
                            table="governance_risk",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
