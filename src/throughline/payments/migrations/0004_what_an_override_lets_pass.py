import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import throughline.frame.fields


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0003_what_was_released_and_answered_stays"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="override",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="override",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="override",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="override",
            name="stays_as_it_was_said",
        ),
        migrations.AddField(
            model_name="override",
            name="seen",
            field=models.JSONField(
                default=dict,
                help_text="What each of them said when it was asked for; anything else is not passed over.",
            ),
        ),
        migrations.AddField(
            model_name="override",
            name="unallocated_pence",
            field=throughline.frame.fields.MoneyField(
                blank=True, help_text="What lay unallocated then.", null=True
            ),
        ),
        migrations.AddField(
            model_name="overridehistory",
            name="seen",
            field=models.JSONField(
                default=dict,
                help_text="What each of them said when it was asked for; anything else is not passed over.",
            ),
        ),
        migrations.AddField(
            model_name="overridehistory",
            name="unallocated_pence",
            field=throughline.frame.fields.MoneyField(
                blank=True, help_text="What lay unallocated then.", null=True
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="override",
            trigger=pgtrigger.compiler.Trigger(
                name="stays_as_it_was_said",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."instalment_id" IS DISTINCT FROM (NEW."instalment_id") OR OLD."conditions" IS DISTINCT FROM (NEW."conditions") OR OLD."seen" IS DISTINCT FROM (NEW."seen") OR OLD."unallocated_pence" IS DISTINCT FROM (NEW."unallocated_pence") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."asked_at" IS DISTINCT FROM (NEW."asked_at") OR OLD."asked_by" IS DISTINCT FROM (NEW."asked_by"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="c25e4d09890d4294ad18d2c7c4c58df38eb74d28",
                    operation="UPDATE",
                    pgid="pgtrigger_stays_as_it_was_said_26ca0",
                    table="payments_override",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="override",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "payments_overridehistory" ("agreed_at", "agreed_by", "asked_at", "asked_by", "conditions", "declined_because", "id", "instalment_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "seen", "unallocated_pence") VALUES (NEW."agreed_at", NEW."agreed_by", NEW."asked_at", NEW."asked_by", NEW."conditions", NEW."declined_because", NEW."id", NEW."instalment_id", NOW(), \'insert\', NEW."id", NEW."reason", NEW."seen", NEW."unallocated_pence"); RETURN NULL;',
                    hash="b461c0c779297a051124a0d21f224d2a24e4b982",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1ed8e",
                    table="payments_override",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="override",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "payments_overridehistory" ("agreed_at", "agreed_by", "asked_at", "asked_by", "conditions", "declined_because", "id", "instalment_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "seen", "unallocated_pence") VALUES (NEW."agreed_at", NEW."agreed_by", NEW."asked_at", NEW."asked_by", NEW."conditions", NEW."declined_because", NEW."id", NEW."instalment_id", NOW(), \'update\', NEW."id", NEW."reason", NEW."seen", NEW."unallocated_pence"); RETURN NULL;',
                    hash="81bebb6a6b5e839fefbd9103c568b533c078b71d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b3a7b",
                    table="payments_override",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="override",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "payments_overridehistory" ("agreed_at", "agreed_by", "asked_at", "asked_by", "conditions", "declined_because", "id", "instalment_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "seen", "unallocated_pence") VALUES (OLD."agreed_at", OLD."agreed_by", OLD."asked_at", OLD."asked_by", OLD."conditions", OLD."declined_because", OLD."id", OLD."instalment_id", NOW(), \'delete\', OLD."id", OLD."reason", OLD."seen", OLD."unallocated_pence"); RETURN NULL;',
                    hash="d77d996493203f9d67341f6a62875f0e602dda4e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f6cf6",
                    table="payments_override",
                    when="AFTER",
                ),
            ),
        ),
    ]
