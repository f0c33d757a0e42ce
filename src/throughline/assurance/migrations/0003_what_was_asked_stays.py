import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

from throughline.frame.append_only import take_rights


class Migration(migrations.Migration):
    dependencies = [
        ("assurance", "0002_what_was_submitted_and_stated_stays"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="returngrant",
            trigger=pgtrigger.compiler.Trigger(
                name="rows_stay_as_they_are",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Which grants a return covers is never taken back.' USING ERRCODE = 'restrict_violation';",
                    hash="092f148bc5ab1ec47e535a22ab4429265858fd3f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_rows_stay_as_they_are_7f48d",
                    table="assurance_returngrant",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="returngrant",
            trigger=pgtrigger.compiler.Trigger(
                name="table_is_never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Which grants a return covers is never taken back.' USING ERRCODE = 'restrict_violation';",
                    hash="9f6ed2c1221d1f210e20c3e8dd190144340de4d4",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_table_is_never_emptied_cf829",
                    table="assurance_returngrant",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="returnquery",
            trigger=pgtrigger.compiler.Trigger(
                name="return_query_is_never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="d3d8ddfe296d467615ac7c980f49c6dd66a5db8f",
                    operation="DELETE",
                    pgid="pgtrigger_return_query_is_never_deleted_10eb8",
                    table="assurance_returnquery",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="returnquery",
            trigger=pgtrigger.compiler.Trigger(
                name="question_stays_as_asked",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."version_id" IS DISTINCT FROM (NEW."version_id") OR OLD."line_key" IS DISTINCT FROM (NEW."line_key") OR OLD."words" IS DISTINCT FROM (NEW."words") OR OLD."asked_at" IS DISTINCT FROM (NEW."asked_at") OR OLD."asked_by" IS DISTINCT FROM (NEW."asked_by"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="f58dc457ea0f0b0580f0d3007105a3391afd5dc1",
                    operation="UPDATE",
                    pgid="pgtrigger_question_stays_as_asked_621fa",
                    table="assurance_returnquery",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scrutiny",
            trigger=pgtrigger.compiler.Trigger(
                name="scrutiny_is_never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="01aa9ef43166ecf1d0a3611b749c3a8e69ac1a56",
                    operation="DELETE",
                    pgid="pgtrigger_scrutiny_is_never_deleted_ce955",
                    table="assurance_scrutiny",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scrutiny",
            trigger=pgtrigger.compiler.Trigger(
                name="scrutiny_keeps_how_it_began",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."version_id" IS DISTINCT FROM (NEW."version_id") OR OLD."begun_at" IS DISTINCT FROM (NEW."begun_at") OR OLD."begun_by" IS DISTINCT FROM (NEW."begun_by"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="63530fb8eea21e21c52127adfd6e225f794213c2",
                    operation="UPDATE",
                    pgid="pgtrigger_scrutiny_keeps_how_it_began_e3f0b",
                    table="assurance_scrutiny",
                    when="BEFORE",
                ),
            ),
        ),
        take_rights("assurance_returngrant"),
    ]
