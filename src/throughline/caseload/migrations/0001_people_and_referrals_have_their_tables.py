import datetime
import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import throughline.frame.tables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("ledger", "0001_acts_are_recorded_and_sealed"),
        ("organisations", "0003_people_work_in_units"),
    ]

    operations = [
        throughline.frame.tables.AllAtOnce(
            operations=[
                migrations.CreateModel(
                    name="Amendment",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="amendments",
                                to="caseload.referral",
                            ),
                        ),
                        ("what", models.CharField(max_length=60)),
                        ("sealed", models.BinaryField(help_text="Sealed: before, after and why.")),
                        ("amended_at", models.DateTimeField()),
                        ("amended_by", models.CharField(max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name="Assessment",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assessments",
                                to="caseload.referral",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("first", "First assessment"),
                                    ("review", "Review"),
                                    ("exit", "At exit"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("complete", "complete"),
                                    ("discarded", "discarded"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "said",
                            models.BinaryField(
                                help_text="Sealed: see caseload.sealed.Said (drugs, alcohol, strengths, goals, plan)."
                            ),
                        ),
                        ("revision", models.PositiveIntegerField(default=0)),
                        ("begun_at", models.DateTimeField()),
                        ("begun_by", models.CharField(max_length=64)),
                        ("completed_at", models.DateTimeField(blank=True, null=True)),
                        ("completed_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "draft")),
                                fields=("referral",),
                                name="assessment_is_drafted_once_at_a_time",
                                violation_error_message="An assessment of this person is under way already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseMeeting",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="case_meetings",
                                to="caseload.referral",
                            ),
                        ),
                        ("held_on", models.DateField()),
                        (
                            "gateway",
                            models.CharField(
                                choices=[
                                    ("oma", "Offender Management Act 2007"),
                                    ("cda", "Crime and Disorder Act 1998 s.115"),
                                    ("safeguarding", "Safeguarding"),
                                    ("vital", "Vital interests"),
                                    ("consent", "The person agreed"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "said",
                            models.BinaryField(
                                help_text="Sealed: who attended, what was shared, what was decided."
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name="Concern",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="concerns",
                                to="caseload.referral",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("raised", "raised"),
                                    ("acknowledged", "acknowledged"),
                                    ("acting", "acting"),
                                    ("closed", "closed"),
                                ],
                                max_length=14,
                            ),
                        ),
                        (
                            "route",
                            models.CharField(
                                choices=[
                                    ("children", "Children’s services hub"),
                                    ("adults", "Adult safeguarding"),
                                    ("marac", "MARAC"),
                                    ("mappa", "MAPPA"),
                                    ("prevent", "Prevent"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "about",
                            models.CharField(
                                choices=[
                                    ("person", "The person"),
                                    ("child", "A child"),
                                    ("other", "Somebody else"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("is_urgent", models.BooleanField(default=False)),
                        (
                            "said",
                            models.BinaryField(help_text="Sealed: what was seen, what is done, the receipt."),
                        ),
                        ("owner", models.CharField(max_length=64)),
                        ("due_at", models.DateTimeField()),
                        ("raised_at", models.DateTimeField()),
                        ("raised_by", models.CharField(max_length=64)),
                        ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
                        ("acknowledged_by", models.CharField(blank=True, max_length=64)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        ("closed_by", models.CharField(blank=True, max_length=64)),
                        ("has_receipt", models.BooleanField(default=False)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "closed"), _negated=True),
                                    ("has_receipt", True),
                                    _connector="OR",
                                ),
                                name="concern_closes_with_its_receipt",
                                violation_error_message="A concern closes with the receipt of the body that it went to.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Consent",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consents",
                                to="caseload.referral",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("treatment", "Treatment"),
                                    ("monitoring", "National monitoring"),
                                    ("told", "Was told about sharing"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No"), ("withdrawn", "Withdrawn")],
                                max_length=10,
                            ),
                        ),
                        ("said_on", models.DateField()),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name="CourtReport",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="court_reports",
                                to="caseload.referral",
                            ),
                        ),
                        ("period_from", models.DateField()),
                        ("period_until", models.DateField()),
                        (
                            "said",
                            models.BinaryField(
                                help_text="Sealed: attendance, test results as supplied, the service's view."
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        ("made_by", models.CharField(max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name="DeathReview",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "referral",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="death",
                                to="caseload.referral",
                            ),
                        ),
                        ("died_on", models.DateField()),
                        ("learned_on", models.DateField()),
                        (
                            "is_drug_related",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")], max_length=8
                            ),
                        ),
                        ("review_due_on", models.DateField()),
                        (
                            "said",
                            models.BinaryField(
                                help_text="Sealed: whom it was notified to, what was learned."
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=64)),
                        ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                        ("reviewed_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("learned_on__gte", models.F("died_on"))),
                                name="death_is_learned_of_afterwards",
                                violation_error_message="A death is learned of on or after its day.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Delivered",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="delivered",
                                to="caseload.referral",
                            ),
                        ),
                        (
                            "pathway",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="delivered",
                                to="caseload.pathway",
                            ),
                        ),
                        (
                            "intervention",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="caseload.intervention",
                            ),
                        ),
                        ("session", models.PositiveSmallIntegerField()),
                        ("given_on", models.DateField()),
                        ("given_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("pathway", "intervention", "session"),
                                name="session_of_an_intervention_once",
                                violation_error_message="This session is on record already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EvaluationFileHistory",
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
                                to="caseload.evaluationfile",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "name",
                            models.CharField(help_text="Of the evaluation; names no person.", max_length=120),
                        ),
                        (
                            "because",
                            models.CharField(
                                choices=[
                                    ("outcomes", "Whether the service changes outcomes"),
                                    ("process", "How the service works in practice"),
                                    ("costs", "What it costs and saves"),
                                    ("equality", "Whether it works for everybody alike"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "cohort",
                            models.CharField(
                                choices=[
                                    ("referred", "Everybody who was referred"),
                                    ("accepted", "Everybody whom the service took on"),
                                    ("started", "Everybody who started a pathway"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "dates",
                            models.CharField(
                                choices=[
                                    ("offset", "As days since the referral; of the referral the month"),
                                    ("month", "As months"),
                                    ("day", "As days"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("period_from", models.DateField()),
                        ("period_until", models.DateField()),
                        ("is_made_up", models.BooleanField(default=False)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "asked"),
                                    ("turned_down", "turned down"),
                                    ("released", "released"),
                                    ("ended", "ended"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("asked_by", models.CharField(max_length=64)),
                        ("released_at", models.DateTimeField(blank=True, null=True)),
                        ("released_by", models.CharField(blank=True, max_length=64)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_by", models.CharField(blank=True, max_length=64)),
                        (
                            "file",
                            models.CharField(
                                blank=True, help_text="SHA-256 of the stored file, sealed.", max_length=64
                            ),
                        ),
                        (
                            "counts",
                            models.JSONField(
                                default=dict,
                                help_text="How many are in, and left out by reason; 0 to 4 as -1.",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Glass",
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
                                to="caseload.person",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.probationdeliveryunit",
                            ),
                        ),
                        ("staff", models.CharField(max_length=64)),
                        (
                            "because",
                            models.BinaryField(
                                blank=True, help_text="Sealed: why, and what the review said.", null=True
                            ),
                        ),
                        ("open_until", models.DateTimeField()),
                        ("broken_at", models.DateTimeField()),
                        ("broken_by", models.CharField(max_length=64)),
                        ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                        ("reviewed_by", models.CharField(blank=True, max_length=64)),
                        ("was_right", models.BooleanField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["person", "staff", "open_until"], name="glass_that_is_open")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reviewed_at__isnull", True),
                                    models.Q(("reviewed_by", models.F("broken_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="broken_glass_is_reviewed_by_another",
                                violation_error_message="Whoever broke the glass does not review it.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GlassHistory",
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
                                to="caseload.glass",
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
                                to="caseload.person",
                            ),
                        ),
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
                        ("staff", models.CharField(max_length=64)),
                        (
                            "because",
                            models.BinaryField(
                                blank=True, help_text="Sealed: why, and what the review said.", null=True
                            ),
                        ),
                        ("open_until", models.DateTimeField()),
                        ("broken_at", models.DateTimeField()),
                        ("broken_by", models.CharField(max_length=64)),
                        ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                        ("reviewed_by", models.CharField(blank=True, max_length=64)),
                        ("was_right", models.BooleanField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Group",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.probationdeliveryunit",
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.body",
                            ),
                        ),
                        ("title", models.CharField(max_length=120)),
                        ("place", models.CharField(max_length=200)),
                        ("begins_at", models.DateTimeField()),
                        ("minutes", models.PositiveSmallIntegerField()),
                        (
                            "places",
                            models.PositiveSmallIntegerField(help_text="How many people it has room for."),
                        ),
                        ("led_by", models.CharField(max_length=64)),
                    ],
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
                                to="caseload.group",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
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
                            "body",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.body",
                            ),
                        ),
                        ("title", models.CharField(max_length=120)),
                        ("place", models.CharField(max_length=200)),
                        ("begins_at", models.DateTimeField()),
                        ("minutes", models.PositiveSmallIntegerField()),
                        (
                            "places",
                            models.PositiveSmallIntegerField(help_text="How many people it has room for."),
                        ),
                        ("led_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="HarmReduction",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="harm_reduction",
                                to="caseload.referral",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("naloxone", "Naloxone given"),
                                    ("naloxone_no", "Naloxone offered, not wanted"),
                                    ("bbv_offered", "Blood-borne virus test offered"),
                                    ("bbv_taken", "Blood-borne virus test taken"),
                                    ("overdose", "Overdose, not fatal"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("on", models.DateField()),
                        ("recorded_by", models.CharField(max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name="HarmReductionHistory",
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
                                to="caseload.harmreduction",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "referral",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="caseload.referral",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("naloxone", "Naloxone given"),
                                    ("naloxone_no", "Naloxone offered, not wanted"),
                                    ("bbv_offered", "Blood-borne virus test offered"),
                                    ("bbv_taken", "Blood-borne virus test taken"),
                                    ("overdose", "Overdose, not fatal"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("on", models.DateField()),
                        ("recorded_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Imported",
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
                                related_name="+",
                                to="organisations.body",
                            ),
                        ),
                        ("kind", models.CharField(max_length=20)),
                        ("sha256", models.CharField(max_length=64)),
                        ("rows", models.PositiveIntegerField()),
                        ("taken", models.PositiveIntegerField()),
                        ("same", models.PositiveIntegerField()),
                        ("rejected", models.PositiveIntegerField()),
                        ("brought_at", models.DateTimeField()),
                        ("brought_by", models.CharField(max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name="ImportedEvent",
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
                                related_name="+",
                                to="organisations.body",
                            ),
                        ),
                        (
                            "key",
                            models.CharField(
                                help_text="A keyed hash of the provider's own id of the event.", max_length=64
                            ),
                        ),
                        (
                            "says",
                            models.CharField(
                                help_text="A keyed hash of its content: the same id with another content is told.",
                                max_length=64,
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="caseload.referral",
                            ),
                        ),
                        (
                            "imported",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="caseload.imported",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("body", "key"),
                                name="event_of_a_provider_is_taken_once",
                                violation_error_message="This event was taken already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImportedHistory",
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
                                to="caseload.imported",
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
                        ("kind", models.CharField(max_length=20)),
                        ("sha256", models.CharField(max_length=64)),
                        ("rows", models.PositiveIntegerField()),
                        ("taken", models.PositiveIntegerField()),
                        ("same", models.PositiveIntegerField()),
                        ("rejected", models.PositiveIntegerField()),
                        ("brought_at", models.DateTimeField()),
                        ("brought_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ImportedReject",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "imported",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rejects",
                                to="caseload.imported",
                            ),
                        ),
                        ("row", models.PositiveIntegerField()),
                        ("column", models.CharField(blank=True, max_length=60)),
                        ("why", models.CharField(max_length=300)),
                    ],
                ),
                migrations.CreateModel(
                    name="Intervention",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("code", models.SlugField(max_length=40)),
                        ("version", models.PositiveSmallIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[("brief", "Brief"), ("extended", "Extended")], max_length=8
                            ),
                        ),
                        ("title", models.CharField(max_length=160)),
                        ("content", models.TextField()),
                        (
                            "sessions",
                            models.PositiveSmallIntegerField(help_text="How many sessions make it complete."),
                        ),
                        ("used_from", models.DateField()),
                        ("used_until", models.DateField(blank=True, null=True)),
                        ("is_illustration", models.BooleanField(default=False)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("code", "version"),
                                name="intervention_version_once",
                                violation_error_message="This version is in the catalogue already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InterventionHistory",
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
                                to="caseload.intervention",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        ("code", models.SlugField(db_index=False, max_length=40)),
                        ("version", models.PositiveSmallIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[("brief", "Brief"), ("extended", "Extended")], max_length=8
                            ),
                        ),
                        ("title", models.CharField(max_length=160)),
                        ("content", models.TextField()),
                        (
                            "sessions",
                            models.PositiveSmallIntegerField(help_text="How many sessions make it complete."),
                        ),
                        ("used_from", models.DateField()),
                        ("used_until", models.DateField(blank=True, null=True)),
                        ("is_illustration", models.BooleanField(default=False)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="LimitName",
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
                                related_name="limit_names",
                                to="caseload.person",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("may", "May see"), ("may_not", "May not see")], max_length=8
                            ),
                        ),
                        ("staff", models.CharField(max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("person", "staff", "kind"),
                                name="limit_names_somebody_once",
                                violation_error_message="This person is named already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LimitNameHistory",
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
                                to="caseload.limitname",
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
                                to="caseload.person",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("may", "May see"), ("may_not", "May not see")], max_length=8
                            ),
                        ),
                        ("staff", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NeedLevel",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "assessment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="levels",
                                to="caseload.assessment",
                            ),
                        ),
                        (
                            "need",
                            models.CharField(
                                choices=[
                                    ("ACCOM", "Accommodation"),
                                    ("ETE", "Education, training and employment"),
                                    ("FBD", "Finance, benefits and debt"),
                                    ("DNR", "Dependency and recovery"),
                                    ("LIFE", "Lifestyle and associates"),
                                    ("FAM", "Family and significant others"),
                                    ("EWB", "Emotional wellbeing"),
                                    ("SOC", "Social inclusion"),
                                ],
                                max_length=6,
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("none", "No need"),
                                    ("low", "Low"),
                                    ("medium", "Medium"),
                                    ("high", "High"),
                                ],
                                max_length=6,
                            ),
                        ),
                        ("is_linked_to_harm", models.BooleanField(default=False)),
                        ("is_linked_to_reoffending", models.BooleanField(default=False)),
                        ("is_strength", models.BooleanField(default=False)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("assessment", "need"),
                                name="need_has_one_level",
                                violation_error_message="This need has its level already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NeedLevelHistory",
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
                                to="caseload.needlevel",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "assessment",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="caseload.assessment",
                            ),
                        ),
                        (
                            "need",
                            models.CharField(
                                choices=[
                                    ("ACCOM", "Accommodation"),
                                    ("ETE", "Education, training and employment"),
                                    ("FBD", "Finance, benefits and debt"),
                                    ("DNR", "Dependency and recovery"),
                                    ("LIFE", "Lifestyle and associates"),
                                    ("FAM", "Family and significant others"),
                                    ("EWB", "Emotional wellbeing"),
                                    ("SOC", "Social inclusion"),
                                ],
                                max_length=6,
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("none", "No need"),
                                    ("low", "Low"),
                                    ("medium", "Medium"),
                                    ("high", "High"),
                                ],
                                max_length=6,
                            ),
                        ),
                        ("is_linked_to_harm", models.BooleanField(default=False)),
                        ("is_linked_to_reoffending", models.BooleanField(default=False)),
                        ("is_strength", models.BooleanField(default=False)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NeedSought",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="needs_sought",
                                to="caseload.referral",
                            ),
                        ),
                        (
                            "need",
                            models.CharField(
                                choices=[
                                    ("ACCOM", "Accommodation"),
                                    ("ETE", "Education, training and employment"),
                                    ("FBD", "Finance, benefits and debt"),
                                    ("DNR", "Dependency and recovery"),
                                    ("LIFE", "Lifestyle and associates"),
                                    ("FAM", "Family and significant others"),
                                    ("EWB", "Emotional wellbeing"),
                                    ("SOC", "Social inclusion"),
                                ],
                                max_length=6,
                            ),
                        ),
                        (
                            "complexity",
                            models.CharField(
                                choices=[("LOW", "Low"), ("MEDIUM", "Medium"), ("HIGH", "High")], max_length=6
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("referral", "need"),
                                name="need_is_sought_once",
                                violation_error_message="This need is named already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NeedSoughtHistory",
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
                                to="caseload.needsought",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "referral",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="caseload.referral",
                            ),
                        ),
                        (
                            "need",
                            models.CharField(
                                choices=[
                                    ("ACCOM", "Accommodation"),
                                    ("ETE", "Education, training and employment"),
                                    ("FBD", "Finance, benefits and debt"),
                                    ("DNR", "Dependency and recovery"),
                                    ("LIFE", "Lifestyle and associates"),
                                    ("FAM", "Family and significant others"),
                                    ("EWB", "Emotional wellbeing"),
                                    ("SOC", "Social inclusion"),
                                ],
                                max_length=6,
                            ),
                        ),
                        (
                            "complexity",
                            models.CharField(
                                choices=[("LOW", "Low"), ("MEDIUM", "Medium"), ("HIGH", "High")], max_length=6
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Note",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notes",
                                to="caseload.referral",
                            ),
                        ),
                        (
                            "for_whom",
                            models.CharField(
                                choices=[
                                    ("provider", "The service only"),
                                    ("both", "The service and probation"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("text", models.BinaryField()),
                        (
                            "corrects",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrected_by",
                                to="caseload.note",
                            ),
                        ),
                        ("written_at", models.DateTimeField()),
                        ("written_by", models.CharField(max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name="Onward",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="onward",
                                to="caseload.referral",
                            ),
                        ),
                        (
                            "need",
                            models.CharField(
                                choices=[
                                    ("ACCOM", "Accommodation"),
                                    ("ETE", "Education, training and employment"),
                                    ("FBD", "Finance, benefits and debt"),
                                    ("DNR", "Dependency and recovery"),
                                    ("LIFE", "Lifestyle and associates"),
                                    ("FAM", "Family and significant others"),
                                    ("EWB", "Emotional wellbeing"),
                                    ("SOC", "Social inclusion"),
                                ],
                                max_length=6,
                            ),
                        ),
                        ("service", models.CharField(max_length=200)),
                        ("sent_on", models.DateField()),
                        ("sent_by", models.CharField(max_length=64)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "Not known yet"),
                                    ("taken_up", "Taken up"),
                                    ("not_taken_up", "Not taken up"),
                                    ("met", "Need met"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("outcome_on", models.DateField(blank=True, null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="OnwardHistory",
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
                                to="caseload.onward",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "referral",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="caseload.referral",
                            ),
                        ),
                        (
                            "need",
                            models.CharField(
                                choices=[
                                    ("ACCOM", "Accommodation"),
                                    ("ETE", "Education, training and employment"),
                                    ("FBD", "Finance, benefits and debt"),
                                    ("DNR", "Dependency and recovery"),
                                    ("LIFE", "Lifestyle and associates"),
                                    ("FAM", "Family and significant others"),
                                    ("EWB", "Emotional wellbeing"),
                                    ("SOC", "Social inclusion"),
                                ],
                                max_length=6,
                            ),
                        ),
                        ("service", models.CharField(max_length=200)),
                        ("sent_on", models.DateField()),
                        ("sent_by", models.CharField(max_length=64)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "Not known yet"),
                                    ("taken_up", "Taken up"),
                                    ("not_taken_up", "Not taken up"),
                                    ("met", "Need met"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("outcome_on", models.DateField(blank=True, null=True)),
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
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="outcomes",
                                to="caseload.referral",
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("use", "Non-dependent or non-problematic use"),
                                    ("support", "Gets appropriate support on release or in the community"),
                                    ("overdose", "Less risk of overdose after release"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "achieved",
                            models.CharField(
                                choices=[
                                    ("ACHIEVED", "Achieved"),
                                    ("PARTIALLY_ACHIEVED", "Partly achieved"),
                                    ("NOT_ACHIEVED", "Not achieved"),
                                ],
                                max_length=20,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("referral", "outcome"),
                                name="outcome_is_judged_once",
                                violation_error_message="This outcome is judged already.",
                            )
                        ],
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
                                to="caseload.outcome",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "referral",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="caseload.referral",
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("use", "Non-dependent or non-problematic use"),
                                    ("support", "Gets appropriate support on release or in the community"),
                                    ("overdose", "Less risk of overdose after release"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "achieved",
                            models.CharField(
                                choices=[
                                    ("ACHIEVED", "Achieved"),
                                    ("PARTIALLY_ACHIEVED", "Partly achieved"),
                                    ("NOT_ACHIEVED", "Not achieved"),
                                ],
                                max_length=20,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OutcomesProfile",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="profiles",
                                to="caseload.referral",
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[("start", "Start"), ("review", "Review"), ("exit", "Exit")],
                                max_length=8,
                            ),
                        ),
                        ("answers", models.BinaryField(help_text="Sealed: whole numbers by item.")),
                        ("taken_on", models.DateField()),
                        ("taken_at", models.DateTimeField()),
                        ("taken_by", models.CharField(max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name="OutcomesProfileHistory",
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
                                to="caseload.outcomesprofile",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "referral",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="caseload.referral",
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[("start", "Start"), ("review", "Review"), ("exit", "Exit")],
                                max_length=8,
                            ),
                        ),
                        ("answers", models.BinaryField(help_text="Sealed: whole numbers by item.")),
                        ("taken_on", models.DateField()),
                        ("taken_at", models.DateTimeField()),
                        ("taken_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OwnCode",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="own_codes",
                                to="caseload.referral",
                            ),
                        ),
                        ("hash", models.CharField(max_length=32)),
                        ("good_until", models.DateTimeField()),
                        ("made_at", models.DateTimeField()),
                        ("made_by", models.CharField(max_length=64)),
                        ("used_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["hash"], name="own_codes_by_hash")],
                    },
                ),
                migrations.CreateModel(
                    name="OwnCodeHistory",
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
                                to="caseload.owncode",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "referral",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="caseload.referral",
                            ),
                        ),
                        ("good_until", models.DateTimeField()),
                        ("made_at", models.DateTimeField()),
                        ("made_by", models.CharField(max_length=64)),
                        ("used_on", models.DateField(blank=True, null=True)),
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
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.body",
                            ),
                        ),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("support", "Support of people on probation"),
                                    ("evaluation", "Evaluation"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("controller", "Controller"),
                                    ("lawful_basis", "Lawful basis (UK GDPR 6, 9, 10 or DPA 2018 Part 3)"),
                                    ("gateway", "Disclosure gateway"),
                                    ("sharing", "Sharing agreement"),
                                    ("dpia", "Data protection impact assessment"),
                                    ("caldicott", "Caldicott approval"),
                                    ("clinical_safety", "Clinical safety sign-off (DCB0129 and DCB0160)"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "says",
                            models.CharField(
                                help_text="Which controller, basis, gateway, agreement.", max_length=400
                            ),
                        ),
                        ("reference", models.CharField(blank=True, max_length=120)),
                        (
                            "file",
                            models.CharField(
                                blank=True, help_text="SHA-256 of the stored file.", max_length=64
                            ),
                        ),
                        (
                            "signed_by",
                            models.CharField(help_text="Name and post of who signed it.", max_length=200),
                        ),
                        ("good_from", models.DateField()),
                        ("good_until", models.DateField()),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("good_until__gt", models.F("good_from"))),
                                name="paper_runs_forward",
                                violation_error_message="A paper is good until a day after it is good from.",
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
                                to="caseload.paper",
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
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("support", "Support of people on probation"),
                                    ("evaluation", "Evaluation"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("controller", "Controller"),
                                    ("lawful_basis", "Lawful basis (UK GDPR 6, 9, 10 or DPA 2018 Part 3)"),
                                    ("gateway", "Disclosure gateway"),
                                    ("sharing", "Sharing agreement"),
                                    ("dpia", "Data protection impact assessment"),
                                    ("caldicott", "Caldicott approval"),
                                    ("clinical_safety", "Clinical safety sign-off (DCB0129 and DCB0160)"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "says",
                            models.CharField(
                                help_text="Which controller, basis, gateway, agreement.", max_length=400
                            ),
                        ),
                        ("reference", models.CharField(blank=True, max_length=120)),
                        (
                            "file",
                            models.CharField(
                                blank=True, help_text="SHA-256 of the stored file.", max_length=64
                            ),
                        ),
                        (
                            "signed_by",
                            models.CharField(help_text="Name and post of who signed it.", max_length=200),
                        ),
                        ("good_from", models.DateField()),
                        ("good_until", models.DateField()),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Pathway",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pathways",
                                to="caseload.referral",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("specialist", "Specialist treatment"),
                                    ("brief", "Brief intervention"),
                                    ("extended", "Extended intervention"),
                                    ("coordination", "Coordination with treatment under way"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("runs_from", models.DateField()),
                        ("runs_until", models.DateField(blank=True, null=True)),
                        ("begun_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("runs_until__isnull", True)),
                                fields=("referral", "kind"),
                                name="pathway_of_a_kind_runs_once",
                                violation_error_message="This pathway runs already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PathwayHistory",
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
                                to="caseload.pathway",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "referral",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="caseload.referral",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("specialist", "Specialist treatment"),
                                    ("brief", "Brief intervention"),
                                    ("extended", "Extended intervention"),
                                    ("coordination", "Coordination with treatment under way"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("runs_from", models.DateField()),
                        ("runs_until", models.DateField(blank=True, null=True)),
                        ("begun_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Person",
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
                                help_text="Whose record it is.",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.body",
                            ),
                        ),
                        ("identity", models.BinaryField(help_text="Sealed: see caseload.sealed.Identity.")),
                        (
                            "wrapped_key",
                            models.BinaryField(help_text="Empty once the person's data are deleted."),
                        ),
                        ("is_made_up", models.BooleanField(default=False)),
                        (
                            "access",
                            models.CharField(
                                choices=[
                                    ("open", "Open to everybody in sight"),
                                    ("restricted", "Only the named may see"),
                                    ("excluding", "All in sight but the named may see"),
                                    ("unknown", "Not known: nobody may see"),
                                ],
                                default="open",
                                max_length=12,
                            ),
                        ),
                        ("access_source", models.CharField(blank=True, max_length=120)),
                        (
                            "access_on",
                            models.DateField(
                                blank=True, help_text="The day on which the source said so.", null=True
                            ),
                        ),
                        ("access_by", models.CharField(blank=True, max_length=64)),
                        ("access_good_until", models.DateField(blank=True, null=True)),
                        (
                            "legal_hold",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("inquest", "An inquest or a review of a death"),
                                    ("complaint", "A complaint"),
                                    ("claim", "A claim or a court case"),
                                    ("police", "An investigation by the police"),
                                    ("inquiry", "An inquiry or an inspection"),
                                ],
                                help_text="Why nothing of it may be deleted.",
                                max_length=12,
                            ),
                        ),
                        ("died_on", models.DateField(blank=True, null=True)),
                        ("deleted_at", models.DateTimeField(blank=True, null=True)),
                        ("deleted_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("deleted_at__isnull", False)),
                                fields=["id"],
                                name="people_who_were_deleted",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("access", "open"),
                                    ("access", "unknown"),
                                    models.Q(
                                        ("access_good_until__isnull", False),
                                        ("access_on__isnull", False),
                                        models.Q(("access_source", ""), _negated=True),
                                        models.Q(("access_by", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="limit_has_source_date_and_confirmer",
                                violation_error_message="A limit has its source, its date, who confirmed it and until when it is good.",
                            )
                        ],
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
                                to="caseload.person",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "body",
                            models.ForeignKey(
                                db_constraint=False,
                                help_text="Whose record it is.",
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.body",
                            ),
                        ),
                        ("identity", models.BinaryField(help_text="Sealed: see caseload.sealed.Identity.")),
                        ("is_made_up", models.BooleanField(default=False)),
                        (
                            "access",
                            models.CharField(
                                choices=[
                                    ("open", "Open to everybody in sight"),
                                    ("restricted", "Only the named may see"),
                                    ("excluding", "All in sight but the named may see"),
                                    ("unknown", "Not known: nobody may see"),
                                ],
                                default="open",
                                max_length=12,
                            ),
                        ),
                        ("access_source", models.CharField(blank=True, max_length=120)),
                        (
                            "access_on",
                            models.DateField(
                                blank=True, help_text="The day on which the source said so.", null=True
                            ),
                        ),
                        ("access_by", models.CharField(blank=True, max_length=64)),
                        ("access_good_until", models.DateField(blank=True, null=True)),
                        (
                            "legal_hold",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("inquest", "An inquest or a review of a death"),
                                    ("complaint", "A complaint"),
                                    ("claim", "A claim or a court case"),
                                    ("police", "An investigation by the police"),
                                    ("inquiry", "An inquiry or an inspection"),
                                ],
                                help_text="Why nothing of it may be deleted.",
                                max_length=12,
                            ),
                        ),
                        ("died_on", models.DateField(blank=True, null=True)),
                        ("deleted_at", models.DateTimeField(blank=True, null=True)),
                        ("deleted_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ProbationRecord",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.probationdeliveryunit",
                            ),
                        ),
                        ("crn", models.CharField(help_text="The keyed hash of the CRN.", max_length=32)),
                        ("wrapped_key", models.BinaryField()),
                        ("identity", models.BinaryField(help_text="Sealed: see caseload.sealed.Identity.")),
                        (
                            "asked",
                            models.BinaryField(
                                help_text="Sealed: risk, flags and who supervises; see caseload.sealed.Asked."
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("community", "In the community"),
                                    ("custody", "In custody, before release"),
                                    ("court", "Before sentence, from court"),
                                    ("walk_in", "Walked in at the unit’s clinic"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("sentence", models.CharField(blank=True, max_length=12)),
                        ("requirement", models.CharField(blank=True, max_length=12)),
                        ("sentence_ends_on", models.DateField(blank=True, null=True)),
                        ("release_on", models.DateField(blank=True, null=True)),
                        (
                            "access",
                            models.CharField(
                                choices=[
                                    ("open", "Open to everybody in sight"),
                                    ("restricted", "Only the named may see"),
                                    ("excluding", "All in sight but the named may see"),
                                    ("unknown", "Not known: nobody may see"),
                                ],
                                default="open",
                                max_length=12,
                            ),
                        ),
                        ("access_on", models.DateField(blank=True, null=True)),
                        ("taken_on", models.DateField(help_text="The day of the extract.")),
                        ("is_made_up", models.BooleanField(default=False)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["crn"], name="probation_records_by_crn")],
                    },
                ),
                migrations.CreateModel(
                    name="ProbationRecordHistory",
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
                                to="caseload.probationrecord",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
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
                        ("identity", models.BinaryField(help_text="Sealed: see caseload.sealed.Identity.")),
                        (
                            "asked",
                            models.BinaryField(
                                help_text="Sealed: risk, flags and who supervises; see caseload.sealed.Asked."
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("community", "In the community"),
                                    ("custody", "In custody, before release"),
                                    ("court", "Before sentence, from court"),
                                    ("walk_in", "Walked in at the unit’s clinic"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("sentence", models.CharField(blank=True, max_length=12)),
                        ("requirement", models.CharField(blank=True, max_length=12)),
                        ("sentence_ends_on", models.DateField(blank=True, null=True)),
                        ("release_on", models.DateField(blank=True, null=True)),
                        (
                            "access",
                            models.CharField(
                                choices=[
                                    ("open", "Open to everybody in sight"),
                                    ("restricted", "Only the named may see"),
                                    ("excluding", "All in sight but the named may see"),
                                    ("unknown", "Not known: nobody may see"),
                                ],
                                default="open",
                                max_length=12,
                            ),
                        ),
                        ("access_on", models.DateField(blank=True, null=True)),
                        ("taken_on", models.DateField(help_text="The day of the extract.")),
                        ("is_made_up", models.BooleanField(default=False)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Protocol",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "provider",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.body",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.probationdeliveryunit",
                            ),
                        ),
                        (
                            "cohort",
                            models.CharField(
                                help_text="Such as: adults with a drug or alcohol need.", max_length=120
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("half_agreed", "half agreed"),
                                    ("agreed", "agreed"),
                                    ("replaced", "replaced"),
                                    ("discarded", "discarded"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("eligible", models.TextField()),
                        ("risk_shared", models.TextField()),
                        ("who_does_what", models.TextField()),
                        ("eligible_from", models.DateField()),
                        ("review_on", models.DateField()),
                        ("drafted_at", models.DateTimeField()),
                        ("drafted_by", models.CharField(max_length=64)),
                        ("for_probation_at", models.DateTimeField(blank=True, null=True)),
                        ("for_probation_by", models.CharField(blank=True, max_length=64)),
                        ("for_provider_at", models.DateTimeField(blank=True, null=True)),
                        ("for_provider_by", models.CharField(blank=True, max_length=64)),
                        ("is_illustration", models.BooleanField(default=False)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("provider", "unit", "cohort", "version"),
                                name="protocol_version_once",
                                violation_error_message="This version is there already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "agreed"), _negated=True),
                                    models.Q(
                                        ("for_probation_at__isnull", False),
                                        ("for_provider_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="protocol_is_agreed_by_both",
                                violation_error_message="A protocol is in force when both sides agreed.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProtocolHistory",
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
                                to="caseload.protocol",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "provider",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.body",
                            ),
                        ),
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
                            "cohort",
                            models.CharField(
                                help_text="Such as: adults with a drug or alcohol need.", max_length=120
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("half_agreed", "half agreed"),
                                    ("agreed", "agreed"),
                                    ("replaced", "replaced"),
                                    ("discarded", "discarded"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("eligible", models.TextField()),
                        ("risk_shared", models.TextField()),
                        ("who_does_what", models.TextField()),
                        ("eligible_from", models.DateField()),
                        ("review_on", models.DateField()),
                        ("drafted_at", models.DateTimeField()),
                        ("drafted_by", models.CharField(max_length=64)),
                        ("for_probation_at", models.DateTimeField(blank=True, null=True)),
                        ("for_probation_by", models.CharField(blank=True, max_length=64)),
                        ("for_provider_at", models.DateTimeField(blank=True, null=True)),
                        ("for_provider_by", models.CharField(blank=True, max_length=64)),
                        ("is_illustration", models.BooleanField(default=False)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Question",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="questions",
                                to="caseload.referral",
                            ),
                        ),
                        ("question", models.BinaryField()),
                        ("answer", models.BinaryField(blank=True, null=True)),
                        ("asked_at", models.DateTimeField()),
                        ("asked_by", models.CharField(max_length=64)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("answered_by", models.CharField(blank=True, max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name="QuestionHistory",
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
                                to="caseload.question",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "referral",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="caseload.referral",
                            ),
                        ),
                        ("question", models.BinaryField()),
                        ("answer", models.BinaryField(blank=True, null=True)),
                        ("asked_at", models.DateTimeField()),
                        ("asked_by", models.CharField(max_length=64)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("answered_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Read",
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="caseload.person",
                            ),
                        ),
                        ("body", models.UUIDField(blank=True, null=True)),
                        ("what", models.CharField(max_length=60)),
                        ("because", models.CharField(blank=True, max_length=200)),
                        ("read_at", models.DateTimeField()),
                        ("read_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["person", "read_at"], name="reads_of_a_person"),
                            django.contrib.postgres.indexes.BrinIndex(
                                fields=["read_at"], name="reads_of_a_day"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RecordMode",
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
                                related_name="+",
                                to="organisations.body",
                            ),
                        ),
                        (
                            "mode",
                            models.CharField(
                                choices=[("here", "Record here"), ("elsewhere", "Record elsewhere")],
                                max_length=9,
                            ),
                        ),
                        ("runs_from", models.DateField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("body", "runs_from"),
                                name="record_mode_once_a_day",
                                violation_error_message="This provider has a mode from that day already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RecordModeHistory",
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
                                to="caseload.recordmode",
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
                        (
                            "mode",
                            models.CharField(
                                choices=[("here", "Record here"), ("elsewhere", "Record elsewhere")],
                                max_length=9,
                            ),
                        ),
                        ("runs_from", models.DateField()),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RecoveryCheck",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checks",
                                to="caseload.referral",
                            ),
                        ),
                        (
                            "months",
                            models.PositiveSmallIntegerField(
                                choices=[(3, "3 months"), (6, "6 months"), (12, "12 months")]
                            ),
                        ),
                        ("due_on", models.DateField()),
                        ("done_on", models.DateField(blank=True, null=True)),
                        ("done_by", models.CharField(blank=True, max_length=64)),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "Not done"),
                                    ("sustained", "Recovery sustained"),
                                    ("not", "Not sustained"),
                                    ("not_reached", "Not reached"),
                                ],
                                max_length=12,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("referral", "months"),
                                name="recovery_check_once_a_stage",
                                violation_error_message="This check is on record already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RecoveryCheckHistory",
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
                                to="caseload.recoverycheck",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "referral",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="caseload.referral",
                            ),
                        ),
                        (
                            "months",
                            models.PositiveSmallIntegerField(
                                choices=[(3, "3 months"), (6, "6 months"), (12, "12 months")]
                            ),
                        ),
                        ("due_on", models.DateField()),
                        ("done_on", models.DateField(blank=True, null=True)),
                        ("done_by", models.CharField(blank=True, max_length=64)),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "Not done"),
                                    ("sustained", "Recovery sustained"),
                                    ("not", "Not sustained"),
                                    ("not_reached", "Not reached"),
                                ],
                                max_length=12,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Referral",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(help_text="Ours, made by chance; says nothing.", max_length=12),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="referrals",
                                to="caseload.person",
                            ),
                        ),
                        (
                            "provider",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.body",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.probationdeliveryunit",
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                help_text="Which locality's service.",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.place",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("sent", "sent"),
                                    ("discarded", "discarded"),
                                    ("accepted", "accepted"),
                                    ("redirected", "redirected"),
                                    ("declined", "declined"),
                                    ("already_in_treatment", "already in treatment"),
                                    ("assigned", "assigned"),
                                    ("assessed", "assessed"),
                                    ("on_pathway", "on pathway"),
                                    ("paused", "paused"),
                                    ("exited", "exited"),
                                    ("closed", "closed"),
                                    ("withdrawn", "withdrawn"),
                                ],
                                max_length=24,
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("community", "In the community"),
                                    ("custody", "In custody, before release"),
                                    ("court", "Before sentence, from court"),
                                    ("walk_in", "Walked in at the unit’s clinic"),
                                ],
                                default="community",
                                max_length=12,
                            ),
                        ),
                        ("sentence", models.CharField(blank=True, max_length=12)),
                        ("requirement", models.CharField(blank=True, max_length=12)),
                        ("sentence_ends_on", models.DateField(blank=True, null=True)),
                        ("release_on", models.DateField(blank=True, null=True)),
                        (
                            "release_unknown",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("not_calculated", "The release day is not worked out yet"),
                                    ("on_remand", "On remand, awaiting trial or sentence"),
                                    ("parole", "The Parole Board decides"),
                                    ("recall", "Recalled, no new day yet"),
                                    ("hospital", "Moved to hospital"),
                                    ("not_told", "The prison has not said"),
                                ],
                                help_text="Why no release date is known.",
                                max_length=14,
                            ),
                        ),
                        ("is_urgent", models.BooleanField(default=False)),
                        ("asked", models.BinaryField(help_text="Sealed: see caseload.sealed.Asked.")),
                        (
                            "revision",
                            models.PositiveIntegerField(
                                default=0,
                                help_text="Counts savings of a draft, so that no window overwrites another.",
                            ),
                        ),
                        (
                            "protocol",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="caseload.protocol",
                            ),
                        ),
                        ("practitioner", models.CharField(blank=True, max_length=64)),
                        ("begun_at", models.DateTimeField()),
                        ("begun_by", models.CharField(max_length=64)),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        ("sent_by", models.CharField(blank=True, max_length=64)),
                        (
                            "send_key",
                            models.CharField(
                                blank=True,
                                help_text="Of the form or machine that sent it: sent once.",
                                max_length=64,
                            ),
                        ),
                        ("triaged_at", models.DateTimeField(blank=True, null=True)),
                        ("triaged_by", models.CharField(blank=True, max_length=64)),
                        ("triage_reason", models.CharField(blank=True, max_length=12)),
                        (
                            "waits_for",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("capacity", "No key worker is free"),
                                    ("practitioner", "Waiting for the probation practitioner"),
                                    ("person", "Waiting for the person"),
                                    ("release", "Waiting for release"),
                                    ("information", "Waiting for an answer"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("key_worker", models.CharField(blank=True, max_length=64)),
                        ("assigned_at", models.DateTimeField(blank=True, null=True)),
                        ("assigned_by", models.CharField(blank=True, max_length=64)),
                        (
                            "first_contact_on",
                            models.DateField(
                                blank=True,
                                help_text="The first appointment that the person came to.",
                                null=True,
                            ),
                        ),
                        ("paused_on", models.DateField(blank=True, null=True)),
                        (
                            "pause",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("recall", "Recalled to custody"),
                                    ("remand", "Remanded"),
                                    ("hospital", "In hospital"),
                                    ("other", "Another reason"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("exited_on", models.DateField(blank=True, null=True)),
                        ("exit_reason", models.CharField(blank=True, max_length=24)),
                        ("was_planned", models.BooleanField(blank=True, null=True)),
                        (
                            "withdrawn_for",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("INE", "Ineligible"),
                                    ("MIS", "Mistaken or duplicate referral"),
                                    ("NOT", "Not engaged"),
                                    ("NEE", "Needs met in another way"),
                                    ("MOV", "Moved out of the service’s area"),
                                    ("WOR", "Work, caring or sickness"),
                                    ("USE", "The person has died"),
                                    ("ACQ", "Acquitted on appeal"),
                                    ("RET", "Returned to custody"),
                                    ("SER", "Sentence revoked"),
                                    ("SEE", "Sentence expired"),
                                    ("EAR", "Intervention completed early"),
                                    ("ANO", "Another reason"),
                                ],
                                max_length=3,
                            ),
                        ),
                        (
                            "follows",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="followed_by",
                                to="caseload.referral",
                            ),
                        ),
                        (
                            "access",
                            models.CharField(
                                choices=[
                                    ("open", "Open to everybody in sight"),
                                    ("restricted", "Only the named may see"),
                                    ("excluding", "All in sight but the named may see"),
                                    ("unknown", "Not known: nobody may see"),
                                ],
                                default="open",
                                max_length=12,
                            ),
                        ),
                        ("access_good_until", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["unit", "provider", "state", "sent_at"], name="referrals_of_a_unit"
                            ),
                            models.Index(fields=["key_worker", "state"], name="referrals_of_a_worker"),
                            models.Index(fields=["person"], name="referrals_of_a_person"),
                            models.Index(fields=["begun_by", "state"], name="referrals_begun_by"),
                            models.Index(
                                condition=models.Q(("release_on__isnull", False)),
                                fields=["unit", "release_on"],
                                name="referrals_by_release",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["draft", "discarded"]),
                                    ("sent_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="referral_was_sent",
                                violation_error_message="Past the draft a referral has the moment at which it was sent.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ["assigned", "assessed", "on_pathway"]), _negated=True
                                    ),
                                    models.Q(("key_worker", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="referral_has_its_key_worker",
                                violation_error_message="From its assignment a referral has a key worker.",
                            ),
                            models.UniqueConstraint(
                                fields=("reference",),
                                name="referral_reference_is_used_once",
                                violation_error_message="Another referral has this reference already.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("send_key", ""), _negated=True),
                                fields=("begun_by", "send_key"),
                                name="referral_is_sent_once",
                                violation_error_message="This referral was sent already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReferralHistory",
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
                                to="caseload.referral",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "reference",
                            models.CharField(help_text="Ours, made by chance; says nothing.", max_length=12),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="caseload.person",
                            ),
                        ),
                        (
                            "provider",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.body",
                            ),
                        ),
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
                                help_text="Which locality's service.",
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.place",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("sent", "sent"),
                                    ("discarded", "discarded"),
                                    ("accepted", "accepted"),
                                    ("redirected", "redirected"),
                                    ("declined", "declined"),
                                    ("already_in_treatment", "already in treatment"),
                                    ("assigned", "assigned"),
                                    ("assessed", "assessed"),
                                    ("on_pathway", "on pathway"),
                                    ("paused", "paused"),
                                    ("exited", "exited"),
                                    ("closed", "closed"),
                                    ("withdrawn", "withdrawn"),
                                ],
                                max_length=24,
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("community", "In the community"),
                                    ("custody", "In custody, before release"),
                                    ("court", "Before sentence, from court"),
                                    ("walk_in", "Walked in at the unit’s clinic"),
                                ],
                                default="community",
                                max_length=12,
                            ),
                        ),
                        ("sentence", models.CharField(blank=True, max_length=12)),
                        ("requirement", models.CharField(blank=True, max_length=12)),
                        ("sentence_ends_on", models.DateField(blank=True, null=True)),
                        ("release_on", models.DateField(blank=True, null=True)),
                        (
                            "release_unknown",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("not_calculated", "The release day is not worked out yet"),
                                    ("on_remand", "On remand, awaiting trial or sentence"),
                                    ("parole", "The Parole Board decides"),
                                    ("recall", "Recalled, no new day yet"),
                                    ("hospital", "Moved to hospital"),
                                    ("not_told", "The prison has not said"),
                                ],
                                help_text="Why no release date is known.",
                                max_length=14,
                            ),
                        ),
                        ("is_urgent", models.BooleanField(default=False)),
                        ("asked", models.BinaryField(help_text="Sealed: see caseload.sealed.Asked.")),
                        (
                            "revision",
                            models.PositiveIntegerField(
                                default=0,
                                help_text="Counts savings of a draft, so that no window overwrites another.",
                            ),
                        ),
                        (
                            "protocol",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="caseload.protocol",
                            ),
                        ),
                        ("practitioner", models.CharField(blank=True, max_length=64)),
                        ("begun_at", models.DateTimeField()),
                        ("begun_by", models.CharField(max_length=64)),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        ("sent_by", models.CharField(blank=True, max_length=64)),
                        (
                            "send_key",
                            models.CharField(
                                blank=True,
                                help_text="Of the form or machine that sent it: sent once.",
                                max_length=64,
                            ),
                        ),
                        ("triaged_at", models.DateTimeField(blank=True, null=True)),
                        ("triaged_by", models.CharField(blank=True, max_length=64)),
                        ("triage_reason", models.CharField(blank=True, max_length=12)),
                        (
                            "waits_for",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("capacity", "No key worker is free"),
                                    ("practitioner", "Waiting for the probation practitioner"),
                                    ("person", "Waiting for the person"),
                                    ("release", "Waiting for release"),
                                    ("information", "Waiting for an answer"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("key_worker", models.CharField(blank=True, max_length=64)),
                        ("assigned_at", models.DateTimeField(blank=True, null=True)),
                        ("assigned_by", models.CharField(blank=True, max_length=64)),
                        (
                            "first_contact_on",
                            models.DateField(
                                blank=True,
                                help_text="The first appointment that the person came to.",
                                null=True,
                            ),
                        ),
                        ("paused_on", models.DateField(blank=True, null=True)),
                        (
                            "pause",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("recall", "Recalled to custody"),
                                    ("remand", "Remanded"),
                                    ("hospital", "In hospital"),
                                    ("other", "Another reason"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("exited_on", models.DateField(blank=True, null=True)),
                        ("exit_reason", models.CharField(blank=True, max_length=24)),
                        ("was_planned", models.BooleanField(blank=True, null=True)),
                        (
                            "withdrawn_for",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("INE", "Ineligible"),
                                    ("MIS", "Mistaken or duplicate referral"),
                                    ("NOT", "Not engaged"),
                                    ("NEE", "Needs met in another way"),
                                    ("MOV", "Moved out of the service’s area"),
                                    ("WOR", "Work, caring or sickness"),
                                    ("USE", "The person has died"),
                                    ("ACQ", "Acquitted on appeal"),
                                    ("RET", "Returned to custody"),
                                    ("SER", "Sentence revoked"),
                                    ("SEE", "Sentence expired"),
                                    ("EAR", "Intervention completed early"),
                                    ("ANO", "Another reason"),
                                ],
                                max_length=3,
                            ),
                        ),
                        (
                            "follows",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="caseload.referral",
                            ),
                        ),
                        (
                            "access",
                            models.CharField(
                                choices=[
                                    ("open", "Open to everybody in sight"),
                                    ("restricted", "Only the named may see"),
                                    ("excluding", "All in sight but the named may see"),
                                    ("unknown", "Not known: nobody may see"),
                                ],
                                default="open",
                                max_length=12,
                            ),
                        ),
                        ("access_good_until", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ReleasePlan",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "referral",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="release_plan",
                                to="caseload.referral",
                            ),
                        ),
                        ("prison", models.CharField(max_length=120)),
                        ("chased_by", models.CharField(blank=True, max_length=64)),
                        (
                            "is_prescription_bridged",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "Not known"),
                                    ("yes", "Bridged"),
                                    ("no", "Not bridged"),
                                    ("none", "None needed"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "has_naloxone",
                            models.CharField(
                                blank=True,
                                choices=[("", "Not known"), ("yes", "Has it"), ("no", "Has not")],
                                max_length=8,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="ReleasePlanHistory",
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
                                to="caseload.releaseplan",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "referral",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="caseload.referral",
                            ),
                        ),
                        ("prison", models.CharField(max_length=120)),
                        ("chased_by", models.CharField(blank=True, max_length=64)),
                        (
                            "is_prescription_bridged",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "Not known"),
                                    ("yes", "Bridged"),
                                    ("no", "Not bridged"),
                                    ("none", "None needed"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "has_naloxone",
                            models.CharField(
                                blank=True,
                                choices=[("", "Not known"), ("yes", "Has it"), ("no", "Has not")],
                                max_length=8,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Retention",
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
                                related_name="+",
                                to="organisations.body",
                            ),
                        ),
                        ("years", models.PositiveSmallIntegerField()),
                        ("runs_from", models.DateField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("body", "runs_from"),
                                name="retention_once_a_day",
                                violation_error_message="This organisation has a retention from that day already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RetentionHistory",
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
                                to="caseload.retention",
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
                        ("years", models.PositiveSmallIntegerField()),
                        ("runs_from", models.DateField()),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Route",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.place",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("children", "Children’s services hub"),
                                    ("adults", "Adult safeguarding"),
                                    ("marac", "MARAC"),
                                    ("mappa", "MAPPA"),
                                    ("prevent", "Prevent"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("contact", models.CharField(max_length=300)),
                        ("within_hours", models.PositiveSmallIntegerField(default=24)),
                        ("is_illustration", models.BooleanField(default=False)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("place", "kind"),
                                name="route_of_a_kind_once_a_place",
                                violation_error_message="This place has this route already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RouteHistory",
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
                                to="caseload.route",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
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
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("children", "Children’s services hub"),
                                    ("adults", "Adult safeguarding"),
                                    ("marac", "MARAC"),
                                    ("mappa", "MAPPA"),
                                    ("prevent", "Prevent"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("contact", models.CharField(max_length=300)),
                        ("within_hours", models.PositiveSmallIntegerField(default=24)),
                        ("is_illustration", models.BooleanField(default=False)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SearchHash",
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
                                related_name="hashes",
                                to="caseload.person",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("crn", "CRN"), ("word", "Word"), ("start", "First letters")],
                                max_length=8,
                            ),
                        ),
                        ("hash", models.CharField(max_length=32)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["hash", "kind", "person"], name="people_are_found_by_hash")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Skill",
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
                                related_name="+",
                                to="organisations.body",
                            ),
                        ),
                        ("worker", models.CharField(max_length=64)),
                        (
                            "skills",
                            models.CharField(
                                blank=True,
                                help_text="Codes, separated by spaces: a language, high complexity, women.",
                                max_length=200,
                            ),
                        ),
                        ("most_people", models.PositiveSmallIntegerField(default=40)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("body", "worker"),
                                name="worker_has_skills_once",
                                violation_error_message="This worker's skills are on record already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SkillHistory",
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
                                to="caseload.skill",
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
                        ("worker", models.CharField(max_length=64)),
                        (
                            "skills",
                            models.CharField(
                                blank=True,
                                help_text="Codes, separated by spaces: a language, high complexity, women.",
                                max_length=200,
                            ),
                        ),
                        ("most_people", models.PositiveSmallIntegerField(default=40)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SubjectAccess",
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
                                related_name="subject_accesses",
                                to="caseload.person",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "asked"),
                                    ("checked", "checked"),
                                    ("released", "released"),
                                    ("refused", "refused"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "asked_on",
                            models.DateField(
                                help_text="The day on which the request came; the month runs from it."
                            ),
                        ),
                        ("due_on", models.DateField()),
                        ("is_extended", models.BooleanField(default=False)),
                        (
                            "said",
                            models.BinaryField(
                                help_text="Sealed: how they asked, how we know who they are, why it is refused."
                            ),
                        ),
                        (
                            "left_out",
                            models.BinaryField(
                                blank=True, help_text="Sealed: which parts, on which ground.", null=True
                            ),
                        ),
                        (
                            "content",
                            models.BinaryField(
                                blank=True, help_text="Sealed: the copy as it was checked.", null=True
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("asked_by", models.CharField(max_length=64)),
                        ("checked_at", models.DateTimeField(blank=True, null=True)),
                        ("checked_by", models.CharField(blank=True, max_length=64)),
                        ("released_at", models.DateTimeField(blank=True, null=True)),
                        ("released_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["state", "due_on"], name="subject_accesses_by_day")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("released_at__isnull", True),
                                    models.Q(("released_by", models.F("checked_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="copy_is_released_by_another",
                                violation_error_message="Whoever checked the copy does not release it.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SubjectAccessHistory",
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
                                to="caseload.subjectaccess",
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
                                to="caseload.person",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "asked"),
                                    ("checked", "checked"),
                                    ("released", "released"),
                                    ("refused", "refused"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "asked_on",
                            models.DateField(
                                help_text="The day on which the request came; the month runs from it."
                            ),
                        ),
                        ("due_on", models.DateField()),
                        ("is_extended", models.BooleanField(default=False)),
                        (
                            "said",
                            models.BinaryField(
                                help_text="Sealed: how they asked, how we know who they are, why it is refused."
                            ),
                        ),
                        (
                            "left_out",
                            models.BinaryField(
                                blank=True, help_text="Sealed: which parts, on which ground.", null=True
                            ),
                        ),
                        (
                            "content",
                            models.BinaryField(
                                blank=True, help_text="Sealed: the copy as it was checked.", null=True
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("asked_by", models.CharField(max_length=64)),
                        ("checked_at", models.DateTimeField(blank=True, null=True)),
                        ("checked_by", models.CharField(blank=True, max_length=64)),
                        ("released_at", models.DateTimeField(blank=True, null=True)),
                        ("released_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Taken",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("taken_from", models.CharField(max_length=64)),
                        ("key", models.CharField(max_length=32)),
                        ("says", models.CharField(max_length=32)),
                        (
                            "referral",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="caseload.referral",
                            ),
                        ),
                        (
                            "imported",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="caseload.imported",
                            ),
                        ),
                        ("row", models.PositiveIntegerField(blank=True, null=True)),
                        ("answer", models.JSONField(default=dict)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("taken_from", "key"),
                                name="key_of_a_sender_is_taken_once",
                                violation_error_message="This was taken already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Token",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "client",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tokens",
                                to="caseload.client",
                            ),
                        ),
                        ("hash", models.CharField(max_length=32)),
                        ("scopes", models.CharField(max_length=200)),
                        ("good_until", models.DateTimeField()),
                        (
                            "last_used",
                            models.DateTimeField(help_text="To the minute: when the client last spoke."),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["hash"], name="tokens_by_hash")],
                    },
                ),
                migrations.CreateModel(
                    name="Told",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="told",
                                to="caseload.referral",
                            ),
                        ),
                        ("kind", models.CharField(max_length=24)),
                        ("about_on", models.DateField(help_text="The day of what is told.")),
                        (
                            "code",
                            models.CharField(
                                blank=True, help_text="Its code, such as a reason.", max_length=24
                            ),
                        ),
                        ("is_urgent", models.BooleanField(default=False)),
                        ("told_at", models.DateTimeField()),
                        ("told_by", models.CharField(max_length=64)),
                        ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
                        ("acknowledged_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["referral", "told_at"], name="told_of_a_referral")],
                    },
                ),
                migrations.CreateModel(
                    name="ToldHistory",
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
                                to="caseload.told",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "referral",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="caseload.referral",
                            ),
                        ),
                        ("kind", models.CharField(max_length=24)),
                        ("about_on", models.DateField(help_text="The day of what is told.")),
                        (
                            "code",
                            models.CharField(
                                blank=True, help_text="Its code, such as a reason.", max_length=24
                            ),
                        ),
                        ("is_urgent", models.BooleanField(default=False)),
                        ("told_at", models.DateTimeField()),
                        ("told_by", models.CharField(max_length=64)),
                        ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
                        ("acknowledged_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Transfer",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="transfers",
                                to="caseload.referral",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="caseload.person",
                            ),
                        ),
                        (
                            "from_unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.probationdeliveryunit",
                            ),
                        ),
                        (
                            "from_provider",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.body",
                            ),
                        ),
                        (
                            "to_unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.probationdeliveryunit",
                            ),
                        ),
                        (
                            "to_provider",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.body",
                            ),
                        ),
                        (
                            "to_place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.place",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("offered", "offered"),
                                    ("taken", "taken"),
                                    ("turned_down", "turned down"),
                                    ("taken_back", "taken back"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("because", models.BinaryField(help_text="Sealed: why, and the answer.")),
                        ("offered_at", models.DateTimeField()),
                        ("offered_by", models.CharField(max_length=64)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("answered_by", models.CharField(blank=True, max_length=64)),
                        (
                            "access",
                            models.CharField(
                                choices=[
                                    ("open", "Open to everybody in sight"),
                                    ("restricted", "Only the named may see"),
                                    ("excluding", "All in sight but the named may see"),
                                    ("unknown", "Not known: nobody may see"),
                                ],
                                default="open",
                                max_length=12,
                            ),
                        ),
                        ("access_good_until", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "offered")),
                                fields=("referral",),
                                name="transfer_is_offered_once_at_a_time",
                                violation_error_message="This person is offered to another unit already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TransferHistory",
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
                                to="caseload.transfer",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "referral",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="caseload.referral",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="caseload.person",
                            ),
                        ),
                        (
                            "from_unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.probationdeliveryunit",
                            ),
                        ),
                        (
                            "from_provider",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.body",
                            ),
                        ),
                        (
                            "to_unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.probationdeliveryunit",
                            ),
                        ),
                        (
                            "to_provider",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.body",
                            ),
                        ),
                        (
                            "to_place",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.place",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("offered", "offered"),
                                    ("taken", "taken"),
                                    ("turned_down", "turned down"),
                                    ("taken_back", "taken back"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("because", models.BinaryField(help_text="Sealed: why, and the answer.")),
                        ("offered_at", models.DateTimeField()),
                        ("offered_by", models.CharField(max_length=64)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("answered_by", models.CharField(blank=True, max_length=64)),
                        (
                            "access",
                            models.CharField(
                                choices=[
                                    ("open", "Open to everybody in sight"),
                                    ("restricted", "Only the named may see"),
                                    ("excluding", "All in sight but the named may see"),
                                    ("unknown", "Not known: nobody may see"),
                                ],
                                default="open",
                                max_length=12,
                            ),
                        ),
                        ("access_good_until", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Treatment",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="treatments",
                                to="caseload.referral",
                            ),
                        ),
                        ("service", models.CharField(max_length=200)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("referred", "referred"),
                                    ("accepted", "accepted"),
                                    ("refused", "refused"),
                                    ("started", "started"),
                                    ("ended", "ended"),
                                    ("not_started", "not started"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("referred_on", models.DateField()),
                        ("accepted_on", models.DateField(blank=True, null=True)),
                        ("started_on", models.DateField(blank=True, null=True)),
                        ("reviewed_on", models.DateField(blank=True, null=True)),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        ("ended_for", models.CharField(blank=True, max_length=24)),
                        (
                            "link",
                            models.BinaryField(
                                blank=True,
                                help_text="Sealed: CLIENTID and EPISODID of treatment monitoring.",
                                null=True,
                            ),
                        ),
                        ("confirmed_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("started_on__isnull", True),
                                    ("started_on__gte", models.F("referred_on")),
                                    _connector="OR",
                                ),
                                name="treatment_starts_after_its_referral",
                                violation_error_message="Treatment starts on or after the day of its referral.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TreatmentHistory",
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
                                to="caseload.treatment",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "referral",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="caseload.referral",
                            ),
                        ),
                        ("service", models.CharField(max_length=200)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("referred", "referred"),
                                    ("accepted", "accepted"),
                                    ("refused", "refused"),
                                    ("started", "started"),
                                    ("ended", "ended"),
                                    ("not_started", "not started"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("referred_on", models.DateField()),
                        ("accepted_on", models.DateField(blank=True, null=True)),
                        ("started_on", models.DateField(blank=True, null=True)),
                        ("reviewed_on", models.DateField(blank=True, null=True)),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        ("ended_for", models.CharField(blank=True, max_length=24)),
                        (
                            "link",
                            models.BinaryField(
                                blank=True,
                                help_text="Sealed: CLIENTID and EPISODID of treatment monitoring.",
                                null=True,
                            ),
                        ),
                        ("confirmed_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="UnitDesk",
                    fields=[
                        (
                            "unit",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to="organisations.probationdeliveryunit",
                            ),
                        ),
                        ("single_point_of_contact", models.CharField(max_length=200)),
                        ("clinic", models.CharField(blank=True, max_length=200)),
                        (
                            "opens",
                            models.TimeField(
                                default=datetime.time(9, 0), help_text="On working days, in London."
                            ),
                        ),
                        ("closes", models.TimeField(default=datetime.time(17, 0))),
                        ("is_illustration", models.BooleanField(default=False)),
                    ],
                ),
                migrations.CreateModel(
                    name="UnitDeskHistory",
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
                                to="caseload.unitdesk",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                serialize=False,
                                to="organisations.probationdeliveryunit",
                            ),
                        ),
                        ("single_point_of_contact", models.CharField(max_length=200)),
                        ("clinic", models.CharField(blank=True, max_length=200)),
                        (
                            "opens",
                            models.TimeField(
                                default=datetime.time(9, 0), help_text="On working days, in London."
                            ),
                        ),
                        ("closes", models.TimeField(default=datetime.time(17, 0))),
                        ("is_illustration", models.BooleanField(default=False)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Voice",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.probationdeliveryunit",
                            ),
                        ),
                        ("score", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("text", models.CharField(blank=True, max_length=1000)),
                        ("said_on", models.DateField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Absence",
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
                                related_name="+",
                                to="organisations.body",
                            ),
                        ),
                        ("worker", models.CharField(max_length=64)),
                        ("away_from", models.DateField()),
                        ("away_until", models.DateField()),
                        ("covered_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("away_until__gt", models.F("away_from"))),
                                name="absence_runs_forward",
                                violation_error_message="Somebody is back on a day after they left.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AbsenceHistory",
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
                                to="caseload.absence",
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
                        ("worker", models.CharField(max_length=64)),
                        ("away_from", models.DateField()),
                        ("away_until", models.DateField()),
                        ("covered_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AmendmentHistory",
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
                                to="caseload.amendment",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "referral",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="caseload.referral",
                            ),
                        ),
                        ("what", models.CharField(max_length=60)),
                        ("sealed", models.BinaryField(help_text="Sealed: before, after and why.")),
                        ("amended_at", models.DateTimeField()),
                        ("amended_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Appointment",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appointments",
                                to="caseload.referral",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appointments",
                                to="caseload.group",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("assessment", "First assessment"),
                                    ("one_to_one", "One to one"),
                                    ("group", "Group"),
                                    ("clinic", "Clinic"),
                                    ("review", "Review"),
                                    ("check", "Recovery check"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("scheduled", "scheduled"),
                                    ("attended", "attended"),
                                    ("did_not_attend", "did not attend"),
                                    ("did_not_happen", "did not happen"),
                                    ("rescheduled", "rescheduled"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("IN_PERSON_PROBATION_OFFICE", "In person, probation office"),
                                    ("IN_PERSON_OTHER", "In person, elsewhere"),
                                    ("PHONE_CALL", "Phone call"),
                                    ("VIDEO_CALL", "Video call"),
                                ],
                                max_length=28,
                            ),
                        ),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("begins_at", models.DateTimeField()),
                        ("minutes", models.PositiveSmallIntegerField(default=45)),
                        (
                            "with_whom",
                            models.CharField(
                                help_text="The actor id of who meets the person.", max_length=64
                            ),
                        ),
                        (
                            "replaces",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaced_by",
                                to="caseload.appointment",
                            ),
                        ),
                        (
                            "moved_for",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("person", "The person asked"),
                                    ("service", "The service asked"),
                                    ("probation", "Probation asked"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("came_late_minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "no_session",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("POP_ACCEPTABLE", "The person could not, for a reason to accept"),
                                    ("POP_UNACCEPTABLE", "The person could not, for another reason"),
                                    ("LOGISTICS", "Ours: room, staff, transport"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "tells_probation",
                            models.BooleanField(
                                default=False, help_text="The worker asks the practitioner to look."
                            ),
                        ),
                        (
                            "notes",
                            models.BinaryField(
                                blank=True, help_text="Sealed: see caseload.sealed.Session.", null=True
                            ),
                        ),
                        (
                            "send_key",
                            models.CharField(
                                blank=True,
                                help_text="Of the form that recorded it: a phone that resends records once.",
                                max_length=64,
                            ),
                        ),
                        ("booked_at", models.DateTimeField()),
                        ("booked_by", models.CharField(max_length=64)),
                        (
                            "booking_key",
                            models.CharField(
                                blank=True,
                                help_text="Of the form that booked it: a form sent twice books once.",
                                max_length=64,
                            ),
                        ),
                        ("reminded_at", models.DateTimeField(blank=True, null=True)),
                        ("reminded_by", models.CharField(blank=True, max_length=64)),
                        ("recorded_at", models.DateTimeField(blank=True, null=True)),
                        ("recorded_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["with_whom", "begins_at"], name="appointments_of_a_worker"),
                            models.Index(fields=["referral", "begins_at"], name="appointments_of_a_referral"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["scheduled", "rescheduled"]),
                                    ("recorded_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="appointment_says_when_it_was_recorded",
                                violation_error_message="What happened is recorded with its moment.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AppointmentHistory",
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
                                to="caseload.appointment",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "referral",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="caseload.referral",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="caseload.group",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("assessment", "First assessment"),
                                    ("one_to_one", "One to one"),
                                    ("group", "Group"),
                                    ("clinic", "Clinic"),
                                    ("review", "Review"),
                                    ("check", "Recovery check"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("scheduled", "scheduled"),
                                    ("attended", "attended"),
                                    ("did_not_attend", "did not attend"),
                                    ("did_not_happen", "did not happen"),
                                    ("rescheduled", "rescheduled"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("IN_PERSON_PROBATION_OFFICE", "In person, probation office"),
                                    ("IN_PERSON_OTHER", "In person, elsewhere"),
                                    ("PHONE_CALL", "Phone call"),
                                    ("VIDEO_CALL", "Video call"),
                                ],
                                max_length=28,
                            ),
                        ),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("begins_at", models.DateTimeField()),
                        ("minutes", models.PositiveSmallIntegerField(default=45)),
                        (
                            "with_whom",
                            models.CharField(
                                help_text="The actor id of who meets the person.", max_length=64
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="caseload.appointment",
                            ),
                        ),
                        (
                            "moved_for",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("person", "The person asked"),
                                    ("service", "The service asked"),
                                    ("probation", "Probation asked"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("came_late_minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "no_session",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("POP_ACCEPTABLE", "The person could not, for a reason to accept"),
                                    ("POP_UNACCEPTABLE", "The person could not, for another reason"),
                                    ("LOGISTICS", "Ours: room, staff, transport"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "tells_probation",
                            models.BooleanField(
                                default=False, help_text="The worker asks the practitioner to look."
                            ),
                        ),
                        (
                            "notes",
                            models.BinaryField(
                                blank=True, help_text="Sealed: see caseload.sealed.Session.", null=True
                            ),
                        ),
                        (
                            "send_key",
                            models.CharField(
                                blank=True,
                                help_text="Of the form that recorded it: a phone that resends records once.",
                                max_length=64,
                            ),
                        ),
                        ("booked_at", models.DateTimeField()),
                        ("booked_by", models.CharField(max_length=64)),
                        (
                            "booking_key",
                            models.CharField(
                                blank=True,
                                help_text="Of the form that booked it: a form sent twice books once.",
                                max_length=64,
                            ),
                        ),
                        ("reminded_at", models.DateTimeField(blank=True, null=True)),
                        ("reminded_by", models.CharField(blank=True, max_length=64)),
                        ("recorded_at", models.DateTimeField(blank=True, null=True)),
                        ("recorded_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AskedToSee",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.probationdeliveryunit",
                            ),
                        ),
                        (
                            "sealed",
                            models.BinaryField(
                                help_text="Sealed with the installation's secret: about whom and why."
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("asked_by", models.CharField(max_length=64)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("answered_by", models.CharField(blank=True, max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name="AskedToSeeHistory",
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
                                to="caseload.askedtosee",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
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
                        ("asked_at", models.DateTimeField()),
                        ("asked_by", models.CharField(max_length=64)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("answered_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AssessmentHistory",
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
                                to="caseload.assessment",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "referral",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="caseload.referral",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("first", "First assessment"),
                                    ("review", "Review"),
                                    ("exit", "At exit"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("complete", "complete"),
                                    ("discarded", "discarded"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "said",
                            models.BinaryField(
                                help_text="Sealed: see caseload.sealed.Said (drugs, alcohol, strengths, goals, plan)."
                            ),
                        ),
                        ("revision", models.PositiveIntegerField(default=0)),
                        ("begun_at", models.DateTimeField()),
                        ("begun_by", models.CharField(max_length=64)),
                        ("completed_at", models.DateTimeField(blank=True, null=True)),
                        ("completed_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CaseMeetingHistory",
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
                                to="caseload.casemeeting",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "referral",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="caseload.referral",
                            ),
                        ),
                        ("held_on", models.DateField()),
                        (
                            "gateway",
                            models.CharField(
                                choices=[
                                    ("oma", "Offender Management Act 2007"),
                                    ("cda", "Crime and Disorder Act 1998 s.115"),
                                    ("safeguarding", "Safeguarding"),
                                    ("vital", "Vital interests"),
                                    ("consent", "The person agreed"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "said",
                            models.BinaryField(
                                help_text="Sealed: who attended, what was shared, what was decided."
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Client",
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
                                related_name="+",
                                to="organisations.body",
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("secret", models.CharField(max_length=200)),
                        (
                            "side",
                            models.CharField(
                                choices=[("probation", "Probation"), ("provider", "A provider")],
                                max_length=12,
                            ),
                        ),
                        (
                            "units",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.UUIDField(), size=None
                            ),
                        ),
                        ("scopes", models.CharField(max_length=200)),
                        ("made_at", models.DateTimeField()),
                        ("made_by", models.CharField(max_length=64)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("body", "name"),
                                name="client_has_its_name_alone",
                                violation_error_message="Another client of this organisation has this name.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClientHistory",
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
                                to="caseload.client",
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
                        ("name", models.CharField(max_length=120)),
                        ("secret", models.CharField(max_length=200)),
                        (
                            "side",
                            models.CharField(
                                choices=[("probation", "Probation"), ("provider", "A provider")],
                                max_length=12,
                            ),
                        ),
                        (
                            "units",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.UUIDField(), size=None
                            ),
                        ),
                        ("scopes", models.CharField(max_length=200)),
                        ("made_at", models.DateTimeField()),
                        ("made_by", models.CharField(max_length=64)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Clinic",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.probationdeliveryunit",
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.body",
                            ),
                        ),
                        (
                            "weekday",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (0, "Monday"),
                                    (1, "Tuesday"),
                                    (2, "Wednesday"),
                                    (3, "Thursday"),
                                    (4, "Friday"),
                                ]
                            ),
                        ),
                        ("begins", models.TimeField(help_text="In London.")),
                        ("minutes", models.PositiveSmallIntegerField(help_text="Of each time.")),
                        (
                            "times",
                            models.PositiveSmallIntegerField(help_text="How many times follow one another."),
                        ),
                        ("place", models.CharField(max_length=200)),
                        ("held_from", models.DateField()),
                        ("held_until", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("unit", "body", "weekday", "begins", "held_from"),
                                name="clinic_is_held_once_at_a_time",
                                violation_error_message="This clinic is on record already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClinicHistory",
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
                                to="caseload.clinic",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
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
                            "weekday",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (0, "Monday"),
                                    (1, "Tuesday"),
                                    (2, "Wednesday"),
                                    (3, "Thursday"),
                                    (4, "Friday"),
                                ]
                            ),
                        ),
                        ("begins", models.TimeField(help_text="In London.")),
                        ("minutes", models.PositiveSmallIntegerField(help_text="Of each time.")),
                        (
                            "times",
                            models.PositiveSmallIntegerField(help_text="How many times follow one another."),
                        ),
                        ("place", models.CharField(max_length=200)),
                        ("held_from", models.DateField()),
                        ("held_until", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ConcernHistory",
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
                                to="caseload.concern",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "referral",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="caseload.referral",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("raised", "raised"),
                                    ("acknowledged", "acknowledged"),
                                    ("acting", "acting"),
                                    ("closed", "closed"),
                                ],
                                max_length=14,
                            ),
                        ),
                        (
                            "route",
                            models.CharField(
                                choices=[
                                    ("children", "Children’s services hub"),
                                    ("adults", "Adult safeguarding"),
                                    ("marac", "MARAC"),
                                    ("mappa", "MAPPA"),
                                    ("prevent", "Prevent"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "about",
                            models.CharField(
                                choices=[
                                    ("person", "The person"),
                                    ("child", "A child"),
                                    ("other", "Somebody else"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("is_urgent", models.BooleanField(default=False)),
                        (
                            "said",
                            models.BinaryField(help_text="Sealed: what was seen, what is done, the receipt."),
                        ),
                        ("owner", models.CharField(max_length=64)),
                        ("due_at", models.DateTimeField()),
                        ("raised_at", models.DateTimeField()),
                        ("raised_by", models.CharField(max_length=64)),
                        ("acknowledged_at", models.DateTimeField(blank=True, null=True)),
                        ("acknowledged_by", models.CharField(blank=True, max_length=64)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        ("closed_by", models.CharField(blank=True, max_length=64)),
                        ("has_receipt", models.BooleanField(default=False)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ConsentHistory",
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
                                to="caseload.consent",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "referral",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="caseload.referral",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("treatment", "Treatment"),
                                    ("monitoring", "National monitoring"),
                                    ("told", "Was told about sharing"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No"), ("withdrawn", "Withdrawn")],
                                max_length=10,
                            ),
                        ),
                        ("said_on", models.DateField()),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CourtReportHistory",
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
                                to="caseload.courtreport",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "referral",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="caseload.referral",
                            ),
                        ),
                        ("period_from", models.DateField()),
                        ("period_until", models.DateField()),
                        (
                            "said",
                            models.BinaryField(
                                help_text="Sealed: attendance, test results as supplied, the service's view."
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        ("made_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DeathReviewHistory",
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
                                to="caseload.deathreview",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "referral",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="caseload.referral",
                            ),
                        ),
                        ("died_on", models.DateField()),
                        ("learned_on", models.DateField()),
                        (
                            "is_drug_related",
                            models.CharField(
                                choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")], max_length=8
                            ),
                        ),
                        ("review_due_on", models.DateField()),
                        (
                            "said",
                            models.BinaryField(
                                help_text="Sealed: whom it was notified to, what was learned."
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=64)),
                        ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                        ("reviewed_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DeliveredHistory",
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
                                to="caseload.delivered",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "referral",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="caseload.referral",
                            ),
                        ),
                        (
                            "pathway",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="caseload.pathway",
                            ),
                        ),
                        (
                            "intervention",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="caseload.intervention",
                            ),
                        ),
                        ("session", models.PositiveSmallIntegerField()),
                        ("given_on", models.DateField()),
                        ("given_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="EpisodeLink",
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
                                related_name="episode_links",
                                to="caseload.person",
                            ),
                        ),
                        (
                            "body",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.body",
                            ),
                        ),
                        (
                            "client_hash",
                            models.CharField(
                                help_text="A keyed hash of CLIENTID, by which a file's row is matched.",
                                max_length=32,
                            ),
                        ),
                        ("link", models.BinaryField(help_text="Sealed: CLIENTID and EPISODID.")),
                        ("linked_at", models.DateTimeField()),
                        ("linked_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["body", "client_hash"], name="episode_links_by_hash")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EpisodeLinkHistory",
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
                                to="caseload.episodelink",
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
                                to="caseload.person",
                            ),
                        ),
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
                        ("link", models.BinaryField(help_text="Sealed: CLIENTID and EPISODID.")),
                        ("linked_at", models.DateTimeField()),
                        ("linked_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="EvaluationFile",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "name",
                            models.CharField(help_text="Of the evaluation; names no person.", max_length=120),
                        ),
                        (
                            "because",
                            models.CharField(
                                choices=[
                                    ("outcomes", "Whether the service changes outcomes"),
                                    ("process", "How the service works in practice"),
                                    ("costs", "What it costs and saves"),
                                    ("equality", "Whether it works for everybody alike"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "cohort",
                            models.CharField(
                                choices=[
                                    ("referred", "Everybody who was referred"),
                                    ("accepted", "Everybody whom the service took on"),
                                    ("started", "Everybody who started a pathway"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "dates",
                            models.CharField(
                                choices=[
                                    ("offset", "As days since the referral; of the referral the month"),
                                    ("month", "As months"),
                                    ("day", "As days"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("period_from", models.DateField()),
                        ("period_until", models.DateField()),
                        ("is_made_up", models.BooleanField(default=False)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "asked"),
                                    ("turned_down", "turned down"),
                                    ("released", "released"),
                                    ("ended", "ended"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("asked_by", models.CharField(max_length=64)),
                        ("released_at", models.DateTimeField(blank=True, null=True)),
                        ("released_by", models.CharField(blank=True, max_length=64)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_by", models.CharField(blank=True, max_length=64)),
                        (
                            "file",
                            models.CharField(
                                blank=True, help_text="SHA-256 of the stored file, sealed.", max_length=64
                            ),
                        ),
                        ("wrapped_key", models.BinaryField(blank=True, null=True)),
                        (
                            "counts",
                            models.JSONField(
                                default=dict,
                                help_text="How many are in, and left out by reason; 0 to 4 as -1.",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("period_until__gt", models.F("period_from"))),
                                name="evaluation_runs_forward",
                                violation_error_message="The period ends after it begins.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("released_at__isnull", True),
                                    models.Q(("released_by", models.F("asked_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="evaluation_file_is_released_by_another",
                                violation_error_message="Whoever asked for a file does not release it.",
                            ),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="evaluationfile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('asked') THEN\n                    RAISE EXCEPTION 'A evaluation file cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="e0c97174f811c54d74ca79db8e1b3af379bd3200",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_1b0ae",
                            table="caseload_evaluationfile",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="evaluationfile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{asked:released,asked:turned_down,released:ended}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="1ecc08228edd048654467dfd2d7b655947ee40a2",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_2bc07",
                            table="caseload_evaluationfile",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="evaluationfile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_evaluationfilehistory" ("asked_at", "asked_by", "because", "cohort", "counts", "dates", "ended_at", "ended_by", "file", "id", "is_made_up", "name", "period_from", "period_until", "pgh_created_at", "pgh_label", "pgh_obj_id", "released_at", "released_by", "state") VALUES (NEW."asked_at", NEW."asked_by", NEW."because", NEW."cohort", NEW."counts", NEW."dates", NEW."ended_at", NEW."ended_by", NEW."file", NEW."id", NEW."is_made_up", NEW."name", NEW."period_from", NEW."period_until", NOW(), \'insert\', NEW."id", NEW."released_at", NEW."released_by", NEW."state"); RETURN NULL;',
                            hash="bfd5d20ad157f30a46de56930b573b606bb9f418",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4a874",
                            table="caseload_evaluationfile",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="evaluationfile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."asked_at" IS DISTINCT FROM (NEW."asked_at") OR OLD."asked_by" IS DISTINCT FROM (NEW."asked_by") OR OLD."because" IS DISTINCT FROM (NEW."because") OR OLD."cohort" IS DISTINCT FROM (NEW."cohort") OR OLD."counts" IS DISTINCT FROM (NEW."counts") OR OLD."dates" IS DISTINCT FROM (NEW."dates") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."ended_by" IS DISTINCT FROM (NEW."ended_by") OR OLD."file" IS DISTINCT FROM (NEW."file") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_made_up" IS DISTINCT FROM (NEW."is_made_up") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."period_from" IS DISTINCT FROM (NEW."period_from") OR OLD."period_until" IS DISTINCT FROM (NEW."period_until") OR OLD."released_at" IS DISTINCT FROM (NEW."released_at") OR OLD."released_by" IS DISTINCT FROM (NEW."released_by") OR OLD."state" IS DISTINCT FROM (NEW."state"))',
                            func='INSERT INTO "caseload_evaluationfilehistory" ("asked_at", "asked_by", "because", "cohort", "counts", "dates", "ended_at", "ended_by", "file", "id", "is_made_up", "name", "period_from", "period_until", "pgh_created_at", "pgh_label", "pgh_obj_id", "released_at", "released_by", "state") VALUES (NEW."asked_at", NEW."asked_by", NEW."because", NEW."cohort", NEW."counts", NEW."dates", NEW."ended_at", NEW."ended_by", NEW."file", NEW."id", NEW."is_made_up", NEW."name", NEW."period_from", NEW."period_until", NOW(), \'update\', NEW."id", NEW."released_at", NEW."released_by", NEW."state"); RETURN NULL;',
                            hash="8da3adeda42cf44bfb2c95bb7d62834127a7d487",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6b912",
                            table="caseload_evaluationfile",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="evaluationfile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_evaluationfilehistory" ("asked_at", "asked_by", "because", "cohort", "counts", "dates", "ended_at", "ended_by", "file", "id", "is_made_up", "name", "period_from", "period_until", "pgh_created_at", "pgh_label", "pgh_obj_id", "released_at", "released_by", "state") VALUES (OLD."asked_at", OLD."asked_by", OLD."because", OLD."cohort", OLD."counts", OLD."dates", OLD."ended_at", OLD."ended_by", OLD."file", OLD."id", OLD."is_made_up", OLD."name", OLD."period_from", OLD."period_until", NOW(), \'delete\', OLD."id", OLD."released_at", OLD."released_by", OLD."state"); RETURN NULL;',
                            hash="0481c15355fed4f6c3c2f09f2b5973017220d030",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_bd0a3",
                            table="caseload_evaluationfile",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="intervention",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_interventionhistory" ("code", "content", "id", "is_illustration", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "sessions", "title", "used_from", "used_until", "version") VALUES (NEW."code", NEW."content", NEW."id", NEW."is_illustration", NEW."kind", NOW(), \'insert\', NEW."id", NEW."sessions", NEW."title", NEW."used_from", NEW."used_until", NEW."version"); RETURN NULL;',
                            hash="7dccf3308678ed397c1e6cae160748a791c15141",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_49b21",
                            table="caseload_intervention",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="intervention",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "caseload_interventionhistory" ("code", "content", "id", "is_illustration", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "sessions", "title", "used_from", "used_until", "version") VALUES (NEW."code", NEW."content", NEW."id", NEW."is_illustration", NEW."kind", NOW(), \'update\', NEW."id", NEW."sessions", NEW."title", NEW."used_from", NEW."used_until", NEW."version"); RETURN NULL;',
                            hash="e7c84261db9ea65c21da6e8239fd559fa8a1b7cc",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_62698",
                            table="caseload_intervention",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="intervention",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_interventionhistory" ("code", "content", "id", "is_illustration", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "sessions", "title", "used_from", "used_until", "version") VALUES (OLD."code", OLD."content", OLD."id", OLD."is_illustration", OLD."kind", NOW(), \'delete\', OLD."id", OLD."sessions", OLD."title", OLD."used_from", OLD."used_until", OLD."version"); RETURN NULL;',
                            hash="fd5f8294928b62ae7372f74d934096eef07eb2a6",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9ce52",
                            table="caseload_intervention",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="unitdesk",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_unitdeskhistory" ("clinic", "closes", "is_illustration", "opens", "pgh_created_at", "pgh_label", "pgh_obj_id", "single_point_of_contact", "unit_id") VALUES (NEW."clinic", NEW."closes", NEW."is_illustration", NEW."opens", NOW(), \'insert\', NEW."unit_id", NEW."single_point_of_contact", NEW."unit_id"); RETURN NULL;',
                            hash="f9bc98cccbe8b5e44cc66fd4238cc1e94cc7fc5e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3cc72",
                            table="caseload_unitdesk",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="unitdesk",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "caseload_unitdeskhistory" ("clinic", "closes", "is_illustration", "opens", "pgh_created_at", "pgh_label", "pgh_obj_id", "single_point_of_contact", "unit_id") VALUES (NEW."clinic", NEW."closes", NEW."is_illustration", NEW."opens", NOW(), \'update\', NEW."unit_id", NEW."single_point_of_contact", NEW."unit_id"); RETURN NULL;',
                            hash="4f2bba7eb4ff66664e36d8139c967d0eb95c639d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b01af",
                            table="caseload_unitdesk",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="unitdesk",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_unitdeskhistory" ("clinic", "closes", "is_illustration", "opens", "pgh_created_at", "pgh_label", "pgh_obj_id", "single_point_of_contact", "unit_id") VALUES (OLD."clinic", OLD."closes", OLD."is_illustration", OLD."opens", NOW(), \'delete\', OLD."unit_id", OLD."single_point_of_contact", OLD."unit_id"); RETURN NULL;',
                            hash="04ff7e67d1d800e12be76d54ee82050b3281fe1b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_79e76",
                            table="caseload_unitdesk",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="absence",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_absencehistory" ("away_from", "away_until", "body_id", "covered_by", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "worker") VALUES (NEW."away_from", NEW."away_until", NEW."body_id", NEW."covered_by", NEW."id", NOW(), \'insert\', NEW."id", NEW."worker"); RETURN NULL;',
                            hash="ece3a2f49900a1d1b7605695a6f147f97543e8b5",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4675d",
                            table="caseload_absence",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="absence",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "caseload_absencehistory" ("away_from", "away_until", "body_id", "covered_by", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "worker") VALUES (NEW."away_from", NEW."away_until", NEW."body_id", NEW."covered_by", NEW."id", NOW(), \'update\', NEW."id", NEW."worker"); RETURN NULL;',
                            hash="84603ac5c3a84b97c78d5f4831fd6079caa2a4fd",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0fefe",
                            table="caseload_absence",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="absence",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_absencehistory" ("away_from", "away_until", "body_id", "covered_by", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "worker") VALUES (OLD."away_from", OLD."away_until", OLD."body_id", OLD."covered_by", OLD."id", NOW(), \'delete\', OLD."id", OLD."worker"); RETURN NULL;',
                            hash="3a3dd18dfe29b09776206b51b791c527ab3aa9c1",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1c313",
                            table="caseload_absence",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="askedtosee",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_askedtoseehistory" ("answered_at", "answered_by", "asked_at", "asked_by", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") VALUES (NEW."answered_at", NEW."answered_by", NEW."asked_at", NEW."asked_by", NEW."id", NOW(), \'insert\', NEW."id", NEW."unit_id"); RETURN NULL;',
                            hash="37736f746284ad9ef37f34fe53a0cf008b8c7f10",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_83a41",
                            table="caseload_askedtosee",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="askedtosee",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."answered_at" IS DISTINCT FROM (NEW."answered_at") OR OLD."answered_by" IS DISTINCT FROM (NEW."answered_by") OR OLD."asked_at" IS DISTINCT FROM (NEW."asked_at") OR OLD."asked_by" IS DISTINCT FROM (NEW."asked_by") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id"))',
                            func='INSERT INTO "caseload_askedtoseehistory" ("answered_at", "answered_by", "asked_at", "asked_by", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") VALUES (NEW."answered_at", NEW."answered_by", NEW."asked_at", NEW."asked_by", NEW."id", NOW(), \'update\', NEW."id", NEW."unit_id"); RETURN NULL;',
                            hash="36eb2aa65e895695616e6d1ec718ccdb3d4d87b9",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8cec9",
                            table="caseload_askedtosee",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="askedtosee",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_askedtoseehistory" ("answered_at", "answered_by", "asked_at", "asked_by", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") VALUES (OLD."answered_at", OLD."answered_by", OLD."asked_at", OLD."asked_by", OLD."id", NOW(), \'delete\', OLD."id", OLD."unit_id"); RETURN NULL;',
                            hash="1f78eaf3d9dabee6971bd7fdb7b9715de4a59fb4",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a0158",
                            table="caseload_askedtosee",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="client",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_clienthistory" ("body_id", "ended_at", "ended_by", "id", "made_at", "made_by", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "scopes", "secret", "side", "units") VALUES (NEW."body_id", NEW."ended_at", NEW."ended_by", NEW."id", NEW."made_at", NEW."made_by", NEW."name", NOW(), \'insert\', NEW."id", NEW."scopes", NEW."secret", NEW."side", NEW."units"); RETURN NULL;',
                            hash="83f8618637c1a79897235b38b3c17583591a3c51",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ac31c",
                            table="caseload_client",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="client",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "caseload_clienthistory" ("body_id", "ended_at", "ended_by", "id", "made_at", "made_by", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "scopes", "secret", "side", "units") VALUES (NEW."body_id", NEW."ended_at", NEW."ended_by", NEW."id", NEW."made_at", NEW."made_by", NEW."name", NOW(), \'update\', NEW."id", NEW."scopes", NEW."secret", NEW."side", NEW."units"); RETURN NULL;',
                            hash="53e90a34a6ed6f34f58d567c4ea036b33b12bcd6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e815a",
                            table="caseload_client",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="client",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_clienthistory" ("body_id", "ended_at", "ended_by", "id", "made_at", "made_by", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "scopes", "secret", "side", "units") VALUES (OLD."body_id", OLD."ended_at", OLD."ended_by", OLD."id", OLD."made_at", OLD."made_by", OLD."name", NOW(), \'delete\', OLD."id", OLD."scopes", OLD."secret", OLD."side", OLD."units"); RETURN NULL;',
                            hash="0f71558a61aa30a4a71f3b1a16994ccedd52f692",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5fb1b",
                            table="caseload_client",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="clinic",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_clinichistory" ("begins", "body_id", "held_from", "held_until", "id", "minutes", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "times", "unit_id", "weekday") VALUES (NEW."begins", NEW."body_id", NEW."held_from", NEW."held_until", NEW."id", NEW."minutes", NOW(), \'insert\', NEW."id", NEW."place", NEW."times", NEW."unit_id", NEW."weekday"); RETURN NULL;',
                            hash="a35ed1332ea22836ee540627ddfb35694f58758e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_285e2",
                            table="caseload_clinic",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="clinic",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "caseload_clinichistory" ("begins", "body_id", "held_from", "held_until", "id", "minutes", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "times", "unit_id", "weekday") VALUES (NEW."begins", NEW."body_id", NEW."held_from", NEW."held_until", NEW."id", NEW."minutes", NOW(), \'update\', NEW."id", NEW."place", NEW."times", NEW."unit_id", NEW."weekday"); RETURN NULL;',
                            hash="d14f637812444869f421970be4479579b7eb0024",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8454c",
                            table="caseload_clinic",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="clinic",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_clinichistory" ("begins", "body_id", "held_from", "held_until", "id", "minutes", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "times", "unit_id", "weekday") VALUES (OLD."begins", OLD."body_id", OLD."held_from", OLD."held_until", OLD."id", OLD."minutes", NOW(), \'delete\', OLD."id", OLD."place", OLD."times", OLD."unit_id", OLD."weekday"); RETURN NULL;',
                            hash="897ab4bb78bab85935f42eb792bf63aaec0367f6",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_fbe09",
                            table="caseload_clinic",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="group",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_grouphistory" ("begins_at", "body_id", "id", "led_by", "minutes", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "places", "title", "unit_id") VALUES (NEW."begins_at", NEW."body_id", NEW."id", NEW."led_by", NEW."minutes", NOW(), \'insert\', NEW."id", NEW."place", NEW."places", NEW."title", NEW."unit_id"); RETURN NULL;',
                            hash="772614d30a521ef50c82aa5a46f6a280fbaff873",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3ce94",
                            table="caseload_group",
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
                            func='INSERT INTO "caseload_grouphistory" ("begins_at", "body_id", "id", "led_by", "minutes", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "places", "title", "unit_id") VALUES (NEW."begins_at", NEW."body_id", NEW."id", NEW."led_by", NEW."minutes", NOW(), \'update\', NEW."id", NEW."place", NEW."places", NEW."title", NEW."unit_id"); RETURN NULL;',
                            hash="67e6ee78d5c1a243d572b79e41d39d6bf9282384",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_29d40",
                            table="caseload_group",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="group",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_grouphistory" ("begins_at", "body_id", "id", "led_by", "minutes", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "places", "title", "unit_id") VALUES (OLD."begins_at", OLD."body_id", OLD."id", OLD."led_by", OLD."minutes", NOW(), \'delete\', OLD."id", OLD."place", OLD."places", OLD."title", OLD."unit_id"); RETURN NULL;',
                            hash="6ddb6cad178f3127753481e3b4e0c286277cb803",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_68d8c",
                            table="caseload_group",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="imported",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_importedhistory" ("body_id", "brought_at", "brought_by", "id", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "rejected", "rows", "same", "sha256", "taken") VALUES (NEW."body_id", NEW."brought_at", NEW."brought_by", NEW."id", NEW."kind", NOW(), \'insert\', NEW."id", NEW."rejected", NEW."rows", NEW."same", NEW."sha256", NEW."taken"); RETURN NULL;',
                            hash="93a286b30d887c68840568540350c070e82c0731",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6a87f",
                            table="caseload_imported",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="imported",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "caseload_importedhistory" ("body_id", "brought_at", "brought_by", "id", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "rejected", "rows", "same", "sha256", "taken") VALUES (NEW."body_id", NEW."brought_at", NEW."brought_by", NEW."id", NEW."kind", NOW(), \'update\', NEW."id", NEW."rejected", NEW."rows", NEW."same", NEW."sha256", NEW."taken"); RETURN NULL;',
                            hash="07e8cbd01a9b84542f2811b55fd9ffdf7b627e36",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_df385",
                            table="caseload_imported",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="imported",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_importedhistory" ("body_id", "brought_at", "brought_by", "id", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "rejected", "rows", "same", "sha256", "taken") VALUES (OLD."body_id", OLD."brought_at", OLD."brought_by", OLD."id", OLD."kind", NOW(), \'delete\', OLD."id", OLD."rejected", OLD."rows", OLD."same", OLD."sha256", OLD."taken"); RETURN NULL;',
                            hash="b18424c62761303d0cb143697822d1c0a760c164",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1b3a8",
                            table="caseload_imported",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="importedreject",
                    trigger=pgtrigger.compiler.Trigger(
                        name="rows_stay_as_they_are",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'What was said about a row stays.' USING ERRCODE = 'restrict_violation';",
                            hash="940313a3f37048f9af0598fcf15578dac9aa235c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_rows_stay_as_they_are_a430d",
                            table="caseload_importedreject",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="importedreject",
                    trigger=pgtrigger.compiler.Trigger(
                        name="table_is_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'What was said about a row stays.' USING ERRCODE = 'restrict_violation';",
                            hash="7943155ff95547857ae186f499bf585b2411c273",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_table_is_never_emptied_56a84",
                            table="caseload_importedreject",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="needlevel",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_needlevelhistory" ("assessment_id", "id", "is_linked_to_harm", "is_linked_to_reoffending", "is_strength", "level", "need", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."assessment_id", NEW."id", NEW."is_linked_to_harm", NEW."is_linked_to_reoffending", NEW."is_strength", NEW."level", NEW."need", NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="42419ecc8cb50f42b96f2158cf560390b84509da",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_68caf",
                            table="caseload_needlevel",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="needlevel",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "caseload_needlevelhistory" ("assessment_id", "id", "is_linked_to_harm", "is_linked_to_reoffending", "is_strength", "level", "need", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."assessment_id", NEW."id", NEW."is_linked_to_harm", NEW."is_linked_to_reoffending", NEW."is_strength", NEW."level", NEW."need", NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="2a41b7d313b0ec0a0498bd452c4215bec764d3c5",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_21a7d",
                            table="caseload_needlevel",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="needlevel",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_needlevelhistory" ("assessment_id", "id", "is_linked_to_harm", "is_linked_to_reoffending", "is_strength", "level", "need", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."assessment_id", OLD."id", OLD."is_linked_to_harm", OLD."is_linked_to_reoffending", OLD."is_strength", OLD."level", OLD."need", NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="7ec2ee6713c67a7f37051097a4c940535dfc09ca",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e3876",
                            table="caseload_needlevel",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="paper",
                    trigger=pgtrigger.compiler.Trigger(
                        name="rows_stay_as_they_are",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A paper is replaced by a newer one, never changed.' USING ERRCODE = 'restrict_violation';",
                            hash="d51da89b2e39db437a5fea97d40011297d4a756d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_rows_stay_as_they_are_21fa1",
                            table="caseload_paper",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="paper",
                    trigger=pgtrigger.compiler.Trigger(
                        name="table_is_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A paper is replaced by a newer one, never changed.' USING ERRCODE = 'restrict_violation';",
                            hash="9d929a9d675392f0798f42d3a47d80626ae6eb04",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_table_is_never_emptied_d31c0",
                            table="caseload_paper",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="paper",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_paperhistory" ("body_id", "file", "good_from", "good_until", "id", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "recorded_at", "recorded_by", "reference", "says", "signed_by") VALUES (NEW."body_id", NEW."file", NEW."good_from", NEW."good_until", NEW."id", NEW."kind", NOW(), \'insert\', NEW."id", NEW."purpose", NEW."recorded_at", NEW."recorded_by", NEW."reference", NEW."says", NEW."signed_by"); RETURN NULL;',
                            hash="61b22a503b36052bea23e1297b1740cfcd91d7e6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_55304",
                            table="caseload_paper",
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
                            func='INSERT INTO "caseload_paperhistory" ("body_id", "file", "good_from", "good_until", "id", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "recorded_at", "recorded_by", "reference", "says", "signed_by") VALUES (NEW."body_id", NEW."file", NEW."good_from", NEW."good_until", NEW."id", NEW."kind", NOW(), \'update\', NEW."id", NEW."purpose", NEW."recorded_at", NEW."recorded_by", NEW."reference", NEW."says", NEW."signed_by"); RETURN NULL;',
                            hash="27f833d94b90fc15f98c6bfc35ab9585f6e38dc8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c2d69",
                            table="caseload_paper",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="paper",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_paperhistory" ("body_id", "file", "good_from", "good_until", "id", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "recorded_at", "recorded_by", "reference", "says", "signed_by") VALUES (OLD."body_id", OLD."file", OLD."good_from", OLD."good_until", OLD."id", OLD."kind", NOW(), \'delete\', OLD."id", OLD."purpose", OLD."recorded_at", OLD."recorded_by", OLD."reference", OLD."says", OLD."signed_by"); RETURN NULL;',
                            hash="5040dec409e9da8ee3cd08c33f854698f537e469",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_86be0",
                            table="caseload_paper",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="person",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_personhistory" ("access", "access_by", "access_good_until", "access_on", "access_source", "body_id", "deleted_at", "deleted_by", "died_on", "id", "identity", "is_made_up", "legal_hold", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."access", NEW."access_by", NEW."access_good_until", NEW."access_on", NEW."access_source", NEW."body_id", NEW."deleted_at", NEW."deleted_by", NEW."died_on", NEW."id", NEW."identity", NEW."is_made_up", NEW."legal_hold", NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="e76d9f54f0ecbda1ffa94b148813713e0f9b1e02",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_22d5c",
                            table="caseload_person",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="person",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."access" IS DISTINCT FROM (NEW."access") OR OLD."access_by" IS DISTINCT FROM (NEW."access_by") OR OLD."access_good_until" IS DISTINCT FROM (NEW."access_good_until") OR OLD."access_on" IS DISTINCT FROM (NEW."access_on") OR OLD."access_source" IS DISTINCT FROM (NEW."access_source") OR OLD."body_id" IS DISTINCT FROM (NEW."body_id") OR OLD."deleted_at" IS DISTINCT FROM (NEW."deleted_at") OR OLD."deleted_by" IS DISTINCT FROM (NEW."deleted_by") OR OLD."died_on" IS DISTINCT FROM (NEW."died_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."identity" IS DISTINCT FROM (NEW."identity") OR OLD."is_made_up" IS DISTINCT FROM (NEW."is_made_up") OR OLD."legal_hold" IS DISTINCT FROM (NEW."legal_hold"))',
                            func='INSERT INTO "caseload_personhistory" ("access", "access_by", "access_good_until", "access_on", "access_source", "body_id", "deleted_at", "deleted_by", "died_on", "id", "identity", "is_made_up", "legal_hold", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."access", NEW."access_by", NEW."access_good_until", NEW."access_on", NEW."access_source", NEW."body_id", NEW."deleted_at", NEW."deleted_by", NEW."died_on", NEW."id", NEW."identity", NEW."is_made_up", NEW."legal_hold", NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="cb03a4c97140eae395b263e16a39f3e6f7c10bee",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_41142",
                            table="caseload_person",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="person",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_personhistory" ("access", "access_by", "access_good_until", "access_on", "access_source", "body_id", "deleted_at", "deleted_by", "died_on", "id", "identity", "is_made_up", "legal_hold", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."access", OLD."access_by", OLD."access_good_until", OLD."access_on", OLD."access_source", OLD."body_id", OLD."deleted_at", OLD."deleted_by", OLD."died_on", OLD."id", OLD."identity", OLD."is_made_up", OLD."legal_hold", NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="44fea64f6787054208b0cc226860c7cc4f28c54e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4f079",
                            table="caseload_person",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="limitname",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_limitnamehistory" ("id", "kind", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff") VALUES (NEW."id", NEW."kind", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."staff"); RETURN NULL;',
                            hash="498ac2c1de319df69a656a94e932d82d99f8cb44",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_50353",
                            table="caseload_limitname",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="limitname",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "caseload_limitnamehistory" ("id", "kind", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff") VALUES (NEW."id", NEW."kind", NEW."person_id", NOW(), \'update\', NEW."id", NEW."staff"); RETURN NULL;',
                            hash="759b4fee524250f522bbb4cf3c5c2e263a7e35da",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_51a5b",
                            table="caseload_limitname",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="limitname",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_limitnamehistory" ("id", "kind", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff") VALUES (OLD."id", OLD."kind", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."staff"); RETURN NULL;',
                            hash="35658eb0fa8334b17f330cb3b43a140f718ab4da",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_bb23a",
                            table="caseload_limitname",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="glass",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_glasshistory" ("because", "broken_at", "broken_by", "id", "open_until", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reviewed_at", "reviewed_by", "staff", "unit_id", "was_right") VALUES (NEW."because", NEW."broken_at", NEW."broken_by", NEW."id", NEW."open_until", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."reviewed_at", NEW."reviewed_by", NEW."staff", NEW."unit_id", NEW."was_right"); RETURN NULL;',
                            hash="8957a844fdd62714ad28e93f15de8a2c73ff89c7",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_bff07",
                            table="caseload_glass",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="glass",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "caseload_glasshistory" ("because", "broken_at", "broken_by", "id", "open_until", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reviewed_at", "reviewed_by", "staff", "unit_id", "was_right") VALUES (NEW."because", NEW."broken_at", NEW."broken_by", NEW."id", NEW."open_until", NEW."person_id", NOW(), \'update\', NEW."id", NEW."reviewed_at", NEW."reviewed_by", NEW."staff", NEW."unit_id", NEW."was_right"); RETURN NULL;',
                            hash="9fbec7578eb0b665e5d40b75b737d47edc2d942d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7527b",
                            table="caseload_glass",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="glass",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_glasshistory" ("because", "broken_at", "broken_by", "id", "open_until", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reviewed_at", "reviewed_by", "staff", "unit_id", "was_right") VALUES (OLD."because", OLD."broken_at", OLD."broken_by", OLD."id", OLD."open_until", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."reviewed_at", OLD."reviewed_by", OLD."staff", OLD."unit_id", OLD."was_right"); RETURN NULL;',
                            hash="805bbfedbed64e6ad2443900d479fe661956e0c4",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_01bd7",
                            table="caseload_glass",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="episodelink",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_episodelinkhistory" ("body_id", "id", "link", "linked_at", "linked_by", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."body_id", NEW."id", NEW."link", NEW."linked_at", NEW."linked_by", NEW."person_id", NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="e9f25dc268785f2726d431007b9cb9031966f6f7",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_36d71",
                            table="caseload_episodelink",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="episodelink",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."body_id" IS DISTINCT FROM (NEW."body_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."link" IS DISTINCT FROM (NEW."link") OR OLD."linked_at" IS DISTINCT FROM (NEW."linked_at") OR OLD."linked_by" IS DISTINCT FROM (NEW."linked_by") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id"))',
                            func='INSERT INTO "caseload_episodelinkhistory" ("body_id", "id", "link", "linked_at", "linked_by", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."body_id", NEW."id", NEW."link", NEW."linked_at", NEW."linked_by", NEW."person_id", NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="c8930305203be96c1a30dcb39dcb0e0463904bbe",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5c1a8",
                            table="caseload_episodelink",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="episodelink",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_episodelinkhistory" ("body_id", "id", "link", "linked_at", "linked_by", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."body_id", OLD."id", OLD."link", OLD."linked_at", OLD."linked_by", OLD."person_id", NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="8e00400cc8a085c62c3cfeefe216ab168157ae63",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1657c",
                            table="caseload_episodelink",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="probationrecord",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_probationrecordhistory" ("access", "access_on", "asked", "id", "identity", "is_made_up", "pgh_created_at", "pgh_label", "pgh_obj_id", "release_on", "requirement", "sentence", "sentence_ends_on", "source", "taken_on", "unit_id") VALUES (NEW."access", NEW."access_on", NEW."asked", NEW."id", NEW."identity", NEW."is_made_up", NOW(), \'insert\', NEW."id", NEW."release_on", NEW."requirement", NEW."sentence", NEW."sentence_ends_on", NEW."source", NEW."taken_on", NEW."unit_id"); RETURN NULL;',
                            hash="52c50442f6d1c3ffa8726fc534cb6550b7dcaa99",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f4785",
                            table="caseload_probationrecord",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="probationrecord",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."access" IS DISTINCT FROM (NEW."access") OR OLD."access_on" IS DISTINCT FROM (NEW."access_on") OR OLD."asked" IS DISTINCT FROM (NEW."asked") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."identity" IS DISTINCT FROM (NEW."identity") OR OLD."is_made_up" IS DISTINCT FROM (NEW."is_made_up") OR OLD."release_on" IS DISTINCT FROM (NEW."release_on") OR OLD."requirement" IS DISTINCT FROM (NEW."requirement") OR OLD."sentence" IS DISTINCT FROM (NEW."sentence") OR OLD."sentence_ends_on" IS DISTINCT FROM (NEW."sentence_ends_on") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."taken_on" IS DISTINCT FROM (NEW."taken_on") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id"))',
                            func='INSERT INTO "caseload_probationrecordhistory" ("access", "access_on", "asked", "id", "identity", "is_made_up", "pgh_created_at", "pgh_label", "pgh_obj_id", "release_on", "requirement", "sentence", "sentence_ends_on", "source", "taken_on", "unit_id") VALUES (NEW."access", NEW."access_on", NEW."asked", NEW."id", NEW."identity", NEW."is_made_up", NOW(), \'update\', NEW."id", NEW."release_on", NEW."requirement", NEW."sentence", NEW."sentence_ends_on", NEW."source", NEW."taken_on", NEW."unit_id"); RETURN NULL;',
                            hash="6448e575ef9b7f8490e377a663344e395bbf532e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_efb45",
                            table="caseload_probationrecord",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="probationrecord",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_probationrecordhistory" ("access", "access_on", "asked", "id", "identity", "is_made_up", "pgh_created_at", "pgh_label", "pgh_obj_id", "release_on", "requirement", "sentence", "sentence_ends_on", "source", "taken_on", "unit_id") VALUES (OLD."access", OLD."access_on", OLD."asked", OLD."id", OLD."identity", OLD."is_made_up", NOW(), \'delete\', OLD."id", OLD."release_on", OLD."requirement", OLD."sentence", OLD."sentence_ends_on", OLD."source", OLD."taken_on", OLD."unit_id"); RETURN NULL;',
                            hash="3e1a105fc7234bae0333aa278b5a8de9211fa91c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_aebc0",
                            table="caseload_probationrecord",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="protocol",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('draft') THEN\n                    RAISE EXCEPTION 'A protocol cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="7b4a049ca9fd19af4f49584d95787503489a67dc",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_1d1ec",
                            table="caseload_protocol",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="protocol",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{agreed:replaced,draft:discarded,draft:half_agreed,half_agreed:agreed,half_agreed:discarded}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="db76cfcea612866d47fad806fd3e93e1fbba395e",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_076c9",
                            table="caseload_protocol",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="protocol",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_protocolhistory" ("cohort", "drafted_at", "drafted_by", "eligible", "eligible_from", "for_probation_at", "for_probation_by", "for_provider_at", "for_provider_by", "id", "is_illustration", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id", "review_on", "risk_shared", "state", "unit_id", "version", "who_does_what") VALUES (NEW."cohort", NEW."drafted_at", NEW."drafted_by", NEW."eligible", NEW."eligible_from", NEW."for_probation_at", NEW."for_probation_by", NEW."for_provider_at", NEW."for_provider_by", NEW."id", NEW."is_illustration", NOW(), \'insert\', NEW."id", NEW."provider_id", NEW."review_on", NEW."risk_shared", NEW."state", NEW."unit_id", NEW."version", NEW."who_does_what"); RETURN NULL;',
                            hash="207ac5e845f164fc852344060c8657efb0fa57c6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e7a9a",
                            table="caseload_protocol",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="protocol",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "caseload_protocolhistory" ("cohort", "drafted_at", "drafted_by", "eligible", "eligible_from", "for_probation_at", "for_probation_by", "for_provider_at", "for_provider_by", "id", "is_illustration", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id", "review_on", "risk_shared", "state", "unit_id", "version", "who_does_what") VALUES (NEW."cohort", NEW."drafted_at", NEW."drafted_by", NEW."eligible", NEW."eligible_from", NEW."for_probation_at", NEW."for_probation_by", NEW."for_provider_at", NEW."for_provider_by", NEW."id", NEW."is_illustration", NOW(), \'update\', NEW."id", NEW."provider_id", NEW."review_on", NEW."risk_shared", NEW."state", NEW."unit_id", NEW."version", NEW."who_does_what"); RETURN NULL;',
                            hash="5ba384063ea873cbc802d96e886a2d49a8ffb198",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6cf7b",
                            table="caseload_protocol",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="protocol",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_protocolhistory" ("cohort", "drafted_at", "drafted_by", "eligible", "eligible_from", "for_probation_at", "for_probation_by", "for_provider_at", "for_provider_by", "id", "is_illustration", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id", "review_on", "risk_shared", "state", "unit_id", "version", "who_does_what") VALUES (OLD."cohort", OLD."drafted_at", OLD."drafted_by", OLD."eligible", OLD."eligible_from", OLD."for_probation_at", OLD."for_probation_by", OLD."for_provider_at", OLD."for_provider_by", OLD."id", OLD."is_illustration", NOW(), \'delete\', OLD."id", OLD."provider_id", OLD."review_on", OLD."risk_shared", OLD."state", OLD."unit_id", OLD."version", OLD."who_does_what"); RETURN NULL;',
                            hash="9dd30e18b5ef75d3f6f135e4acc4884cb5a104ab",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_189fe",
                            table="caseload_protocol",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="read",
                    trigger=pgtrigger.compiler.Trigger(
                        name="rows_stay_as_they_are",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A record of who looked is never changed or deleted.' USING ERRCODE = 'restrict_violation';",
                            hash="e9d66c0dadca8e314762c29c85fc19f46fdf357a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_rows_stay_as_they_are_e3c5e",
                            table="caseload_read",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="read",
                    trigger=pgtrigger.compiler.Trigger(
                        name="table_is_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A record of who looked is never changed or deleted.' USING ERRCODE = 'restrict_violation';",
                            hash="5adca98c42a4484fb8a9d50efae4a3d640782121",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_table_is_never_emptied_3c4f9",
                            table="caseload_read",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recordmode",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_recordmodehistory" ("body_id", "id", "mode", "pgh_created_at", "pgh_label", "pgh_obj_id", "runs_from") VALUES (NEW."body_id", NEW."id", NEW."mode", NOW(), \'insert\', NEW."id", NEW."runs_from"); RETURN NULL;',
                            hash="3fa3ff090fdba31dadb9b963910ff68db27c67e7",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_db5ac",
                            table="caseload_recordmode",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recordmode",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "caseload_recordmodehistory" ("body_id", "id", "mode", "pgh_created_at", "pgh_label", "pgh_obj_id", "runs_from") VALUES (NEW."body_id", NEW."id", NEW."mode", NOW(), \'update\', NEW."id", NEW."runs_from"); RETURN NULL;',
                            hash="1cf280ac6d5951becf5f48e6caa4a42d4e7edfe8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_367aa",
                            table="caseload_recordmode",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recordmode",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_recordmodehistory" ("body_id", "id", "mode", "pgh_created_at", "pgh_label", "pgh_obj_id", "runs_from") VALUES (OLD."body_id", OLD."id", OLD."mode", NOW(), \'delete\', OLD."id", OLD."runs_from"); RETURN NULL;',
                            hash="59812543ba1a889eeced8daefc772b65bf1162a0",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_da17a",
                            table="caseload_recordmode",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referral",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('draft') THEN\n                    RAISE EXCEPTION 'A referral cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="d0ac4f90cb93879929ab725b163f9aef83438a2c",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_fc9aa",
                            table="caseload_referral",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referral",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{accepted:assigned,accepted:exited,accepted:paused,accepted:withdrawn,already_in_treatment:accepted,assessed:exited,assessed:on_pathway,assessed:paused,assessed:withdrawn,assigned:assessed,assigned:exited,assigned:on_pathway,assigned:paused,assigned:withdrawn,draft:discarded,draft:sent,exited:closed,on_pathway:exited,on_pathway:paused,on_pathway:withdrawn,paused:accepted,paused:assessed,paused:assigned,paused:exited,paused:on_pathway,paused:withdrawn,sent:accepted,sent:already_in_treatment,sent:declined,sent:redirected,sent:withdrawn}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="3377477e19083d42d8ceb825847ed405b8edd119",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_2d4df",
                            table="caseload_referral",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referral",
                    trigger=pgtrigger.compiler.Trigger(
                        name="referral_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="ede398f9ab1b250e09e6e691adc593d24584b4ff",
                            operation="DELETE",
                            pgid="pgtrigger_referral_is_never_deleted_16b9b",
                            table="caseload_referral",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referral",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_referralhistory" ("access", "access_good_until", "asked", "assigned_at", "assigned_by", "begun_at", "begun_by", "exit_reason", "exited_on", "first_contact_on", "follows_id", "id", "is_urgent", "key_worker", "pause", "paused_on", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "practitioner", "protocol_id", "provider_id", "reference", "release_on", "release_unknown", "requirement", "revision", "send_key", "sent_at", "sent_by", "sentence", "sentence_ends_on", "source", "state", "triage_reason", "triaged_at", "triaged_by", "unit_id", "waits_for", "was_planned", "withdrawn_for") VALUES (NEW."access", NEW."access_good_until", NEW."asked", NEW."assigned_at", NEW."assigned_by", NEW."begun_at", NEW."begun_by", NEW."exit_reason", NEW."exited_on", NEW."first_contact_on", NEW."follows_id", NEW."id", NEW."is_urgent", NEW."key_worker", NEW."pause", NEW."paused_on", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."place_id", NEW."practitioner", NEW."protocol_id", NEW."provider_id", NEW."reference", NEW."release_on", NEW."release_unknown", NEW."requirement", NEW."revision", NEW."send_key", NEW."sent_at", NEW."sent_by", NEW."sentence", NEW."sentence_ends_on", NEW."source", NEW."state", NEW."triage_reason", NEW."triaged_at", NEW."triaged_by", NEW."unit_id", NEW."waits_for", NEW."was_planned", NEW."withdrawn_for"); RETURN NULL;',
                            hash="50bf6d162bb45021f94e47ae2c24f7b7542737da",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_62d5d",
                            table="caseload_referral",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referral",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "caseload_referralhistory" ("access", "access_good_until", "asked", "assigned_at", "assigned_by", "begun_at", "begun_by", "exit_reason", "exited_on", "first_contact_on", "follows_id", "id", "is_urgent", "key_worker", "pause", "paused_on", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "practitioner", "protocol_id", "provider_id", "reference", "release_on", "release_unknown", "requirement", "revision", "send_key", "sent_at", "sent_by", "sentence", "sentence_ends_on", "source", "state", "triage_reason", "triaged_at", "triaged_by", "unit_id", "waits_for", "was_planned", "withdrawn_for") VALUES (NEW."access", NEW."access_good_until", NEW."asked", NEW."assigned_at", NEW."assigned_by", NEW."begun_at", NEW."begun_by", NEW."exit_reason", NEW."exited_on", NEW."first_contact_on", NEW."follows_id", NEW."id", NEW."is_urgent", NEW."key_worker", NEW."pause", NEW."paused_on", NEW."person_id", NOW(), \'update\', NEW."id", NEW."place_id", NEW."practitioner", NEW."protocol_id", NEW."provider_id", NEW."reference", NEW."release_on", NEW."release_unknown", NEW."requirement", NEW."revision", NEW."send_key", NEW."sent_at", NEW."sent_by", NEW."sentence", NEW."sentence_ends_on", NEW."source", NEW."state", NEW."triage_reason", NEW."triaged_at", NEW."triaged_by", NEW."unit_id", NEW."waits_for", NEW."was_planned", NEW."withdrawn_for"); RETURN NULL;',
                            hash="a9abc40d4d417b1bd3972decd21d2766a864812c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_eacc3",
                            table="caseload_referral",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referral",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_referralhistory" ("access", "access_good_until", "asked", "assigned_at", "assigned_by", "begun_at", "begun_by", "exit_reason", "exited_on", "first_contact_on", "follows_id", "id", "is_urgent", "key_worker", "pause", "paused_on", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "practitioner", "protocol_id", "provider_id", "reference", "release_on", "release_unknown", "requirement", "revision", "send_key", "sent_at", "sent_by", "sentence", "sentence_ends_on", "source", "state", "triage_reason", "triaged_at", "triaged_by", "unit_id", "waits_for", "was_planned", "withdrawn_for") VALUES (OLD."access", OLD."access_good_until", OLD."asked", OLD."assigned_at", OLD."assigned_by", OLD."begun_at", OLD."begun_by", OLD."exit_reason", OLD."exited_on", OLD."first_contact_on", OLD."follows_id", OLD."id", OLD."is_urgent", OLD."key_worker", OLD."pause", OLD."paused_on", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."place_id", OLD."practitioner", OLD."protocol_id", OLD."provider_id", OLD."reference", OLD."release_on", OLD."release_unknown", OLD."requirement", OLD."revision", OLD."send_key", OLD."sent_at", OLD."sent_by", OLD."sentence", OLD."sentence_ends_on", OLD."source", OLD."state", OLD."triage_reason", OLD."triaged_at", OLD."triaged_by", OLD."unit_id", OLD."waits_for", OLD."was_planned", OLD."withdrawn_for"); RETURN NULL;',
                            hash="03a14e6182506472926de0ef6cd5ed6559d27c10",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d6a32",
                            table="caseload_referral",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recoverycheck",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_recoverycheckhistory" ("answer", "done_by", "done_on", "due_on", "id", "months", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id") VALUES (NEW."answer", NEW."done_by", NEW."done_on", NEW."due_on", NEW."id", NEW."months", NOW(), \'insert\', NEW."id", NEW."referral_id"); RETURN NULL;',
                            hash="ea8de2b3e3c49db407314e3753a3c3bec7bba3ee",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0d9b2",
                            table="caseload_recoverycheck",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recoverycheck",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "caseload_recoverycheckhistory" ("answer", "done_by", "done_on", "due_on", "id", "months", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id") VALUES (NEW."answer", NEW."done_by", NEW."done_on", NEW."due_on", NEW."id", NEW."months", NOW(), \'update\', NEW."id", NEW."referral_id"); RETURN NULL;',
                            hash="e80789bd2f6bc1caff54938ffe62a30af2f3b9ae",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e3f66",
                            table="caseload_recoverycheck",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recoverycheck",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_recoverycheckhistory" ("answer", "done_by", "done_on", "due_on", "id", "months", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id") VALUES (OLD."answer", OLD."done_by", OLD."done_on", OLD."due_on", OLD."id", OLD."months", NOW(), \'delete\', OLD."id", OLD."referral_id"); RETURN NULL;',
                            hash="72496ee1e9badb47aa6eb325565e4daa23ec94ab",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ee484",
                            table="caseload_recoverycheck",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="question",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_questionhistory" ("answer", "answered_at", "answered_by", "asked_at", "asked_by", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "referral_id") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by", NEW."asked_at", NEW."asked_by", NEW."id", NOW(), \'insert\', NEW."id", NEW."question", NEW."referral_id"); RETURN NULL;',
                            hash="e71aeefc6fe89444e19b09cc2372e6b848b91efc",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a5941",
                            table="caseload_question",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="question",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "caseload_questionhistory" ("answer", "answered_at", "answered_by", "asked_at", "asked_by", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "referral_id") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by", NEW."asked_at", NEW."asked_by", NEW."id", NOW(), \'update\', NEW."id", NEW."question", NEW."referral_id"); RETURN NULL;',
                            hash="6c5c2756886760bfeb6095156dcc8846e3a8ab77",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7885d",
                            table="caseload_question",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="question",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_questionhistory" ("answer", "answered_at", "answered_by", "asked_at", "asked_by", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "referral_id") VALUES (OLD."answer", OLD."answered_at", OLD."answered_by", OLD."asked_at", OLD."asked_by", OLD."id", NOW(), \'delete\', OLD."id", OLD."question", OLD."referral_id"); RETURN NULL;',
                            hash="5c0d8de5a340ddac04ee2ba0758c4e24dd94b2c7",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d6e00",
                            table="caseload_question",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pathway",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_pathwayhistory" ("begun_by", "id", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "runs_from", "runs_until") VALUES (NEW."begun_by", NEW."id", NEW."kind", NOW(), \'insert\', NEW."id", NEW."referral_id", NEW."runs_from", NEW."runs_until"); RETURN NULL;',
                            hash="dca17e2824b589c6a3bf68581c65fb975a975e84",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_04f65",
                            table="caseload_pathway",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pathway",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "caseload_pathwayhistory" ("begun_by", "id", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "runs_from", "runs_until") VALUES (NEW."begun_by", NEW."id", NEW."kind", NOW(), \'update\', NEW."id", NEW."referral_id", NEW."runs_from", NEW."runs_until"); RETURN NULL;',
                            hash="df3fbcc83c67a95390e1956afbe42ce2154b4324",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_cabc6",
                            table="caseload_pathway",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pathway",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_pathwayhistory" ("begun_by", "id", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "runs_from", "runs_until") VALUES (OLD."begun_by", OLD."id", OLD."kind", NOW(), \'delete\', OLD."id", OLD."referral_id", OLD."runs_from", OLD."runs_until"); RETURN NULL;',
                            hash="ab4182a768dd0cd9757ddd2dac97eca92861b1ef",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_20c40",
                            table="caseload_pathway",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="owncode",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_owncodehistory" ("good_until", "id", "made_at", "made_by", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "used_on") VALUES (NEW."good_until", NEW."id", NEW."made_at", NEW."made_by", NOW(), \'insert\', NEW."id", NEW."referral_id", NEW."used_on"); RETURN NULL;',
                            hash="34d8b83d9782eaec4b32f985418b2f51871e450c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_bb88d",
                            table="caseload_owncode",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="owncode",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."good_until" IS DISTINCT FROM (NEW."good_until") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."made_by" IS DISTINCT FROM (NEW."made_by") OR OLD."referral_id" IS DISTINCT FROM (NEW."referral_id") OR OLD."used_on" IS DISTINCT FROM (NEW."used_on"))',
                            func='INSERT INTO "caseload_owncodehistory" ("good_until", "id", "made_at", "made_by", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "used_on") VALUES (NEW."good_until", NEW."id", NEW."made_at", NEW."made_by", NOW(), \'update\', NEW."id", NEW."referral_id", NEW."used_on"); RETURN NULL;',
                            hash="fb7defc291084d6481466340c9e174e08873a641",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_bb3be",
                            table="caseload_owncode",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="owncode",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_owncodehistory" ("good_until", "id", "made_at", "made_by", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "used_on") VALUES (OLD."good_until", OLD."id", OLD."made_at", OLD."made_by", NOW(), \'delete\', OLD."id", OLD."referral_id", OLD."used_on"); RETURN NULL;',
                            hash="d3c60fa9d7d5b376473a569eea30dd4a2b58d616",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_05d65",
                            table="caseload_owncode",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="outcomesprofile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_outcomesprofilehistory" ("answers", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "stage", "taken_at", "taken_by", "taken_on") VALUES (NEW."answers", NEW."id", NOW(), \'insert\', NEW."id", NEW."referral_id", NEW."stage", NEW."taken_at", NEW."taken_by", NEW."taken_on"); RETURN NULL;',
                            hash="c4e499a249a3dafa0888c1d5b53b46485268706b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c72ee",
                            table="caseload_outcomesprofile",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="outcomesprofile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "caseload_outcomesprofilehistory" ("answers", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "stage", "taken_at", "taken_by", "taken_on") VALUES (NEW."answers", NEW."id", NOW(), \'update\', NEW."id", NEW."referral_id", NEW."stage", NEW."taken_at", NEW."taken_by", NEW."taken_on"); RETURN NULL;',
                            hash="19bc1b578f9ec73179a128db8e3eb295c3757624",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ed9c4",
                            table="caseload_outcomesprofile",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="outcomesprofile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_outcomesprofilehistory" ("answers", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "stage", "taken_at", "taken_by", "taken_on") VALUES (OLD."answers", OLD."id", NOW(), \'delete\', OLD."id", OLD."referral_id", OLD."stage", OLD."taken_at", OLD."taken_by", OLD."taken_on"); RETURN NULL;',
                            hash="bde4121dd26eb13796bce0785030a8b150bf6baa",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9d18c",
                            table="caseload_outcomesprofile",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="outcome",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_outcomehistory" ("achieved", "id", "outcome", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id") VALUES (NEW."achieved", NEW."id", NEW."outcome", NOW(), \'insert\', NEW."id", NEW."referral_id"); RETURN NULL;',
                            hash="0ebe4de1099fc59ac66d3940164cfd086e4aec75",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f585e",
                            table="caseload_outcome",
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
                            func='INSERT INTO "caseload_outcomehistory" ("achieved", "id", "outcome", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id") VALUES (NEW."achieved", NEW."id", NEW."outcome", NOW(), \'update\', NEW."id", NEW."referral_id"); RETURN NULL;',
                            hash="c2e96174aa71952cebf379a23357b6588e04c879",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3fa25",
                            table="caseload_outcome",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="outcome",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_outcomehistory" ("achieved", "id", "outcome", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id") VALUES (OLD."achieved", OLD."id", OLD."outcome", NOW(), \'delete\', OLD."id", OLD."referral_id"); RETURN NULL;',
                            hash="9ca602400317526bd66a0dfa68798c58d808ed23",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_30f2e",
                            table="caseload_outcome",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="onward",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_onwardhistory" ("id", "need", "outcome", "outcome_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "sent_by", "sent_on", "service") VALUES (NEW."id", NEW."need", NEW."outcome", NEW."outcome_on", NOW(), \'insert\', NEW."id", NEW."referral_id", NEW."sent_by", NEW."sent_on", NEW."service"); RETURN NULL;',
                            hash="0e24d8f633728ef1f0eabe6952d138d2ce1112d7",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c4488",
                            table="caseload_onward",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="onward",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "caseload_onwardhistory" ("id", "need", "outcome", "outcome_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "sent_by", "sent_on", "service") VALUES (NEW."id", NEW."need", NEW."outcome", NEW."outcome_on", NOW(), \'update\', NEW."id", NEW."referral_id", NEW."sent_by", NEW."sent_on", NEW."service"); RETURN NULL;',
                            hash="04227516f0dddc8a77e4c50237a6641e86ed2b4f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_eb504",
                            table="caseload_onward",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="onward",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_onwardhistory" ("id", "need", "outcome", "outcome_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "sent_by", "sent_on", "service") VALUES (OLD."id", OLD."need", OLD."outcome", OLD."outcome_on", NOW(), \'delete\', OLD."id", OLD."referral_id", OLD."sent_by", OLD."sent_on", OLD."service"); RETURN NULL;',
                            hash="7329b26f9b03a739ac8f9234684e073eafef33f4",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_daca1",
                            table="caseload_onward",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="note",
                    trigger=pgtrigger.compiler.Trigger(
                        name="rows_stay_as_they_are",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A note is never changed: write another one.' USING ERRCODE = 'restrict_violation';",
                            hash="2bcbf5755bbe3c17ae10ff220dd73375f3ddbe6e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_rows_stay_as_they_are_7e57e",
                            table="caseload_note",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="note",
                    trigger=pgtrigger.compiler.Trigger(
                        name="table_is_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A note is never changed: write another one.' USING ERRCODE = 'restrict_violation';",
                            hash="19123352fcfa2ce16cf34a89b482dab3e76ce515",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_table_is_never_emptied_79b1c",
                            table="caseload_note",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="needsought",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_needsoughthistory" ("complexity", "id", "need", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id") VALUES (NEW."complexity", NEW."id", NEW."need", NOW(), \'insert\', NEW."id", NEW."referral_id"); RETURN NULL;',
                            hash="b1bbeae52bcb1947802cd08f71732623f5bf40af",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_89cdf",
                            table="caseload_needsought",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="needsought",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "caseload_needsoughthistory" ("complexity", "id", "need", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id") VALUES (NEW."complexity", NEW."id", NEW."need", NOW(), \'update\', NEW."id", NEW."referral_id"); RETURN NULL;',
                            hash="bb82ac47ff702ee4df2e65fb7c5209de46e8e6db",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1864d",
                            table="caseload_needsought",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="needsought",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_needsoughthistory" ("complexity", "id", "need", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id") VALUES (OLD."complexity", OLD."id", OLD."need", NOW(), \'delete\', OLD."id", OLD."referral_id"); RETURN NULL;',
                            hash="002606f1d8052a1f72b03edb6cbf88080b64ef7d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c0704",
                            table="caseload_needsought",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="importedevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="rows_stay_as_they_are",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'An event that was taken stays as it was taken.' USING ERRCODE = 'restrict_violation';",
                            hash="676f597c58f0809bf4da10a0a495c1ef60d97ec4",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_rows_stay_as_they_are_15e61",
                            table="caseload_importedevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="importedevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="table_is_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'An event that was taken stays as it was taken.' USING ERRCODE = 'restrict_violation';",
                            hash="cbbe9b5a854bbe03531edf2853ca8eca4cede103",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_table_is_never_emptied_632b3",
                            table="caseload_importedevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="harmreduction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_harmreductionhistory" ("id", "kind", "on", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by", "referral_id") VALUES (NEW."id", NEW."kind", NEW."on", NOW(), \'insert\', NEW."id", NEW."recorded_by", NEW."referral_id"); RETURN NULL;',
                            hash="2d5349a107fb42a2721831720e8088a2e7b59699",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_cc25a",
                            table="caseload_harmreduction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="harmreduction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "caseload_harmreductionhistory" ("id", "kind", "on", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by", "referral_id") VALUES (NEW."id", NEW."kind", NEW."on", NOW(), \'update\', NEW."id", NEW."recorded_by", NEW."referral_id"); RETURN NULL;',
                            hash="7aa1156cc7fae6e916aaf33945068042235c28d1",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7a5b5",
                            table="caseload_harmreduction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="harmreduction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_harmreductionhistory" ("id", "kind", "on", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by", "referral_id") VALUES (OLD."id", OLD."kind", OLD."on", NOW(), \'delete\', OLD."id", OLD."recorded_by", OLD."referral_id"); RETURN NULL;',
                            hash="53face1214a8ffbe8f55f0537d08746527f927c9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_57257",
                            table="caseload_harmreduction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="delivered",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_deliveredhistory" ("given_by", "given_on", "id", "intervention_id", "pathway_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "session") VALUES (NEW."given_by", NEW."given_on", NEW."id", NEW."intervention_id", NEW."pathway_id", NOW(), \'insert\', NEW."id", NEW."referral_id", NEW."session"); RETURN NULL;',
                            hash="9cb2cb276d7da672af26bb78fe1a8f6416cac2ea",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_05cc5",
                            table="caseload_delivered",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="delivered",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "caseload_deliveredhistory" ("given_by", "given_on", "id", "intervention_id", "pathway_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "session") VALUES (NEW."given_by", NEW."given_on", NEW."id", NEW."intervention_id", NEW."pathway_id", NOW(), \'update\', NEW."id", NEW."referral_id", NEW."session"); RETURN NULL;',
                            hash="ff5e060d5e38d2ba6b0081788cf76b22308c81f3",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_49ec5",
                            table="caseload_delivered",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="delivered",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_deliveredhistory" ("given_by", "given_on", "id", "intervention_id", "pathway_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "session") VALUES (OLD."given_by", OLD."given_on", OLD."id", OLD."intervention_id", OLD."pathway_id", NOW(), \'delete\', OLD."id", OLD."referral_id", OLD."session"); RETURN NULL;',
                            hash="4d60e5974dea23cec22ab6e7ab44799f8b844d86",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_780f7",
                            table="caseload_delivered",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="deathreview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_deathreviewhistory" ("died_on", "id", "is_drug_related", "learned_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "referral_id", "review_due_on", "reviewed_at", "reviewed_by", "said") VALUES (NEW."died_on", NEW."id", NEW."is_drug_related", NEW."learned_on", NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by", NEW."referral_id", NEW."review_due_on", NEW."reviewed_at", NEW."reviewed_by", NEW."said"); RETURN NULL;',
                            hash="3241a97ea16a073207730de410b071613eb929b3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_80a64",
                            table="caseload_deathreview",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="deathreview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "caseload_deathreviewhistory" ("died_on", "id", "is_drug_related", "learned_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "referral_id", "review_due_on", "reviewed_at", "reviewed_by", "said") VALUES (NEW."died_on", NEW."id", NEW."is_drug_related", NEW."learned_on", NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by", NEW."referral_id", NEW."review_due_on", NEW."reviewed_at", NEW."reviewed_by", NEW."said"); RETURN NULL;',
                            hash="a9f9b583aa70a6c88052a384129809ae8ed0c9f7",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ead53",
                            table="caseload_deathreview",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="deathreview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_deathreviewhistory" ("died_on", "id", "is_drug_related", "learned_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "referral_id", "review_due_on", "reviewed_at", "reviewed_by", "said") VALUES (OLD."died_on", OLD."id", OLD."is_drug_related", OLD."learned_on", NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by", OLD."referral_id", OLD."review_due_on", OLD."reviewed_at", OLD."reviewed_by", OLD."said"); RETURN NULL;',
                            hash="d43bf2fa9aa59fbb2204bb89b660d62d2cc82a6e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_11897",
                            table="caseload_deathreview",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="courtreport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_courtreporthistory" ("id", "made_at", "made_by", "period_from", "period_until", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "said") VALUES (NEW."id", NEW."made_at", NEW."made_by", NEW."period_from", NEW."period_until", NOW(), \'insert\', NEW."id", NEW."referral_id", NEW."said"); RETURN NULL;',
                            hash="f8c7d45f39bbce23bb57e2844196d905400f8b90",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e0a35",
                            table="caseload_courtreport",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="courtreport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "caseload_courtreporthistory" ("id", "made_at", "made_by", "period_from", "period_until", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "said") VALUES (NEW."id", NEW."made_at", NEW."made_by", NEW."period_from", NEW."period_until", NOW(), \'update\', NEW."id", NEW."referral_id", NEW."said"); RETURN NULL;',
                            hash="63701cb8b8617b4e6c07ae402185d86ba52bd610",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1487d",
                            table="caseload_courtreport",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="courtreport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_courtreporthistory" ("id", "made_at", "made_by", "period_from", "period_until", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "said") VALUES (OLD."id", OLD."made_at", OLD."made_by", OLD."period_from", OLD."period_until", NOW(), \'delete\', OLD."id", OLD."referral_id", OLD."said"); RETURN NULL;',
                            hash="fa5d99a1adf9584075d3cd417a2937f0bb9fd3fd",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_fb412",
                            table="caseload_courtreport",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_consenthistory" ("answer", "id", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "referral_id", "said_on") VALUES (NEW."answer", NEW."id", NEW."kind", NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by", NEW."referral_id", NEW."said_on"); RETURN NULL;',
                            hash="92520347bd58981c890734e710379442bb82ec72",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7c6cc",
                            table="caseload_consent",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "caseload_consenthistory" ("answer", "id", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "referral_id", "said_on") VALUES (NEW."answer", NEW."id", NEW."kind", NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by", NEW."referral_id", NEW."said_on"); RETURN NULL;',
                            hash="ce73b7d6c2646c430515ac25fb0c255bf80be32c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_837e6",
                            table="caseload_consent",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_consenthistory" ("answer", "id", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "referral_id", "said_on") VALUES (OLD."answer", OLD."id", OLD."kind", NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by", OLD."referral_id", OLD."said_on"); RETURN NULL;',
                            hash="6771aad16b59ada0a14c2e2cc4bb6e81da097e77",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_51be7",
                            table="caseload_consent",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="concern",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('raised') THEN\n                    RAISE EXCEPTION 'A concern cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="f5ffc435ede3bd3f8062853504ebec85952a8bf1",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_d0e7f",
                            table="caseload_concern",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="concern",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{acknowledged:acting,acting:closed,raised:acknowledged}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="78f0ce66dcf8ee5387c584f8c93704df656db23d",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_838d5",
                            table="caseload_concern",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="concern",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_concernhistory" ("about", "acknowledged_at", "acknowledged_by", "closed_at", "closed_by", "due_at", "has_receipt", "id", "is_urgent", "owner", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_at", "raised_by", "referral_id", "route", "said", "state") VALUES (NEW."about", NEW."acknowledged_at", NEW."acknowledged_by", NEW."closed_at", NEW."closed_by", NEW."due_at", NEW."has_receipt", NEW."id", NEW."is_urgent", NEW."owner", NOW(), \'insert\', NEW."id", NEW."raised_at", NEW."raised_by", NEW."referral_id", NEW."route", NEW."said", NEW."state"); RETURN NULL;',
                            hash="e5383539767913ad1d679f5b59d3c03f0e6a9e71",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b13d8",
                            table="caseload_concern",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="concern",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "caseload_concernhistory" ("about", "acknowledged_at", "acknowledged_by", "closed_at", "closed_by", "due_at", "has_receipt", "id", "is_urgent", "owner", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_at", "raised_by", "referral_id", "route", "said", "state") VALUES (NEW."about", NEW."acknowledged_at", NEW."acknowledged_by", NEW."closed_at", NEW."closed_by", NEW."due_at", NEW."has_receipt", NEW."id", NEW."is_urgent", NEW."owner", NOW(), \'update\', NEW."id", NEW."raised_at", NEW."raised_by", NEW."referral_id", NEW."route", NEW."said", NEW."state"); RETURN NULL;',
                            hash="005a006bbf543fa7ea23866c8fd584f1d5638a56",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f9841",
                            table="caseload_concern",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="concern",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_concernhistory" ("about", "acknowledged_at", "acknowledged_by", "closed_at", "closed_by", "due_at", "has_receipt", "id", "is_urgent", "owner", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_at", "raised_by", "referral_id", "route", "said", "state") VALUES (OLD."about", OLD."acknowledged_at", OLD."acknowledged_by", OLD."closed_at", OLD."closed_by", OLD."due_at", OLD."has_receipt", OLD."id", OLD."is_urgent", OLD."owner", NOW(), \'delete\', OLD."id", OLD."raised_at", OLD."raised_by", OLD."referral_id", OLD."route", OLD."said", OLD."state"); RETURN NULL;',
                            hash="448b9474aaaae6cfd67cd7e4a69db4d275159c4a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_22326",
                            table="caseload_concern",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casemeeting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_casemeetinghistory" ("gateway", "held_on", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "referral_id", "said") VALUES (NEW."gateway", NEW."held_on", NEW."id", NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by", NEW."referral_id", NEW."said"); RETURN NULL;',
                            hash="35e1b331dcce577b826b40bdd8eeb24d048b027d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c7006",
                            table="caseload_casemeeting",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casemeeting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "caseload_casemeetinghistory" ("gateway", "held_on", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "referral_id", "said") VALUES (NEW."gateway", NEW."held_on", NEW."id", NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by", NEW."referral_id", NEW."said"); RETURN NULL;',
                            hash="f01c07cea8522d0b94a5115bd25ee01586a7878e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_86a01",
                            table="caseload_casemeeting",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casemeeting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_casemeetinghistory" ("gateway", "held_on", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "referral_id", "said") VALUES (OLD."gateway", OLD."held_on", OLD."id", NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by", OLD."referral_id", OLD."said"); RETURN NULL;',
                            hash="f2349f059690daa6c422b3f3576a8a88efec7c75",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_81445",
                            table="caseload_casemeeting",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assessment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('draft') THEN\n                    RAISE EXCEPTION 'A assessment cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="8f158cd47a2222cf6fc2e647b61cba0ae15c5f62",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_c9776",
                            table="caseload_assessment",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assessment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{draft:complete,draft:discarded}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="20f5d8557c388500a3653819d69f8197b622e6f7",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_9ba26",
                            table="caseload_assessment",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assessment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_assessmenthistory" ("begun_at", "begun_by", "completed_at", "completed_by", "id", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "revision", "said", "state") VALUES (NEW."begun_at", NEW."begun_by", NEW."completed_at", NEW."completed_by", NEW."id", NEW."kind", NOW(), \'insert\', NEW."id", NEW."referral_id", NEW."revision", NEW."said", NEW."state"); RETURN NULL;',
                            hash="ab717bf184b925830c7d3734bb4086ffcc099028",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_35a0d",
                            table="caseload_assessment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assessment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "caseload_assessmenthistory" ("begun_at", "begun_by", "completed_at", "completed_by", "id", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "revision", "said", "state") VALUES (NEW."begun_at", NEW."begun_by", NEW."completed_at", NEW."completed_by", NEW."id", NEW."kind", NOW(), \'update\', NEW."id", NEW."referral_id", NEW."revision", NEW."said", NEW."state"); RETURN NULL;',
                            hash="917a5453d9f2902476ce61747f9ead0f38dd5f48",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_30649",
                            table="caseload_assessment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="assessment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_assessmenthistory" ("begun_at", "begun_by", "completed_at", "completed_by", "id", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "revision", "said", "state") VALUES (OLD."begun_at", OLD."begun_by", OLD."completed_at", OLD."completed_by", OLD."id", OLD."kind", NOW(), \'delete\', OLD."id", OLD."referral_id", OLD."revision", OLD."said", OLD."state"); RETURN NULL;',
                            hash="2007f6bc79488b8182bbcf043586e705c6f52608",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c3496",
                            table="caseload_assessment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appointment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('scheduled') THEN\n                    RAISE EXCEPTION 'A appointment cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="9073d37ec6159182d7769434ceac2ceb0d7e4361",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_57930",
                            table="caseload_appointment",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appointment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{attended:scheduled,did_not_attend:scheduled,did_not_happen:scheduled,scheduled:attended,scheduled:did_not_attend,scheduled:did_not_happen,scheduled:rescheduled}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="01ee28f73a44822ce2349a83d5998dd836c7e275",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_60ab5",
                            table="caseload_appointment",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appointment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_appointmenthistory" ("begins_at", "booked_at", "booked_by", "booking_key", "came_late_minutes", "group_id", "id", "kind", "minutes", "mode", "moved_for", "no_session", "notes", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by", "referral_id", "reminded_at", "reminded_by", "replaces_id", "send_key", "state", "tells_probation", "with_whom") VALUES (NEW."begins_at", NEW."booked_at", NEW."booked_by", NEW."booking_key", NEW."came_late_minutes", NEW."group_id", NEW."id", NEW."kind", NEW."minutes", NEW."mode", NEW."moved_for", NEW."no_session", NEW."notes", NOW(), \'insert\', NEW."id", NEW."place", NEW."recorded_at", NEW."recorded_by", NEW."referral_id", NEW."reminded_at", NEW."reminded_by", NEW."replaces_id", NEW."send_key", NEW."state", NEW."tells_probation", NEW."with_whom"); RETURN NULL;',
                            hash="84cc9cab17f02b3afacf2a862d0164cb5fd0c7b7",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e20c6",
                            table="caseload_appointment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appointment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "caseload_appointmenthistory" ("begins_at", "booked_at", "booked_by", "booking_key", "came_late_minutes", "group_id", "id", "kind", "minutes", "mode", "moved_for", "no_session", "notes", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by", "referral_id", "reminded_at", "reminded_by", "replaces_id", "send_key", "state", "tells_probation", "with_whom") VALUES (NEW."begins_at", NEW."booked_at", NEW."booked_by", NEW."booking_key", NEW."came_late_minutes", NEW."group_id", NEW."id", NEW."kind", NEW."minutes", NEW."mode", NEW."moved_for", NEW."no_session", NEW."notes", NOW(), \'update\', NEW."id", NEW."place", NEW."recorded_at", NEW."recorded_by", NEW."referral_id", NEW."reminded_at", NEW."reminded_by", NEW."replaces_id", NEW."send_key", NEW."state", NEW."tells_probation", NEW."with_whom"); RETURN NULL;',
                            hash="95f7bceecb1d43f774dc401dd8094967391fb3d2",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ae47f",
                            table="caseload_appointment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appointment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_appointmenthistory" ("begins_at", "booked_at", "booked_by", "booking_key", "came_late_minutes", "group_id", "id", "kind", "minutes", "mode", "moved_for", "no_session", "notes", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by", "referral_id", "reminded_at", "reminded_by", "replaces_id", "send_key", "state", "tells_probation", "with_whom") VALUES (OLD."begins_at", OLD."booked_at", OLD."booked_by", OLD."booking_key", OLD."came_late_minutes", OLD."group_id", OLD."id", OLD."kind", OLD."minutes", OLD."mode", OLD."moved_for", OLD."no_session", OLD."notes", NOW(), \'delete\', OLD."id", OLD."place", OLD."recorded_at", OLD."recorded_by", OLD."referral_id", OLD."reminded_at", OLD."reminded_by", OLD."replaces_id", OLD."send_key", OLD."state", OLD."tells_probation", OLD."with_whom"); RETURN NULL;',
                            hash="6157f5021c7befbafd7a85bd7d22a336af5dcb67",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_cac3a",
                            table="caseload_appointment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="amendment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_amendmenthistory" ("amended_at", "amended_by", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "sealed", "what") VALUES (NEW."amended_at", NEW."amended_by", NEW."id", NOW(), \'insert\', NEW."id", NEW."referral_id", NEW."sealed", NEW."what"); RETURN NULL;',
                            hash="69507b3201b9d285cbdba4e2328a77c879749b92",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b6133",
                            table="caseload_amendment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="amendment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "caseload_amendmenthistory" ("amended_at", "amended_by", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "sealed", "what") VALUES (NEW."amended_at", NEW."amended_by", NEW."id", NOW(), \'update\', NEW."id", NEW."referral_id", NEW."sealed", NEW."what"); RETURN NULL;',
                            hash="efa4df6254980a37e3a2dcd6edeefcce3f06ead1",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_12452",
                            table="caseload_amendment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="amendment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_amendmenthistory" ("amended_at", "amended_by", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "sealed", "what") VALUES (OLD."amended_at", OLD."amended_by", OLD."id", NOW(), \'delete\', OLD."id", OLD."referral_id", OLD."sealed", OLD."what"); RETURN NULL;',
                            hash="f132bddf89cea778b07321ce82cae23be894bf65",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_01168",
                            table="caseload_amendment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="releaseplan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_releaseplanhistory" ("chased_by", "has_naloxone", "id", "is_prescription_bridged", "pgh_created_at", "pgh_label", "pgh_obj_id", "prison", "referral_id") VALUES (NEW."chased_by", NEW."has_naloxone", NEW."id", NEW."is_prescription_bridged", NOW(), \'insert\', NEW."id", NEW."prison", NEW."referral_id"); RETURN NULL;',
                            hash="206a6379a9aec2e65fdd3a17a501055b84dfedcc",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_039ab",
                            table="caseload_releaseplan",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="releaseplan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "caseload_releaseplanhistory" ("chased_by", "has_naloxone", "id", "is_prescription_bridged", "pgh_created_at", "pgh_label", "pgh_obj_id", "prison", "referral_id") VALUES (NEW."chased_by", NEW."has_naloxone", NEW."id", NEW."is_prescription_bridged", NOW(), \'update\', NEW."id", NEW."prison", NEW."referral_id"); RETURN NULL;',
                            hash="14b640f2e29537f7502619f055dc7b6f2ad6c0e5",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ee0b3",
                            table="caseload_releaseplan",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="releaseplan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_releaseplanhistory" ("chased_by", "has_naloxone", "id", "is_prescription_bridged", "pgh_created_at", "pgh_label", "pgh_obj_id", "prison", "referral_id") VALUES (OLD."chased_by", OLD."has_naloxone", OLD."id", OLD."is_prescription_bridged", NOW(), \'delete\', OLD."id", OLD."prison", OLD."referral_id"); RETURN NULL;',
                            hash="72117bde88f55693449f165b9d7d5927beb66782",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_69e39",
                            table="caseload_releaseplan",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="retention",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_retentionhistory" ("body_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "runs_from", "years") VALUES (NEW."body_id", NEW."id", NOW(), \'insert\', NEW."id", NEW."runs_from", NEW."years"); RETURN NULL;',
                            hash="adaea04e9547a6dc1e5cd7544a6ea7f4ef30711c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9280b",
                            table="caseload_retention",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="retention",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "caseload_retentionhistory" ("body_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "runs_from", "years") VALUES (NEW."body_id", NEW."id", NOW(), \'update\', NEW."id", NEW."runs_from", NEW."years"); RETURN NULL;',
                            hash="167c77cdb8e3ccb98b7642f43c9018376cf11734",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5a221",
                            table="caseload_retention",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="retention",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_retentionhistory" ("body_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "runs_from", "years") VALUES (OLD."body_id", OLD."id", NOW(), \'delete\', OLD."id", OLD."runs_from", OLD."years"); RETURN NULL;',
                            hash="faa65155106b492c498ed25cdc9473921cc41bcf",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5f628",
                            table="caseload_retention",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="route",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_routehistory" ("contact", "id", "is_illustration", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "within_hours") VALUES (NEW."contact", NEW."id", NEW."is_illustration", NEW."kind", NOW(), \'insert\', NEW."id", NEW."place_id", NEW."within_hours"); RETURN NULL;',
                            hash="2a22b898c9036b7ed2ee620c77ad1d65c1594b6c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_fb1fb",
                            table="caseload_route",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="route",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "caseload_routehistory" ("contact", "id", "is_illustration", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "within_hours") VALUES (NEW."contact", NEW."id", NEW."is_illustration", NEW."kind", NOW(), \'update\', NEW."id", NEW."place_id", NEW."within_hours"); RETURN NULL;',
                            hash="109e38df2199fbc0d955142c3eafdb6bcdcd98b0",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_85fdc",
                            table="caseload_route",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="route",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_routehistory" ("contact", "id", "is_illustration", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "within_hours") VALUES (OLD."contact", OLD."id", OLD."is_illustration", OLD."kind", NOW(), \'delete\', OLD."id", OLD."place_id", OLD."within_hours"); RETURN NULL;',
                            hash="9facff007c19b45d313e20e6c4cedb2587e83596",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_852e2",
                            table="caseload_route",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="skill",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_skillhistory" ("body_id", "id", "most_people", "pgh_created_at", "pgh_label", "pgh_obj_id", "skills", "worker") VALUES (NEW."body_id", NEW."id", NEW."most_people", NOW(), \'insert\', NEW."id", NEW."skills", NEW."worker"); RETURN NULL;',
                            hash="2b706632dc4aaf931ef1f2bbfa9f5b88f37aed8e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_29e47",
                            table="caseload_skill",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="skill",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "caseload_skillhistory" ("body_id", "id", "most_people", "pgh_created_at", "pgh_label", "pgh_obj_id", "skills", "worker") VALUES (NEW."body_id", NEW."id", NEW."most_people", NOW(), \'update\', NEW."id", NEW."skills", NEW."worker"); RETURN NULL;',
                            hash="c84cc0b7af6b05a328d9b241d33d45c8533c2372",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ac0a4",
                            table="caseload_skill",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="skill",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_skillhistory" ("body_id", "id", "most_people", "pgh_created_at", "pgh_label", "pgh_obj_id", "skills", "worker") VALUES (OLD."body_id", OLD."id", OLD."most_people", NOW(), \'delete\', OLD."id", OLD."skills", OLD."worker"); RETURN NULL;',
                            hash="78785c5ee84dec3def42672e60b3f6a261f9bd71",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_334ed",
                            table="caseload_skill",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="subjectaccess",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('asked') THEN\n                    RAISE EXCEPTION 'A subject access request cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="a6564b4f9941ea60d6b68a8eec3c6c5ea6cd36bc",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_71c3e",
                            table="caseload_subjectaccess",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="subjectaccess",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{asked:checked,asked:refused,checked:asked,checked:refused,checked:released}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="84a013f524a926edf8537a968ee421dfe8d31783",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_4b4d4",
                            table="caseload_subjectaccess",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="subjectaccess",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_subjectaccesshistory" ("asked_at", "asked_by", "asked_on", "checked_at", "checked_by", "content", "due_on", "id", "is_extended", "left_out", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "released_at", "released_by", "said", "state") VALUES (NEW."asked_at", NEW."asked_by", NEW."asked_on", NEW."checked_at", NEW."checked_by", NEW."content", NEW."due_on", NEW."id", NEW."is_extended", NEW."left_out", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."released_at", NEW."released_by", NEW."said", NEW."state"); RETURN NULL;',
                            hash="375f38a4ee8be467cdf9b907d9499e816cf72cf9",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_dd0bd",
                            table="caseload_subjectaccess",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="subjectaccess",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "caseload_subjectaccesshistory" ("asked_at", "asked_by", "asked_on", "checked_at", "checked_by", "content", "due_on", "id", "is_extended", "left_out", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "released_at", "released_by", "said", "state") VALUES (NEW."asked_at", NEW."asked_by", NEW."asked_on", NEW."checked_at", NEW."checked_by", NEW."content", NEW."due_on", NEW."id", NEW."is_extended", NEW."left_out", NEW."person_id", NOW(), \'update\', NEW."id", NEW."released_at", NEW."released_by", NEW."said", NEW."state"); RETURN NULL;',
                            hash="fbfa5749c041235d59e98c809943f710099e4e71",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_885d1",
                            table="caseload_subjectaccess",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="subjectaccess",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_subjectaccesshistory" ("asked_at", "asked_by", "asked_on", "checked_at", "checked_by", "content", "due_on", "id", "is_extended", "left_out", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "released_at", "released_by", "said", "state") VALUES (OLD."asked_at", OLD."asked_by", OLD."asked_on", OLD."checked_at", OLD."checked_by", OLD."content", OLD."due_on", OLD."id", OLD."is_extended", OLD."left_out", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."released_at", OLD."released_by", OLD."said", OLD."state"); RETURN NULL;',
                            hash="b091844439aae7cf1b791ae1a044ac94630e6329",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a9724",
                            table="caseload_subjectaccess",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="taken",
                    trigger=pgtrigger.compiler.Trigger(
                        name="rows_stay_as_they_are",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'What was taken stays as it was taken.' USING ERRCODE = 'restrict_violation';",
                            hash="754f642d1b51721a9d3c218e5339ddddc28eff42",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_rows_stay_as_they_are_b1ca4",
                            table="caseload_taken",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="taken",
                    trigger=pgtrigger.compiler.Trigger(
                        name="table_is_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'What was taken stays as it was taken.' USING ERRCODE = 'restrict_violation';",
                            hash="dddcd22055cdc7cd4078aae2b9cc23e059a08607",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_table_is_never_emptied_85269",
                            table="caseload_taken",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="told",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_toldhistory" ("about_on", "acknowledged_at", "acknowledged_by", "code", "id", "is_urgent", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "told_at", "told_by") VALUES (NEW."about_on", NEW."acknowledged_at", NEW."acknowledged_by", NEW."code", NEW."id", NEW."is_urgent", NEW."kind", NOW(), \'insert\', NEW."id", NEW."referral_id", NEW."told_at", NEW."told_by"); RETURN NULL;',
                            hash="64eaa0ef239a460751a0db7f98b9c022d93f88ba",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1c483",
                            table="caseload_told",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="told",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "caseload_toldhistory" ("about_on", "acknowledged_at", "acknowledged_by", "code", "id", "is_urgent", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "told_at", "told_by") VALUES (NEW."about_on", NEW."acknowledged_at", NEW."acknowledged_by", NEW."code", NEW."id", NEW."is_urgent", NEW."kind", NOW(), \'update\', NEW."id", NEW."referral_id", NEW."told_at", NEW."told_by"); RETURN NULL;',
                            hash="de3284e190e192e54686ac70ca2ac7ac38468265",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f0753",
                            table="caseload_told",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="told",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_toldhistory" ("about_on", "acknowledged_at", "acknowledged_by", "code", "id", "is_urgent", "kind", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "told_at", "told_by") VALUES (OLD."about_on", OLD."acknowledged_at", OLD."acknowledged_by", OLD."code", OLD."id", OLD."is_urgent", OLD."kind", NOW(), \'delete\', OLD."id", OLD."referral_id", OLD."told_at", OLD."told_by"); RETURN NULL;',
                            hash="5bcb224a4a805268a93bff0a9ace908733a04388",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4d8fc",
                            table="caseload_told",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="transfer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('offered') THEN\n                    RAISE EXCEPTION 'A transfer cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="4b7359ca0aecb596bcebe6fd0a6a98f8cbfe43a4",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_ea433",
                            table="caseload_transfer",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="transfer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{offered:taken,offered:taken_back,offered:turned_down}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="c13dddf070cf055fbcaac3bfac81757ad39aca7c",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_3505b",
                            table="caseload_transfer",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="transfer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_transferhistory" ("access", "access_good_until", "answered_at", "answered_by", "because", "from_provider_id", "from_unit_id", "id", "offered_at", "offered_by", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "state", "to_place_id", "to_provider_id", "to_unit_id") VALUES (NEW."access", NEW."access_good_until", NEW."answered_at", NEW."answered_by", NEW."because", NEW."from_provider_id", NEW."from_unit_id", NEW."id", NEW."offered_at", NEW."offered_by", NEW."person_id", NOW(), \'insert\', NEW."id", NEW."referral_id", NEW."state", NEW."to_place_id", NEW."to_provider_id", NEW."to_unit_id"); RETURN NULL;',
                            hash="9ac7077f9eb9bab7f799a3f6742d7a10cfd40fea",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b6ed8",
                            table="caseload_transfer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="transfer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "caseload_transferhistory" ("access", "access_good_until", "answered_at", "answered_by", "because", "from_provider_id", "from_unit_id", "id", "offered_at", "offered_by", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "state", "to_place_id", "to_provider_id", "to_unit_id") VALUES (NEW."access", NEW."access_good_until", NEW."answered_at", NEW."answered_by", NEW."because", NEW."from_provider_id", NEW."from_unit_id", NEW."id", NEW."offered_at", NEW."offered_by", NEW."person_id", NOW(), \'update\', NEW."id", NEW."referral_id", NEW."state", NEW."to_place_id", NEW."to_provider_id", NEW."to_unit_id"); RETURN NULL;',
                            hash="b4d0f149ee0c87bc395e0adcc80b056abb926f71",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_47fa0",
                            table="caseload_transfer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="transfer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_transferhistory" ("access", "access_good_until", "answered_at", "answered_by", "because", "from_provider_id", "from_unit_id", "id", "offered_at", "offered_by", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "state", "to_place_id", "to_provider_id", "to_unit_id") VALUES (OLD."access", OLD."access_good_until", OLD."answered_at", OLD."answered_by", OLD."because", OLD."from_provider_id", OLD."from_unit_id", OLD."id", OLD."offered_at", OLD."offered_by", OLD."person_id", NOW(), \'delete\', OLD."id", OLD."referral_id", OLD."state", OLD."to_place_id", OLD."to_provider_id", OLD."to_unit_id"); RETURN NULL;',
                            hash="9ff76f596a2c0cdd8427120f3bd691c9b217534f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_45b96",
                            table="caseload_transfer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="treatment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('referred') THEN\n                    RAISE EXCEPTION 'A specialist treatment cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="018f4eff208b3e5b1c53d6fb11d5c06667606dd4",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_82e86",
                            table="caseload_treatment",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="treatment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{accepted:not_started,accepted:started,referred:accepted,referred:refused,started:ended}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="873c9a2a1819149251f9ab99e904857015bf1d30",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_c8a16",
                            table="caseload_treatment",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="treatment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_treatmenthistory" ("accepted_on", "confirmed_by", "ended_for", "ended_on", "id", "link", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "referred_on", "reviewed_on", "service", "started_on", "state") VALUES (NEW."accepted_on", NEW."confirmed_by", NEW."ended_for", NEW."ended_on", NEW."id", NEW."link", NOW(), \'insert\', NEW."id", NEW."referral_id", NEW."referred_on", NEW."reviewed_on", NEW."service", NEW."started_on", NEW."state"); RETURN NULL;',
                            hash="e9a8b02c551a59b0668bd50a881f69998d2560cd",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f7769",
                            table="caseload_treatment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="treatment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "caseload_treatmenthistory" ("accepted_on", "confirmed_by", "ended_for", "ended_on", "id", "link", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "referred_on", "reviewed_on", "service", "started_on", "state") VALUES (NEW."accepted_on", NEW."confirmed_by", NEW."ended_for", NEW."ended_on", NEW."id", NEW."link", NOW(), \'update\', NEW."id", NEW."referral_id", NEW."referred_on", NEW."reviewed_on", NEW."service", NEW."started_on", NEW."state"); RETURN NULL;',
                            hash="7906c018a9687db45a99a9de68e32fb21d472eca",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4d11c",
                            table="caseload_treatment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="treatment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "caseload_treatmenthistory" ("accepted_on", "confirmed_by", "ended_for", "ended_on", "id", "link", "pgh_created_at", "pgh_label", "pgh_obj_id", "referral_id", "referred_on", "reviewed_on", "service", "started_on", "state") VALUES (OLD."accepted_on", OLD."confirmed_by", OLD."ended_for", OLD."ended_on", OLD."id", OLD."link", NOW(), \'delete\', OLD."id", OLD."referral_id", OLD."referred_on", OLD."reviewed_on", OLD."service", OLD."started_on", OLD."state"); RETURN NULL;',
                            hash="7c537cc345fc72f7f143e0054c923d341d56c590",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0648e",
                            table="caseload_treatment",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
