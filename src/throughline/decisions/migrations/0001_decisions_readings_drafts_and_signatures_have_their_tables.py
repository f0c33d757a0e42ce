import uuid

import django.contrib.postgres.functions
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import throughline.frame.fields
import throughline.frame.tables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("frame", "0001_files_letters_and_kept_forms_have_their_tables"),
        ("governance", "0001_everything_that_governance_keeps_is_an_item"),
        ("ledger", "0001_acts_are_recorded_and_sealed"),
        ("organisations", "0001_people_places_bodies_and_posts"),
        ("organisations", "__first__"),
    ]

    operations = [
        throughline.frame.tables.AllAtOnce(
            operations=[
                migrations.CreateModel(
                    name="AwardLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "notice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="award_lines",
                                to="decisions.notice",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveSmallIntegerField(
                                default=1, help_text="The version of the decision it is of."
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("place", models.TextField()),
                        ("gss_code", models.CharField(blank=True, max_length=9)),
                        (
                            "recipient",
                            models.TextField(
                                blank=True, help_text="Who receives this part, where the decision names them."
                            ),
                        ),
                        ("pence", throughline.frame.fields.MoneyField()),
                    ],
                    options={
                        "ordering": ["notice", "version", "position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("notice", "version", "position"),
                                name="award_line_has_its_own_position",
                                violation_error_message="Another part of this decision stands here already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CallIn",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "notice",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="call_in",
                                to="decisions.notice",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("effective", "Effective"),
                                    ("called_in", "Called_in"),
                                    ("referred_back", "Referred_back"),
                                    ("given_up", "Given_up"),
                                ],
                                default="open",
                                max_length=16,
                            ),
                        ),
                        ("scrutiny_body", models.CharField(max_length=200)),
                        ("authority", models.CharField(max_length=300)),
                        ("working_days", models.PositiveSmallIntegerField()),
                        ("opened_on", models.DateField()),
                        (
                            "last_day_on",
                            models.DateField(help_text="The last day on which it can be called in."),
                        ),
                        ("called_in_on", models.DateField(blank=True, null=True)),
                        (
                            "called_in_for",
                            models.TextField(blank=True, help_text="The members who called it in."),
                        ),
                        ("reasons", models.TextField(blank=True)),
                        ("met_on", models.DateField(blank=True, null=True)),
                        ("result", models.TextField(blank=True, help_text="What the meeting said.")),
                        (
                            "answer",
                            models.TextField(
                                blank=True, help_text="What whoever decided said when it came back."
                            ),
                        ),
                        ("effective_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["last_day_on", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("last_day_on__gt", models.F("opened_on"))),
                                name="call_in_window_has_a_day",
                                violation_error_message="The window ends after it opens.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "effective"), ("effective_on__isnull", False)),
                                    models.Q(
                                        models.Q(("state", "effective"), _negated=True),
                                        ("effective_on__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="decision_past_call_in_says_since_when_it_counts",
                                violation_error_message="A decision that takes effect says on which day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("called_in_on__isnull", True),
                                    models.Q(
                                        models.Q(("called_in_for", ""), _negated=True),
                                        models.Q(("reasons", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="call_in_says_who_and_why",
                                violation_error_message="A call-in names its members and gives reasons.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConflictDeclaration",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "draft",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="conflicts",
                                to="decisions.draft",
                            ),
                        ),
                        ("text", models.TextField()),
                        ("stands_aside", models.BooleanField()),
                        ("declared_at", models.DateTimeField()),
                        ("declared_by", models.CharField(max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name="NumberSeries",
                    fields=[
                        ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                        ("last", models.PositiveIntegerField()),
                    ],
                    options={
                        "verbose_name_plural": "number series",
                    },
                ),
                migrations.CreateModel(
                    name="PlannedDecision",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("decided", "Decided"),
                                    ("dropped", "Dropped"),
                                ],
                                default="planned",
                                max_length=12,
                            ),
                        ),
                        (
                            "function",
                            models.CharField(
                                choices=[
                                    (
                                        "police-and-crime",
                                        "Police and crime commissioner function of the Mayor",
                                    ),
                                    ("mayoral", "Other function of the Mayor"),
                                    ("authority", "Function of the authority"),
                                    ("fire", "Fire and rescue function"),
                                ],
                                default="authority",
                                max_length=20,
                            ),
                        ),
                        ("subject", models.CharField(max_length=300)),
                        ("decision_maker", models.CharField(max_length=200)),
                        (
                            "contact",
                            models.CharField(
                                help_text="The post to which representations are made.", max_length=200
                            ),
                        ),
                        ("planned_on", models.DateField()),
                        ("announced_on", models.DateField()),
                        ("cannot_wait_because", models.TextField(blank=True)),
                        ("dropped_because", models.TextField(blank=True)),
                        (
                            "draft",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="announced",
                                to="decisions.draft",
                            ),
                        ),
                        (
                            "notice",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="decisions.notice",
                            ),
                        ),
                        ("announced_at", models.DateTimeField()),
                        ("announced_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "ordering": ["planned_on", "subject", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("planned_on__gte", models.F("announced_on"))),
                                name="planned_decision_comes_after_its_announcement",
                                violation_error_message="A key decision is announced before it is taken.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "decided"), ("notice__isnull", False)),
                                    models.Q(
                                        models.Q(("state", "decided"), _negated=True),
                                        ("notice__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="settled_entry_names_its_decision",
                                violation_error_message="An entry that is settled names the decision that it became.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlannedDecisionHistory",
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
                                to="decisions.planneddecision",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("decided", "Decided"),
                                    ("dropped", "Dropped"),
                                ],
                                default="planned",
                                max_length=12,
                            ),
                        ),
                        (
                            "function",
                            models.CharField(
                                choices=[
                                    (
                                        "police-and-crime",
                                        "Police and crime commissioner function of the Mayor",
                                    ),
                                    ("mayoral", "Other function of the Mayor"),
                                    ("authority", "Function of the authority"),
                                    ("fire", "Fire and rescue function"),
                                ],
                                default="authority",
                                max_length=20,
                            ),
                        ),
                        ("subject", models.CharField(max_length=300)),
                        ("decision_maker", models.CharField(max_length=200)),
                        (
                            "contact",
                            models.CharField(
                                help_text="The post to which representations are made.", max_length=200
                            ),
                        ),
                        ("planned_on", models.DateField()),
                        ("announced_on", models.DateField()),
                        ("cannot_wait_because", models.TextField(blank=True)),
                        ("dropped_because", models.TextField(blank=True)),
                        (
                            "draft",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="decisions.draft",
                            ),
                        ),
                        (
                            "notice",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="decisions.notice",
                            ),
                        ),
                        ("announced_at", models.DateTimeField()),
                        ("announced_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PublicationDuty",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "notice",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="publication_duty",
                                to="decisions.notice",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("named_at", models.DateTimeField()),
                        ("named_by", models.CharField(max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name="PublicationDutyHistory",
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
                                to="decisions.publicationduty",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "notice",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="decisions.notice",
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
                        ("named_at", models.DateTimeField()),
                        ("named_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Reading",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="frame.storedfile",
                            ),
                        ),
                        ("position_in_file", models.PositiveSmallIntegerField()),
                        ("decisions_in_file", models.PositiveSmallIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("recorded", "Recorded"),
                                    ("discarded", "Discarded"),
                                ],
                                default="open",
                                max_length=20,
                            ),
                        ),
                        (
                            "text",
                            models.TextField(help_text="The file's text; offsets count its characters."),
                        ),
                        ("text_sha256", models.CharField(max_length=64)),
                        ("found", models.JSONField()),
                        ("answers", models.JSONField(default=dict)),
                        ("search_text", models.TextField(editable=False)),
                        (
                            "notice",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reading",
                                to="decisions.notice",
                            ),
                        ),
                        ("read_at", models.DateTimeField()),
                        ("read_by", models.CharField(max_length=64)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        ("closed_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["state", "-read_at"], name="readings_by_state")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "open")),
                                fields=("file", "position_in_file"),
                                name="decision_of_a_file_is_read_once_at_a_time",
                                violation_error_message="This decision of this file is being read already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("notice__isnull", False), ("state", "recorded")),
                                    models.Q(
                                        models.Q(("state", "recorded"), _negated=True),
                                        ("notice__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="recorded_reading_has_its_decision",
                                violation_error_message="A recorded reading points at its decision, and no other does.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("position_in_file__lt", models.F("decisions_in_file"))),
                                name="reading_is_one_of_its_file",
                                violation_error_message="The file does not hold that many decisions.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Regime",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("prepared", "Prepared"),
                                    ("unconfirmed", "Unconfirmed"),
                                    ("confirmed", "Confirmed"),
                                    ("discarded", "Discarded"),
                                ],
                                default="prepared",
                                max_length=12,
                            ),
                        ),
                        (
                            "function",
                            models.CharField(
                                choices=[
                                    (
                                        "police-and-crime",
                                        "Police and crime commissioner function of the Mayor",
                                    ),
                                    ("mayoral", "Other function of the Mayor"),
                                    ("authority", "Function of the authority"),
                                    ("fire", "Fire and rescue function"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("in_force_from", models.DateField()),
                        ("in_force_until", models.DateField(blank=True, null=True)),
                        ("scrutiny_body", models.CharField(max_length=200)),
                        ("key_decision_applies", models.BooleanField()),
                        (
                            "key_decision_from_pence",
                            throughline.frame.fields.MoneyField(blank=True, null=True),
                        ),
                        ("call_in_applies", models.BooleanField()),
                        ("call_in_working_days", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("notice_clear_days", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("not_applicable_because", models.TextField(blank=True)),
                        (
                            "publish_within_working_days",
                            models.PositiveSmallIntegerField(blank=True, null=True),
                        ),
                        ("publication_duty", models.TextField()),
                        ("usual_power", models.CharField(blank=True, max_length=300)),
                        ("authority", models.CharField(max_length=300)),
                        ("note", models.TextField(blank=True)),
                        ("made_at", models.DateTimeField()),
                        ("made_by", models.CharField(max_length=64)),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                        ("confirmed_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "ordering": ["function", "-in_force_from", "-made_at", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ("unconfirmed", "confirmed"))),
                                fields=("function", "in_force_from"),
                                name="regime_begins_alone",
                                violation_error_message="A regime of this function is in force from that very day already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("in_force_until__isnull", True),
                                    ("in_force_until__gt", models.F("in_force_from")),
                                    _connector="OR",
                                ),
                                name="regime_ends_after_it_begins",
                                violation_error_message="A regime ends after it begins.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("confirmed_at__isnull", False),
                                        ("state", "confirmed"),
                                        models.Q(("confirmed_by", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("state", "confirmed"), _negated=True),
                                        ("confirmed_at__isnull", True),
                                        ("confirmed_by", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="confirmed_regime_says_when_and_by_whom",
                                violation_error_message="A confirmed regime says when it was confirmed and by whom.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("key_decision_applies", False),
                                        ("key_decision_from_pence__isnull", True),
                                    ),
                                    models.Q(
                                        ("key_decision_applies", True),
                                        ("key_decision_from_pence__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="regime_with_key_decisions_says_from_which_value",
                                violation_error_message="Say from which value a decision is a key decision, or that there are none.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("call_in_applies", False), ("call_in_working_days__isnull", True)
                                    ),
                                    models.Q(("call_in_applies", True), ("call_in_working_days__gte", 1)),
                                    _connector="OR",
                                ),
                                name="regime_with_call_in_says_how_long",
                                violation_error_message="Say for how many working days a decision can be called in, or that it cannot.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RegimeHistory",
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
                                to="decisions.regime",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("prepared", "Prepared"),
                                    ("unconfirmed", "Unconfirmed"),
                                    ("confirmed", "Confirmed"),
                                    ("discarded", "Discarded"),
                                ],
                                default="prepared",
                                max_length=12,
                            ),
                        ),
                        (
                            "function",
                            models.CharField(
                                choices=[
                                    (
                                        "police-and-crime",
                                        "Police and crime commissioner function of the Mayor",
                                    ),
                                    ("mayoral", "Other function of the Mayor"),
                                    ("authority", "Function of the authority"),
                                    ("fire", "Fire and rescue function"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("in_force_from", models.DateField()),
                        ("in_force_until", models.DateField(blank=True, null=True)),
                        ("scrutiny_body", models.CharField(max_length=200)),
                        ("key_decision_applies", models.BooleanField()),
                        (
                            "key_decision_from_pence",
                            throughline.frame.fields.MoneyField(blank=True, null=True),
                        ),
                        ("call_in_applies", models.BooleanField()),
                        ("call_in_working_days", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("notice_clear_days", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("not_applicable_because", models.TextField(blank=True)),
                        (
                            "publish_within_working_days",
                            models.PositiveSmallIntegerField(blank=True, null=True),
                        ),
                        ("publication_duty", models.TextField()),
                        ("usual_power", models.CharField(blank=True, max_length=300)),
                        ("authority", models.CharField(max_length=300)),
                        ("note", models.TextField(blank=True)),
                        ("made_at", models.DateTimeField()),
                        ("made_by", models.CharField(max_length=64)),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                        ("confirmed_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Revision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "notice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="decisions.notice",
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField()),
                        ("reason", models.TextField()),
                        ("changes", models.JSONField(default=list)),
                        (
                            "made_on",
                            models.DateField(
                                help_text="The day of the authority, on which everybody could read it."
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        ("made_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "ordering": ["notice", "version"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("notice", "version"),
                                name="revision_has_its_own_version",
                                violation_error_message="Somebody has corrected this decision meanwhile.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("version__gt", 1)), name="first_version_is_no_revision"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="revision_says_why"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RevisionHistory",
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
                                to="decisions.revision",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "notice",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="decisions.notice",
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField()),
                        ("reason", models.TextField()),
                        ("changes", models.JSONField(default=list)),
                        (
                            "made_on",
                            models.DateField(
                                help_text="The day of the authority, on which everybody could read it."
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
                    name="Scheme",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("prepared", "Prepared"),
                                    ("unconfirmed", "Unconfirmed"),
                                    ("confirmed", "Confirmed"),
                                    ("discarded", "Discarded"),
                                ],
                                default="prepared",
                                max_length=12,
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("source", models.CharField(max_length=300)),
                        ("in_force_from", models.DateField()),
                        ("in_force_until", models.DateField(blank=True, null=True)),
                        ("note", models.TextField(blank=True)),
                        ("made_at", models.DateTimeField()),
                        ("made_by", models.CharField(max_length=64)),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                        ("confirmed_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "ordering": ["-in_force_from", "-made_at", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ("unconfirmed", "confirmed"))),
                                fields=("in_force_from",),
                                name="scheme_begins_alone",
                                violation_error_message="A scheme is in force from that very day already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("in_force_until__isnull", True),
                                    ("in_force_until__gt", models.F("in_force_from")),
                                    _connector="OR",
                                ),
                                name="scheme_ends_after_it_begins",
                                violation_error_message="A scheme ends after it begins.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("confirmed_at__isnull", False),
                                        ("state", "confirmed"),
                                        models.Q(("confirmed_by", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("state", "confirmed"), _negated=True),
                                        ("confirmed_at__isnull", True),
                                        ("confirmed_by", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="confirmed_scheme_says_when_and_by_whom",
                                violation_error_message="A confirmed scheme says when it was confirmed and by whom.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SchemeCase",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "scheme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cases",
                                to="decisions.scheme",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=200)),
                        (
                            "decision_type",
                            models.CharField(
                                choices=[
                                    ("deputy-mayor", "Deputy Mayor's decision"),
                                    ("chief-officer", "Chief Officer's decision"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "facts",
                            models.JSONField(
                                help_text="Whole pence by the name of the basis; a variation says so."
                            ),
                        ),
                        ("expected", models.JSONField(help_text="The codes of the posts that must sign.")),
                    ],
                    options={
                        "ordering": ["scheme", "position", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="SchemeCaseHistory",
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
                                to="decisions.schemecase",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "scheme",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="decisions.scheme",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=200)),
                        (
                            "decision_type",
                            models.CharField(
                                choices=[
                                    ("deputy-mayor", "Deputy Mayor's decision"),
                                    ("chief-officer", "Chief Officer's decision"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "facts",
                            models.JSONField(
                                help_text="Whole pence by the name of the basis; a variation says so."
                            ),
                        ),
                        ("expected", models.JSONField(help_text="The codes of the posts that must sign.")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SchemeHistory",
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
                                to="decisions.scheme",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("prepared", "Prepared"),
                                    ("unconfirmed", "Unconfirmed"),
                                    ("confirmed", "Confirmed"),
                                    ("discarded", "Discarded"),
                                ],
                                default="prepared",
                                max_length=12,
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("source", models.CharField(max_length=300)),
                        ("in_force_from", models.DateField()),
                        ("in_force_until", models.DateField(blank=True, null=True)),
                        ("note", models.TextField(blank=True)),
                        ("made_at", models.DateTimeField()),
                        ("made_by", models.CharField(max_length=64)),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                        ("confirmed_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SentBack",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "draft",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sent_back",
                                to="decisions.draft",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="decisions.draftversion",
                            ),
                        ),
                        ("step", models.SlugField(max_length=40)),
                        (
                            "title",
                            models.CharField(
                                blank=True,
                                help_text="The post for which it was said, if any.",
                                max_length=200,
                            ),
                        ),
                        ("text", models.TextField(blank=True)),
                        ("sent_at", models.DateTimeField()),
                        ("sent_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "ordering": ["draft", "sent_at"],
                    },
                ),
                migrations.CreateModel(
                    name="SentBackHistory",
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
                                to="decisions.sentback",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "draft",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="decisions.draft",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="decisions.draftversion",
                            ),
                        ),
                        ("step", models.SlugField(db_index=False, max_length=40)),
                        (
                            "title",
                            models.CharField(
                                blank=True,
                                help_text="The post for which it was said, if any.",
                                max_length=200,
                            ),
                        ),
                        ("text", models.TextField(blank=True)),
                        ("sent_at", models.DateTimeField()),
                        ("sent_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Signature",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "draft",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signatures",
                                to="decisions.draft",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="decisions.draftversion",
                            ),
                        ),
                        ("turn", models.PositiveSmallIntegerField()),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.post",
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                help_text="What the post was called when it was asked.", max_length=200
                            ),
                        ),
                        (
                            "because",
                            models.TextField(
                                help_text="Why this post must sign: the rule and the basis that decided (R3)."
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("asked", "Asked"),
                                    ("given", "Given"),
                                    ("withheld", "Withheld"),
                                    ("lapsed", "Lapsed"),
                                ],
                                default="planned",
                                max_length=12,
                            ),
                        ),
                        ("asked_at", models.DateTimeField(blank=True, null=True)),
                        ("asked_by", models.CharField(blank=True, max_length=64)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("answered_by", models.CharField(blank=True, max_length=64)),
                        (
                            "on_behalf",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.delegation",
                            ),
                        ),
                        ("reason", models.TextField(blank=True)),
                    ],
                    options={
                        "ordering": ["draft", "turn", "title"],
                        "indexes": [
                            models.Index(fields=["state", "post"], name="signatures_asked_of_a_post")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ("planned", "asked", "given"))),
                                fields=("draft", "post"),
                                name="post_signs_a_draft_once",
                                violation_error_message="This post is asked to sign this draft already.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "given")),
                                fields=("draft", "answered_by"),
                                name="person_signs_a_draft_once",
                                violation_error_message="One person cannot sign the same decision twice, for two posts.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["given", "withheld"]), _negated=True),
                                    models.Q(
                                        ("answered_at__isnull", False),
                                        models.Q(("answered_by", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="answered_signature_says_when_and_by_whom",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SignatureHistory",
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
                                to="decisions.signature",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "draft",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="decisions.draft",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="decisions.draftversion",
                            ),
                        ),
                        ("turn", models.PositiveSmallIntegerField()),
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
                            "title",
                            models.CharField(
                                help_text="What the post was called when it was asked.", max_length=200
                            ),
                        ),
                        (
                            "because",
                            models.TextField(
                                help_text="Why this post must sign: the rule and the basis that decided (R3)."
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("asked", "Asked"),
                                    ("given", "Given"),
                                    ("withheld", "Withheld"),
                                    ("lapsed", "Lapsed"),
                                ],
                                default="planned",
                                max_length=12,
                            ),
                        ),
                        ("asked_at", models.DateTimeField(blank=True, null=True)),
                        ("asked_by", models.CharField(blank=True, max_length=64)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("answered_by", models.CharField(blank=True, max_length=64)),
                        (
                            "on_behalf",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.delegation",
                            ),
                        ),
                        ("reason", models.TextField(blank=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SigningRule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "scheme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rules",
                                to="decisions.scheme",
                            ),
                        ),
                        (
                            "decision_type",
                            models.CharField(
                                choices=[
                                    ("deputy-mayor", "Deputy Mayor's decision"),
                                    ("chief-officer", "Chief Officer's decision"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("turn", models.PositiveSmallIntegerField()),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.post",
                            ),
                        ),
                        (
                            "from_pence",
                            throughline.frame.fields.MoneyField(
                                help_text="The value from which the post must sign; nothing means always."
                            ),
                        ),
                        ("authority", models.CharField(help_text="Which paper says so.", max_length=300)),
                    ],
                    options={
                        "ordering": ["scheme", "decision_type", "turn", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("scheme", "decision_type", "post"),
                                name="post_stands_once_in_a_scheme",
                                violation_error_message="This post has a line for this type of decision already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("from_pence__gte", 0)),
                                name="signing_rule_begins_at_nothing_or_more",
                                violation_error_message="A value is not below nothing.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SigningRuleHistory",
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
                                to="decisions.signingrule",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "scheme",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="decisions.scheme",
                            ),
                        ),
                        (
                            "decision_type",
                            models.CharField(
                                choices=[
                                    ("deputy-mayor", "Deputy Mayor's decision"),
                                    ("chief-officer", "Chief Officer's decision"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("turn", models.PositiveSmallIntegerField()),
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
                            "from_pence",
                            throughline.frame.fields.MoneyField(
                                help_text="The value from which the post must sign; nothing means always."
                            ),
                        ),
                        ("authority", models.CharField(help_text="Which paper says so.", max_length=300)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SignOff",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "notice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sign_offs",
                                to="decisions.notice",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveSmallIntegerField(
                                default=1, help_text="The version of the decision it is of."
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("post", models.TextField()),
                        ("signed_on", models.DateField(blank=True, null=True)),
                        (
                            "on_behalf",
                            models.TextField(
                                blank=True, help_text="Under what somebody signed for the post's holder."
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["notice", "version", "position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("notice", "version", "position"),
                                name="sign_off_has_its_own_position",
                                violation_error_message="Another signature of this decision stands here already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SignOffHistory",
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
                                to="decisions.signoff",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "notice",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="decisions.notice",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveSmallIntegerField(
                                default=1, help_text="The version of the decision it is of."
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("post", models.TextField()),
                        ("signed_on", models.DateField(blank=True, null=True)),
                        (
                            "on_behalf",
                            models.TextField(
                                blank=True, help_text="Under what somebody signed for the post's holder."
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="YearAmount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "notice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="year_amounts",
                                to="decisions.notice",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveSmallIntegerField(
                                default=1, help_text="The version of the decision it is of."
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("year", models.CharField(max_length=7)),
                        ("pence", throughline.frame.fields.MoneyField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["notice", "version", "position"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("notice", "version", "position"),
                                name="year_amount_has_its_own_position",
                                violation_error_message="Another year of this decision stands here already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="YearAmountHistory",
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
                                to="decisions.yearamount",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "notice",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="decisions.notice",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveSmallIntegerField(
                                default=1, help_text="The version of the decision it is of."
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("year", models.CharField(max_length=7)),
                        ("pence", throughline.frame.fields.MoneyField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Draft",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("returned", "Returned"),
                                    ("submitted", "Submitted"),
                                    ("signing", "Signing"),
                                    ("approved", "Approved"),
                                    ("approved_as_amended", "Approved_as_amended"),
                                    ("refused", "Refused"),
                                    ("deferred", "Deferred"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="draft",
                                max_length=24,
                            ),
                        ),
                        ("title", models.CharField(blank=True, max_length=300)),
                        (
                            "programme",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.programmecode",
                            ),
                        ),
                        (
                            "decision_type",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("deputy-mayor", "Deputy Mayor's decision"),
                                    ("chief-officer", "Chief Officer's decision"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                blank=True,
                                choices=[("approval", "Approval to commission"), ("final", "Final sign off")],
                                max_length=12,
                            ),
                        ),
                        (
                            "function",
                            models.CharField(
                                blank=True,
                                choices=[
                                    (
                                        "police-and-crime",
                                        "Police and crime commissioner function of the Mayor",
                                    ),
                                    ("mayoral", "Other function of the Mayor"),
                                    ("authority", "Function of the authority"),
                                    ("fire", "Fire and rescue function"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("total_pence", throughline.frame.fields.MoneyField(blank=True, null=True)),
                        ("round_code", models.CharField(blank=True, max_length=80)),
                        ("run_id", models.UUIDField(blank=True, null=True)),
                        (
                            "started_from",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="decisions.notice",
                            ),
                        ),
                        (
                            "notice",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="draft",
                                to="decisions.notice",
                            ),
                        ),
                        ("search_text", models.TextField(blank=True, editable=False)),
                        ("drafted_at", models.DateTimeField()),
                        ("drafted_by", models.CharField(max_length=64)),
                        ("changed_at", models.DateTimeField()),
                        ("changed_by", models.CharField(max_length=64)),
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        ("submitted_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["state", "-changed_at"], name="drafts_by_state")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("notice__isnull", False),
                                        ("state__in", ["approved", "approved_as_amended", "refused"]),
                                    ),
                                    models.Q(
                                        models.Q(
                                            ("state__in", ["approved", "approved_as_amended", "refused"]),
                                            _negated=True,
                                        ),
                                        ("notice__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="decided_draft_has_its_decision",
                                violation_error_message="A decided draft points at its decision on record, and no other does.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConflictDeclarationHistory",
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
                                to="decisions.conflictdeclaration",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "draft",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="decisions.draft",
                            ),
                        ),
                        ("text", models.TextField()),
                        ("stands_aside", models.BooleanField()),
                        ("declared_at", models.DateTimeField()),
                        ("declared_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DraftAttachment",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "draft",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attachments",
                                to="decisions.draft",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="frame.storedfile",
                            ),
                        ),
                        ("name", models.CharField(max_length=255)),
                        ("title", models.CharField(max_length=200)),
                        ("exempt_ground", models.CharField(blank=True, max_length=300)),
                        ("added_at", models.DateTimeField()),
                        ("added_by", models.CharField(max_length=64)),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                        ("removed_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("removed_at__isnull", True)),
                                fields=("draft", "file"),
                                name="draft_has_an_attachment_once",
                                violation_error_message="This very file is attached already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DraftAttachmentHistory",
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
                                to="decisions.draftattachment",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "draft",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="decisions.draft",
                            ),
                        ),
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
                        ("name", models.CharField(max_length=255)),
                        ("title", models.CharField(max_length=200)),
                        ("exempt_ground", models.CharField(blank=True, max_length=300)),
                        ("added_at", models.DateTimeField()),
                        ("added_by", models.CharField(max_length=64)),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                        ("removed_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DraftComment",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "draft",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="comments",
                                to="decisions.draft",
                            ),
                        ),
                        ("section", models.SlugField(max_length=40)),
                        ("text", models.TextField()),
                        ("said_at", models.DateTimeField()),
                        ("said_by", models.CharField(max_length=64)),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        ("settled_by", models.CharField(blank=True, max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name="DraftCommentHistory",
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
                                to="decisions.draftcomment",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "draft",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="decisions.draft",
                            ),
                        ),
                        ("section", models.SlugField(db_index=False, max_length=40)),
                        ("text", models.TextField()),
                        ("said_at", models.DateTimeField()),
                        ("said_by", models.CharField(max_length=64)),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        ("settled_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DraftSection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "draft",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sections",
                                to="decisions.draft",
                            ),
                        ),
                        ("section", models.SlugField(max_length=40)),
                        ("values", models.JSONField(default=dict)),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("saved_at", models.DateTimeField()),
                        ("saved_by", models.CharField(max_length=64)),
                        ("writers", models.JSONField(default=list, editable=False)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("draft", "section"),
                                name="draft_has_each_section_once",
                                violation_error_message="This draft has this section already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DraftVersion",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "draft",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="decisions.draft",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("why", models.CharField(max_length=300)),
                        ("content", models.BinaryField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("made_at", models.DateTimeField()),
                        ("made_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "ordering": ["draft", "number"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("draft", "number"),
                                name="draft_version_has_its_own_number",
                                violation_error_message="This draft has a version of this number already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "sha256",
                                        models.Func(
                                            models.Func(models.F("content"), function="sha256"),
                                            models.Value("hex"),
                                            function="encode",
                                            output_field=models.TextField(),
                                        ),
                                    )
                                ),
                                name="draft_version_has_its_own_hash",
                                violation_error_message="These bytes do not have this SHA-256.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DraftVersionHistory",
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
                                to="decisions.draftversion",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "draft",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="decisions.draft",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("why", models.CharField(max_length=300)),
                        ("content", models.BinaryField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("made_at", models.DateTimeField()),
                        ("made_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Leaning",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "draft",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="leanings",
                                to="decisions.draft",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="governance.item",
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="decisions.notice",
                            ),
                        ),
                        ("text", models.TextField(blank=True)),
                        ("decided_on", models.DateField(blank=True, null=True)),
                        ("linked_at", models.DateTimeField()),
                        ("linked_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decision__isnull", True), ("item__isnull", False)),
                                    models.Q(("decision__isnull", False), ("item__isnull", True)),
                                    models.Q(
                                        ("decision__isnull", True),
                                        ("item__isnull", True),
                                        models.Q(("text", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="leaning_is_on_one_thing",
                                violation_error_message="A draft leans on one thing at a time: an item, a decision, or words.",
                            ),
                            models.UniqueConstraint(
                                fields=("draft", "item"), name="draft_leans_on_an_item_once"
                            ),
                            models.UniqueConstraint(
                                fields=("draft", "decision"), name="draft_leans_on_a_decision_once"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Look",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "draft",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="looks",
                                to="decisions.draft",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="decisions.draftversion",
                            ),
                        ),
                        ("looked_at", models.DateTimeField()),
                        ("looked_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("version", "looked_by"), name="person_looks_at_a_version_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Notice",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("number", models.CharField(editable=False, max_length=12)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("recorded", "Recorded"),
                                    ("decided", "Decided"),
                                    ("published", "Published"),
                                    ("superseded", "Superseded"),
                                ],
                                default="recorded",
                                max_length=20,
                            ),
                        ),
                        ("title", models.TextField(blank=True, null=True)),
                        ("reference", models.TextField(blank=True, null=True)),
                        ("author", models.TextField(blank=True, null=True)),
                        ("contact", models.TextField(blank=True, null=True)),
                        (
                            "function",
                            models.CharField(
                                blank=True,
                                choices=[
                                    (
                                        "police-and-crime",
                                        "Police and crime commissioner function of the Mayor",
                                    ),
                                    ("mayoral", "Other function of the Mayor"),
                                    ("authority", "Function of the authority"),
                                    ("fire", "Fire and rescue function"),
                                ],
                                max_length=20,
                                null=True,
                            ),
                        ),
                        ("legal_power", models.TextField(blank=True, null=True)),
                        ("decision_type", models.TextField(blank=True, null=True)),
                        ("status", models.TextField(blank=True, null=True)),
                        ("key_decision", models.BooleanField(blank=True, null=True)),
                        ("subject_to_call_in", models.BooleanField(blank=True, null=True)),
                        ("decided_on", models.DateField(blank=True, null=True)),
                        ("published_on", models.DateField(blank=True, null=True)),
                        ("effective_from", models.DateField(blank=True, null=True)),
                        ("total_pence", throughline.frame.fields.MoneyField(blank=True, null=True)),
                        ("recipients", models.TextField(blank=True, null=True)),
                        ("price_basis", models.TextField(blank=True, null=True)),
                        ("payment_basis", models.TextField(blank=True, null=True)),
                        (
                            "record",
                            models.JSONField(help_text="Lists, worded answers, and where each value stands."),
                        ),
                        (
                            "made",
                            models.JSONField(
                                blank=True,
                                help_text="What only a decision made here says; null for one from a notice.",
                                null=True,
                            ),
                        ),
                        (
                            "findings",
                            models.JSONField(
                                help_text="What a person should look at, as found when it was recorded."
                            ),
                        ),
                        (
                            "purpose",
                            models.TextField(blank=True, help_text="What it is for, in our own plain words."),
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
                        ("file_name", models.CharField(max_length=255)),
                        ("file_sha256", models.CharField(max_length=64)),
                        ("position_in_file", models.PositiveSmallIntegerField(default=0)),
                        (
                            "again_because",
                            models.TextField(
                                blank=True, help_text="Why the same decision is on record once more."
                            ),
                        ),
                        ("search_text", models.TextField(editable=False)),
                        (
                            "version",
                            models.PositiveSmallIntegerField(
                                default=1, help_text="Grows with each correction."
                            ),
                        ),
                        (
                            "superseded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="supersedes",
                                to="decisions.notice",
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=64)),
                        ("made_public_at", models.DateTimeField(blank=True, null=True)),
                        ("made_public_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                models.OrderBy(models.F("decided_on"), descending=True, nulls_last=True),
                                models.F("number"),
                                name="notices_by_date",
                            ),
                            models.Index(fields=["total_pence", "decided_on"], name="notices_alike"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("number",),
                                name="decision_number_is_given_once",
                                violation_error_message="Another decision has this number already.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("again_because", "")),
                                fields=("file_sha256", "position_in_file"),
                                name="decision_of_a_file_is_recorded_once",
                                violation_error_message="This decision of this very file is on record already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("made_public_at__isnull", True),
                                        ("made_public_by", ""),
                                        ("state__in", ["recorded", "decided"]),
                                    ),
                                    models.Q(
                                        models.Q(("state__in", ["recorded", "decided"]), _negated=True),
                                        ("made_public_at__isnull", False),
                                        models.Q(("made_public_by", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="published_decision_says_when_and_by_whom",
                                violation_error_message="A published decision says when it was published and by whom.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("file__isnull", True), ("file", models.F("file_sha256")), _connector="OR"
                                ),
                                name="decision_and_its_file_have_the_same_hash",
                                violation_error_message="The file held is not the file that was read.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "superseded"), ("superseded_by__isnull", False)),
                                    models.Q(
                                        models.Q(("state", "superseded"), _negated=True),
                                        ("superseded_by__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="superseded_decision_says_by_which",
                                violation_error_message="A superseded decision says which one stands in its place.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("superseded_by__isnull", True),
                                    models.Q(("superseded_by", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="no_decision_supersedes_itself",
                                violation_error_message="A decision does not stand in its own place.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LeaningHistory",
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
                                to="decisions.leaning",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "draft",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="decisions.draft",
                            ),
                        ),
                        (
                            "item",
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
                        (
                            "decision",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="decisions.notice",
                            ),
                        ),
                        ("text", models.TextField(blank=True)),
                        ("decided_on", models.DateField(blank=True, null=True)),
                        ("linked_at", models.DateTimeField()),
                        ("linked_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DraftHistory",
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
                                to="decisions.draft",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("returned", "Returned"),
                                    ("submitted", "Submitted"),
                                    ("signing", "Signing"),
                                    ("approved", "Approved"),
                                    ("approved_as_amended", "Approved_as_amended"),
                                    ("refused", "Refused"),
                                    ("deferred", "Deferred"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="draft",
                                max_length=24,
                            ),
                        ),
                        ("title", models.CharField(blank=True, max_length=300)),
                        (
                            "programme",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.programmecode",
                            ),
                        ),
                        (
                            "decision_type",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("deputy-mayor", "Deputy Mayor's decision"),
                                    ("chief-officer", "Chief Officer's decision"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                blank=True,
                                choices=[("approval", "Approval to commission"), ("final", "Final sign off")],
                                max_length=12,
                            ),
                        ),
                        (
                            "function",
                            models.CharField(
                                blank=True,
                                choices=[
                                    (
                                        "police-and-crime",
                                        "Police and crime commissioner function of the Mayor",
                                    ),
                                    ("mayoral", "Other function of the Mayor"),
                                    ("authority", "Function of the authority"),
                                    ("fire", "Fire and rescue function"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("total_pence", throughline.frame.fields.MoneyField(blank=True, null=True)),
                        ("round_code", models.CharField(blank=True, max_length=80)),
                        ("run_id", models.UUIDField(blank=True, null=True)),
                        (
                            "started_from",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="decisions.notice",
                            ),
                        ),
                        (
                            "notice",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="decisions.notice",
                            ),
                        ),
                        ("search_text", models.TextField(blank=True, editable=False)),
                        ("drafted_at", models.DateTimeField()),
                        ("drafted_by", models.CharField(max_length=64)),
                        ("changed_at", models.DateTimeField()),
                        ("changed_by", models.CharField(max_length=64)),
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        ("submitted_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CallInHistory",
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
                                to="decisions.callin",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "notice",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="decisions.notice",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("effective", "Effective"),
                                    ("called_in", "Called_in"),
                                    ("referred_back", "Referred_back"),
                                    ("given_up", "Given_up"),
                                ],
                                default="open",
                                max_length=16,
                            ),
                        ),
                        ("scrutiny_body", models.CharField(max_length=200)),
                        ("authority", models.CharField(max_length=300)),
                        ("working_days", models.PositiveSmallIntegerField()),
                        ("opened_on", models.DateField()),
                        (
                            "last_day_on",
                            models.DateField(help_text="The last day on which it can be called in."),
                        ),
                        ("called_in_on", models.DateField(blank=True, null=True)),
                        (
                            "called_in_for",
                            models.TextField(blank=True, help_text="The members who called it in."),
                        ),
                        ("reasons", models.TextField(blank=True)),
                        ("met_on", models.DateField(blank=True, null=True)),
                        ("result", models.TextField(blank=True, help_text="What the meeting said.")),
                        (
                            "answer",
                            models.TextField(
                                blank=True, help_text="What whoever decided said when it came back."
                            ),
                        ),
                        ("effective_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AwardLineHistory",
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
                                to="decisions.awardline",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "notice",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="decisions.notice",
                            ),
                        ),
                        (
                            "version",
                            models.PositiveSmallIntegerField(
                                default=1, help_text="The version of the decision it is of."
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("place", models.TextField()),
                        ("gss_code", models.CharField(blank=True, max_length=9)),
                        (
                            "recipient",
                            models.TextField(
                                blank=True, help_text="Who receives this part, where the decision names them."
                            ),
                        ),
                        ("pence", throughline.frame.fields.MoneyField()),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NoticeHistory",
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
                                to="decisions.notice",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        ("number", models.CharField(editable=False, max_length=12)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("recorded", "Recorded"),
                                    ("decided", "Decided"),
                                    ("published", "Published"),
                                    ("superseded", "Superseded"),
                                ],
                                default="recorded",
                                max_length=20,
                            ),
                        ),
                        ("title", models.TextField(blank=True, null=True)),
                        ("reference", models.TextField(blank=True, null=True)),
                        ("author", models.TextField(blank=True, null=True)),
                        ("contact", models.TextField(blank=True, null=True)),
                        (
                            "function",
                            models.CharField(
                                blank=True,
                                choices=[
                                    (
                                        "police-and-crime",
                                        "Police and crime commissioner function of the Mayor",
                                    ),
                                    ("mayoral", "Other function of the Mayor"),
                                    ("authority", "Function of the authority"),
                                    ("fire", "Fire and rescue function"),
                                ],
                                max_length=20,
                                null=True,
                            ),
                        ),
                        ("legal_power", models.TextField(blank=True, null=True)),
                        ("decision_type", models.TextField(blank=True, null=True)),
                        ("status", models.TextField(blank=True, null=True)),
                        ("key_decision", models.BooleanField(blank=True, null=True)),
                        ("subject_to_call_in", models.BooleanField(blank=True, null=True)),
                        ("decided_on", models.DateField(blank=True, null=True)),
                        ("published_on", models.DateField(blank=True, null=True)),
                        ("effective_from", models.DateField(blank=True, null=True)),
                        ("total_pence", throughline.frame.fields.MoneyField(blank=True, null=True)),
                        ("recipients", models.TextField(blank=True, null=True)),
                        ("price_basis", models.TextField(blank=True, null=True)),
                        ("payment_basis", models.TextField(blank=True, null=True)),
                        (
                            "record",
                            models.JSONField(help_text="Lists, worded answers, and where each value stands."),
                        ),
                        (
                            "made",
                            models.JSONField(
                                blank=True,
                                help_text="What only a decision made here says; null for one from a notice.",
                                null=True,
                            ),
                        ),
                        (
                            "findings",
                            models.JSONField(
                                help_text="What a person should look at, as found when it was recorded."
                            ),
                        ),
                        (
                            "purpose",
                            models.TextField(blank=True, help_text="What it is for, in our own plain words."),
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
                        ("file_name", models.CharField(max_length=255)),
                        ("file_sha256", models.CharField(max_length=64)),
                        ("position_in_file", models.PositiveSmallIntegerField(default=0)),
                        (
                            "again_because",
                            models.TextField(
                                blank=True, help_text="Why the same decision is on record once more."
                            ),
                        ),
                        ("search_text", models.TextField(editable=False)),
                        (
                            "version",
                            models.PositiveSmallIntegerField(
                                default=1, help_text="Grows with each correction."
                            ),
                        ),
                        (
                            "superseded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="decisions.notice",
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=64)),
                        ("made_public_at", models.DateTimeField(blank=True, null=True)),
                        ("made_public_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="numberseries",
                    trigger=pgtrigger.compiler.Trigger(
                        name="numbers_only_go_up",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF TG_OP = 'UPDATE' AND NEW.year = OLD.year AND NEW.last > OLD.last THEN\n                        RETURN NEW;\n                    END IF;\n                    RAISE EXCEPTION 'A number of a decision is never given again.'\n                        USING ERRCODE = 'restrict_violation';\n                ",
                            hash="a1647d35c2b438261f4afc88e66538d84f277b12",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_numbers_only_go_up_fa0ab",
                            table="decisions_numberseries",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="regime",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('prepared') THEN\n                    RAISE EXCEPTION 'A regime cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="89f2bbf894f826eb83abc930fcf1b1e66ecf27c4",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_92903",
                            table="decisions_regime",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="regime",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{prepared:confirmed,prepared:discarded,prepared:prepared,prepared:unconfirmed,unconfirmed:confirmed}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="6f1d5b1986d22c2a38380c8b23a06d88b9171f8b",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_05e8c",
                            table="decisions_regime",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="regime",
                    trigger=pgtrigger.compiler.Trigger(
                        name="what_is_in_force_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'UPDATE' AND (OLD.state = 'prepared'\n               OR to_jsonb(NEW) - ARRAY['state', 'confirmed_at', 'confirmed_by', 'in_force_until'] = to_jsonb(OLD) - ARRAY['state', 'confirmed_at', 'confirmed_by', 'in_force_until']) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'What is or was in force is not edited or deleted; it is succeeded by a new version.'\n                USING ERRCODE = 'restrict_violation';\n        ",
                            hash="1c873bbd011892ecf71341202aeaef525996c059",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_what_is_in_force_stays_442b8",
                            table="decisions_regime",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="regime",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_regimehistory" ("authority", "call_in_applies", "call_in_working_days", "confirmed_at", "confirmed_by", "function", "id", "in_force_from", "in_force_until", "key_decision_applies", "key_decision_from_pence", "made_at", "made_by", "not_applicable_because", "note", "notice_clear_days", "pgh_created_at", "pgh_label", "pgh_obj_id", "publication_duty", "publish_within_working_days", "scrutiny_body", "state", "usual_power") VALUES (NEW."authority", NEW."call_in_applies", NEW."call_in_working_days", NEW."confirmed_at", NEW."confirmed_by", NEW."function", NEW."id", NEW."in_force_from", NEW."in_force_until", NEW."key_decision_applies", NEW."key_decision_from_pence", NEW."made_at", NEW."made_by", NEW."not_applicable_because", NEW."note", NEW."notice_clear_days", NOW(), \'insert\', NEW."id", NEW."publication_duty", NEW."publish_within_working_days", NEW."scrutiny_body", NEW."state", NEW."usual_power"); RETURN NULL;',
                            hash="ac948eb66c101e521633e4ddb2ced4475e3fa46f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5d01f",
                            table="decisions_regime",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="regime",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "decisions_regimehistory" ("authority", "call_in_applies", "call_in_working_days", "confirmed_at", "confirmed_by", "function", "id", "in_force_from", "in_force_until", "key_decision_applies", "key_decision_from_pence", "made_at", "made_by", "not_applicable_because", "note", "notice_clear_days", "pgh_created_at", "pgh_label", "pgh_obj_id", "publication_duty", "publish_within_working_days", "scrutiny_body", "state", "usual_power") VALUES (NEW."authority", NEW."call_in_applies", NEW."call_in_working_days", NEW."confirmed_at", NEW."confirmed_by", NEW."function", NEW."id", NEW."in_force_from", NEW."in_force_until", NEW."key_decision_applies", NEW."key_decision_from_pence", NEW."made_at", NEW."made_by", NEW."not_applicable_because", NEW."note", NEW."notice_clear_days", NOW(), \'update\', NEW."id", NEW."publication_duty", NEW."publish_within_working_days", NEW."scrutiny_body", NEW."state", NEW."usual_power"); RETURN NULL;',
                            hash="de9983ed0961c91614b1fc84863461dc2e6d2353",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_85a31",
                            table="decisions_regime",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="regime",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_regimehistory" ("authority", "call_in_applies", "call_in_working_days", "confirmed_at", "confirmed_by", "function", "id", "in_force_from", "in_force_until", "key_decision_applies", "key_decision_from_pence", "made_at", "made_by", "not_applicable_because", "note", "notice_clear_days", "pgh_created_at", "pgh_label", "pgh_obj_id", "publication_duty", "publish_within_working_days", "scrutiny_body", "state", "usual_power") VALUES (OLD."authority", OLD."call_in_applies", OLD."call_in_working_days", OLD."confirmed_at", OLD."confirmed_by", OLD."function", OLD."id", OLD."in_force_from", OLD."in_force_until", OLD."key_decision_applies", OLD."key_decision_from_pence", OLD."made_at", OLD."made_by", OLD."not_applicable_because", OLD."note", OLD."notice_clear_days", NOW(), \'delete\', OLD."id", OLD."publication_duty", OLD."publish_within_working_days", OLD."scrutiny_body", OLD."state", OLD."usual_power"); RETURN NULL;',
                            hash="ee04f7e1545f69e59ffa8374e577a60d30ef55b7",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ecfd2",
                            table="decisions_regime",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="scheme",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('prepared') THEN\n                    RAISE EXCEPTION 'A scheme cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="8bfabe1c49e6617890cd8b95c82bc333c31fd5ec",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_fd78b",
                            table="decisions_scheme",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="scheme",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{prepared:confirmed,prepared:discarded,prepared:prepared,prepared:unconfirmed,unconfirmed:confirmed}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="2a5691664ae2cc7d6e539514fbc80565ffc39cab",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_14659",
                            table="decisions_scheme",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="scheme",
                    trigger=pgtrigger.compiler.Trigger(
                        name="what_is_in_force_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'UPDATE' AND (OLD.state = 'prepared'\n               OR to_jsonb(NEW) - ARRAY['state', 'confirmed_at', 'confirmed_by', 'in_force_until'] = to_jsonb(OLD) - ARRAY['state', 'confirmed_at', 'confirmed_by', 'in_force_until']) THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'What is or was in force is not edited or deleted; it is succeeded by a new version.'\n                USING ERRCODE = 'restrict_violation';\n        ",
                            hash="ee19e1ead521c1bea4546b2f3c9986b35e5d3d53",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_what_is_in_force_stays_2aa0c",
                            table="decisions_scheme",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="scheme",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_schemehistory" ("confirmed_at", "confirmed_by", "id", "in_force_from", "in_force_until", "made_at", "made_by", "note", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "state", "title") VALUES (NEW."confirmed_at", NEW."confirmed_by", NEW."id", NEW."in_force_from", NEW."in_force_until", NEW."made_at", NEW."made_by", NEW."note", NOW(), \'insert\', NEW."id", NEW."source", NEW."state", NEW."title"); RETURN NULL;',
                            hash="f2e06efb7891b246c89ba0df6fa01b835f0b4bb6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5a457",
                            table="decisions_scheme",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="scheme",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "decisions_schemehistory" ("confirmed_at", "confirmed_by", "id", "in_force_from", "in_force_until", "made_at", "made_by", "note", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "state", "title") VALUES (NEW."confirmed_at", NEW."confirmed_by", NEW."id", NEW."in_force_from", NEW."in_force_until", NEW."made_at", NEW."made_by", NEW."note", NOW(), \'update\', NEW."id", NEW."source", NEW."state", NEW."title"); RETURN NULL;',
                            hash="64eab81cd0025a39229c72530444b1da544d4556",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2fc94",
                            table="decisions_scheme",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="scheme",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_schemehistory" ("confirmed_at", "confirmed_by", "id", "in_force_from", "in_force_until", "made_at", "made_by", "note", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "state", "title") VALUES (OLD."confirmed_at", OLD."confirmed_by", OLD."id", OLD."in_force_from", OLD."in_force_until", OLD."made_at", OLD."made_by", OLD."note", NOW(), \'delete\', OLD."id", OLD."source", OLD."state", OLD."title"); RETURN NULL;',
                            hash="f11e327b05f09060aa0c62185bab4a733bd3505e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4d980",
                            table="decisions_scheme",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="conflictdeclaration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="declaration_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3e6c86cfbc3f4cba371164063ffc8147775e6e66",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_declaration_stays_41d97",
                            table="decisions_conflictdeclaration",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="conflictdeclaration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_conflictdeclarationhistory" ("declared_at", "declared_by", "draft_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stands_aside", "text") VALUES (NEW."declared_at", NEW."declared_by", NEW."draft_id", NEW."id", NOW(), \'insert\', NEW."id", NEW."stands_aside", NEW."text"); RETURN NULL;',
                            hash="075872168af626c6927583043d4175832a177ea1",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_aea42",
                            table="decisions_conflictdeclaration",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="conflictdeclaration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "decisions_conflictdeclarationhistory" ("declared_at", "declared_by", "draft_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stands_aside", "text") VALUES (NEW."declared_at", NEW."declared_by", NEW."draft_id", NEW."id", NOW(), \'update\', NEW."id", NEW."stands_aside", NEW."text"); RETURN NULL;',
                            hash="7e6437b2dc465a79b973901f8a874b985d6daa10",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1332e",
                            table="decisions_conflictdeclaration",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="conflictdeclaration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_conflictdeclarationhistory" ("declared_at", "declared_by", "draft_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stands_aside", "text") VALUES (OLD."declared_at", OLD."declared_by", OLD."draft_id", OLD."id", NOW(), \'delete\', OLD."id", OLD."stands_aside", OLD."text"); RETURN NULL;',
                            hash="7154cead054d082b3260a5d6f384bc3466658668",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_00136",
                            table="decisions_conflictdeclaration",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="draftattachment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="attachment_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="4a99454e8e90bc7c301b03296027f31b4e1b2d1d",
                            operation="DELETE",
                            pgid="pgtrigger_attachment_is_never_deleted_ad2b8",
                            table="decisions_draftattachment",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="draftattachment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_an_open_draft_gets_files",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE draft_state text;",
                            func="\n            SELECT state INTO draft_state FROM decisions_draft\n                WHERE id = coalesce(NEW.draft_id, OLD.draft_id) FOR SHARE;\n            IF draft_state IN ('draft', 'returned') THEN\n                RETURN coalesce(NEW, OLD);\n            END IF;\n            \n    RAISE EXCEPTION 'What is submitted for signature does not change; recall it first.'\n        USING ERRCODE = 'restrict_violation';\n\n        ",
                            hash="294297e3bc71e30149e0819c2c4c84c5223b11fc",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_only_an_open_draft_gets_files_b4a4d",
                            table="decisions_draftattachment",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="draftattachment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_draftattachmenthistory" ("added_at", "added_by", "draft_id", "exempt_ground", "file_id", "id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "removed_by", "title") VALUES (NEW."added_at", NEW."added_by", NEW."draft_id", NEW."exempt_ground", NEW."file_id", NEW."id", NEW."name", NOW(), \'insert\', NEW."id", NEW."removed_at", NEW."removed_by", NEW."title"); RETURN NULL;',
                            hash="bb6ee6d0cc378177b45d57f7d888b2bac5391275",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_efc73",
                            table="decisions_draftattachment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="draftattachment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "decisions_draftattachmenthistory" ("added_at", "added_by", "draft_id", "exempt_ground", "file_id", "id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "removed_by", "title") VALUES (NEW."added_at", NEW."added_by", NEW."draft_id", NEW."exempt_ground", NEW."file_id", NEW."id", NEW."name", NOW(), \'update\', NEW."id", NEW."removed_at", NEW."removed_by", NEW."title"); RETURN NULL;',
                            hash="653d04938339866f7ed3a94e03217e679d9c542a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fe5a8",
                            table="decisions_draftattachment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="draftattachment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_draftattachmenthistory" ("added_at", "added_by", "draft_id", "exempt_ground", "file_id", "id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "removed_by", "title") VALUES (OLD."added_at", OLD."added_by", OLD."draft_id", OLD."exempt_ground", OLD."file_id", OLD."id", OLD."name", NOW(), \'delete\', OLD."id", OLD."removed_at", OLD."removed_by", OLD."title"); RETURN NULL;',
                            hash="7e237d049031ccb1434995e25afc533511a2e5d9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0b400",
                            table="decisions_draftattachment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="draftcomment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="remark_stays_as_said",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."draft_id" IS DISTINCT FROM (NEW."draft_id") OR OLD."section" IS DISTINCT FROM (NEW."section") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."said_at" IS DISTINCT FROM (NEW."said_at") OR OLD."said_by" IS DISTINCT FROM (NEW."said_by"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="99e4a2aa12a67267f05920101df6a4108540477d",
                            operation="UPDATE",
                            pgid="pgtrigger_remark_stays_as_said_92103",
                            table="decisions_draftcomment",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="draftcomment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="remark_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="7576ba8cdc639322c85c681329383b68525279d8",
                            operation="DELETE",
                            pgid="pgtrigger_remark_is_never_deleted_d4e5a",
                            table="decisions_draftcomment",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="draftcomment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_draftcommenthistory" ("draft_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said_at", "said_by", "section", "settled_at", "settled_by", "text") VALUES (NEW."draft_id", NEW."id", NOW(), \'insert\', NEW."id", NEW."said_at", NEW."said_by", NEW."section", NEW."settled_at", NEW."settled_by", NEW."text"); RETURN NULL;',
                            hash="d27a0b7086d1fea37a889dd28993250bbe477969",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f3584",
                            table="decisions_draftcomment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="draftcomment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "decisions_draftcommenthistory" ("draft_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said_at", "said_by", "section", "settled_at", "settled_by", "text") VALUES (NEW."draft_id", NEW."id", NOW(), \'update\', NEW."id", NEW."said_at", NEW."said_by", NEW."section", NEW."settled_at", NEW."settled_by", NEW."text"); RETURN NULL;',
                            hash="ea77fa80ef895885501a5e1342f8410c0099b88a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_eeb38",
                            table="decisions_draftcomment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="draftcomment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_draftcommenthistory" ("draft_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said_at", "said_by", "section", "settled_at", "settled_by", "text") VALUES (OLD."draft_id", OLD."id", NOW(), \'delete\', OLD."id", OLD."said_at", OLD."said_by", OLD."section", OLD."settled_at", OLD."settled_by", OLD."text"); RETURN NULL;',
                            hash="aac338772272eab68e1ccd67d61f0480502383bb",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5c98d",
                            table="decisions_draftcomment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="draftsection",
                    trigger=pgtrigger.compiler.Trigger(
                        name="section_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="d3b055ed28f85b72f04b0412746f83671b14bf38",
                            operation="DELETE",
                            pgid="pgtrigger_section_is_never_deleted_751dd",
                            table="decisions_draftsection",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="draftsection",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_an_open_draft_changes",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE draft_state text;",
                            func="\n                    IF TG_OP = 'UPDATE' THEN\n                        NEW.writers := OLD.writers;\n                    ELSE\n                        NEW.writers := '[]'::jsonb;\n                    END IF;\n                    IF NOT NEW.writers @> to_jsonb(NEW.saved_by) THEN\n                        NEW.writers := NEW.writers || to_jsonb(NEW.saved_by);\n                    END IF;\n                    SELECT state INTO draft_state FROM decisions_draft WHERE id = NEW.draft_id FOR SHARE;\n                    IF draft_state IN ('draft', 'returned') THEN\n                        RETURN NEW;\n                    END IF;\n                    IF TG_OP = 'UPDATE' AND draft_state = 'signing' AND NEW.section = OLD.section\n                       AND NEW.draft_id = OLD.draft_id\n                       AND NEW.values - ARRAY['contact_telephone', 'contact_office', 'contact_hours']\n                         = OLD.values - ARRAY['contact_telephone', 'contact_office', 'contact_hours'] THEN\n                        RETURN NEW;\n                    END IF;\n                    RAISE EXCEPTION 'What is submitted for signature does not change; recall it first.'\n                        USING ERRCODE = 'restrict_violation';\n                ",
                            hash="7507ca5ff7807e2a0e8ab0241c7003b905e00c0c",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_only_an_open_draft_changes_b167d",
                            table="decisions_draftsection",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="draftversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="rows_stay_as_they_are",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A version of a draft is never changed or deleted.' USING ERRCODE = 'restrict_violation';",
                            hash="a401d7de34c5fabd5049d96379f4ef27e5cf4141",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_rows_stay_as_they_are_0d4d4",
                            table="decisions_draftversion",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="draftversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="table_is_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A version of a draft is never changed or deleted.' USING ERRCODE = 'restrict_violation';",
                            hash="6a23c86c23f90c6854eb0f3fc7ae1cbeb791403f",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_table_is_never_emptied_ed269",
                            table="decisions_draftversion",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="draftversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_draftversionhistory" ("content", "draft_id", "id", "made_at", "made_by", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "why") VALUES (NEW."content", NEW."draft_id", NEW."id", NEW."made_at", NEW."made_by", NEW."number", NOW(), \'insert\', NEW."id", NEW."sha256", NEW."why"); RETURN NULL;',
                            hash="25b622f24f69aa2bd8a229a5b59a09d15f4b4eea",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_66040",
                            table="decisions_draftversion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="draftversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "decisions_draftversionhistory" ("content", "draft_id", "id", "made_at", "made_by", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "why") VALUES (NEW."content", NEW."draft_id", NEW."id", NEW."made_at", NEW."made_by", NEW."number", NOW(), \'update\', NEW."id", NEW."sha256", NEW."why"); RETURN NULL;',
                            hash="d815f338aa54241aa48ed63d8b85ec4ca4e2cbef",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f85d2",
                            table="decisions_draftversion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="draftversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_draftversionhistory" ("content", "draft_id", "id", "made_at", "made_by", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "why") VALUES (OLD."content", OLD."draft_id", OLD."id", OLD."made_at", OLD."made_by", OLD."number", NOW(), \'delete\', OLD."id", OLD."sha256", OLD."why"); RETURN NULL;',
                            hash="b93e5463c22ae5ed832f021efb20136e24133a4f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_54872",
                            table="decisions_draftversion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="notice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('recorded', 'decided') THEN\n                    RAISE EXCEPTION 'A decision cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="4750722bd673eb16c491dc942d8cbcfcec66bae1",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_6e3ce",
                            table="decisions_notice",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="notice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{decided:published,published:published,published:superseded,recorded:published}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="f37f8fbd1792251eba7a4b2f7d60d7e1170ccbb1",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_7798c",
                            table="decisions_notice",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="notice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="record_stays_as_confirmed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF to_jsonb(NEW) - ARRAY['state', 'made_public_at', 'made_public_by'] = to_jsonb(OLD) - ARRAY['state', 'made_public_at', 'made_public_by'] THEN\n        RETURN NEW;\n    END IF;\n    IF OLD.state = 'decided' AND NEW.state = 'published'\n       AND to_jsonb(NEW) - ARRAY['state', 'made_public_at', 'made_public_by', 'published_on', 'effective_from'] = to_jsonb(OLD) - ARRAY['state', 'made_public_at', 'made_public_by', 'published_on', 'effective_from'] THEN\n        RETURN NEW;\n    END IF;\n    IF OLD.state = 'published' AND NEW.version = OLD.version + 1\n       AND NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.number IS NOT DISTINCT FROM OLD.number AND NEW.file_id IS NOT DISTINCT FROM OLD.file_id AND NEW.file_name IS NOT DISTINCT FROM OLD.file_name AND NEW.file_sha256 IS NOT DISTINCT FROM OLD.file_sha256 AND NEW.position_in_file IS NOT DISTINCT FROM OLD.position_in_file AND NEW.again_because IS NOT DISTINCT FROM OLD.again_because AND NEW.recorded_at IS NOT DISTINCT FROM OLD.recorded_at AND NEW.recorded_by IS NOT DISTINCT FROM OLD.recorded_by AND NEW.made_public_at IS NOT DISTINCT FROM OLD.made_public_at AND NEW.made_public_by IS NOT DISTINCT FROM OLD.made_public_by\n       AND EXISTS (SELECT FROM decisions_revision r WHERE r.notice_id = NEW.id AND r.version = NEW.version) THEN\n        RETURN NEW;\n    END IF;\n    RAISE EXCEPTION 'Cannot update a decision on record without a new version that says why.'\n        USING ERRCODE = 'restrict_violation';\n",
                            hash="b3ac8c9da3b6fb0787ce5059c9f3376531f7f4e5",
                            operation="UPDATE",
                            pgid="pgtrigger_record_stays_as_confirmed_bfadf",
                            table="decisions_notice",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="notice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="decision_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="144eea32f6c1a9f1ee8173bb0770d75aab07f201",
                            operation="DELETE",
                            pgid="pgtrigger_decision_is_never_deleted_2efa4",
                            table="decisions_notice",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="notice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_noticehistory" ("again_because", "author", "contact", "decided_on", "decision_type", "effective_from", "file_id", "file_name", "file_sha256", "findings", "function", "id", "key_decision", "legal_power", "made", "made_public_at", "made_public_by", "number", "payment_basis", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_in_file", "price_basis", "published_on", "purpose", "recipients", "record", "recorded_at", "recorded_by", "reference", "search_text", "state", "status", "subject_to_call_in", "superseded_by_id", "title", "total_pence", "version") VALUES (NEW."again_because", NEW."author", NEW."contact", NEW."decided_on", NEW."decision_type", NEW."effective_from", NEW."file_id", NEW."file_name", NEW."file_sha256", NEW."findings", NEW."function", NEW."id", NEW."key_decision", NEW."legal_power", NEW."made", NEW."made_public_at", NEW."made_public_by", NEW."number", NEW."payment_basis", NOW(), \'insert\', NEW."id", NEW."position_in_file", NEW."price_basis", NEW."published_on", NEW."purpose", NEW."recipients", NEW."record", NEW."recorded_at", NEW."recorded_by", NEW."reference", NEW."search_text", NEW."state", NEW."status", NEW."subject_to_call_in", NEW."superseded_by_id", NEW."title", NEW."total_pence", NEW."version"); RETURN NULL;',
                            hash="927647a4eaa2eb5ee9edf3869a0c7535a96716ea",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_eb698",
                            table="decisions_notice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="notice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "decisions_noticehistory" ("again_because", "author", "contact", "decided_on", "decision_type", "effective_from", "file_id", "file_name", "file_sha256", "findings", "function", "id", "key_decision", "legal_power", "made", "made_public_at", "made_public_by", "number", "payment_basis", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_in_file", "price_basis", "published_on", "purpose", "recipients", "record", "recorded_at", "recorded_by", "reference", "search_text", "state", "status", "subject_to_call_in", "superseded_by_id", "title", "total_pence", "version") VALUES (NEW."again_because", NEW."author", NEW."contact", NEW."decided_on", NEW."decision_type", NEW."effective_from", NEW."file_id", NEW."file_name", NEW."file_sha256", NEW."findings", NEW."function", NEW."id", NEW."key_decision", NEW."legal_power", NEW."made", NEW."made_public_at", NEW."made_public_by", NEW."number", NEW."payment_basis", NOW(), \'update\', NEW."id", NEW."position_in_file", NEW."price_basis", NEW."published_on", NEW."purpose", NEW."recipients", NEW."record", NEW."recorded_at", NEW."recorded_by", NEW."reference", NEW."search_text", NEW."state", NEW."status", NEW."subject_to_call_in", NEW."superseded_by_id", NEW."title", NEW."total_pence", NEW."version"); RETURN NULL;',
                            hash="c32442e28b2fb22416320dc12b62527cc189aaa0",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_880d4",
                            table="decisions_notice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="notice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_noticehistory" ("again_because", "author", "contact", "decided_on", "decision_type", "effective_from", "file_id", "file_name", "file_sha256", "findings", "function", "id", "key_decision", "legal_power", "made", "made_public_at", "made_public_by", "number", "payment_basis", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_in_file", "price_basis", "published_on", "purpose", "recipients", "record", "recorded_at", "recorded_by", "reference", "search_text", "state", "status", "subject_to_call_in", "superseded_by_id", "title", "total_pence", "version") VALUES (OLD."again_because", OLD."author", OLD."contact", OLD."decided_on", OLD."decision_type", OLD."effective_from", OLD."file_id", OLD."file_name", OLD."file_sha256", OLD."findings", OLD."function", OLD."id", OLD."key_decision", OLD."legal_power", OLD."made", OLD."made_public_at", OLD."made_public_by", OLD."number", OLD."payment_basis", NOW(), \'delete\', OLD."id", OLD."position_in_file", OLD."price_basis", OLD."published_on", OLD."purpose", OLD."recipients", OLD."record", OLD."recorded_at", OLD."recorded_by", OLD."reference", OLD."search_text", OLD."state", OLD."status", OLD."subject_to_call_in", OLD."superseded_by_id", OLD."title", OLD."total_pence", OLD."version"); RETURN NULL;',
                            hash="aba2fd119ad79312693d5f510c058953cf093eec",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_cc4fa",
                            table="decisions_notice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="leaning",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_an_open_draft_leans",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE draft_state text;",
                            func="\n            SELECT state INTO draft_state FROM decisions_draft\n                WHERE id = coalesce(NEW.draft_id, OLD.draft_id) FOR SHARE;\n            IF draft_state IN ('draft', 'returned') THEN\n                RETURN coalesce(NEW, OLD);\n            END IF;\n            \n    RAISE EXCEPTION 'What is submitted for signature does not change; recall it first.'\n        USING ERRCODE = 'restrict_violation';\n\n        ",
                            hash="af53af5dfafdb0d3006c88684bab66d6cd04dddf",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_only_an_open_draft_leans_09203",
                            table="decisions_leaning",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="leaning",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_leaninghistory" ("decided_on", "decision_id", "draft_id", "id", "item_id", "linked_at", "linked_by", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."decided_on", NEW."decision_id", NEW."draft_id", NEW."id", NEW."item_id", NEW."linked_at", NEW."linked_by", NOW(), \'insert\', NEW."id", NEW."text"); RETURN NULL;',
                            hash="37c6f3a6bd8b8d257fbaaff83ed5eeb6f0dbc9ef",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9c34f",
                            table="decisions_leaning",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="leaning",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "decisions_leaninghistory" ("decided_on", "decision_id", "draft_id", "id", "item_id", "linked_at", "linked_by", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."decided_on", NEW."decision_id", NEW."draft_id", NEW."id", NEW."item_id", NEW."linked_at", NEW."linked_by", NOW(), \'update\', NEW."id", NEW."text"); RETURN NULL;',
                            hash="7de148bef04d75cadadfe70589e2ac257cbfee24",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_99a40",
                            table="decisions_leaning",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="leaning",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_leaninghistory" ("decided_on", "decision_id", "draft_id", "id", "item_id", "linked_at", "linked_by", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (OLD."decided_on", OLD."decision_id", OLD."draft_id", OLD."id", OLD."item_id", OLD."linked_at", OLD."linked_by", NOW(), \'delete\', OLD."id", OLD."text"); RETURN NULL;',
                            hash="816e80a83580b6c86c2ed6486205273403f531a8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c1cb4",
                            table="decisions_leaning",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="draft",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('draft') THEN\n                    RAISE EXCEPTION 'A draft cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="4cfa67f0571296c5aef787db16e9441ff0befbad",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_6120d",
                            table="decisions_draft",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="draft",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{deferred:draft,draft:draft,draft:submitted,draft:withdrawn,returned:draft,returned:submitted,returned:withdrawn,signing:approved,signing:approved_as_amended,signing:deferred,signing:draft,signing:refused,signing:returned,signing:signing,submitted:draft,submitted:returned,submitted:signing,submitted:withdrawn}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="2563c7f01355f8a6899f2aaedee16dbdd95ebed4",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_d5c9b",
                            table="decisions_draft",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="draft",
                    trigger=pgtrigger.compiler.Trigger(
                        name="draft_keeps_who_began_it",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."drafted_at" IS DISTINCT FROM (NEW."drafted_at") OR OLD."drafted_by" IS DISTINCT FROM (NEW."drafted_by"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="db63009bfd9e1d093e9549a1bba2c4f47586b46f",
                            operation="UPDATE",
                            pgid="pgtrigger_draft_keeps_who_began_it_74e8a",
                            table="decisions_draft",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="draft",
                    trigger=pgtrigger.compiler.Trigger(
                        name="draft_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="fbf10070ddacaac5336deccf450fbee46a7d795c",
                            operation="DELETE",
                            pgid="pgtrigger_draft_is_never_deleted_a83c4",
                            table="decisions_draft",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="draft",
                    trigger=pgtrigger.compiler.Trigger(
                        name="what_is_submitted_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NOT (OLD."state" IN (\'draft\', \'returned\')) AND (OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."programme_id" IS DISTINCT FROM (NEW."programme_id") OR OLD."decision_type" IS DISTINCT FROM (NEW."decision_type") OR OLD."stage" IS DISTINCT FROM (NEW."stage") OR OLD."function" IS DISTINCT FROM (NEW."function") OR OLD."total_pence" IS DISTINCT FROM (NEW."total_pence") OR OLD."round_code" IS DISTINCT FROM (NEW."round_code") OR OLD."run_id" IS DISTINCT FROM (NEW."run_id")))',
                            func="\n    RAISE EXCEPTION 'What is submitted for signature does not change; recall it first.'\n        USING ERRCODE = 'restrict_violation';\n",
                            hash="f3070cbb60404c1332f49765fe0a5344e3f9a0f8",
                            operation="UPDATE",
                            pgid="pgtrigger_what_is_submitted_stays_cc8fa",
                            table="decisions_draft",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="draft",
                    trigger=pgtrigger.compiler.Trigger(
                        name="signatures_fall_or_are_whole",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.\"state\" = 'signing' AND NOT (NEW.\"state\" = 'signing'))",
                            func="\n                    IF NEW.state IN ('approved', 'approved_as_amended') THEN\n                        IF EXISTS (SELECT 1 FROM decisions_signature WHERE draft_id = NEW.id\n                                   AND state IN ('planned', 'asked'))\n                           OR NOT EXISTS (SELECT 1 FROM decisions_signature WHERE draft_id = NEW.id\n                                          AND state = 'given') THEN\n                            RAISE EXCEPTION 'Not every post that must sign has signed.'\n                                USING ERRCODE = 'restrict_violation';\n                        END IF;\n                    ELSIF EXISTS (SELECT 1 FROM decisions_signature WHERE draft_id = NEW.id\n                                  AND (state IN ('planned', 'asked')\n                                       OR (state = 'given' AND NEW.state <> 'refused'))) THEN\n                        RAISE EXCEPTION 'Every signature falls before a draft goes back.'\n                            USING ERRCODE = 'restrict_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="56b49536a802bc70c8f95d1e42b8cad5d49aeba2",
                            operation="UPDATE",
                            pgid="pgtrigger_signatures_fall_or_are_whole_ed444",
                            table="decisions_draft",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="draft",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_drafthistory" ("changed_at", "changed_by", "decision_type", "drafted_at", "drafted_by", "function", "id", "notice_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "round_code", "run_id", "search_text", "stage", "started_from_id", "state", "submitted_at", "submitted_by", "title", "total_pence") VALUES (NEW."changed_at", NEW."changed_by", NEW."decision_type", NEW."drafted_at", NEW."drafted_by", NEW."function", NEW."id", NEW."notice_id", NOW(), \'insert\', NEW."id", NEW."programme_id", NEW."round_code", NEW."run_id", NEW."search_text", NEW."stage", NEW."started_from_id", NEW."state", NEW."submitted_at", NEW."submitted_by", NEW."title", NEW."total_pence"); RETURN NULL;',
                            hash="b043495eba5aeacc7a1bc61bfa5138f2004ef0fe",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3635b",
                            table="decisions_draft",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="draft",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "decisions_drafthistory" ("changed_at", "changed_by", "decision_type", "drafted_at", "drafted_by", "function", "id", "notice_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "round_code", "run_id", "search_text", "stage", "started_from_id", "state", "submitted_at", "submitted_by", "title", "total_pence") VALUES (NEW."changed_at", NEW."changed_by", NEW."decision_type", NEW."drafted_at", NEW."drafted_by", NEW."function", NEW."id", NEW."notice_id", NOW(), \'update\', NEW."id", NEW."programme_id", NEW."round_code", NEW."run_id", NEW."search_text", NEW."stage", NEW."started_from_id", NEW."state", NEW."submitted_at", NEW."submitted_by", NEW."title", NEW."total_pence"); RETURN NULL;',
                            hash="8001014d0eed61f4a8075719c558ecaa2ad8be70",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_13537",
                            table="decisions_draft",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="draft",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_drafthistory" ("changed_at", "changed_by", "decision_type", "drafted_at", "drafted_by", "function", "id", "notice_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "round_code", "run_id", "search_text", "stage", "started_from_id", "state", "submitted_at", "submitted_by", "title", "total_pence") VALUES (OLD."changed_at", OLD."changed_by", OLD."decision_type", OLD."drafted_at", OLD."drafted_by", OLD."function", OLD."id", OLD."notice_id", NOW(), \'delete\', OLD."id", OLD."programme_id", OLD."round_code", OLD."run_id", OLD."search_text", OLD."stage", OLD."started_from_id", OLD."state", OLD."submitted_at", OLD."submitted_by", OLD."title", OLD."total_pence"); RETURN NULL;',
                            hash="957c27331d1447ffae665baece60c57bd1be993b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_aba29",
                            table="decisions_draft",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="callin",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('open') THEN\n                    RAISE EXCEPTION 'A call-in cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="f65257fdabe79a6dc47c2d41431257f3b4f508a6",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_80f8d",
                            table="decisions_callin",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="callin",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{called_in:effective,called_in:referred_back,open:called_in,open:effective,referred_back:effective,referred_back:given_up}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="29223c1b2ae5e739fd7b1d2efa18959e135c98af",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_bb4cc",
                            table="decisions_callin",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="callin",
                    trigger=pgtrigger.compiler.Trigger(
                        name="window_stays_as_opened",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."notice_id" IS DISTINCT FROM (NEW."notice_id") OR OLD."scrutiny_body" IS DISTINCT FROM (NEW."scrutiny_body") OR OLD."authority" IS DISTINCT FROM (NEW."authority") OR OLD."working_days" IS DISTINCT FROM (NEW."working_days") OR OLD."opened_on" IS DISTINCT FROM (NEW."opened_on") OR OLD."last_day_on" IS DISTINCT FROM (NEW."last_day_on"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="c4477d8692623ba3cd787fe032880bbea0c6e249",
                            operation="UPDATE",
                            pgid="pgtrigger_window_stays_as_opened_30c3d",
                            table="decisions_callin",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="callin",
                    trigger=pgtrigger.compiler.Trigger(
                        name="call_in_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="9994a25f73cf85fbc60f5d5d4452dfa91e572c9d",
                            operation="DELETE",
                            pgid="pgtrigger_call_in_is_never_deleted_dbf82",
                            table="decisions_callin",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="callin",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_callinhistory" ("answer", "authority", "called_in_for", "called_in_on", "effective_on", "id", "last_day_on", "met_on", "notice_id", "opened_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "result", "scrutiny_body", "state", "working_days") VALUES (NEW."answer", NEW."authority", NEW."called_in_for", NEW."called_in_on", NEW."effective_on", NEW."id", NEW."last_day_on", NEW."met_on", NEW."notice_id", NEW."opened_on", NOW(), \'insert\', NEW."id", NEW."reasons", NEW."result", NEW."scrutiny_body", NEW."state", NEW."working_days"); RETURN NULL;',
                            hash="b754a80800a8946cfe6119d24c7ee792ddc258b3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a7a91",
                            table="decisions_callin",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="callin",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "decisions_callinhistory" ("answer", "authority", "called_in_for", "called_in_on", "effective_on", "id", "last_day_on", "met_on", "notice_id", "opened_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "result", "scrutiny_body", "state", "working_days") VALUES (NEW."answer", NEW."authority", NEW."called_in_for", NEW."called_in_on", NEW."effective_on", NEW."id", NEW."last_day_on", NEW."met_on", NEW."notice_id", NEW."opened_on", NOW(), \'update\', NEW."id", NEW."reasons", NEW."result", NEW."scrutiny_body", NEW."state", NEW."working_days"); RETURN NULL;',
                            hash="af784e5071b1417529d04ca7bf791a5432b4743f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b1de2",
                            table="decisions_callin",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="callin",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_callinhistory" ("answer", "authority", "called_in_for", "called_in_on", "effective_on", "id", "last_day_on", "met_on", "notice_id", "opened_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "result", "scrutiny_body", "state", "working_days") VALUES (OLD."answer", OLD."authority", OLD."called_in_for", OLD."called_in_on", OLD."effective_on", OLD."id", OLD."last_day_on", OLD."met_on", OLD."notice_id", OLD."opened_on", NOW(), \'delete\', OLD."id", OLD."reasons", OLD."result", OLD."scrutiny_body", OLD."state", OLD."working_days"); RETURN NULL;',
                            hash="6f01a0ed9574d4a437894abf7de2a1cd6e484716",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2fca8",
                            table="decisions_callin",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="awardline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="rows_stay_as_they_are",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A part of a recorded decision is never changed or deleted.' USING ERRCODE = 'restrict_violation';",
                            hash="007bde8e14038f7df388d73e3d2cff2f55580170",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_rows_stay_as_they_are_ea721",
                            table="decisions_awardline",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="awardline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="table_is_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A part of a recorded decision is never changed or deleted.' USING ERRCODE = 'restrict_violation';",
                            hash="7d2d90abeb42835f36f1e510b10f024a3d8dfdb8",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_table_is_never_emptied_b2f25",
                            table="decisions_awardline",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="awardline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_awardlinehistory" ("gss_code", "id", "notice_id", "pence", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "position", "recipient", "version") VALUES (NEW."gss_code", NEW."id", NEW."notice_id", NEW."pence", NOW(), \'insert\', NEW."id", NEW."place", NEW."position", NEW."recipient", NEW."version"); RETURN NULL;',
                            hash="ebd036577f8fdd27b603810900b69ad9e1a45047",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6bb1e",
                            table="decisions_awardline",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="awardline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "decisions_awardlinehistory" ("gss_code", "id", "notice_id", "pence", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "position", "recipient", "version") VALUES (NEW."gss_code", NEW."id", NEW."notice_id", NEW."pence", NOW(), \'update\', NEW."id", NEW."place", NEW."position", NEW."recipient", NEW."version"); RETURN NULL;',
                            hash="25c244de8825ad15bcd3075fad0a0d69d96e3aec",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e1712",
                            table="decisions_awardline",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="awardline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_awardlinehistory" ("gss_code", "id", "notice_id", "pence", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "position", "recipient", "version") VALUES (OLD."gss_code", OLD."id", OLD."notice_id", OLD."pence", NOW(), \'delete\', OLD."id", OLD."place", OLD."position", OLD."recipient", OLD."version"); RETURN NULL;',
                            hash="7a445975c52de91b98da99a765a745949bc0716f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5067d",
                            table="decisions_awardline",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="planneddecision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('planned') THEN\n                    RAISE EXCEPTION 'A planned key decision cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="17147657ed92cfef3c76fb449d2a7f565d9b3dd9",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_3c785",
                            table="decisions_planneddecision",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="planneddecision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{planned:decided,planned:dropped,planned:planned}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="0313068db41ca85bfa4274999827e2d067a6f100",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_1ea09",
                            table="decisions_planneddecision",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="planneddecision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="announcement_keeps_its_day",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."announced_on" IS DISTINCT FROM (NEW."announced_on") OR OLD."announced_at" IS DISTINCT FROM (NEW."announced_at"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="c48902d37fe3508bc69a72d294f7b11e1b75a2b2",
                            operation="UPDATE",
                            pgid="pgtrigger_announcement_keeps_its_day_59042",
                            table="decisions_planneddecision",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="planneddecision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="announcement_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="004fafb2e754de3008d6e62c8aa25929e2edf7bb",
                            operation="DELETE",
                            pgid="pgtrigger_announcement_is_never_deleted_f118a",
                            table="decisions_planneddecision",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="planneddecision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_planneddecisionhistory" ("announced_at", "announced_by", "announced_on", "cannot_wait_because", "contact", "decision_maker", "draft_id", "dropped_because", "function", "id", "notice_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_on", "state", "subject") VALUES (NEW."announced_at", NEW."announced_by", NEW."announced_on", NEW."cannot_wait_because", NEW."contact", NEW."decision_maker", NEW."draft_id", NEW."dropped_because", NEW."function", NEW."id", NEW."notice_id", NOW(), \'insert\', NEW."id", NEW."planned_on", NEW."state", NEW."subject"); RETURN NULL;',
                            hash="6f286dfb42f28c0e7e6f449670a06ba2523f3c6a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c8add",
                            table="decisions_planneddecision",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="planneddecision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "decisions_planneddecisionhistory" ("announced_at", "announced_by", "announced_on", "cannot_wait_because", "contact", "decision_maker", "draft_id", "dropped_because", "function", "id", "notice_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_on", "state", "subject") VALUES (NEW."announced_at", NEW."announced_by", NEW."announced_on", NEW."cannot_wait_because", NEW."contact", NEW."decision_maker", NEW."draft_id", NEW."dropped_because", NEW."function", NEW."id", NEW."notice_id", NOW(), \'update\', NEW."id", NEW."planned_on", NEW."state", NEW."subject"); RETURN NULL;',
                            hash="b21d82c2a74e1b8ac3f706fa7283c8a6e2444266",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e626c",
                            table="decisions_planneddecision",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="planneddecision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_planneddecisionhistory" ("announced_at", "announced_by", "announced_on", "cannot_wait_because", "contact", "decision_maker", "draft_id", "dropped_because", "function", "id", "notice_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_on", "state", "subject") VALUES (OLD."announced_at", OLD."announced_by", OLD."announced_on", OLD."cannot_wait_because", OLD."contact", OLD."decision_maker", OLD."draft_id", OLD."dropped_because", OLD."function", OLD."id", OLD."notice_id", NOW(), \'delete\', OLD."id", OLD."planned_on", OLD."state", OLD."subject"); RETURN NULL;',
                            hash="39296ebfdcd36f320024d900923a03b49e717d92",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c3e49",
                            table="decisions_planneddecision",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="publicationduty",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_publicationdutyhistory" ("id", "named_at", "named_by", "notice_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."named_at", NEW."named_by", NEW."notice_id", NEW."person_id", NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="f76dc832144cd0934d377258018b7006ab1a1d17",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5f4c1",
                            table="decisions_publicationduty",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="publicationduty",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "decisions_publicationdutyhistory" ("id", "named_at", "named_by", "notice_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."named_at", NEW."named_by", NEW."notice_id", NEW."person_id", NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="f04ccf07a2512bc0fc3a856c4149c9baa847fdc9",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_42cdf",
                            table="decisions_publicationduty",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="publicationduty",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_publicationdutyhistory" ("id", "named_at", "named_by", "notice_id", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."named_at", OLD."named_by", OLD."notice_id", OLD."person_id", NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="c1e5068c86371d99b69408062afaee8896af8411",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_23f77",
                            table="decisions_publicationduty",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reading",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('open') THEN\n                    RAISE EXCEPTION 'A reading cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="4224991d5d06ea65a998a869de326ac26b417d01",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_adce5",
                            table="decisions_reading",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reading",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{open:discarded,open:open,open:recorded}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="0f3e668e5c17bbbe68dabebd66b20e65a4510a4d",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_3b5bb",
                            table="decisions_reading",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reading",
                    trigger=pgtrigger.compiler.Trigger(
                        name="what_was_read_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."file_id" IS DISTINCT FROM (NEW."file_id") OR OLD."position_in_file" IS DISTINCT FROM (NEW."position_in_file") OR OLD."decisions_in_file" IS DISTINCT FROM (NEW."decisions_in_file") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."found" IS DISTINCT FROM (NEW."found") OR OLD."read_at" IS DISTINCT FROM (NEW."read_at") OR OLD."read_by" IS DISTINCT FROM (NEW."read_by"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="7e539268d031a5150bd3f55ce5e0061c5314157f",
                            operation="UPDATE",
                            pgid="pgtrigger_what_was_read_stays_cd7fc",
                            table="decisions_reading",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reading",
                    trigger=pgtrigger.compiler.Trigger(
                        name="reading_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="7a62ef62072b44d8e64ff36547cb81bddb196de0",
                            operation="DELETE",
                            pgid="pgtrigger_reading_is_never_deleted_46b5a",
                            table="decisions_reading",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="revision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="rows_stay_as_they_are",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A version of a published decision is never changed or deleted.' USING ERRCODE = 'restrict_violation';",
                            hash="0e2b9ae963cbc542dd3ce4536a9eb3cd76492f6f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_rows_stay_as_they_are_2d3c2",
                            table="decisions_revision",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="revision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="table_is_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A version of a published decision is never changed or deleted.' USING ERRCODE = 'restrict_violation';",
                            hash="a11aaea89d8a00ac124c9ec539b387fb8d646433",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_table_is_never_emptied_c3f79",
                            table="decisions_revision",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="revision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_revisionhistory" ("changes", "id", "made_at", "made_by", "made_on", "notice_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "version") VALUES (NEW."changes", NEW."id", NEW."made_at", NEW."made_by", NEW."made_on", NEW."notice_id", NOW(), \'insert\', NEW."id", NEW."reason", NEW."version"); RETURN NULL;',
                            hash="8fd3604b2d3cd0e0304eb72eae7aa8f5a32811a8",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4851e",
                            table="decisions_revision",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="revision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "decisions_revisionhistory" ("changes", "id", "made_at", "made_by", "made_on", "notice_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "version") VALUES (NEW."changes", NEW."id", NEW."made_at", NEW."made_by", NEW."made_on", NEW."notice_id", NOW(), \'update\', NEW."id", NEW."reason", NEW."version"); RETURN NULL;',
                            hash="951e848974ceed4aff6ae1d8a7a5c0e75eac8b41",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_93ed6",
                            table="decisions_revision",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="revision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_revisionhistory" ("changes", "id", "made_at", "made_by", "made_on", "notice_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "version") VALUES (OLD."changes", OLD."id", OLD."made_at", OLD."made_by", OLD."made_on", OLD."notice_id", NOW(), \'delete\', OLD."id", OLD."reason", OLD."version"); RETURN NULL;',
                            hash="6cf4d0b3fc3109900785550ba72f022d6918ac84",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_fbbe2",
                            table="decisions_revision",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="schemecase",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_a_prepared_scheme_changes",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE found text; of_scheme uuid;",
                            func="\n            of_scheme := CASE WHEN TG_OP = 'DELETE' THEN OLD.scheme_id ELSE NEW.scheme_id END;\n            SELECT state INTO found FROM decisions_scheme WHERE id = of_scheme FOR SHARE;\n            IF found = 'prepared' AND (TG_OP <> 'UPDATE' OR NEW.scheme_id = OLD.scheme_id) THEN\n                RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;\n            END IF;\n            RAISE EXCEPTION 'A scheme that is or was in force is not edited; it is succeeded by a new version.'\n                USING ERRCODE = 'restrict_violation';\n        ",
                            hash="9276f0892b794927905a0db5ede181ef06f9dcd7",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_only_a_prepared_scheme_changes_414fb",
                            table="decisions_schemecase",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="schemecase",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_schemecasehistory" ("decision_type", "expected", "facts", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "scheme_id", "title") VALUES (NEW."decision_type", NEW."expected", NEW."facts", NEW."id", NOW(), \'insert\', NEW."id", NEW."position", NEW."scheme_id", NEW."title"); RETURN NULL;',
                            hash="9d5b7a3cdd98648fa665ce9de2ee754f2333827e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_93306",
                            table="decisions_schemecase",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="schemecase",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "decisions_schemecasehistory" ("decision_type", "expected", "facts", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "scheme_id", "title") VALUES (NEW."decision_type", NEW."expected", NEW."facts", NEW."id", NOW(), \'update\', NEW."id", NEW."position", NEW."scheme_id", NEW."title"); RETURN NULL;',
                            hash="1e1b646c15c4cf0d0df65dd925016ceb4f915ba4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fd694",
                            table="decisions_schemecase",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="schemecase",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_schemecasehistory" ("decision_type", "expected", "facts", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "scheme_id", "title") VALUES (OLD."decision_type", OLD."expected", OLD."facts", OLD."id", NOW(), \'delete\', OLD."id", OLD."position", OLD."scheme_id", OLD."title"); RETURN NULL;',
                            hash="701b602524b1a386c11d524f5c36e7c42cf5840f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c46bd",
                            table="decisions_schemecase",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sentback",
                    trigger=pgtrigger.compiler.Trigger(
                        name="rows_stay_as_they_are",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'What was said when a draft came back is never changed or deleted.' USING ERRCODE = 'restrict_violation';",
                            hash="8be4772bbd1f4ebd1cf3de6710891bc4377caa1b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_rows_stay_as_they_are_be212",
                            table="decisions_sentback",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sentback",
                    trigger=pgtrigger.compiler.Trigger(
                        name="table_is_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'What was said when a draft came back is never changed or deleted.' USING ERRCODE = 'restrict_violation';",
                            hash="c0917c8c6e38d27c87436e4a04d1e76e9d462272",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_table_is_never_emptied_1196e",
                            table="decisions_sentback",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sentback",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_sentbackhistory" ("draft_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "sent_by", "step", "text", "title", "version_id") VALUES (NEW."draft_id", NEW."id", NOW(), \'insert\', NEW."id", NEW."sent_at", NEW."sent_by", NEW."step", NEW."text", NEW."title", NEW."version_id"); RETURN NULL;',
                            hash="b4ca7145f94876ac3c9182580e571e6b7c90be26",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_24f15",
                            table="decisions_sentback",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sentback",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "decisions_sentbackhistory" ("draft_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "sent_by", "step", "text", "title", "version_id") VALUES (NEW."draft_id", NEW."id", NOW(), \'update\', NEW."id", NEW."sent_at", NEW."sent_by", NEW."step", NEW."text", NEW."title", NEW."version_id"); RETURN NULL;',
                            hash="ff4c6ca22f202860e8215fadcb4af18096922782",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c639a",
                            table="decisions_sentback",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sentback",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_sentbackhistory" ("draft_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "sent_by", "step", "text", "title", "version_id") VALUES (OLD."draft_id", OLD."id", NOW(), \'delete\', OLD."id", OLD."sent_at", OLD."sent_by", OLD."step", OLD."text", OLD."title", OLD."version_id"); RETURN NULL;',
                            hash="71bc00285917eac4ff11f91bf132b249cb15e783",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_cb4e6",
                            table="decisions_sentback",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signature",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('planned') THEN\n                    RAISE EXCEPTION 'A signature cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="d4a6e39af1fa38e6d0bc2370b7bf148b3cf41ff5",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_22c14",
                            table="decisions_signature",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signature",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{asked:given,asked:lapsed,asked:withheld,given:lapsed,planned:asked,planned:lapsed}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="7c7e65ec60ad5e02d7809053e864638f29933f45",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_ba423",
                            table="decisions_signature",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signature",
                    trigger=pgtrigger.compiler.Trigger(
                        name="what_is_asked_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."draft_id" IS DISTINCT FROM (NEW."draft_id") OR OLD."version_id" IS DISTINCT FROM (NEW."version_id") OR OLD."turn" IS DISTINCT FROM (NEW."turn") OR OLD."post_id" IS DISTINCT FROM (NEW."post_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."because" IS DISTINCT FROM (NEW."because"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="799d3c60e5e01702ff7bb3e7016e3addfda3c544",
                            operation="UPDATE",
                            pgid="pgtrigger_what_is_asked_stays_bceb6",
                            table="decisions_signature",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signature",
                    trigger=pgtrigger.compiler.Trigger(
                        name="signature_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="783aa48d5873cdb41f821aff34da7563ccbb7498",
                            operation="DELETE",
                            pgid="pgtrigger_signature_is_never_deleted_e107b",
                            table="decisions_signature",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signature",
                    trigger=pgtrigger.compiler.Trigger(
                        name="asked_on_a_version_of_its_draft",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF EXISTS (SELECT 1 FROM decisions_draftversion v\n                               WHERE v.id = NEW.version_id AND v.draft_id = NEW.draft_id) THEN\n                        RETURN NEW;\n                    END IF;\n                    RAISE EXCEPTION 'A signature is asked for a version of its own draft.' USING ERRCODE = 'restrict_violation';\n                ",
                            hash="5d5834a289d366684d9e4ab3d00bf402eb0bee47",
                            operation="INSERT",
                            pgid="pgtrigger_asked_on_a_version_of_its_draft_56987",
                            table="decisions_signature",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signature",
                    trigger=pgtrigger.compiler.Trigger(
                        name="given_by_whom_it_may_be",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"state\" = 'given' AND NOT (OLD.\"state\" = 'given'))",
                            declare="DECLARE draft_state text; on_day date;",
                            func="\n                    on_day := (NEW.answered_at AT TIME ZONE 'Europe/London')::date;\n                    SELECT state INTO draft_state FROM decisions_draft WHERE id = NEW.draft_id FOR SHARE;\n                    IF draft_state <> 'signing' THEN\n                        RAISE EXCEPTION 'Only a draft that is out for signature is signed.' USING ERRCODE = 'restrict_violation';\n                    END IF;\n                    IF EXISTS (SELECT 1 FROM decisions_draftversion later\n                               JOIN decisions_draftversion mine ON mine.id = NEW.version_id\n                               WHERE later.draft_id = NEW.draft_id AND later.number > mine.number) THEN\n                        RAISE EXCEPTION 'This draft has changed since the signature was asked for.' USING ERRCODE = 'restrict_violation';\n                    END IF;\n                    IF EXISTS (\n    SELECT 1 FROM decisions_draft d WHERE d.id = NEW.draft_id AND d.drafted_by = NEW.answered_by\n    UNION ALL SELECT 1 FROM decisions_draftsection s\n        WHERE s.draft_id = NEW.draft_id AND s.writers @> to_jsonb(NEW.answered_by)\n    UNION ALL SELECT 1 FROM decisions_draftattachment a\n        WHERE a.draft_id = NEW.draft_id AND a.added_by = NEW.answered_by\n    UNION ALL SELECT 1 FROM decisions_leaning l\n        WHERE l.draft_id = NEW.draft_id AND l.linked_by = NEW.answered_by\n) THEN\n                        RAISE EXCEPTION 'Nobody signs what they drafted.' USING ERRCODE = 'restrict_violation';\n                    END IF;\n                    IF EXISTS (SELECT 1 FROM decisions_conflictdeclaration c WHERE c.stands_aside\n                               AND c.draft_id = NEW.draft_id AND c.declared_by = NEW.answered_by) THEN\n                        RAISE EXCEPTION 'Whoever stands aside does not sign.' USING ERRCODE = 'restrict_violation';\n                    END IF;\n                    IF NOT EXISTS (\n    SELECT 1 FROM organisations_holding h\n        WHERE NEW.on_behalf_id IS NULL AND h.post_id = NEW.post_id\n        AND 'person:' || h.person_id = NEW.answered_by AND h.held_from <= on_day\n        AND (h.held_until IS NULL OR h.held_until > on_day)\n    UNION ALL SELECT 1 FROM organisations_delegation g\n        WHERE g.id = NEW.on_behalf_id AND g.post_id = NEW.post_id AND g.ended_at IS NULL\n        AND 'person:' || g.person_id = NEW.answered_by AND g.held_from <= on_day AND g.held_until > on_day\n) THEN\n                        RAISE EXCEPTION 'Only the holder of the post, or a delegate of that day, signs.' USING ERRCODE = 'restrict_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="7f6245dea4eab4966085694ebeab6e1b2d543750",
                            operation="UPDATE",
                            pgid="pgtrigger_given_by_whom_it_may_be_ba25f",
                            table="decisions_signature",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signature",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_signaturehistory" ("answered_at", "answered_by", "asked_at", "asked_by", "because", "draft_id", "id", "on_behalf_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "reason", "state", "title", "turn", "version_id") VALUES (NEW."answered_at", NEW."answered_by", NEW."asked_at", NEW."asked_by", NEW."because", NEW."draft_id", NEW."id", NEW."on_behalf_id", NOW(), \'insert\', NEW."id", NEW."post_id", NEW."reason", NEW."state", NEW."title", NEW."turn", NEW."version_id"); RETURN NULL;',
                            hash="25104adf264dee92e72135d3d95a75c526b9f8b6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ba0d7",
                            table="decisions_signature",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signature",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "decisions_signaturehistory" ("answered_at", "answered_by", "asked_at", "asked_by", "because", "draft_id", "id", "on_behalf_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "reason", "state", "title", "turn", "version_id") VALUES (NEW."answered_at", NEW."answered_by", NEW."asked_at", NEW."asked_by", NEW."because", NEW."draft_id", NEW."id", NEW."on_behalf_id", NOW(), \'update\', NEW."id", NEW."post_id", NEW."reason", NEW."state", NEW."title", NEW."turn", NEW."version_id"); RETURN NULL;',
                            hash="c40ad0a4a2875d0cf6020e046b2e27acfc99db0d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_675ef",
                            table="decisions_signature",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signature",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_signaturehistory" ("answered_at", "answered_by", "asked_at", "asked_by", "because", "draft_id", "id", "on_behalf_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "reason", "state", "title", "turn", "version_id") VALUES (OLD."answered_at", OLD."answered_by", OLD."asked_at", OLD."asked_by", OLD."because", OLD."draft_id", OLD."id", OLD."on_behalf_id", NOW(), \'delete\', OLD."id", OLD."post_id", OLD."reason", OLD."state", OLD."title", OLD."turn", OLD."version_id"); RETURN NULL;',
                            hash="55c8030d50a299367d872becae6735004f945f74",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_543a0",
                            table="decisions_signature",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signingrule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="only_a_prepared_scheme_changes",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE found text; of_scheme uuid;",
                            func="\n            of_scheme := CASE WHEN TG_OP = 'DELETE' THEN OLD.scheme_id ELSE NEW.scheme_id END;\n            SELECT state INTO found FROM decisions_scheme WHERE id = of_scheme FOR SHARE;\n            IF found = 'prepared' AND (TG_OP <> 'UPDATE' OR NEW.scheme_id = OLD.scheme_id) THEN\n                RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;\n            END IF;\n            RAISE EXCEPTION 'A scheme that is or was in force is not edited; it is succeeded by a new version.'\n                USING ERRCODE = 'restrict_violation';\n        ",
                            hash="88f78163d6e91dd0cc0f37435e784506988bbe10",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_only_a_prepared_scheme_changes_68de9",
                            table="decisions_signingrule",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signingrule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_signingrulehistory" ("authority", "decision_type", "from_pence", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "scheme_id", "turn") VALUES (NEW."authority", NEW."decision_type", NEW."from_pence", NEW."id", NOW(), \'insert\', NEW."id", NEW."post_id", NEW."scheme_id", NEW."turn"); RETURN NULL;',
                            hash="de0e41b4956d31d362ab28e249a337bf29b49caa",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_dedb6",
                            table="decisions_signingrule",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signingrule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "decisions_signingrulehistory" ("authority", "decision_type", "from_pence", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "scheme_id", "turn") VALUES (NEW."authority", NEW."decision_type", NEW."from_pence", NEW."id", NOW(), \'update\', NEW."id", NEW."post_id", NEW."scheme_id", NEW."turn"); RETURN NULL;',
                            hash="11dc66206682f1841d94261f6ef42e45ced641c6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_678c7",
                            table="decisions_signingrule",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signingrule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_signingrulehistory" ("authority", "decision_type", "from_pence", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "scheme_id", "turn") VALUES (OLD."authority", OLD."decision_type", OLD."from_pence", OLD."id", NOW(), \'delete\', OLD."id", OLD."post_id", OLD."scheme_id", OLD."turn"); RETURN NULL;',
                            hash="9db1dd00f427e516947440ab0730b8fa3a8dce3f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a6134",
                            table="decisions_signingrule",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signoff",
                    trigger=pgtrigger.compiler.Trigger(
                        name="rows_stay_as_they_are",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A signature of a recorded decision is never changed or deleted.' USING ERRCODE = 'restrict_violation';",
                            hash="0a50d703124da1a6f6b7b3b83c39ff68fde9ab76",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_rows_stay_as_they_are_89e75",
                            table="decisions_signoff",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signoff",
                    trigger=pgtrigger.compiler.Trigger(
                        name="table_is_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A signature of a recorded decision is never changed or deleted.' USING ERRCODE = 'restrict_violation';",
                            hash="9c4e48185693bd82b5de39790cabd3a60e8dfc83",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_table_is_never_emptied_d8875",
                            table="decisions_signoff",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signoff",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_signoffhistory" ("id", "notice_id", "on_behalf", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "post", "signed_on", "version") VALUES (NEW."id", NEW."notice_id", NEW."on_behalf", NOW(), \'insert\', NEW."id", NEW."position", NEW."post", NEW."signed_on", NEW."version"); RETURN NULL;',
                            hash="5a3f8efd4e5fc58333b26927acd73e560fe31d6f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_afda9",
                            table="decisions_signoff",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signoff",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "decisions_signoffhistory" ("id", "notice_id", "on_behalf", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "post", "signed_on", "version") VALUES (NEW."id", NEW."notice_id", NEW."on_behalf", NOW(), \'update\', NEW."id", NEW."position", NEW."post", NEW."signed_on", NEW."version"); RETURN NULL;',
                            hash="3535a6afe8a09e492e0474b1de9998ffabf42b03",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d2ffb",
                            table="decisions_signoff",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signoff",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_signoffhistory" ("id", "notice_id", "on_behalf", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "post", "signed_on", "version") VALUES (OLD."id", OLD."notice_id", OLD."on_behalf", NOW(), \'delete\', OLD."id", OLD."position", OLD."post", OLD."signed_on", OLD."version"); RETURN NULL;',
                            hash="f0c09224035b78d78b0070d8fe9a98a9df44fa1c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_03cf6",
                            table="decisions_signoff",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="yearamount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="rows_stay_as_they_are",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A year of a recorded decision is never changed or deleted.' USING ERRCODE = 'restrict_violation';",
                            hash="bafff674f475d23e4e2c0fb370de3474284427be",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_rows_stay_as_they_are_e3cd4",
                            table="decisions_yearamount",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="yearamount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="table_is_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A year of a recorded decision is never changed or deleted.' USING ERRCODE = 'restrict_violation';",
                            hash="00714d878c7193678c1637f0c45a5f335a9c7014",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_table_is_never_emptied_60f8f",
                            table="decisions_yearamount",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="yearamount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_yearamounthistory" ("id", "notice_id", "pence", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "version", "year") VALUES (NEW."id", NEW."notice_id", NEW."pence", NOW(), \'insert\', NEW."id", NEW."position", NEW."version", NEW."year"); RETURN NULL;',
                            hash="6db66b922eed929fa39dd125752e922a69a52617",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d7916",
                            table="decisions_yearamount",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="yearamount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "decisions_yearamounthistory" ("id", "notice_id", "pence", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "version", "year") VALUES (NEW."id", NEW."notice_id", NEW."pence", NOW(), \'update\', NEW."id", NEW."position", NEW."version", NEW."year"); RETURN NULL;',
                            hash="a50f7f459a71a72a955258a34e02a14ef1687a03",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6244c",
                            table="decisions_yearamount",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="yearamount",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "decisions_yearamounthistory" ("id", "notice_id", "pence", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "version", "year") VALUES (OLD."id", OLD."notice_id", OLD."pence", NOW(), \'delete\', OLD."id", OLD."position", OLD."version", OLD."year"); RETURN NULL;',
                            hash="73ad19fb0e06ec3cec7db5227f2beea843e610bc",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_dad95",
                            table="decisions_yearamount",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
