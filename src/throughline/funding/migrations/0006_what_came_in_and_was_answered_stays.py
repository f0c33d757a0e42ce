import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("funding", "0005_money_in_and_streams_have_their_tables"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="funderduty",
            trigger=pgtrigger.compiler.Trigger(
                name="funder_duty_is_never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="8f81299fcceedbde2ded30cacc63e7b6988d7b6b",
                    operation="DELETE",
                    pgid="pgtrigger_funder_duty_is_never_deleted_9bb7b",
                    table="funding_funderduty",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="funderduty",
            trigger=pgtrigger.compiler.Trigger(
                name="funder_duty_keeps_what_it_asks",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."agreement_id" IS DISTINCT FROM (NEW."agreement_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."owner_role" IS DISTINCT FROM (NEW."owner_role") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="7fc6fab04efdd556f4df201f2ac96216189f7d80",
                    operation="UPDATE",
                    pgid="pgtrigger_funder_duty_keeps_what_it_asks_11041",
                    table="funding_funderduty",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="funderduty",
            trigger=pgtrigger.compiler.Trigger(
                name="answer_stays_until_its_next_step",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF NEW.state = OLD.state AND (NEW.because, NEW.evidence_id, NEW.evidence_name, NEW.answered_at, NEW.answered_by) IS DISTINCT FROM (OLD.because, OLD.evidence_id, OLD.evidence_name, OLD.answered_at, OLD.answered_by) THEN\n                RAISE EXCEPTION 'What was answered to a funder stays; another answer is another step.' USING ERRCODE = 'restrict_violation';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="a9a4798f959ad3f0186ad2e48fcc17a655abdf45",
                    operation="UPDATE",
                    pgid="pgtrigger_answer_stays_until_its_next_step_bd48c",
                    table="funding_funderduty",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="inboundagreement",
            trigger=pgtrigger.compiler.Trigger(
                name="inbound_agreement_keeps_its_funder",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."programme_id" IS DISTINCT FROM (NEW."programme_id") OR OLD."funder_id" IS DISTINCT FROM (NEW."funder_id") OR OLD."is_illustration" IS DISTINCT FROM (NEW."is_illustration") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by" IS DISTINCT FROM (NEW."recorded_by"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="19195b1d3766bd244aa2c5d025e76affc95a9107",
                    operation="UPDATE",
                    pgid="pgtrigger_inbound_agreement_keeps_its_funder_b57e5",
                    table="funding_inboundagreement",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="inboundagreement",
            trigger=pgtrigger.compiler.Trigger(
                name="ended_inbound_agreement_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF OLD.state = 'ended' THEN\n                RAISE EXCEPTION 'An agreement that has ended stays as it was.' USING ERRCODE = 'restrict_violation';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="9f73269deb74979bd790a6870f535f6fd9e8433a",
                    operation="UPDATE",
                    pgid="pgtrigger_ended_inbound_agreement_stays_91f9a",
                    table="funding_inboundagreement",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="inboundyear",
            trigger=pgtrigger.compiler.Trigger(
                name="year_covers_what_came",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF NOT EXISTS (SELECT 1 FROM funding_inboundagreement\n                    WHERE id = COALESCE(NEW.agreement_id, OLD.agreement_id) AND state = 'recorded')\n                OR TG_OP <> 'INSERT' AND EXISTS (\n                    SELECT 1 FROM funding_receipt\n                    WHERE agreement_id = OLD.agreement_id AND year = OLD.year AND state <> 'cancelled'\n                    HAVING sum(amount_pence) > 0 AND (\n                        TG_OP = 'DELETE' OR NEW.year <> OLD.year OR NEW.agreement_id <> OLD.agreement_id\n                        OR sum(amount_pence) > NEW.amount_pence\n                    )) THEN\n                RAISE EXCEPTION 'A year of money in covers what is due or received of it, and stays once the agreement has ended.' USING ERRCODE = 'restrict_violation';\n            END IF;\n            RETURN COALESCE(NEW, OLD);\n        ",
                    hash="22df09fd15171942790ff93c89cf3b223d93ace0",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_year_covers_what_came_3bb51",
                    table="funding_inboundyear",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="receipt",
            trigger=pgtrigger.compiler.Trigger(
                name="receipt_keeps_what_it_is_of",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."agreement_id" IS DISTINCT FROM (NEW."agreement_id") OR OLD."year" IS DISTINCT FROM (NEW."year") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by" IS DISTINCT FROM (NEW."recorded_by"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="4fd0ac3112008700363f3b1dd132135326ee9259",
                    operation="UPDATE",
                    pgid="pgtrigger_receipt_keeps_what_it_is_of_30e53",
                    table="funding_receipt",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="receipt",
            trigger=pgtrigger.compiler.Trigger(
                name="receipt_changes_by_its_steps",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF OLD.state IN ('received', 'cancelled')\n                OR NEW.amount_pence > OLD.amount_pence\n                OR NEW.amount_pence < OLD.amount_pence AND NEW.state <> 'received'\n                OR NEW.state = OLD.state THEN\n                RAISE EXCEPTION 'What a funder owes changes by a step only, and what came or will not come stays as it was.' USING ERRCODE = 'restrict_violation';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="ac27e13f9c52bcb3e3f63a2b6063622ad302961f",
                    operation="UPDATE",
                    pgid="pgtrigger_receipt_changes_by_its_steps_69a12",
                    table="funding_receipt",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stream",
            trigger=pgtrigger.compiler.Trigger(
                name="stream_keeps_its_place",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."place_id" IS DISTINCT FROM (NEW."place_id") OR OLD."is_illustration" IS DISTINCT FROM (NEW."is_illustration") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by" IS DISTINCT FROM (NEW."recorded_by"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="2c4a1f62fb1cc30a5ffc7fc7505a17a6e60162b3",
                    operation="UPDATE",
                    pgid="pgtrigger_stream_keeps_its_place_bbb02",
                    table="funding_stream",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stream",
            trigger=pgtrigger.compiler.Trigger(
                name="struck_stream_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF OLD.state = 'struck' THEN\n                RAISE EXCEPTION 'What was struck out stays as it was.' USING ERRCODE = 'restrict_violation';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="07a8e687c133a805063e1bf005cf1a19c57e1552",
                    operation="UPDATE",
                    pgid="pgtrigger_struck_stream_stays_f379b",
                    table="funding_stream",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="streamyear",
            trigger=pgtrigger.compiler.Trigger(
                name="year_of_a_struck_stream_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF NOT EXISTS (SELECT 1 FROM funding_stream\n                    WHERE id = COALESCE(NEW.stream_id, OLD.stream_id) AND state = 'recorded')\n                OR TG_OP = 'UPDATE' AND (NEW.stream_id, NEW.year) IS DISTINCT FROM (OLD.stream_id, OLD.year) THEN\n                RAISE EXCEPTION 'What was struck out stays as it was, and an amount keeps its year.' USING ERRCODE = 'restrict_violation';\n            END IF;\n            RETURN COALESCE(NEW, OLD);\n        ",
                    hash="1d8f79d872e44122e6fcebdbd1efd02ec3e69d99",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_year_of_a_struck_stream_stays_115b1",
                    table="funding_streamyear",
                    when="BEFORE",
                ),
            ),
        ),
    ]
