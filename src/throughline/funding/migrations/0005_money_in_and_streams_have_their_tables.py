import uuid

import django.contrib.postgres.functions
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import throughline.frame.fields
import throughline.frame.tables


class Migration(migrations.Migration):
    dependencies = [
        ("frame", "0002_nobody_serving_changes_a_file"),
        ("funding", "0004_parts_sum_in_each_version"),
        ("ledger", "0001_acts_are_recorded_and_sealed"),
        ("organisations", "0002_a_post_has_one_holder_a_day_and_delegations_stay_as_given"),
    ]

    operations = [
        throughline.frame.tables.AllAtOnce(
            operations=[
                migrations.CreateModel(
                    name="FunderDuty",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "agreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="duties",
                                to="funding.inboundagreement",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("condition", "Condition"), ("report", "Report")], max_length=12
                            ),
                        ),
                        ("text", models.TextField()),
                        ("owner_role", models.SlugField(max_length=60)),
                        ("due_on", models.DateField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "open"),
                                    ("met", "met"),
                                    ("waived", "waived"),
                                    ("not_applicable", "not applicable"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("because", models.TextField(blank=True)),
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
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("answered_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "open"),
                                    models.Q(("because", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="funder_duty_is_answered_in_words",
                                violation_error_message="Say how it was met, or why it need not be.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InboundAgreement",
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
                                related_name="inbound_agreements",
                                to="funding.programme",
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
                        (
                            "state",
                            models.CharField(
                                choices=[("recorded", "recorded"), ("ended", "ended")], max_length=20
                            ),
                        ),
                        (
                            "instrument",
                            models.CharField(
                                choices=[
                                    ("grant_letter", "Grant letter"),
                                    ("memorandum", "Memorandum of understanding"),
                                    ("budget", "Decision on a budget"),
                                    ("contract", "Contract"),
                                    ("not_stated", "The record does not say"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("reference", models.CharField(blank=True, max_length=100)),
                        ("agreed_on", models.DateField(blank=True, null=True)),
                        (
                            "carry_forward",
                            models.CharField(
                                choices=[
                                    ("not_stated", "The record does not say"),
                                    ("not_allowed", "Not allowed"),
                                    ("with_consent", "With the funder's consent"),
                                    ("allowed", "Allowed"),
                                ],
                                default="not_stated",
                                max_length=20,
                            ),
                        ),
                        ("carry_forward_words", models.TextField(blank=True)),
                        (
                            "return_rule_words",
                            models.TextField(
                                blank=True, help_text="What goes back to the funder, and by when."
                            ),
                        ),
                        ("source", models.CharField(max_length=300)),
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
                        ("is_illustration", models.BooleanField(default=False)),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name="FunderDutyHistory",
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
                                to="funding.funderduty",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "agreement",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funding.inboundagreement",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("condition", "Condition"), ("report", "Report")], max_length=12
                            ),
                        ),
                        ("text", models.TextField()),
                        ("owner_role", models.SlugField(db_index=False, max_length=60)),
                        ("due_on", models.DateField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "open"),
                                    ("met", "met"),
                                    ("waived", "waived"),
                                    ("not_applicable", "not applicable"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("because", models.TextField(blank=True)),
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
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("answered_by", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="InboundAgreementHistory",
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
                                to="funding.inboundagreement",
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
                        (
                            "state",
                            models.CharField(
                                choices=[("recorded", "recorded"), ("ended", "ended")], max_length=20
                            ),
                        ),
                        (
                            "instrument",
                            models.CharField(
                                choices=[
                                    ("grant_letter", "Grant letter"),
                                    ("memorandum", "Memorandum of understanding"),
                                    ("budget", "Decision on a budget"),
                                    ("contract", "Contract"),
                                    ("not_stated", "The record does not say"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("reference", models.CharField(blank=True, max_length=100)),
                        ("agreed_on", models.DateField(blank=True, null=True)),
                        (
                            "carry_forward",
                            models.CharField(
                                choices=[
                                    ("not_stated", "The record does not say"),
                                    ("not_allowed", "Not allowed"),
                                    ("with_consent", "With the funder's consent"),
                                    ("allowed", "Allowed"),
                                ],
                                default="not_stated",
                                max_length=20,
                            ),
                        ),
                        ("carry_forward_words", models.TextField(blank=True)),
                        (
                            "return_rule_words",
                            models.TextField(
                                blank=True, help_text="What goes back to the funder, and by when."
                            ),
                        ),
                        ("source", models.CharField(max_length=300)),
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
                        ("is_illustration", models.BooleanField(default=False)),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="InboundYear",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "agreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="years",
                                to="funding.inboundagreement",
                            ),
                        ),
                        ("year", models.CharField(max_length=7)),
                        ("amount_pence", throughline.frame.fields.MoneyField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("agreement", "year"),
                                name="inbound_year_once",
                                violation_error_message="This agreement has an amount for that year already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("year__regex", "^\\d{4}/\\d{2}$")),
                                name="inbound_year_is_financial",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount_pence__isnull", True), ("amount_pence__gt", 0), _connector="OR"
                                ),
                                name="inbound_amount_is_positive",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InboundYearHistory",
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
                                to="funding.inboundyear",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "agreement",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funding.inboundagreement",
                            ),
                        ),
                        ("year", models.CharField(max_length=7)),
                        ("amount_pence", throughline.frame.fields.MoneyField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Receipt",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "agreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="receipts",
                                to="funding.inboundagreement",
                            ),
                        ),
                        ("year", models.CharField(max_length=7)),
                        ("amount_pence", throughline.frame.fields.MoneyField()),
                        ("due_on", models.DateField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("due", "due"),
                                    ("invoiced", "invoiced"),
                                    ("received", "received"),
                                    ("cancelled", "cancelled"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("invoice_reference", models.CharField(blank=True, max_length=60)),
                        ("invoiced_on", models.DateField(blank=True, null=True)),
                        ("received_on", models.DateField(blank=True, null=True)),
                        ("ledger_reference", models.CharField(blank=True, max_length=60)),
                        ("cancelled_because", models.TextField(blank=True)),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount_pence__gt", 0)), name="receipt_is_positive"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "received"), _negated=True),
                                    models.Q(
                                        ("received_on__isnull", False),
                                        models.Q(("ledger_reference", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="received_money_has_its_place_in_the_ledger",
                                violation_error_message="Say on which day it came and under which reference the finance system has it.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ledger_reference", ""), _negated=True),
                                fields=("ledger_reference",),
                                name="ledger_reference_is_received_once",
                                violation_error_message="A receipt with this reference is recorded already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReceiptHistory",
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
                                to="funding.receipt",
                            ),
                        ),
                        ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                        (
                            "agreement",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funding.inboundagreement",
                            ),
                        ),
                        ("year", models.CharField(max_length=7)),
                        ("amount_pence", throughline.frame.fields.MoneyField()),
                        ("due_on", models.DateField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("due", "due"),
                                    ("invoiced", "invoiced"),
                                    ("received", "received"),
                                    ("cancelled", "cancelled"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("invoice_reference", models.CharField(blank=True, max_length=60)),
                        ("invoiced_on", models.DateField(blank=True, null=True)),
                        ("received_on", models.DateField(blank=True, null=True)),
                        ("ledger_reference", models.CharField(blank=True, max_length=60)),
                        ("cancelled_because", models.TextField(blank=True)),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Stream",
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
                        ("name", models.CharField(max_length=200)),
                        (
                            "payer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.body",
                            ),
                        ),
                        ("payer_words", models.CharField(blank=True, max_length=200)),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("treatment", "Structured treatment"),
                                    ("key_work", "Key work in probation delivery units"),
                                    ("recovery", "Recovery support"),
                                    ("outreach", "Outreach and engagement"),
                                    ("continuity", "Continuity of care from custody"),
                                    ("housing", "Housing support"),
                                    ("other", "Something else"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "is_baseline",
                            models.BooleanField(default=False, help_text="It paid before our grant did."),
                        ),
                        ("begins_on", models.DateField(blank=True, null=True)),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[("recorded", "recorded"), ("struck", "struck")], max_length=20
                            ),
                        ),
                        ("struck_because", models.TextField(blank=True)),
                        ("source", models.CharField(max_length=300)),
                        ("is_illustration", models.BooleanField(default=False)),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "struck"), _negated=True),
                                fields=("place", "name"),
                                name="stream_name_once_in_a_place",
                                violation_error_message="This place has a stream of that name already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "struck"), _negated=True),
                                    models.Q(("struck_because", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="stream_is_struck_with_words",
                                violation_error_message="Say why it was recorded in error.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("payer__isnull", False),
                                    models.Q(("payer_words", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="stream_has_a_payer",
                                violation_error_message="Say who pays.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("begins_on__isnull", True),
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("begins_on")),
                                    _connector="OR",
                                ),
                                name="stream_runs_forward",
                                violation_error_message="A stream ends after it begins.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StreamHistory",
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
                                to="funding.stream",
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
                        ("name", models.CharField(max_length=200)),
                        (
                            "payer",
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
                        ("payer_words", models.CharField(blank=True, max_length=200)),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("treatment", "Structured treatment"),
                                    ("key_work", "Key work in probation delivery units"),
                                    ("recovery", "Recovery support"),
                                    ("outreach", "Outreach and engagement"),
                                    ("continuity", "Continuity of care from custody"),
                                    ("housing", "Housing support"),
                                    ("other", "Something else"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "is_baseline",
                            models.BooleanField(default=False, help_text="It paid before our grant did."),
                        ),
                        ("begins_on", models.DateField(blank=True, null=True)),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[("recorded", "recorded"), ("struck", "struck")], max_length=20
                            ),
                        ),
                        ("struck_because", models.TextField(blank=True)),
                        ("source", models.CharField(max_length=300)),
                        ("is_illustration", models.BooleanField(default=False)),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="StreamYear",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "stream",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="years",
                                to="funding.stream",
                            ),
                        ),
                        ("year", models.CharField(max_length=7)),
                        ("amount_pence", throughline.frame.fields.MoneyField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("stream", "year"),
                                name="stream_year_once",
                                violation_error_message="This stream has an amount for that year already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("year__regex", "^\\d{4}/\\d{2}$")),
                                name="stream_year_is_financial",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount_pence__isnull", True), ("amount_pence__gte", 0), _connector="OR"
                                ),
                                name="stream_amount_is_not_negative",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StreamYearHistory",
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
                                to="funding.streamyear",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "stream",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="funding.stream",
                            ),
                        ),
                        ("year", models.CharField(max_length=7)),
                        ("amount_pence", throughline.frame.fields.MoneyField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="inboundagreement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('recorded') THEN\n                    RAISE EXCEPTION 'A inbound agreement cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="e7a6b4abd904e6702283832fa783191109d27b45",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_85589",
                            table="funding_inboundagreement",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="inboundagreement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{recorded:ended,recorded:recorded}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="7839a55813aeb92923a9b26123f06c7e7291b95f",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_d105a",
                            table="funding_inboundagreement",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="inboundagreement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="inbound_agreement_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="3e6c59587f49df86603b5385104cf9b2352b3920",
                            operation="DELETE",
                            pgid="pgtrigger_inbound_agreement_is_never_deleted_6d5b2",
                            table="funding_inboundagreement",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="inboundagreement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "funding_inboundagreementhistory" ("agreed_on", "carry_forward", "carry_forward_words", "file_id", "file_name", "funder_id", "id", "instrument", "is_illustration", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "recorded_at", "recorded_by", "reference", "return_rule_words", "source", "state") VALUES (NEW."agreed_on", NEW."carry_forward", NEW."carry_forward_words", NEW."file_id", NEW."file_name", NEW."funder_id", NEW."id", NEW."instrument", NEW."is_illustration", NOW(), \'insert\', NEW."id", NEW."programme_id", NEW."recorded_at", NEW."recorded_by", NEW."reference", NEW."return_rule_words", NEW."source", NEW."state"); RETURN NULL;',
                            hash="673006070773200bd6911d100027dfee3c7a6bb6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3b71f",
                            table="funding_inboundagreement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="inboundagreement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "funding_inboundagreementhistory" ("agreed_on", "carry_forward", "carry_forward_words", "file_id", "file_name", "funder_id", "id", "instrument", "is_illustration", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "recorded_at", "recorded_by", "reference", "return_rule_words", "source", "state") VALUES (NEW."agreed_on", NEW."carry_forward", NEW."carry_forward_words", NEW."file_id", NEW."file_name", NEW."funder_id", NEW."id", NEW."instrument", NEW."is_illustration", NOW(), \'update\', NEW."id", NEW."programme_id", NEW."recorded_at", NEW."recorded_by", NEW."reference", NEW."return_rule_words", NEW."source", NEW."state"); RETURN NULL;',
                            hash="d5efedf43b32b168d98d21d7e71085c0a0e063a4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_49ce2",
                            table="funding_inboundagreement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="inboundagreement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "funding_inboundagreementhistory" ("agreed_on", "carry_forward", "carry_forward_words", "file_id", "file_name", "funder_id", "id", "instrument", "is_illustration", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "recorded_at", "recorded_by", "reference", "return_rule_words", "source", "state") VALUES (OLD."agreed_on", OLD."carry_forward", OLD."carry_forward_words", OLD."file_id", OLD."file_name", OLD."funder_id", OLD."id", OLD."instrument", OLD."is_illustration", NOW(), \'delete\', OLD."id", OLD."programme_id", OLD."recorded_at", OLD."recorded_by", OLD."reference", OLD."return_rule_words", OLD."source", OLD."state"); RETURN NULL;',
                            hash="aa5ebad3a3585b25e19ea4d0a2dd16e1dc513906",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0dfed",
                            table="funding_inboundagreement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="funderduty",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('open') THEN\n                    RAISE EXCEPTION 'A funder''s condition cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="9ed6941367552702e8cbb49ba3bab09d0a5ec62d",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_cbbc0",
                            table="funding_funderduty",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="funderduty",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{met:open,not_applicable:open,open:met,open:not_applicable,open:waived,waived:open}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="714f2d40d85fe47e939c1c940a53e98e6518cb27",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_5d2d9",
                            table="funding_funderduty",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="funderduty",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "funding_funderdutyhistory" ("agreement_id", "answered_at", "answered_by", "because", "due_on", "evidence_id", "evidence_name", "id", "kind", "owner_role", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "text") VALUES (NEW."agreement_id", NEW."answered_at", NEW."answered_by", NEW."because", NEW."due_on", NEW."evidence_id", NEW."evidence_name", NEW."id", NEW."kind", NEW."owner_role", NOW(), \'insert\', NEW."id", NEW."state", NEW."text"); RETURN NULL;',
                            hash="0b16e273808e7c5f3feed55dc9288028400db40e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c8c71",
                            table="funding_funderduty",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="funderduty",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "funding_funderdutyhistory" ("agreement_id", "answered_at", "answered_by", "because", "due_on", "evidence_id", "evidence_name", "id", "kind", "owner_role", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "text") VALUES (NEW."agreement_id", NEW."answered_at", NEW."answered_by", NEW."because", NEW."due_on", NEW."evidence_id", NEW."evidence_name", NEW."id", NEW."kind", NEW."owner_role", NOW(), \'update\', NEW."id", NEW."state", NEW."text"); RETURN NULL;',
                            hash="5e564bf39da3b49e2ecd4c1b15ff6d96b902b62f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_bca3f",
                            table="funding_funderduty",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="funderduty",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "funding_funderdutyhistory" ("agreement_id", "answered_at", "answered_by", "because", "due_on", "evidence_id", "evidence_name", "id", "kind", "owner_role", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "text") VALUES (OLD."agreement_id", OLD."answered_at", OLD."answered_by", OLD."because", OLD."due_on", OLD."evidence_id", OLD."evidence_name", OLD."id", OLD."kind", OLD."owner_role", NOW(), \'delete\', OLD."id", OLD."state", OLD."text"); RETURN NULL;',
                            hash="b4e357a2b098a7d179b8b3f8e2728a6e22a7d9ff",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_240b0",
                            table="funding_funderduty",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="inboundyear",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "funding_inboundyearhistory" ("agreement_id", "amount_pence", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") VALUES (NEW."agreement_id", NEW."amount_pence", NEW."id", NOW(), \'insert\', NEW."id", NEW."year"); RETURN NULL;',
                            hash="86f7402c538baba65cb7cf9ac7a1cf9f3baca2d5",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_93563",
                            table="funding_inboundyear",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="inboundyear",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "funding_inboundyearhistory" ("agreement_id", "amount_pence", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") VALUES (NEW."agreement_id", NEW."amount_pence", NEW."id", NOW(), \'update\', NEW."id", NEW."year"); RETURN NULL;',
                            hash="bb718fc9773f354083ee9196cca56328ef71faf4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_42b71",
                            table="funding_inboundyear",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="inboundyear",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "funding_inboundyearhistory" ("agreement_id", "amount_pence", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") VALUES (OLD."agreement_id", OLD."amount_pence", OLD."id", NOW(), \'delete\', OLD."id", OLD."year"); RETURN NULL;',
                            hash="f5246afbc12080157256ba90c140613fb9aca927",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c0265",
                            table="funding_inboundyear",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="receipt",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('due') THEN\n                    RAISE EXCEPTION 'A receipt cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="18757b3edbe24002b3c6d29899b82e63f4b124b0",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_4b7a9",
                            table="funding_receipt",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="receipt",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{due:cancelled,due:invoiced,due:received,invoiced:cancelled,invoiced:received}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="1f9ce08bc6d605fb825f832b373c77b2c2f01924",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_d8b32",
                            table="funding_receipt",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="receipt",
                    trigger=pgtrigger.compiler.Trigger(
                        name="receipt_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="9b3fd7e2b830ea4e44c102c990643608721c66b1",
                            operation="DELETE",
                            pgid="pgtrigger_receipt_is_never_deleted_777f8",
                            table="funding_receipt",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="receipt",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "funding_receipthistory" ("agreement_id", "amount_pence", "cancelled_because", "due_on", "id", "invoice_reference", "invoiced_on", "ledger_reference", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "recorded_at", "recorded_by", "state", "year") VALUES (NEW."agreement_id", NEW."amount_pence", NEW."cancelled_because", NEW."due_on", NEW."id", NEW."invoice_reference", NEW."invoiced_on", NEW."ledger_reference", NOW(), \'insert\', NEW."id", NEW."received_on", NEW."recorded_at", NEW."recorded_by", NEW."state", NEW."year"); RETURN NULL;',
                            hash="98f6dac274a28ad9aeccb679d5c3b002b8d74d89",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ca570",
                            table="funding_receipt",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="receipt",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "funding_receipthistory" ("agreement_id", "amount_pence", "cancelled_because", "due_on", "id", "invoice_reference", "invoiced_on", "ledger_reference", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "recorded_at", "recorded_by", "state", "year") VALUES (NEW."agreement_id", NEW."amount_pence", NEW."cancelled_because", NEW."due_on", NEW."id", NEW."invoice_reference", NEW."invoiced_on", NEW."ledger_reference", NOW(), \'update\', NEW."id", NEW."received_on", NEW."recorded_at", NEW."recorded_by", NEW."state", NEW."year"); RETURN NULL;',
                            hash="09e939bc6d02eda81690392574ee322f5ab1301e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9d3da",
                            table="funding_receipt",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="receipt",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "funding_receipthistory" ("agreement_id", "amount_pence", "cancelled_because", "due_on", "id", "invoice_reference", "invoiced_on", "ledger_reference", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "recorded_at", "recorded_by", "state", "year") VALUES (OLD."agreement_id", OLD."amount_pence", OLD."cancelled_because", OLD."due_on", OLD."id", OLD."invoice_reference", OLD."invoiced_on", OLD."ledger_reference", NOW(), \'delete\', OLD."id", OLD."received_on", OLD."recorded_at", OLD."recorded_by", OLD."state", OLD."year"); RETURN NULL;',
                            hash="009851dc134b9176cffe8564fcfa64b3880969aa",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8611e",
                            table="funding_receipt",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="stream",
                    trigger=pgtrigger.compiler.Trigger(
                        name="begins_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                IF NEW.state NOT IN ('recorded') THEN\n                    RAISE EXCEPTION 'A stream cannot begin as %.', NEW.state\n                        USING ERRCODE = 'check_violation';\n                END IF;\n                RETURN NEW;\n            ",
                            hash="ec6b15d5ead30ef907da987df02641b7b856025c",
                            operation="INSERT",
                            pgid="pgtrigger_begins_as_the_table_says_48cb1",
                            table="funding_stream",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="stream",
                    trigger=pgtrigger.compiler.Trigger(
                        name="changes_as_the_table_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{recorded:recorded,recorded:struck}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="8c25157d8ef61adffed632cec72056ffbfd3b26b",
                            operation="UPDATE",
                            pgid="pgtrigger_changes_as_the_table_says_1d5b9",
                            table="funding_stream",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="stream",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stream_is_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="a772eae6d5b45c07837e198d61b0c588da13492d",
                            operation="DELETE",
                            pgid="pgtrigger_stream_is_never_deleted_dd627",
                            table="funding_stream",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="stream",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "funding_streamhistory" ("begins_on", "ends_on", "id", "is_baseline", "is_illustration", "name", "payer_id", "payer_words", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "purpose", "recorded_at", "recorded_by", "source", "state", "struck_because") VALUES (NEW."begins_on", NEW."ends_on", NEW."id", NEW."is_baseline", NEW."is_illustration", NEW."name", NEW."payer_id", NEW."payer_words", NOW(), \'insert\', NEW."id", NEW."place_id", NEW."purpose", NEW."recorded_at", NEW."recorded_by", NEW."source", NEW."state", NEW."struck_because"); RETURN NULL;',
                            hash="9b319826ecc5019da479d141ab257c6a1c2a8cfb",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5aa32",
                            table="funding_stream",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="stream",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "funding_streamhistory" ("begins_on", "ends_on", "id", "is_baseline", "is_illustration", "name", "payer_id", "payer_words", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "purpose", "recorded_at", "recorded_by", "source", "state", "struck_because") VALUES (NEW."begins_on", NEW."ends_on", NEW."id", NEW."is_baseline", NEW."is_illustration", NEW."name", NEW."payer_id", NEW."payer_words", NOW(), \'update\', NEW."id", NEW."place_id", NEW."purpose", NEW."recorded_at", NEW."recorded_by", NEW."source", NEW."state", NEW."struck_because"); RETURN NULL;',
                            hash="4fdc86c02518c58940349c4c4993ca61c699939b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b21f1",
                            table="funding_stream",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="stream",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "funding_streamhistory" ("begins_on", "ends_on", "id", "is_baseline", "is_illustration", "name", "payer_id", "payer_words", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "purpose", "recorded_at", "recorded_by", "source", "state", "struck_because") VALUES (OLD."begins_on", OLD."ends_on", OLD."id", OLD."is_baseline", OLD."is_illustration", OLD."name", OLD."payer_id", OLD."payer_words", NOW(), \'delete\', OLD."id", OLD."place_id", OLD."purpose", OLD."recorded_at", OLD."recorded_by", OLD."source", OLD."state", OLD."struck_because"); RETURN NULL;',
                            hash="29b686171c73ee8addca018ed57b1e55a662ce50",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4dc09",
                            table="funding_stream",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="streamyear",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "funding_streamyearhistory" ("amount_pence", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stream_id", "year") VALUES (NEW."amount_pence", NEW."id", NOW(), \'insert\', NEW."id", NEW."stream_id", NEW."year"); RETURN NULL;',
                            hash="eb61465902a53a71cf2e7beb82986c0e6b02fc10",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_29144",
                            table="funding_streamyear",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="streamyear",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "funding_streamyearhistory" ("amount_pence", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stream_id", "year") VALUES (NEW."amount_pence", NEW."id", NOW(), \'update\', NEW."id", NEW."stream_id", NEW."year"); RETURN NULL;',
                            hash="c55626e9b654a13e012835de96f31d5a49b9e5b3",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_07450",
                            table="funding_streamyear",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="streamyear",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "funding_streamyearhistory" ("amount_pence", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stream_id", "year") VALUES (OLD."amount_pence", OLD."id", NOW(), \'delete\', OLD."id", OLD."stream_id", OLD."year"); RETURN NULL;',
                            hash="256fc65d86717b2a8915f5b0d6d86dc8eb44cf65",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d3cb0",
                            table="funding_streamyear",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
