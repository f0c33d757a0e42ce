import django.contrib.postgres.functions
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import throughline.frame.tables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("decisions", "0001_decisions_readings_drafts_and_signatures_have_their_tables"),
        ("frame", "0001_files_letters_and_kept_forms_have_their_tables"),
        ("ledger", "0001_acts_are_recorded_and_sealed"),
    ]

    operations = [
        throughline.frame.tables.AllAtOnce(
            operations=[
                migrations.CreateModel(
                    name="Edition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="decisions.notice",
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField()),
                        (
                            "record",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="frame.storedfile",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="frame.storedfile",
                            ),
                        ),
                        ("act", models.UUIDField()),
                        ("made_at", models.DateTimeField()),
                        ("made_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("decision", "version"), name="edition_has_its_own_version"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EditionHistory",
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
                                to="publication.edition",
                            ),
                        ),
                        ("id", models.BigIntegerField()),
                        (
                            "decision",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="decisions.notice",
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField()),
                        (
                            "record",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="frame.storedfile",
                            ),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="frame.storedfile",
                            ),
                        ),
                        ("act", models.UUIDField()),
                        ("made_at", models.DateTimeField()),
                        ("made_by", models.CharField(max_length=64)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="edition",
                    trigger=pgtrigger.compiler.Trigger(
                        name="rows_stay_as_they_are",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'An edition of a published decision is never changed or deleted.' USING ERRCODE = 'restrict_violation';",
                            hash="7df560d9f2b9d6c8a85138230f96b15e050e4e3d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_rows_stay_as_they_are_ec508",
                            table="publication_edition",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="edition",
                    trigger=pgtrigger.compiler.Trigger(
                        name="table_is_never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'An edition of a published decision is never changed or deleted.' USING ERRCODE = 'restrict_violation';",
                            hash="5bd1f4211ce872868c7216a7ae2c805bd44b3c75",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_table_is_never_emptied_5add1",
                            table="publication_edition",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="edition",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "publication_editionhistory" ("act", "decision_id", "document_id", "id", "made_at", "made_by", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "version") VALUES (NEW."act", NEW."decision_id", NEW."document_id", NEW."id", NEW."made_at", NEW."made_by", NOW(), \'insert\', NEW."id", NEW."record_id", NEW."version"); RETURN NULL;',
                            hash="6ea1b8c69ef6fcaab7749c5a7f832d1f41dafd4d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4b33b",
                            table="publication_edition",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="edition",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "publication_editionhistory" ("act", "decision_id", "document_id", "id", "made_at", "made_by", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "version") VALUES (NEW."act", NEW."decision_id", NEW."document_id", NEW."id", NEW."made_at", NEW."made_by", NOW(), \'update\', NEW."id", NEW."record_id", NEW."version"); RETURN NULL;',
                            hash="8cc58381b207e5dea955c826537d02a478f950fb",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_622ec",
                            table="publication_edition",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="edition",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "publication_editionhistory" ("act", "decision_id", "document_id", "id", "made_at", "made_by", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "version") VALUES (OLD."act", OLD."decision_id", OLD."document_id", OLD."id", OLD."made_at", OLD."made_by", NOW(), \'delete\', OLD."id", OLD."record_id", OLD."version"); RETURN NULL;',
                            hash="7405ce568270c712126ed68ab83fcd785a9db6ba",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a3a91",
                            table="publication_edition",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
    ]
