import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("assurance", "0003_what_was_asked_stays"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="correctiveaction",
            trigger=pgtrigger.compiler.Trigger(
                name="finding_stays_as_made",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."grant_id" IS DISTINCT FROM (NEW."grant_id") OR OLD."visit_id" IS DISTINCT FROM (NEW."visit_id") OR OLD."about_id" IS DISTINCT FROM (NEW."about_id") OR OLD."words" IS DISTINCT FROM (NEW."words") OR OLD."to_do" IS DISTINCT FROM (NEW."to_do") OR OLD."owner_role" IS DISTINCT FROM (NEW."owner_role") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."made_by" IS DISTINCT FROM (NEW."made_by"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="818ae5f9f37ccb794d97562dd63ca1285d98c466",
                    operation="UPDATE",
                    pgid="pgtrigger_finding_stays_as_made_0fa7d",
                    table="assurance_correctiveaction",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correctiveaction",
            trigger=pgtrigger.compiler.Trigger(
                name="answer_stays_until_its_next_step",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF NEW.state = OLD.state AND (NEW.answer, NEW.because, NEW.evidence_id, NEW.evidence_name, NEW.answered_at, NEW.answered_by, NEW.verified_at, NEW.verified_by) IS DISTINCT FROM (OLD.answer, OLD.because, OLD.evidence_id, OLD.evidence_name, OLD.answered_at, OLD.answered_by, OLD.verified_at, OLD.verified_by) THEN\n                RAISE EXCEPTION 'What was said of a finding stays; another word is another step.' USING ERRCODE = 'restrict_violation';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="da028eb3f1e66226254f08ebb92d47a90b1e5dfc",
                    operation="UPDATE",
                    pgid="pgtrigger_answer_stays_until_its_next_step_abc38",
                    table="assurance_correctiveaction",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="visit",
            trigger=pgtrigger.compiler.Trigger(
                name="visit_stays_as_planned",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."grant_id" IS DISTINCT FROM (NEW."grant_id") OR OLD."site" IS DISTINCT FROM (NEW."site") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."planned_on" IS DISTINCT FROM (NEW."planned_on") OR OLD."planned_by" IS DISTINCT FROM (NEW."planned_by"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="f7d198b419bdeec07da6a7886435c90a08e95c10",
                    operation="UPDATE",
                    pgid="pgtrigger_visit_stays_as_planned_20cca",
                    table="assurance_visit",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="visit",
            trigger=pgtrigger.compiler.Trigger(
                name="what_was_seen_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF OLD.made_on IS NOT NULL THEN\n                RAISE EXCEPTION 'What was seen on a visit stays.' USING ERRCODE = 'restrict_violation';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="ea92f8f0dfed391962e5bc403c28abe3d0a2a907",
                    operation="UPDATE",
                    pgid="pgtrigger_what_was_seen_stays_eb8d7",
                    table="assurance_visit",
                    when="BEFORE",
                ),
            ),
        ),
    ]
