import uuid

import django.contrib.postgres.functions
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import throughline.frame.fields
import throughline.frame.tables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agreements", "0001_grants_and_agreements_have_their_tables"),
        ("frame", "0002_nobody_serving_changes_a_file"),
        ("governance", "0004_confirmed_minutes_stay"),
        ("ledger", "0001_acts_are_recorded_and_sealed"),
        ("organisations", "0002_a_post_has_one_holder_a_day_and_delegations_stay_as_given"),
    ]

    operations = [
        throughline.frame.tables.AllAtOnce(
            operations=[
                migrations.CreateModel(
                    name="Certification",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "version",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certification",
                                to="assurance.returnversion",
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("capacity", models.CharField(max_length=120)),
                        (
                            "delegation_words",
                            models.CharField(
                                blank=True,
                                help_text="By which recorded delegation, if not the officer.",
                                max_length=300,
                            ),
                        ),
                        ("sha256", models.CharField(max_length=64)),
                        ("certified_at", models.DateTimeField()),
                        ("certified_by", models.CharField(max_length=64)),
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
                                to="assurance.question",
                            ),
                        ),
                        ("code", models.SlugField(db_index=False, max_length=40, serialize=False)),
                        ("section", models.CharField(max_length=80)),
                        ("text", models.CharField(max_length=300)),
                        ("hint", models.CharField(blank=True, max_length=300)),
                        ("used_for", models.CharField(max_length=300)),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("text", "Words"),
                                    ("number", "A number"),
                                    ("yes_no", "Yes or no"),
                                    ("money", "An amount"),
                                    ("score", "Points from 0 to 3"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("asked_in", models.JSONField(help_text="The kinds of return that ask it.")),
                        (
                            "price_basis",
                            models.CharField(
                                blank=True, help_text="Only where this is the price basis.", max_length=10
                            ),
                        ),
                        (
                            "from_pence",
                            throughline.frame.fields.MoneyField(
                                blank=True, help_text="Only for grants of this size or more.", null=True
                            ),
                        ),
                        ("asked_from", models.DateField()),
                        ("asked_until", models.DateField(blank=True, null=True)),
                        ("position", models.PositiveSmallIntegerField()),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Response",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "scrutiny",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="responses",
                                to="assurance.scrutiny",
                            ),
                        ),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("accept", "Accepted"),
                                    ("challenge", "Challenged"),
                                    ("sample", "Sampled"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("words", models.TextField(blank=True)),
                        (
                            "papers",
                            models.TextField(blank=True, help_text="Which papers the authority looked at."),
                        ),
                        (
                            "found",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("borne_out", "The papers bear the return out"),
                                    ("in_part", "They bear it out in part"),
                                    ("not", "They do not bear it out"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("answered_at", models.DateTimeField()),
                        ("answered_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("step", "accept"),
                                    models.Q(("words", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="authority_answers_in_words",
                                violation_error_message="Say why, or what was found.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("step", "sample"), _negated=True),
                                    models.Q(
                                        models.Q(("papers", ""), _negated=True),
                                        models.Q(("found", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="sample_says_what_was_looked_at",
                                violation_error_message="Say which papers were looked at, and what they showed.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ResponseHistory",
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
                                to="assurance.response",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "scrutiny",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assurance.scrutiny",
                            ),
                        ),
                        (
                            "step",
                            models.CharField(
                                choices=[
                                    ("accept", "Accepted"),
                                    ("challenge", "Challenged"),
                                    ("sample", "Sampled"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("words", models.TextField(blank=True)),
                        (
                            "papers",
                            models.TextField(blank=True, help_text="Which papers the authority looked at."),
                        ),
                        (
                            "found",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("borne_out", "The papers bear the return out"),
                                    ("in_part", "They bear it out in part"),
                                    ("not", "They do not bear it out"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("answered_at", models.DateTimeField()),
                        ("answered_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Return",
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
                            "recipient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.body",
                            ),
                        ),
                        ("year", models.CharField(max_length=7)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("plan", "Spending plan"),
                                    ("quarterly", "Quarterly update"),
                                    ("february", "February forecast"),
                                    ("year_end", "Year-end return"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("quarter", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("opens_on", models.DateField()),
                        ("due_on", models.DateField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("scheduled", "scheduled"),
                                    ("open", "open"),
                                    ("queried", "queried"),
                                    ("submitted", "submitted"),
                                    ("certified", "certified"),
                                    ("scrutinised", "scrutinised"),
                                    ("accepted", "accepted"),
                                    ("dropped", "dropped"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("because", models.TextField(blank=True)),
                        ("is_illustration", models.BooleanField(default=False)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("place", "recipient", "year", "kind", "quarter"),
                                name="return_once_a_period",
                                nulls_distinct=False,
                                violation_error_message="This return is on the calendar already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "quarterly"), ("quarter__gte", 1), ("quarter__lte", 4)),
                                    models.Q(
                                        models.Q(("kind", "quarterly"), _negated=True),
                                        ("quarter__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="quarterly_return_names_its_quarter",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("due_on__gte", models.F("opens_on"))),
                                name="return_opens_before_it_is_due",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReturnGrant",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "of",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="covers",
                                to="assurance.return",
                            ),
                        ),
                        (
                            "grant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agreements.grant",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("of", "grant"), name="return_covers_a_grant_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReturnGrantHistory",
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
                                to="assurance.returngrant",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "of",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assurance.return",
                            ),
                        ),
                        (
                            "grant",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="agreements.grant",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ReturnHistory",
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
                                to="assurance.return",
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
                            "recipient",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.body",
                            ),
                        ),
                        ("year", models.CharField(max_length=7)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("plan", "Spending plan"),
                                    ("quarterly", "Quarterly update"),
                                    ("february", "February forecast"),
                                    ("year_end", "Year-end return"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("quarter", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("opens_on", models.DateField()),
                        ("due_on", models.DateField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("scheduled", "scheduled"),
                                    ("open", "open"),
                                    ("queried", "queried"),
                                    ("submitted", "submitted"),
                                    ("certified", "certified"),
                                    ("scrutinised", "scrutinised"),
                                    ("accepted", "accepted"),
                                    ("dropped", "dropped"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("because", models.TextField(blank=True)),
                        ("is_illustration", models.BooleanField(default=False)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ReturnLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "of",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="assurance.return",
                            ),
                        ),
                        (
                            "grant",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agreements.grant",
                            ),
                        ),
                        ("key", models.CharField(max_length=80)),
                        ("plan_pence", throughline.frame.fields.MoneyField(blank=True, null=True)),
                        ("actual_pence", throughline.frame.fields.MoneyField(blank=True, null=True)),
                        ("projected_pence", throughline.frame.fields.MoneyField(blank=True, null=True)),
                        ("words", models.TextField(blank=True)),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("saved_at", models.DateTimeField()),
                        ("saved_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("of", "grant", "key"), name="return_line_once", nulls_distinct=False
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReturnQuery",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="queries",
                                to="assurance.returnversion",
                            ),
                        ),
                        ("line_key", models.CharField(blank=True, max_length=80)),
                        ("words", models.TextField()),
                        ("asked_at", models.DateTimeField()),
                        ("asked_by", models.CharField(max_length=64)),
                        ("answer", models.TextField(blank=True)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("answered_by", models.CharField(blank=True, max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name="ReturnQueryHistory",
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
                                to="assurance.returnquery",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "version",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assurance.returnversion",
                            ),
                        ),
                        ("line_key", models.CharField(blank=True, max_length=80)),
                        ("words", models.TextField()),
                        ("asked_at", models.DateTimeField()),
                        ("asked_by", models.CharField(max_length=64)),
                        ("answer", models.TextField(blank=True)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("answered_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ReturnVersion",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "of",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="assurance.return",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("content", models.BinaryField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("submitted_at", models.DateTimeField()),
                        ("submitted_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("of", "number"), name="return_version_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReturnVersionHistory",
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
                                to="assurance.returnversion",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "of",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assurance.return",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("content", models.BinaryField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("submitted_at", models.DateTimeField()),
                        ("submitted_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RiskReading",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "grant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agreements.grant",
                            ),
                        ),
                        ("read_on", models.DateField()),
                        ("signs", models.JSONField(default=dict)),
                        (
                            "read_as",
                            models.CharField(
                                choices=[("low", "Low"), ("medium", "Medium"), ("high", "High")], max_length=8
                            ),
                        ),
                        (
                            "confirmed_as",
                            models.CharField(
                                choices=[("low", "Low"), ("medium", "Medium"), ("high", "High")], max_length=8
                            ),
                        ),
                        ("because", models.TextField(blank=True)),
                        ("confirmed_at", models.DateTimeField()),
                        ("confirmed_by", models.CharField(max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name="RiskReadingHistory",
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
                                to="assurance.riskreading",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "grant",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="agreements.grant",
                            ),
                        ),
                        ("read_on", models.DateField()),
                        ("signs", models.JSONField(default=dict)),
                        (
                            "read_as",
                            models.CharField(
                                choices=[("low", "Low"), ("medium", "Medium"), ("high", "High")], max_length=8
                            ),
                        ),
                        (
                            "confirmed_as",
                            models.CharField(
                                choices=[("low", "Low"), ("medium", "Medium"), ("high", "High")], max_length=8
                            ),
                        ),
                        ("because", models.TextField(blank=True)),
                        ("confirmed_at", models.DateTimeField()),
                        ("confirmed_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RiskThreshold",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "sign",
                            models.CharField(
                                choices=[
                                    ("days_late", "Days late"),
                                    ("variance", "Variance"),
                                    ("measures", "Measures on course"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("used_from", models.DateField()),
                        ("medium_from", models.PositiveSmallIntegerField()),
                        ("high_from", models.PositiveSmallIntegerField()),
                        ("source", models.CharField(max_length=300)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("sign", "used_from"), name="risk_threshold_once_a_day"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RiskThresholdHistory",
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
                                to="assurance.riskthreshold",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "sign",
                            models.CharField(
                                choices=[
                                    ("days_late", "Days late"),
                                    ("variance", "Variance"),
                                    ("measures", "Measures on course"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("used_from", models.DateField()),
                        ("medium_from", models.PositiveSmallIntegerField()),
                        ("high_from", models.PositiveSmallIntegerField()),
                        ("source", models.CharField(max_length=300)),
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
                            "statement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scores",
                                to="assurance.statement",
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="assurance.question",
                            ),
                        ),
                        (
                            "points",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (0, "0 Not shown"),
                                    (1, "1 In part"),
                                    (2, "2 Mostly"),
                                    (3, "3 Fully"),
                                ]
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=500)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("statement", "question"), name="question_is_scored_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("points__lte", 3)), name="score_is_at_most_three"
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
                                to="assurance.score",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "statement",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assurance.statement",
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assurance.question",
                            ),
                        ),
                        (
                            "points",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (0, "0 Not shown"),
                                    (1, "1 In part"),
                                    (2, "2 Mostly"),
                                    (3, "3 Fully"),
                                ]
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=500)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Scrutiny",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "version",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scrutiny",
                                to="assurance.returnversion",
                            ),
                        ),
                        (
                            "point",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="governance.agendaitem",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("scrutinising", "scrutinising"),
                                    ("sampling", "sampling"),
                                    ("challenged", "challenged"),
                                    ("stated", "stated"),
                                    ("accepted", "accepted"),
                                    ("sampled", "sampled"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("begun_at", models.DateTimeField()),
                        ("begun_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "verbose_name_plural": "scrutinies",
                    },
                ),
                migrations.CreateModel(
                    name="ScrutinyHistory",
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
                                to="assurance.scrutiny",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "version",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assurance.returnversion",
                            ),
                        ),
                        (
                            "point",
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
                                choices=[
                                    ("scrutinising", "scrutinising"),
                                    ("sampling", "sampling"),
                                    ("challenged", "challenged"),
                                    ("stated", "stated"),
                                    ("accepted", "accepted"),
                                    ("sampled", "sampled"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("begun_at", models.DateTimeField()),
                        ("begun_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Statement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "scrutiny",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="statements",
                                to="assurance.scrutiny",
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("given", "Assurance given"),
                                    ("given_with_conditions", "Assurance given with conditions"),
                                    ("withheld", "Assurance withheld"),
                                ],
                                max_length=24,
                            ),
                        ),
                        ("words", models.TextField()),
                        ("conditions", models.TextField(blank=True)),
                        (
                            "point",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="governance.agendaitem",
                            ),
                        ),
                        (
                            "quorum",
                            models.CharField(
                                blank=True, help_text="Whether enough were there, in words.", max_length=300
                            ),
                        ),
                        (
                            "chair_delegation",
                            models.CharField(
                                blank=True,
                                help_text="The delegation under which the chair acted alone.",
                                max_length=300,
                            ),
                        ),
                        ("interests", models.TextField(blank=True)),
                        ("stated_at", models.DateTimeField()),
                        ("stated_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", "given_with_conditions"), _negated=True),
                                    models.Q(("conditions", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="conditional_assurance_names_its_conditions",
                                violation_error_message="Say on which conditions.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("chair_delegation", ""), ("point__isnull", False)),
                                    models.Q(
                                        ("point__isnull", True),
                                        models.Q(("chair_delegation", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="statement_is_made_at_a_meeting_or_under_a_delegation",
                                violation_error_message="Say at which meeting, or under which delegation the chair acts alone.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StatementHistory",
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
                                to="assurance.statement",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "scrutiny",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assurance.scrutiny",
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("given", "Assurance given"),
                                    ("given_with_conditions", "Assurance given with conditions"),
                                    ("withheld", "Assurance withheld"),
                                ],
                                max_length=24,
                            ),
                        ),
                        ("words", models.TextField()),
                        ("conditions", models.TextField(blank=True)),
                        (
                            "point",
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
                            "quorum",
                            models.CharField(
                                blank=True, help_text="Whether enough were there, in words.", max_length=300
                            ),
                        ),
                        (
                            "chair_delegation",
                            models.CharField(
                                blank=True,
                                help_text="The delegation under which the chair acted alone.",
                                max_length=300,
                            ),
                        ),
                        ("interests", models.TextField(blank=True)),
                        ("stated_at", models.DateTimeField()),
                        ("stated_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Visit",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "grant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agreements.grant",
                            ),
                        ),
                        ("site", models.CharField(max_length=200)),
                        ("purpose", models.CharField(max_length=300)),
                        ("planned_on", models.DateField()),
                        ("planned_by", models.CharField(max_length=64)),
                        ("made_on", models.DateField(blank=True, null=True)),
                        ("words", models.TextField(blank=True)),
                        ("made_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("made_by", ""), ("made_on__isnull", True), ("words", "")),
                                    models.Q(
                                        ("made_on__isnull", False),
                                        models.Q(("words", ""), _negated=True),
                                        models.Q(("made_by", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="visit_that_was_made_says_what_was_seen",
                                violation_error_message="Say when the visit was made, and what was seen.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VisitHistory",
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
                                to="assurance.visit",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "grant",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="agreements.grant",
                            ),
                        ),
                        ("site", models.CharField(max_length=200)),
                        ("purpose", models.CharField(max_length=300)),
                        ("planned_on", models.DateField()),
                        ("planned_by", models.CharField(max_length=64)),
                        ("made_on", models.DateField(blank=True, null=True)),
                        ("words", models.TextField(blank=True)),
                        ("made_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="YearEnd",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "grant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agreements.grant",
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("carry_over", "Carry over"),
                                    ("recover", "Recover"),
                                    ("write_off", "Write off"),
                                    ("return_to_funder", "Return to the funder"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("amount_pence", throughline.frame.fields.MoneyField()),
                        ("reason", models.TextField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "proposed"),
                                    ("decided", "decided"),
                                    ("returned", "returned"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("proposed_at", models.DateTimeField()),
                        ("proposed_by", models.CharField(max_length=64)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("decided_by", models.CharField(blank=True, max_length=64)),
                        ("decided_words", models.TextField(blank=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount_pence__gt", 0)),
                                name="year_end_is_about_money",
                                violation_error_message="The amount is more than nothing.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "decided"), _negated=True),
                                    models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="year_end_is_decided_by_another",
                                violation_error_message="Somebody else decides what you proposed.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "proposed")),
                                fields=("grant",),
                                name="year_end_of_a_grant_is_proposed_once_at_a_time",
                                violation_error_message="Something is proposed for this grant already; that is decided first.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="YearEndHistory",
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
                                to="assurance.yearend",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "grant",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="agreements.grant",
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("carry_over", "Carry over"),
                                    ("recover", "Recover"),
                                    ("write_off", "Write off"),
                                    ("return_to_funder", "Return to the funder"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("amount_pence", throughline.frame.fields.MoneyField()),
                        ("reason", models.TextField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "proposed"),
                                    ("decided", "decided"),
                                    ("returned", "returned"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("proposed_at", models.DateTimeField()),
                        ("proposed_by", models.CharField(max_length=64)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("decided_by", models.CharField(blank=True, max_length=64)),
                        ("decided_words", models.TextField(blank=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CertificationHistory",
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
                                to="assurance.certification",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "version",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assurance.returnversion",
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("capacity", models.CharField(max_length=120)),
                        (
                            "delegation_words",
                            models.CharField(
                                blank=True,
                                help_text="By which recorded delegation, if not the officer.",
                                max_length=300,
                            ),
                        ),
                        ("sha256", models.CharField(max_length=64)),
                        ("certified_at", models.DateTimeField()),
                        ("certified_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CorrectiveAction",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "grant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="agreements.grant",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrective_actions",
                                to="assurance.visit",
                            ),
                        ),
                        (
                            "about",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrective_actions",
                                to="assurance.return",
                            ),
                        ),
                        ("words", models.TextField()),
                        ("to_do", models.TextField()),
                        ("owner_role", models.SlugField(max_length=60)),
                        ("due_on", models.DateField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "open"),
                                    ("answered", "answered"),
                                    ("verified", "verified"),
                                    ("withdrawn", "withdrawn"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("answer", models.TextField(blank=True)),
                        (
                            "because",
                            models.TextField(blank=True, help_text="Why it was given back or withdrawn."),
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
                        ("made_at", models.DateTimeField()),
                        ("made_by", models.CharField(max_length=64)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("answered_by", models.CharField(blank=True, max_length=64)),
                        ("verified_at", models.DateTimeField(blank=True, null=True)),
                        ("verified_by", models.CharField(blank=True, max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name="CorrectiveActionHistory",
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
                                to="assurance.correctiveaction",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "grant",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="agreements.grant",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assurance.visit",
                            ),
                        ),
                        (
                            "about",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assurance.return",
                            ),
                        ),
                        ("words", models.TextField()),
                        ("to_do", models.TextField()),
                        ("owner_role", models.SlugField(db_index=False, max_length=60)),
                        ("due_on", models.DateField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "open"),
                                    ("answered", "answered"),
                                    ("verified", "verified"),
                                    ("withdrawn", "withdrawn"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("answer", models.TextField(blank=True)),
                        (
                            "because",
                            models.TextField(blank=True, help_text="Why it was given back or withdrawn."),
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
                        ("made_at", models.DateTimeField()),
                        ("made_by", models.CharField(max_length=64)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("answered_by", models.CharField(blank=True, max_length=64)),
                        ("verified_at", models.DateTimeField(blank=True, null=True)),
                        ("verified_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Question",
                    fields=[
                        ("code", models.SlugField(max_length=40, primary_key=True, serialize=False)),
                        ("section", models.CharField(max_length=80)),
                        ("text", models.CharField(max_length=300)),
                        ("hint", models.CharField(blank=True, max_length=300)),
                        ("used_for", models.CharField(max_length=300)),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("text", "Words"),
                                    ("number", "A number"),
                                    ("yes_no", "Yes or no"),
                                    ("money", "An amount"),
                                    ("score", "Points from 0 to 3"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("asked_in", models.JSONField(help_text="The kinds of return that ask it.")),
                        (
                            "price_basis",
                            models.CharField(
                                blank=True, help_text="Only where this is the price basis.", max_length=10
                            ),
                        ),
                        (
                            "from_pence",
                            throughline.frame.fields.MoneyField(
                                blank=True, help_text="Only for grants of this size or more.", null=True
                            ),
                        ),
                        ("asked_from", models.DateField()),
                        ("asked_until", models.DateField(blank=True, null=True)),
                        ("position", models.PositiveSmallIntegerField()),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("used_for", ""), _negated=True),
                                name="question_has_a_use",
                                violation_error_message="Say what the answer is used for; a question without a use is not asked.",
                            )
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="question",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assurance_questionhistory" ("answer", "asked_from", "asked_in", "asked_until", "code", "from_pence", "hint", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "price_basis", "section", "text", "used_for") VALUES (NEW."answer", NEW."asked_from", NEW."asked_in", NEW."asked_until", NEW."code", NEW."from_pence", NEW."hint", NOW(), \'insert\', NEW."code", NEW."position", NEW."price_basis", NEW."section", NEW."text", NEW."used_for"); RETURN NULL;',
                            hash="3d726189d257af88e87d82e9c78dff749a165858",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_54ea3",
                            table="assurance_question",
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
                            func='INSERT INTO "assurance_questionhistory" ("answer", "asked_from", "asked_in", "asked_until", "code", "from_pence", "hint", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "price_basis", "section", "text", "used_for") VALUES (NEW."answer", NEW."asked_from", NEW."asked_in", NEW."asked_until", NEW."code", NEW."from_pence", NEW."hint", NOW(), \'update\', NEW."code", NEW."position", NEW."price_basis", NEW."section", NEW."text", NEW."used_for"); RETURN NULL;',
                            hash="500eb2a8343452c0f17698306f67bdbbf6d0f83b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ac59e",
                            table="assurance_question",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="question",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assurance_questionhistory" ("answer", "asked_from", "asked_in", "asked_until", "code", "from_pence", "hint", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "price_basis", "section", "text", "used_for") VALUES (OLD."answer", OLD."asked_from", OLD."asked_in", OLD."asked_until", OLD."code", OLD."from_pence", OLD."hint", NOW(), \'delete\', OLD."code", OLD."position", OLD."price_basis", OLD."section", OLD."text", OLD."used_for"); RETURN NULL;',
                            hash="a18e714cdcab53809a2755e6e77bfe045a91c940",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_526cc",
                            table="assurance_question",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="riskthreshold",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assurance_riskthresholdhistory" ("high_from", "id", "medium_from", "pgh_created_at", "pgh_label", "pgh_obj_id", "sign", "source", "used_from") VALUES (NEW."high_from", NEW."id", NEW."medium_from", NOW(), \'insert\', NEW."id", NEW."sign", NEW."source", NEW."used_from"); RETURN NULL;',
                            hash="b0f406219edc242733cc02e1ce76334e20c8822b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_662d4",
                            table="assurance_riskthreshold",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="riskthreshold",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "assurance_riskthresholdhistory" ("high_from", "id", "medium_from", "pgh_created_at", "pgh_label", "pgh_obj_id", "sign", "source", "used_from") VALUES (NEW."high_from", NEW."id", NEW."medium_from", NOW(), \'update\', NEW."id", NEW."sign", NEW."source", NEW."used_from"); RETURN NULL;',
                            hash="f66ae7b4476b88de167a54e2ef30702ac02cece7",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_14886",
                            table="assurance_riskthreshold",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="riskthreshold",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assurance_riskthresholdhistory" ("high_from", "id", "medium_from", "pgh_created_at", "pgh_label", "pgh_obj_id", "sign", "source", "used_from") VALUES (OLD."high_from", OLD."id", OLD."medium_from", NOW(), \'delete\', OLD."id", OLD."sign", OLD."source", OLD."used_from"); RETURN NULL;',
                            hash="eeb851b7eac9723f4b20db421dd3c7f04771abd6",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8d4b3",
                            table="assurance_riskthreshold",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="return",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('scheduled') THEN\n                    RAISE EXCEPTION 'A return cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="39659b345dd6a6b6495132ce315fe375099dba26",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_6f1a5",
                            table="assurance_return",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="return",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{certified:accepted,certified:queried,certified:scrutinised,open:dropped,open:open,open:submitted,queried:open,queried:submitted,scheduled:dropped,scheduled:open,scrutinised:accepted,scrutinised:queried,submitted:certified,submitted:queried}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="f1fe7166daca877e2dc5db8ba193ce457ab9eefa",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_af8a2",
                            table="assurance_return",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="return",
                    trigger=pgtrigger.compiler.Trigger(
                        name="return_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="eb391ed07226bc53c5e7c2decacf402c3155d002",
                            operation="DELETE",
                            pgid="pgtrigger_return_is_never_deleted_e8204",
                            table="assurance_return",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="return",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assurance_returnhistory" ("because", "due_on", "id", "is_illustration", "kind", "opens_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "quarter", "recipient_id", "state", "year") VALUES (NEW."because", NEW."due_on", NEW."id", NEW."is_illustration", NEW."kind", NEW."opens_on", NOW(), \'insert\', NEW."id", NEW."place_id", NEW."quarter", NEW."recipient_id", NEW."state", NEW."year"); RETURN NULL;',
                            hash="591da0e342bef385f96ecd010fd51adc94f2424e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b7368",
                            table="assurance_return",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="return",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "assurance_returnhistory" ("because", "due_on", "id", "is_illustration", "kind", "opens_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "quarter", "recipient_id", "state", "year") VALUES (NEW."because", NEW."due_on", NEW."id", NEW."is_illustration", NEW."kind", NEW."opens_on", NOW(), \'update\', NEW."id", NEW."place_id", NEW."quarter", NEW."recipient_id", NEW."state", NEW."year"); RETURN NULL;',
                            hash="c9d4c91e558a11f686d2a78b215a001ed66e2260",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7e8b9",
                            table="assurance_return",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="return",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assurance_returnhistory" ("because", "due_on", "id", "is_illustration", "kind", "opens_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "quarter", "recipient_id", "state", "year") VALUES (OLD."because", OLD."due_on", OLD."id", OLD."is_illustration", OLD."kind", OLD."opens_on", NOW(), \'delete\', OLD."id", OLD."place_id", OLD."quarter", OLD."recipient_id", OLD."state", OLD."year"); RETURN NULL;',
                            hash="9442cd30a8d100ed5daf3fae572047b66c8f5ab7",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2f08d",
                            table="assurance_return",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="returngrant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assurance_returngranthistory" ("grant_id", "id", "of_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."grant_id", NEW."id", NEW."of_id", NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="fdbe52a14192537218f30d0dcde884c4c4348b94",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9022d",
                            table="assurance_returngrant",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="returngrant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "assurance_returngranthistory" ("grant_id", "id", "of_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."grant_id", NEW."id", NEW."of_id", NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="eb43a73e347cadbc65dc8ce66542e42d91eb4bec",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e8a5a",
                            table="assurance_returngrant",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="returngrant",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assurance_returngranthistory" ("grant_id", "id", "of_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."grant_id", OLD."id", OLD."of_id", NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="dac2b163c06eef376e6032cd0ed750f6d02d7c33",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a9158",
                            table="assurance_returngrant",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="returnversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="rows_stay_as_they_are",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'What was submitted is never changed; submit a new version.' USING ERRCODE = 'restrict_violation';",
                            hash="5407d6f2e6382b2a4fc1bd2234e00eb4a47d4ff5",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_rows_stay_as_they_are_3bda6",
                            table="assurance_returnversion",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="returnversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="table_is_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'What was submitted is never changed; submit a new version.' USING ERRCODE = 'restrict_violation';",
                            hash="b3b8beba47ec3c2c181dee2d24281520c5b9b643",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_table_is_never_emptied_ace65",
                            table="assurance_returnversion",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="returnversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assurance_returnversionhistory" ("content", "id", "number", "of_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "submitted_at", "submitted_by") VALUES (NEW."content", NEW."id", NEW."number", NEW."of_id", NOW(), \'insert\', NEW."id", NEW."sha256", NEW."submitted_at", NEW."submitted_by"); RETURN NULL;',
                            hash="6613954ef865938bf6e22ce3f11ffbca04622c03",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e896d",
                            table="assurance_returnversion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="returnversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "assurance_returnversionhistory" ("content", "id", "number", "of_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "submitted_at", "submitted_by") VALUES (NEW."content", NEW."id", NEW."number", NEW."of_id", NOW(), \'update\', NEW."id", NEW."sha256", NEW."submitted_at", NEW."submitted_by"); RETURN NULL;',
                            hash="1d9c898b3f8d369f8e47812218ad253626642ae3",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f5d50",
                            table="assurance_returnversion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="returnversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assurance_returnversionhistory" ("content", "id", "number", "of_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "submitted_at", "submitted_by") VALUES (OLD."content", OLD."id", OLD."number", OLD."of_id", NOW(), \'delete\', OLD."id", OLD."sha256", OLD."submitted_at", OLD."submitted_by"); RETURN NULL;',
                            hash="80d4c146570a06a12d84b3b410bd0f3be492edfd",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9123a",
                            table="assurance_returnversion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="returnquery",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assurance_returnqueryhistory" ("answer", "answered_at", "answered_by", "asked_at", "asked_by", "id", "line_key", "pgh_created_at", "pgh_label", "pgh_obj_id", "version_id", "words") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by", NEW."asked_at", NEW."asked_by", NEW."id", NEW."line_key", NOW(), \'insert\', NEW."id", NEW."version_id", NEW."words"); RETURN NULL;',
                            hash="f484ac275045a465ad7ad30a1307d0b3faf0debb",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0101d",
                            table="assurance_returnquery",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="returnquery",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "assurance_returnqueryhistory" ("answer", "answered_at", "answered_by", "asked_at", "asked_by", "id", "line_key", "pgh_created_at", "pgh_label", "pgh_obj_id", "version_id", "words") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by", NEW."asked_at", NEW."asked_by", NEW."id", NEW."line_key", NOW(), \'update\', NEW."id", NEW."version_id", NEW."words"); RETURN NULL;',
                            hash="2220165c8678bdaab6278f32b80fbaa7652911d5",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_878f9",
                            table="assurance_returnquery",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="returnquery",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assurance_returnqueryhistory" ("answer", "answered_at", "answered_by", "asked_at", "asked_by", "id", "line_key", "pgh_created_at", "pgh_label", "pgh_obj_id", "version_id", "words") VALUES (OLD."answer", OLD."answered_at", OLD."answered_by", OLD."asked_at", OLD."asked_by", OLD."id", OLD."line_key", NOW(), \'delete\', OLD."id", OLD."version_id", OLD."words"); RETURN NULL;',
                            hash="6a883b4572ac1fd9f899799549510421d206e85a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_28889",
                            table="assurance_returnquery",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="certification",
                    trigger=pgtrigger.compiler.Trigger(
                        name="rows_stay_as_they_are",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A certification is never changed or deleted.' USING ERRCODE = 'restrict_violation';",
                            hash="5588dac7d17c4d4c13d37ceb26c379cd324253d7",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_rows_stay_as_they_are_1516b",
                            table="assurance_certification",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="certification",
                    trigger=pgtrigger.compiler.Trigger(
                        name="table_is_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A certification is never changed or deleted.' USING ERRCODE = 'restrict_violation';",
                            hash="f7229c14854efb80bc319f16bf47bb215595e6cf",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_table_is_never_emptied_87689",
                            table="assurance_certification",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="certification",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assurance_certificationhistory" ("capacity", "certified_at", "certified_by", "delegation_words", "id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "version_id") VALUES (NEW."capacity", NEW."certified_at", NEW."certified_by", NEW."delegation_words", NEW."id", NEW."name", NOW(), \'insert\', NEW."id", NEW."sha256", NEW."version_id"); RETURN NULL;',
                            hash="4a7025bd02087f9ed459a8ed2dbb80e5cf2348af",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8e68f",
                            table="assurance_certification",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="certification",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "assurance_certificationhistory" ("capacity", "certified_at", "certified_by", "delegation_words", "id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "version_id") VALUES (NEW."capacity", NEW."certified_at", NEW."certified_by", NEW."delegation_words", NEW."id", NEW."name", NOW(), \'update\', NEW."id", NEW."sha256", NEW."version_id"); RETURN NULL;',
                            hash="50e252bb38474e5ac063b241430b9d78ad419d7e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f730a",
                            table="assurance_certification",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="certification",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assurance_certificationhistory" ("capacity", "certified_at", "certified_by", "delegation_words", "id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "version_id") VALUES (OLD."capacity", OLD."certified_at", OLD."certified_by", OLD."delegation_words", OLD."id", OLD."name", NOW(), \'delete\', OLD."id", OLD."sha256", OLD."version_id"); RETURN NULL;',
                            hash="89696f293435130ec3ae1ccf33ff49f02908db5f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_be8ff",
                            table="assurance_certification",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="riskreading",
                    trigger=pgtrigger.compiler.Trigger(
                        name="rows_stay_as_they_are",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A reading is never changed; read again.' USING ERRCODE = 'restrict_violation';",
                            hash="7968e0aed0c3b785e583e7d4facdba6e8e409f33",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_rows_stay_as_they_are_adb3e",
                            table="assurance_riskreading",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="riskreading",
                    trigger=pgtrigger.compiler.Trigger(
                        name="table_is_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A reading is never changed; read again.' USING ERRCODE = 'restrict_violation';",
                            hash="3e2f7234e95386dbc98afb35c0c3622aa00c89b8",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_table_is_never_emptied_d08f4",
                            table="assurance_riskreading",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="riskreading",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assurance_riskreadinghistory" ("because", "confirmed_as", "confirmed_at", "confirmed_by", "grant_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_as", "read_on", "signs") VALUES (NEW."because", NEW."confirmed_as", NEW."confirmed_at", NEW."confirmed_by", NEW."grant_id", NEW."id", NOW(), \'insert\', NEW."id", NEW."read_as", NEW."read_on", NEW."signs"); RETURN NULL;',
                            hash="76051c6de5639cb61bb4e162c50fcd6156ba4e13",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_81602",
                            table="assurance_riskreading",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="riskreading",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "assurance_riskreadinghistory" ("because", "confirmed_as", "confirmed_at", "confirmed_by", "grant_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_as", "read_on", "signs") VALUES (NEW."because", NEW."confirmed_as", NEW."confirmed_at", NEW."confirmed_by", NEW."grant_id", NEW."id", NOW(), \'update\', NEW."id", NEW."read_as", NEW."read_on", NEW."signs"); RETURN NULL;',
                            hash="a1c36f1c89eeea442421f74ae93b8f8627427221",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_387e3",
                            table="assurance_riskreading",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="riskreading",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assurance_riskreadinghistory" ("because", "confirmed_as", "confirmed_at", "confirmed_by", "grant_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "read_as", "read_on", "signs") VALUES (OLD."because", OLD."confirmed_as", OLD."confirmed_at", OLD."confirmed_by", OLD."grant_id", OLD."id", NOW(), \'delete\', OLD."id", OLD."read_as", OLD."read_on", OLD."signs"); RETURN NULL;',
                            hash="be186ac4d724c41f43b52ab1ebf0fb993281b543",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ccb52",
                            table="assurance_riskreading",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="scrutiny",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('scrutinising', 'sampling') THEN\n                    RAISE EXCEPTION 'A scrutiny cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="10a673f1fc606311d44e6e8201119c01eddb4b91",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_8e033",
                            table="assurance_scrutiny",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="scrutiny",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{accepted:sampled,challenged:stated,sampling:sampled,scrutinising:stated,stated:accepted,stated:challenged,stated:sampled}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="4544f42ac8156e9d3f4f1721b90f34ddddd786fa",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_3e019",
                            table="assurance_scrutiny",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="scrutiny",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assurance_scrutinyhistory" ("begun_at", "begun_by", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "point_id", "state", "version_id") VALUES (NEW."begun_at", NEW."begun_by", NEW."id", NOW(), \'insert\', NEW."id", NEW."point_id", NEW."state", NEW."version_id"); RETURN NULL;',
                            hash="6e4a9f660c6161fcbe532f8b4f30e567fba00ecf",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_84cf4",
                            table="assurance_scrutiny",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="scrutiny",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "assurance_scrutinyhistory" ("begun_at", "begun_by", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "point_id", "state", "version_id") VALUES (NEW."begun_at", NEW."begun_by", NEW."id", NOW(), \'update\', NEW."id", NEW."point_id", NEW."state", NEW."version_id"); RETURN NULL;',
                            hash="7a7cfd42f7ca17c9b5e3cf9711cd2ba8c5d1edf9",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0a82a",
                            table="assurance_scrutiny",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="scrutiny",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assurance_scrutinyhistory" ("begun_at", "begun_by", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "point_id", "state", "version_id") VALUES (OLD."begun_at", OLD."begun_by", OLD."id", NOW(), \'delete\', OLD."id", OLD."point_id", OLD."state", OLD."version_id"); RETURN NULL;',
                            hash="e45dcb097f92890b06249b84979d02299d3df9d3",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_29041",
                            table="assurance_scrutiny",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="response",
                    trigger=pgtrigger.compiler.Trigger(
                        name="rows_stay_as_they_are",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'What the authority answered is never changed.' USING ERRCODE = 'restrict_violation';",
                            hash="85999f1b8dd5278e646c88f7ae712895097b76d2",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_rows_stay_as_they_are_4e0ff",
                            table="assurance_response",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="response",
                    trigger=pgtrigger.compiler.Trigger(
                        name="table_is_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'What the authority answered is never changed.' USING ERRCODE = 'restrict_violation';",
                            hash="d6a4461af77fcdae0aca9ab9bf4c148a45ee23b0",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_table_is_never_emptied_e2e8f",
                            table="assurance_response",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="response",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assurance_responsehistory" ("answered_at", "answered_by", "found", "id", "papers", "pgh_created_at", "pgh_label", "pgh_obj_id", "scrutiny_id", "step", "words") VALUES (NEW."answered_at", NEW."answered_by", NEW."found", NEW."id", NEW."papers", NOW(), \'insert\', NEW."id", NEW."scrutiny_id", NEW."step", NEW."words"); RETURN NULL;',
                            hash="a75f1c639976a563b00a29ccabda1c4fe5a9a227",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c9714",
                            table="assurance_response",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="response",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "assurance_responsehistory" ("answered_at", "answered_by", "found", "id", "papers", "pgh_created_at", "pgh_label", "pgh_obj_id", "scrutiny_id", "step", "words") VALUES (NEW."answered_at", NEW."answered_by", NEW."found", NEW."id", NEW."papers", NOW(), \'update\', NEW."id", NEW."scrutiny_id", NEW."step", NEW."words"); RETURN NULL;',
                            hash="a4108812f4478e0f4b79165c00345154b6c07c87",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_658c1",
                            table="assurance_response",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="response",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assurance_responsehistory" ("answered_at", "answered_by", "found", "id", "papers", "pgh_created_at", "pgh_label", "pgh_obj_id", "scrutiny_id", "step", "words") VALUES (OLD."answered_at", OLD."answered_by", OLD."found", OLD."id", OLD."papers", NOW(), \'delete\', OLD."id", OLD."scrutiny_id", OLD."step", OLD."words"); RETURN NULL;',
                            hash="8cb274768681983d5df24e813c896888faf983bf",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c4cd7",
                            table="assurance_response",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="statement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="rows_stay_as_they_are",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A statement is never changed; make another one.' USING ERRCODE = 'restrict_violation';",
                            hash="0f45d1823146022acbaa44be71b1863f99fa7b19",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_rows_stay_as_they_are_c6f20",
                            table="assurance_statement",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="statement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="table_is_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A statement is never changed; make another one.' USING ERRCODE = 'restrict_violation';",
                            hash="aaf4b30cae0d4157a18805359f79228b21ab33c0",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_table_is_never_emptied_2fe97",
                            table="assurance_statement",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="statement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assurance_statementhistory" ("chair_delegation", "conditions", "id", "interests", "outcome", "pgh_created_at", "pgh_label", "pgh_obj_id", "point_id", "quorum", "scrutiny_id", "stated_at", "stated_by", "words") VALUES (NEW."chair_delegation", NEW."conditions", NEW."id", NEW."interests", NEW."outcome", NOW(), \'insert\', NEW."id", NEW."point_id", NEW."quorum", NEW."scrutiny_id", NEW."stated_at", NEW."stated_by", NEW."words"); RETURN NULL;',
                            hash="2a4e326a15823807115c6b42f7c61dfbd19625f1",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1d065",
                            table="assurance_statement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="statement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "assurance_statementhistory" ("chair_delegation", "conditions", "id", "interests", "outcome", "pgh_created_at", "pgh_label", "pgh_obj_id", "point_id", "quorum", "scrutiny_id", "stated_at", "stated_by", "words") VALUES (NEW."chair_delegation", NEW."conditions", NEW."id", NEW."interests", NEW."outcome", NOW(), \'update\', NEW."id", NEW."point_id", NEW."quorum", NEW."scrutiny_id", NEW."stated_at", NEW."stated_by", NEW."words"); RETURN NULL;',
                            hash="99d462ad5b97f15705d31f1d820d9abcf33d8e1f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9a729",
                            table="assurance_statement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="statement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assurance_statementhistory" ("chair_delegation", "conditions", "id", "interests", "outcome", "pgh_created_at", "pgh_label", "pgh_obj_id", "point_id", "quorum", "scrutiny_id", "stated_at", "stated_by", "words") VALUES (OLD."chair_delegation", OLD."conditions", OLD."id", OLD."interests", OLD."outcome", NOW(), \'delete\', OLD."id", OLD."point_id", OLD."quorum", OLD."scrutiny_id", OLD."stated_at", OLD."stated_by", OLD."words"); RETURN NULL;',
                            hash="2d3e520d3059719ffbd0146d87a06e079aaa93d2",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_194f2",
                            table="assurance_statement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="score",
                    trigger=pgtrigger.compiler.Trigger(
                        name="rows_stay_as_they_are",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A score is part of its statement and never changed.' USING ERRCODE = 'restrict_violation';",
                            hash="d2563db3042d07109ed9b65dd166d7a1162a2fbd",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_rows_stay_as_they_are_15490",
                            table="assurance_score",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="score",
                    trigger=pgtrigger.compiler.Trigger(
                        name="table_is_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A score is part of its statement and never changed.' USING ERRCODE = 'restrict_violation';",
                            hash="034ba99f927ccd57c9200fed1ec76d1a825a3fe1",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_table_is_never_emptied_4f934",
                            table="assurance_score",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="score",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assurance_scorehistory" ("id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "question_id", "statement_id", "words") VALUES (NEW."id", NOW(), \'insert\', NEW."id", NEW."points", NEW."question_id", NEW."statement_id", NEW."words"); RETURN NULL;',
                            hash="127d0f559fd514b324a85dfb1ae064ff24e7c0d9",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_fd265",
                            table="assurance_score",
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
                            func='INSERT INTO "assurance_scorehistory" ("id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "question_id", "statement_id", "words") VALUES (NEW."id", NOW(), \'update\', NEW."id", NEW."points", NEW."question_id", NEW."statement_id", NEW."words"); RETURN NULL;',
                            hash="38b7fb32cf780cc3588a8e9b87248cb68c979c77",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_418f1",
                            table="assurance_score",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="score",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assurance_scorehistory" ("id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "question_id", "statement_id", "words") VALUES (OLD."id", NOW(), \'delete\', OLD."id", OLD."points", OLD."question_id", OLD."statement_id", OLD."words"); RETURN NULL;',
                            hash="e3a0ecbcebbc111c048ee4c1b176236a095b9516",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0c2e2",
                            table="assurance_score",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="visit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="visit_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="714c0c917f2db282d4205d860b61ee6a15cefac4",
                            operation="DELETE",
                            pgid="pgtrigger_visit_is_never_deleted_52570",
                            table="assurance_visit",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="visit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assurance_visithistory" ("grant_id", "id", "made_by", "made_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_by", "planned_on", "purpose", "site", "words") VALUES (NEW."grant_id", NEW."id", NEW."made_by", NEW."made_on", NOW(), \'insert\', NEW."id", NEW."planned_by", NEW."planned_on", NEW."purpose", NEW."site", NEW."words"); RETURN NULL;',
                            hash="b82361a06d80d58651da8abe828ce605e6df7454",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2a491",
                            table="assurance_visit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="visit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "assurance_visithistory" ("grant_id", "id", "made_by", "made_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_by", "planned_on", "purpose", "site", "words") VALUES (NEW."grant_id", NEW."id", NEW."made_by", NEW."made_on", NOW(), \'update\', NEW."id", NEW."planned_by", NEW."planned_on", NEW."purpose", NEW."site", NEW."words"); RETURN NULL;',
                            hash="e2b043164fab70167a1455da6c80c7d2fe1c5054",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_98e0c",
                            table="assurance_visit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="visit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assurance_visithistory" ("grant_id", "id", "made_by", "made_on", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_by", "planned_on", "purpose", "site", "words") VALUES (OLD."grant_id", OLD."id", OLD."made_by", OLD."made_on", NOW(), \'delete\', OLD."id", OLD."planned_by", OLD."planned_on", OLD."purpose", OLD."site", OLD."words"); RETURN NULL;',
                            hash="052fc5d57c1917fec0456b1da32546ac9de6d711",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1d6e0",
                            table="assurance_visit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correctiveaction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('open') THEN\n                    RAISE EXCEPTION 'A corrective action cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="a52c24db1f441730e32283a9ded9789bcbf24409",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_69a37",
                            table="assurance_correctiveaction",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correctiveaction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{answered:open,answered:verified,open:answered,open:withdrawn}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="1078128c97f188393bb029f7a866c1aa6a12b823",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_f5d15",
                            table="assurance_correctiveaction",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correctiveaction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="corrective_action_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="e1705f83586cdab90ef583598959b607bb1f5db3",
                            operation="DELETE",
                            pgid="pgtrigger_corrective_action_is_never_deleted_351dd",
                            table="assurance_correctiveaction",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correctiveaction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assurance_correctiveactionhistory" ("about_id", "answer", "answered_at", "answered_by", "because", "due_on", "evidence_id", "evidence_name", "grant_id", "id", "made_at", "made_by", "owner_role", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "to_do", "verified_at", "verified_by", "visit_id", "words") VALUES (NEW."about_id", NEW."answer", NEW."answered_at", NEW."answered_by", NEW."because", NEW."due_on", NEW."evidence_id", NEW."evidence_name", NEW."grant_id", NEW."id", NEW."made_at", NEW."made_by", NEW."owner_role", NOW(), \'insert\', NEW."id", NEW."state", NEW."to_do", NEW."verified_at", NEW."verified_by", NEW."visit_id", NEW."words"); RETURN NULL;',
                            hash="833ff89f3a938db641504f13cbe11fb2c0425565",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8c771",
                            table="assurance_correctiveaction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correctiveaction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "assurance_correctiveactionhistory" ("about_id", "answer", "answered_at", "answered_by", "because", "due_on", "evidence_id", "evidence_name", "grant_id", "id", "made_at", "made_by", "owner_role", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "to_do", "verified_at", "verified_by", "visit_id", "words") VALUES (NEW."about_id", NEW."answer", NEW."answered_at", NEW."answered_by", NEW."because", NEW."due_on", NEW."evidence_id", NEW."evidence_name", NEW."grant_id", NEW."id", NEW."made_at", NEW."made_by", NEW."owner_role", NOW(), \'update\', NEW."id", NEW."state", NEW."to_do", NEW."verified_at", NEW."verified_by", NEW."visit_id", NEW."words"); RETURN NULL;',
                            hash="cdf0a2d541fb167b0623a3f8be2318a7f146affe",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a3358",
                            table="assurance_correctiveaction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="correctiveaction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assurance_correctiveactionhistory" ("about_id", "answer", "answered_at", "answered_by", "because", "due_on", "evidence_id", "evidence_name", "grant_id", "id", "made_at", "made_by", "owner_role", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "to_do", "verified_at", "verified_by", "visit_id", "words") VALUES (OLD."about_id", OLD."answer", OLD."answered_at", OLD."answered_by", OLD."because", OLD."due_on", OLD."evidence_id", OLD."evidence_name", OLD."grant_id", OLD."id", OLD."made_at", OLD."made_by", OLD."owner_role", NOW(), \'delete\', OLD."id", OLD."state", OLD."to_do", OLD."verified_at", OLD."verified_by", OLD."visit_id", OLD."words"); RETURN NULL;',
                            hash="3601b7184d4dcd49b36ed6209aae41fb21fca0b9",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5bf5d",
                            table="assurance_correctiveaction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="yearend",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('proposed') THEN\n                    RAISE EXCEPTION 'A year-end decision cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="a3a704e46bb583b123e82f1e7334a01419213ac0",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_5ce01",
                            table="assurance_yearend",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="yearend",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{proposed:decided,proposed:returned}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="9c63abcd229af9c9c04615501512f8f456c9b5c4",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_78191",
                            table="assurance_yearend",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="yearend",
                    trigger=pgtrigger.compiler.Trigger(
                        name="year_end_stays_as_proposed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."grant_id" IS DISTINCT FROM (NEW."grant_id") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."amount_pence" IS DISTINCT FROM (NEW."amount_pence") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."proposed_at" IS DISTINCT FROM (NEW."proposed_at") OR OLD."proposed_by" IS DISTINCT FROM (NEW."proposed_by"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="fc1835fb59f3ff4b2c58d64e6e0ade9f14658a09",
                            operation="UPDATE",
                            pgid="pgtrigger_year_end_stays_as_proposed_ec7f8",
                            table="assurance_yearend",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="yearend",
                    trigger=pgtrigger.compiler.Trigger(
                        name="year_end_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="682445188ae81a76f0ddbe1f7d27fa3d411f01eb",
                            operation="DELETE",
                            pgid="pgtrigger_year_end_is_never_deleted_cf759",
                            table="assurance_yearend",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="yearend",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assurance_yearendhistory" ("amount_pence", "decided_at", "decided_by", "decided_words", "grant_id", "id", "outcome", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by", "reason", "state") VALUES (NEW."amount_pence", NEW."decided_at", NEW."decided_by", NEW."decided_words", NEW."grant_id", NEW."id", NEW."outcome", NOW(), \'insert\', NEW."id", NEW."proposed_at", NEW."proposed_by", NEW."reason", NEW."state"); RETURN NULL;',
                            hash="2161092754e67d72a07183f2bb97f7ae2f34034b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9f062",
                            table="assurance_yearend",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="yearend",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "assurance_yearendhistory" ("amount_pence", "decided_at", "decided_by", "decided_words", "grant_id", "id", "outcome", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by", "reason", "state") VALUES (NEW."amount_pence", NEW."decided_at", NEW."decided_by", NEW."decided_words", NEW."grant_id", NEW."id", NEW."outcome", NOW(), \'update\', NEW."id", NEW."proposed_at", NEW."proposed_by", NEW."reason", NEW."state"); RETURN NULL;',
                            hash="1e873b38c02aeeef1a7d135cb3f3e8f9399340db",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_305b1",
                            table="assurance_yearend",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="yearend",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assurance_yearendhistory" ("amount_pence", "decided_at", "decided_by", "decided_words", "grant_id", "id", "outcome", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by", "reason", "state") VALUES (OLD."amount_pence", OLD."decided_at", OLD."decided_by", OLD."decided_words", OLD."grant_id", OLD."id", OLD."outcome", NOW(), \'delete\', OLD."id", OLD."proposed_at", OLD."proposed_by", OLD."reason", OLD."state"); RETURN NULL;',
                            hash="38223ce46a07ea3b108e3e36b5a59e4ec6b3c016",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d47ed",
                            table="assurance_yearend",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
