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
        ("decisions", "0001_decisions_readings_drafts_and_signatures_have_their_tables"),
        ("ledger", "0001_acts_are_recorded_and_sealed"),
        ("organisations", "0001_people_places_bodies_and_posts"),
    ]

    operations = [
        throughline.frame.tables.AllAtOnce(
            operations=[
                migrations.CreateModel(
                    name="Objective",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="objectives",
                                to="funding.programme",
                            ),
                        ),
                        ("code", models.CharField(max_length=8)),
                        (
                            "kind",
                            models.CharField(choices=[("aim", "aim"), ("means", "means")], max_length=8),
                        ),
                        ("text", models.CharField(max_length=300)),
                        ("measure", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("programme", "code"), name="objective_code_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Allocation",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="allocations",
                                to="funding.round",
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
                            "award_line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="decisions.awardline",
                            ),
                        ),
                        ("amount_pence", throughline.frame.fields.MoneyField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("round", "place"), name="allocation_place_once"),
                            models.UniqueConstraint(
                                fields=("award_line",), name="allocation_award_line_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount_pence__gte", 0)),
                                name="allocation_is_not_negative",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Contribution",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contributions",
                                to="funding.round",
                            ),
                        ),
                        (
                            "funder",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.body",
                            ),
                        ),
                        ("amount_pence", throughline.frame.fields.MoneyField(null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("round", "funder"), name="contribution_funder_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount_pence__isnull", True), ("amount_pence__gt", 0), _connector="OR"
                                ),
                                name="contribution_is_positive",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Programme",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("code", models.SlugField(unique=True)),
                        ("name", models.CharField(max_length=200)),
                        ("purpose", models.TextField()),
                        (
                            "authority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.body",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="ObjectiveHistory",
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
                                to="funding.objective",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "programme",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funding.programme",
                            ),
                        ),
                        ("code", models.CharField(max_length=8)),
                        (
                            "kind",
                            models.CharField(choices=[("aim", "aim"), ("means", "means")], max_length=8),
                        ),
                        ("text", models.CharField(max_length=300)),
                        ("measure", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ProgrammeHistory",
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
                                to="funding.programme",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        ("code", models.SlugField(db_index=False)),
                        ("name", models.CharField(max_length=200)),
                        ("purpose", models.TextField()),
                        (
                            "authority",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.body",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ProgrammeName",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="names",
                                to="funding.programme",
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("used_from", models.DateField(null=True)),
                        ("used_until", models.DateField(null=True)),
                        ("source", models.CharField(max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("programme", "name"), name="programme_name_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("used_until__isnull", True),
                                    ("used_until__gt", models.F("used_from")),
                                    _connector="OR",
                                ),
                                name="programme_name_period_runs_forward",
                                violation_error_message="A name is used until after it is used from.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProgrammeNameHistory",
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
                                to="funding.programmename",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "programme",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funding.programme",
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("used_from", models.DateField(null=True)),
                        ("used_until", models.DateField(null=True)),
                        ("source", models.CharField(max_length=200)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Round",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rounds",
                                to="funding.programme",
                            ),
                        ),
                        ("year", models.CharField(max_length=7)),
                        (
                            "standing",
                            models.CharField(
                                choices=[
                                    ("confirmed", "confirmed"),
                                    ("not_held", "not held"),
                                    ("intended", "intended"),
                                    ("planned", "planned"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("total_pence", throughline.frame.fields.MoneyField(null=True)),
                        ("intended_pence", throughline.frame.fields.MoneyField(null=True)),
                        (
                            "decision",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="decisions.notice",
                            ),
                        ),
                        ("price_basis", models.CharField(blank=True, max_length=100)),
                        ("payment_basis", models.CharField(blank=True, max_length=200)),
                        ("paid_to", models.CharField(blank=True, max_length=300)),
                        ("note", models.TextField(blank=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("programme", "year"), name="round_year_once"),
                            models.CheckConstraint(
                                condition=models.Q(("year__regex", "^\\d{4}/\\d{2}$")),
                                name="round_year_is_financial",
                                violation_error_message="A round's year is written like 2021/22.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("intended_pence__isnull", True),
                                    ("intended_pence__gt", 0),
                                    _connector="OR",
                                ),
                                name="round_intends_a_sum_above_zero",
                                violation_error_message="What is intended for a round is above zero, or not said.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("standing", "confirmed"),
                                        ("total_pence__gt", 0),
                                        ("decision__isnull", False),
                                    ),
                                    models.Q(
                                        models.Q(("standing", "confirmed"), _negated=True),
                                        ("total_pence__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="round_commits_only_confirmed_money",
                                violation_error_message="A round has a sum only when a decision held here confirms it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContributionHistory",
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
                                to="funding.contribution",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "round",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funding.round",
                            ),
                        ),
                        (
                            "funder",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.body",
                            ),
                        ),
                        ("amount_pence", throughline.frame.fields.MoneyField(null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AllocationRun",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="runs",
                                to="funding.round",
                            ),
                        ),
                        (
                            "scenario",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="runs",
                                to="funding.scenario",
                            ),
                        ),
                        ("scenario_revision", models.PositiveIntegerField(null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("chosen", "chosen"),
                                    ("set_aside", "set aside"),
                                    ("locked", "locked"),
                                    ("reconstructed", "reconstructed"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("reason", models.TextField(blank=True)),
                        ("is_illustration", models.BooleanField(default=False)),
                        ("counts_source", models.TextField()),
                        ("notes", models.JSONField(default=dict)),
                        ("frozen", models.BinaryField()),
                        ("result", models.BinaryField()),
                        ("digest", models.CharField(max_length=64)),
                        ("made_at", models.DateTimeField()),
                        ("made_by", models.CharField(max_length=64)),
                        ("chosen_at", models.DateTimeField(null=True)),
                        ("chosen_by", models.CharField(blank=True, max_length=64)),
                        ("chosen_because", models.TextField(blank=True)),
                        ("set_aside_at", models.DateTimeField(null=True)),
                        ("set_aside_by", models.CharField(blank=True, max_length=64)),
                        ("set_aside_because", models.TextField(blank=True)),
                        ("locked_at", models.DateTimeField(null=True)),
                        ("locked_by", models.CharField(blank=True, max_length=64)),
                        (
                            "decision",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="decisions.notice",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("round", "name"), name="allocation_run_name_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "chosen")),
                                fields=("round",),
                                name="allocation_run_one_chosen_per_round",
                                violation_error_message="Another run is chosen for this round already.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "locked")),
                                fields=("round",),
                                name="allocation_run_one_locked_per_round",
                                violation_error_message="This round has the run that was decided already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "chosen"), _negated=True),
                                    models.Q(
                                        ("chosen_at__isnull", False),
                                        models.Q(("chosen_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="chosen_run_says_why",
                                violation_error_message="A run is chosen with a reason.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decision__isnull", False),
                                        ("locked_at__isnull", False),
                                        ("state", "locked"),
                                    ),
                                    models.Q(
                                        models.Q(("state", "locked"), _negated=True),
                                        ("decision__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="locked_run_has_its_decision",
                                violation_error_message="A locked run points at its decision, and no other does.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AllocationHistory",
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
                                to="funding.allocation",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "round",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funding.round",
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
                        (
                            "award_line",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="decisions.awardline",
                            ),
                        ),
                        ("amount_pence", throughline.frame.fields.MoneyField()),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RoundHistory",
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
                                to="funding.round",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "programme",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funding.programme",
                            ),
                        ),
                        ("year", models.CharField(max_length=7)),
                        (
                            "standing",
                            models.CharField(
                                choices=[
                                    ("confirmed", "confirmed"),
                                    ("not_held", "not held"),
                                    ("intended", "intended"),
                                    ("planned", "planned"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("total_pence", throughline.frame.fields.MoneyField(null=True)),
                        ("intended_pence", throughline.frame.fields.MoneyField(null=True)),
                        (
                            "decision",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="decisions.notice",
                            ),
                        ),
                        ("price_basis", models.CharField(blank=True, max_length=100)),
                        ("payment_basis", models.CharField(blank=True, max_length=200)),
                        ("paid_to", models.CharField(blank=True, max_length=300)),
                        ("note", models.TextField(blank=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Scenario",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="scenarios",
                                to="funding.round",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("working", "working"), ("put_away", "put away")],
                                default="working",
                                max_length=20,
                            ),
                        ),
                        ("name", models.CharField(max_length=80)),
                        ("values", models.JSONField(default=dict)),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("begun_at", models.DateTimeField()),
                        ("begun_by", models.CharField(max_length=64)),
                        ("saved_at", models.DateTimeField()),
                        ("saved_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("round", "name"),
                                name="scenario_name_once",
                                violation_error_message="This round has a scenario of that name already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AllocationRunHistory",
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
                                to="funding.allocationrun",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "round",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funding.round",
                            ),
                        ),
                        (
                            "scenario",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funding.scenario",
                            ),
                        ),
                        ("scenario_revision", models.PositiveIntegerField(null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("chosen", "chosen"),
                                    ("set_aside", "set aside"),
                                    ("locked", "locked"),
                                    ("reconstructed", "reconstructed"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("reason", models.TextField(blank=True)),
                        ("is_illustration", models.BooleanField(default=False)),
                        ("counts_source", models.TextField()),
                        ("notes", models.JSONField(default=dict)),
                        ("frozen", models.BinaryField()),
                        ("result", models.BinaryField()),
                        ("digest", models.CharField(max_length=64)),
                        ("made_at", models.DateTimeField()),
                        ("made_by", models.CharField(max_length=64)),
                        ("chosen_at", models.DateTimeField(null=True)),
                        ("chosen_by", models.CharField(blank=True, max_length=64)),
                        ("chosen_because", models.TextField(blank=True)),
                        ("set_aside_at", models.DateTimeField(null=True)),
                        ("set_aside_by", models.CharField(blank=True, max_length=64)),
                        ("set_aside_because", models.TextField(blank=True)),
                        ("locked_at", models.DateTimeField(null=True)),
                        ("locked_by", models.CharField(blank=True, max_length=64)),
                        (
                            "decision",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="decisions.notice",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="programme",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "funding_programmehistory" ("authority_id", "code", "id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose") VALUES (NEW."authority_id", NEW."code", NEW."id", NEW."name", NOW(), \'insert\', NEW."id", NEW."purpose"); RETURN NULL;',
                            hash="dcfc34729b461dc1839129aff517543ba0263d45",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3c927",
                            table="funding_programme",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="programme",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "funding_programmehistory" ("authority_id", "code", "id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose") VALUES (NEW."authority_id", NEW."code", NEW."id", NEW."name", NOW(), \'update\', NEW."id", NEW."purpose"); RETURN NULL;',
                            hash="34442f262808f403a94daef9c8a1dae7ed710031",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_63414",
                            table="funding_programme",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="programme",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "funding_programmehistory" ("authority_id", "code", "id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose") VALUES (OLD."authority_id", OLD."code", OLD."id", OLD."name", NOW(), \'delete\', OLD."id", OLD."purpose"); RETURN NULL;',
                            hash="b302c38f2b3a98c27fe26edf708e9ac52b462088",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9d7e2",
                            table="funding_programme",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="objective",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "funding_objectivehistory" ("code", "id", "kind", "measure", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "text") VALUES (NEW."code", NEW."id", NEW."kind", NEW."measure", NOW(), \'insert\', NEW."id", NEW."programme_id", NEW."text"); RETURN NULL;',
                            hash="28ec3527c01adcc5832e359b3f6b7ab7037766e1",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_bbb72",
                            table="funding_objective",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="objective",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "funding_objectivehistory" ("code", "id", "kind", "measure", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "text") VALUES (NEW."code", NEW."id", NEW."kind", NEW."measure", NOW(), \'update\', NEW."id", NEW."programme_id", NEW."text"); RETURN NULL;',
                            hash="561ee6f637e681d0b77bed7cd3327ea08b792d16",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0ecda",
                            table="funding_objective",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="objective",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "funding_objectivehistory" ("code", "id", "kind", "measure", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "text") VALUES (OLD."code", OLD."id", OLD."kind", OLD."measure", NOW(), \'delete\', OLD."id", OLD."programme_id", OLD."text"); RETURN NULL;',
                            hash="5a146155da06065fcc5e4b7834a43a654fc60f68",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_973f2",
                            table="funding_objective",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="programmename",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "funding_programmenamehistory" ("id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "source", "used_from", "used_until") VALUES (NEW."id", NEW."name", NOW(), \'insert\', NEW."id", NEW."programme_id", NEW."source", NEW."used_from", NEW."used_until"); RETURN NULL;',
                            hash="b7c7d6a3b68cd37f72d4b2d11d9a3f5ced5783da",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f88cd",
                            table="funding_programmename",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="programmename",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "funding_programmenamehistory" ("id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "source", "used_from", "used_until") VALUES (NEW."id", NEW."name", NOW(), \'update\', NEW."id", NEW."programme_id", NEW."source", NEW."used_from", NEW."used_until"); RETURN NULL;',
                            hash="1f78a6ea28427e834af33433910c44cbbe7ab64c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_15883",
                            table="funding_programmename",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="programmename",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "funding_programmenamehistory" ("id", "name", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "source", "used_from", "used_until") VALUES (OLD."id", OLD."name", NOW(), \'delete\', OLD."id", OLD."programme_id", OLD."source", OLD."used_from", OLD."used_until"); RETURN NULL;',
                            hash="341c17d29fb09ea5095c56cc000a5a94ed648703",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4d723",
                            table="funding_programmename",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="round",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "funding_roundhistory" ("decision_id", "id", "intended_pence", "note", "paid_to", "payment_basis", "pgh_created_at", "pgh_label", "pgh_obj_id", "price_basis", "programme_id", "standing", "total_pence", "year") VALUES (NEW."decision_id", NEW."id", NEW."intended_pence", NEW."note", NEW."paid_to", NEW."payment_basis", NOW(), \'insert\', NEW."id", NEW."price_basis", NEW."programme_id", NEW."standing", NEW."total_pence", NEW."year"); RETURN NULL;',
                            hash="3416369073fd6689673f572ada15a25b993939e8",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2bb37",
                            table="funding_round",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="round",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "funding_roundhistory" ("decision_id", "id", "intended_pence", "note", "paid_to", "payment_basis", "pgh_created_at", "pgh_label", "pgh_obj_id", "price_basis", "programme_id", "standing", "total_pence", "year") VALUES (NEW."decision_id", NEW."id", NEW."intended_pence", NEW."note", NEW."paid_to", NEW."payment_basis", NOW(), \'update\', NEW."id", NEW."price_basis", NEW."programme_id", NEW."standing", NEW."total_pence", NEW."year"); RETURN NULL;',
                            hash="59e9c53fa8b30d441148b971946fd1e21db0c878",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f6087",
                            table="funding_round",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="round",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "funding_roundhistory" ("decision_id", "id", "intended_pence", "note", "paid_to", "payment_basis", "pgh_created_at", "pgh_label", "pgh_obj_id", "price_basis", "programme_id", "standing", "total_pence", "year") VALUES (OLD."decision_id", OLD."id", OLD."intended_pence", OLD."note", OLD."paid_to", OLD."payment_basis", NOW(), \'delete\', OLD."id", OLD."price_basis", OLD."programme_id", OLD."standing", OLD."total_pence", OLD."year"); RETURN NULL;',
                            hash="09ece9c81a15c608a585c93a4d73807f569bbfab",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7ba78",
                            table="funding_round",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contribution",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "funding_contributionhistory" ("amount_pence", "funder_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id") VALUES (NEW."amount_pence", NEW."funder_id", NEW."id", NOW(), \'insert\', NEW."id", NEW."round_id"); RETURN NULL;',
                            hash="af9b9ca5da9e621d901e232ca80053a2333dc7f1",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b8926",
                            table="funding_contribution",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contribution",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "funding_contributionhistory" ("amount_pence", "funder_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id") VALUES (NEW."amount_pence", NEW."funder_id", NEW."id", NOW(), \'update\', NEW."id", NEW."round_id"); RETURN NULL;',
                            hash="0caf572940855a2f9307072edaf18d32325d959f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_de3fd",
                            table="funding_contribution",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contribution",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "funding_contributionhistory" ("amount_pence", "funder_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id") VALUES (OLD."amount_pence", OLD."funder_id", OLD."id", NOW(), \'delete\', OLD."id", OLD."round_id"); RETURN NULL;',
                            hash="99ecf76a736cd5f6b723a13905d1a097d0a1a798",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_64dbb",
                            table="funding_contribution",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="allocation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="rows_stay_as_they_are",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A published allocation is never changed or deleted.' USING ERRCODE = 'restrict_violation';",
                            hash="e2013c291060681f94233727217d5f11dacd5513",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_rows_stay_as_they_are_f651d",
                            table="funding_allocation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="allocation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="table_is_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'A published allocation is never changed or deleted.' USING ERRCODE = 'restrict_violation';",
                            hash="14cd3a8db5f6d68adc0f144e26fce69cf1e24d4e",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_table_is_never_emptied_6177f",
                            table="funding_allocation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="allocation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "funding_allocationhistory" ("amount_pence", "award_line_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "round_id") VALUES (NEW."amount_pence", NEW."award_line_id", NEW."id", NOW(), \'insert\', NEW."id", NEW."place_id", NEW."round_id"); RETURN NULL;',
                            hash="cc2117451a860dfa1e83a09368aff05f757b7d5b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3fa25",
                            table="funding_allocation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="allocation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "funding_allocationhistory" ("amount_pence", "award_line_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "round_id") VALUES (NEW."amount_pence", NEW."award_line_id", NEW."id", NOW(), \'update\', NEW."id", NEW."place_id", NEW."round_id"); RETURN NULL;',
                            hash="3e27850d231b62a41736da79aa46ad1bfa3ee300",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3f5cf",
                            table="funding_allocation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="allocation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "funding_allocationhistory" ("amount_pence", "award_line_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "round_id") VALUES (OLD."amount_pence", OLD."award_line_id", OLD."id", NOW(), \'delete\', OLD."id", OLD."place_id", OLD."round_id"); RETURN NULL;',
                            hash="ffafbe40795b469d230b7667c82ce7378b6ce522",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_62e47",
                            table="funding_allocation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="scenario",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('working') THEN\n                    RAISE EXCEPTION 'A scenario cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="700b749d411a1351587e694e8f8449ac304a7a2e",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_78682",
                            table="funding_scenario",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="scenario",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{put_away:working,working:put_away,working:working}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="ffd5aaba6c0aa18952827a7df5a358ebf73cf75c",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_db89c",
                            table="funding_scenario",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="scenario",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scenario_keeps_who_began_it",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."round_id" IS DISTINCT FROM (NEW."round_id") OR OLD."begun_at" IS DISTINCT FROM (NEW."begun_at") OR OLD."begun_by" IS DISTINCT FROM (NEW."begun_by"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="150720f1367d959b660eb240aaf4337494a9a68c",
                            operation="UPDATE",
                            pgid="pgtrigger_scenario_keeps_who_began_it_947bd",
                            table="funding_scenario",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="scenario",
                    trigger=pgtrigger.compiler.Trigger(
                        name="scenario_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="277155a0ffede6eebaf4702205525227bd154c0c",
                            operation="DELETE",
                            pgid="pgtrigger_scenario_is_never_deleted_d4e85",
                            table="funding_scenario",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="allocationrun",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('draft', 'reconstructed') THEN\n                    RAISE EXCEPTION 'A allocation run cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="438b218b27e9dc566b99e37a528708fa6dfc7c7d",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_0fd4b",
                            table="funding_allocationrun",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="allocationrun",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{chosen:locked,chosen:set_aside,draft:chosen,draft:set_aside}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="740123523a4153ecc601ba2f14ba6162a02063d4",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_2e7ec",
                            table="funding_allocationrun",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="allocationrun",
                    trigger=pgtrigger.compiler.Trigger(
                        name="run_stays_as_computed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF to_jsonb(NEW) - ARRAY['state', 'chosen_at', 'chosen_by', 'chosen_because', 'set_aside_at', 'set_aside_by', 'set_aside_because', 'locked_at', 'locked_by', 'decision_id'] = to_jsonb(OLD) - ARRAY['state', 'chosen_at', 'chosen_by', 'chosen_because', 'set_aside_at', 'set_aside_by', 'set_aside_because', 'locked_at', 'locked_by', 'decision_id'] THEN\n                        RETURN NEW;\n                    END IF;\n                    RAISE EXCEPTION 'What was worked out never changes; work out a new run.'\n                        USING ERRCODE = 'restrict_violation';\n                ",
                            hash="c9d8cd1e6a6e67aac88fa78afb398c6aa2214b68",
                            operation="UPDATE",
                            pgid="pgtrigger_run_stays_as_computed_86cbe",
                            table="funding_allocationrun",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="allocationrun",
                    trigger=pgtrigger.compiler.Trigger(
                        name="locked_run_never_changes",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.\"state\" = 'locked')",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="abae74f4b002186973c2686217bee5a2aaf83743",
                            operation="UPDATE",
                            pgid="pgtrigger_locked_run_never_changes_170be",
                            table="funding_allocationrun",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="allocationrun",
                    trigger=pgtrigger.compiler.Trigger(
                        name="run_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="1ee56565582f831b05d531da69d870c559ba0acb",
                            operation="DELETE",
                            pgid="pgtrigger_run_is_never_deleted_3fb5c",
                            table="funding_allocationrun",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="allocationrun",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "funding_allocationrunhistory" ("chosen_at", "chosen_because", "chosen_by", "counts_source", "decision_id", "digest", "frozen", "id", "is_illustration", "locked_at", "locked_by", "made_at", "made_by", "name", "notes", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "result", "round_id", "scenario_id", "scenario_revision", "set_aside_at", "set_aside_because", "set_aside_by", "state") VALUES (NEW."chosen_at", NEW."chosen_because", NEW."chosen_by", NEW."counts_source", NEW."decision_id", NEW."digest", NEW."frozen", NEW."id", NEW."is_illustration", NEW."locked_at", NEW."locked_by", NEW."made_at", NEW."made_by", NEW."name", NEW."notes", NOW(), \'insert\', NEW."id", NEW."reason", NEW."result", NEW."round_id", NEW."scenario_id", NEW."scenario_revision", NEW."set_aside_at", NEW."set_aside_because", NEW."set_aside_by", NEW."state"); RETURN NULL;',
                            hash="9c5834827858e703482d597343629a404d1faa4b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_593eb",
                            table="funding_allocationrun",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="allocationrun",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "funding_allocationrunhistory" ("chosen_at", "chosen_because", "chosen_by", "counts_source", "decision_id", "digest", "frozen", "id", "is_illustration", "locked_at", "locked_by", "made_at", "made_by", "name", "notes", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "result", "round_id", "scenario_id", "scenario_revision", "set_aside_at", "set_aside_because", "set_aside_by", "state") VALUES (NEW."chosen_at", NEW."chosen_because", NEW."chosen_by", NEW."counts_source", NEW."decision_id", NEW."digest", NEW."frozen", NEW."id", NEW."is_illustration", NEW."locked_at", NEW."locked_by", NEW."made_at", NEW."made_by", NEW."name", NEW."notes", NOW(), \'update\', NEW."id", NEW."reason", NEW."result", NEW."round_id", NEW."scenario_id", NEW."scenario_revision", NEW."set_aside_at", NEW."set_aside_because", NEW."set_aside_by", NEW."state"); RETURN NULL;',
                            hash="983b1a3b10a535ecad6f80463090fd71e3cd2c74",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b1525",
                            table="funding_allocationrun",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="allocationrun",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "funding_allocationrunhistory" ("chosen_at", "chosen_because", "chosen_by", "counts_source", "decision_id", "digest", "frozen", "id", "is_illustration", "locked_at", "locked_by", "made_at", "made_by", "name", "notes", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "result", "round_id", "scenario_id", "scenario_revision", "set_aside_at", "set_aside_because", "set_aside_by", "state") VALUES (OLD."chosen_at", OLD."chosen_because", OLD."chosen_by", OLD."counts_source", OLD."decision_id", OLD."digest", OLD."frozen", OLD."id", OLD."is_illustration", OLD."locked_at", OLD."locked_by", OLD."made_at", OLD."made_by", OLD."name", OLD."notes", NOW(), \'delete\', OLD."id", OLD."reason", OLD."result", OLD."round_id", OLD."scenario_id", OLD."scenario_revision", OLD."set_aside_at", OLD."set_aside_because", OLD."set_aside_by", OLD."state"); RETURN NULL;',
                            hash="9351212047f5469a62c9234200b14a6b7bcc901e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1313f",
                            table="funding_allocationrun",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
