import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0002_nobody_serving_changes_what_was_agreed"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="grant",
            name="grant_keeps_what_it_rests_on",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="condition",
            trigger=pgtrigger.compiler.Trigger(
                name="condition_keeps_what_it_asks",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."grant_id" IS DISTINCT FROM (NEW."grant_id") OR OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."text" IS DISTINCT FROM (NEW."text"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="7f48d0a73fb9451aaee040d3701300018e9ade24",
                    operation="UPDATE",
                    pgid="pgtrigger_condition_keeps_what_it_asks_a8f93",
                    table="agreements_condition",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="grant",
            trigger=pgtrigger.compiler.Trigger(
                name="grant_keeps_what_it_rests_on",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."round_id" IS DISTINCT FROM (NEW."round_id") OR OLD."place_id" IS DISTINCT FROM (NEW."place_id") OR OLD."recipient_id" IS DISTINCT FROM (NEW."recipient_id") OR OLD."allocation_id" IS DISTINCT FROM (NEW."allocation_id") OR OLD."is_illustration" IS DISTINCT FROM (NEW."is_illustration") OR OLD."offered_at" IS DISTINCT FROM (NEW."offered_at") OR OLD."offered_by" IS DISTINCT FROM (NEW."offered_by"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="54820942d8773fa3a759748b09f05f1ac429bb22",
                    operation="UPDATE",
                    pgid="pgtrigger_grant_keeps_what_it_rests_on_b7989",
                    table="agreements_grant",
                    when="BEFORE",
                ),
            ),
        ),
    ]
