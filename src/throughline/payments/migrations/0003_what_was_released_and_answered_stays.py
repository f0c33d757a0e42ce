import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

from throughline.frame.append_only import take_rights


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0002_what_finance_answered_stays"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="instalment",
            name="instalment_keeps_its_sum",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="answer",
            trigger=pgtrigger.compiler.Trigger(
                name="rows_stay_as_they_are",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'An answer of the finance system is never changed or deleted.' USING ERRCODE = 'restrict_violation';",
                    hash="c03e528079314ad1b6216d094a7684296d660593",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_rows_stay_as_they_are_90485",
                    table="payments_answer",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="answer",
            trigger=pgtrigger.compiler.Trigger(
                name="table_is_never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'An answer of the finance system is never changed or deleted.' USING ERRCODE = 'restrict_violation';",
                    hash="1c96876431f824db6d5bd65222ec5f566d471030",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_table_is_never_emptied_0e216",
                    table="payments_answer",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hold",
            trigger=pgtrigger.compiler.Trigger(
                name="is_never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="638aa46b020b5b1113bea47c0c768a186e2fac6b",
                    operation="DELETE",
                    pgid="pgtrigger_is_never_deleted_99ba8",
                    table="payments_hold",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hold",
            trigger=pgtrigger.compiler.Trigger(
                name="stays_as_it_was_said",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."instalment_id" IS DISTINCT FROM (NEW."instalment_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."cleared_by_role" IS DISTINCT FROM (NEW."cleared_by_role") OR OLD."look_again_on" IS DISTINCT FROM (NEW."look_again_on") OR OLD."placed_at" IS DISTINCT FROM (NEW."placed_at") OR OLD."placed_by" IS DISTINCT FROM (NEW."placed_by"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="023433161fac3947e9a74929bbb92236ce3e1832",
                    operation="UPDATE",
                    pgid="pgtrigger_stays_as_it_was_said_dcc84",
                    table="payments_hold",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hold",
            trigger=pgtrigger.compiler.Trigger(
                name="is_answered_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF OLD.lifted_at IS NOT NULL THEN\n                RAISE EXCEPTION 'A hold is answered once.' USING ERRCODE = 'restrict_violation';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="f89675432076bac08d140405825b4b9609e93bda",
                    operation="UPDATE",
                    pgid="pgtrigger_is_answered_once_7472f",
                    table="payments_hold",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="instalment",
            trigger=pgtrigger.compiler.Trigger(
                name="instalment_keeps_its_sum",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."grant_id" IS DISTINCT FROM (NEW."grant_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."amount_pence" IS DISTINCT FROM (NEW."amount_pence") OR OLD."profile" IS DISTINCT FROM (NEW."profile"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="de2aa5ba10c2470a112ce6b3d661cc54f2acc93b",
                    operation="UPDATE",
                    pgid="pgtrigger_instalment_keeps_its_sum_64266",
                    table="payments_instalment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="override",
            trigger=pgtrigger.compiler.Trigger(
                name="is_never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="35f1729a433b8f4ad4773bf95505667bb44bc187",
                    operation="DELETE",
                    pgid="pgtrigger_is_never_deleted_380fd",
                    table="payments_override",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="override",
            trigger=pgtrigger.compiler.Trigger(
                name="stays_as_it_was_said",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."instalment_id" IS DISTINCT FROM (NEW."instalment_id") OR OLD."conditions" IS DISTINCT FROM (NEW."conditions") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."asked_at" IS DISTINCT FROM (NEW."asked_at") OR OLD."asked_by" IS DISTINCT FROM (NEW."asked_by"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="9ef45f2eef3ca8edc9d21d5139eaa5c28d3faf40",
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
                name="is_answered_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF OLD.agreed_by <> '' OR OLD.declined_because <> '' THEN\n                RAISE EXCEPTION 'An override is answered once.' USING ERRCODE = 'restrict_violation';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="5a51a1343eb986edf307895e53be9b3d81cfd799",
                    operation="UPDATE",
                    pgid="pgtrigger_is_answered_once_a8634",
                    table="payments_override",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paymentrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="payment_request_is_never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="495e027e80ebb4f187eb7c084f4963d62800e2db",
                    operation="DELETE",
                    pgid="pgtrigger_payment_request_is_never_deleted_7e752",
                    table="payments_paymentrequest",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paymentrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="request_keeps_what_it_asks",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."run_id" IS DISTINCT FROM (NEW."run_id") OR OLD."instalment_id" IS DISTINCT FROM (NEW."instalment_id") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."amount_pence" IS DISTINCT FROM (NEW."amount_pence"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="bbb9d1938d1ab6ebc6ff8fc9937e439a91b5a5b5",
                    operation="UPDATE",
                    pgid="pgtrigger_request_keeps_what_it_asks_222d5",
                    table="payments_paymentrequest",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="paymentrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="what_finance_answered_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF NOT OLD.is_live\n                OR OLD.outcome <> ''\n                AND (NEW.outcome, NEW.paid_on, NEW.rejected_because, NEW.is_live)\n                    IS DISTINCT FROM (OLD.outcome, OLD.paid_on, OLD.rejected_because, OLD.is_live)\n                OR OLD.ledger_reference <> '' AND NEW.ledger_reference <> OLD.ledger_reference THEN\n                RAISE EXCEPTION 'What finance answered stays as it was.' USING ERRCODE = 'restrict_violation';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="7f690f47394e5dfda0fb7be6b1b9a170e36b1316",
                    operation="UPDATE",
                    pgid="pgtrigger_what_finance_answered_stays_a5a5c",
                    table="payments_paymentrequest",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recovery",
            trigger=pgtrigger.compiler.Trigger(
                name="recovery_keeps_what_was_proposed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."grant_id" IS DISTINCT FROM (NEW."grant_id") OR OLD."year_end_id" IS DISTINCT FROM (NEW."year_end_id") OR OLD."amount_pence" IS DISTINCT FROM (NEW."amount_pence") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."proposed_at" IS DISTINCT FROM (NEW."proposed_at") OR OLD."proposed_by" IS DISTINCT FROM (NEW."proposed_by"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="8a0685b7f6b8def0d7a4ba21e24e0afdd69806e3",
                    operation="UPDATE",
                    pgid="pgtrigger_recovery_keeps_what_was_proposed_7d0a0",
                    table="payments_recovery",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recovery",
            trigger=pgtrigger.compiler.Trigger(
                name="who_acted_on_a_recovery_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF OLD.approved_by <> ''\n                AND (NEW.approved_at, NEW.approved_by) IS DISTINCT FROM (OLD.approved_at, OLD.approved_by)\n                OR OLD.asked_by <> ''\n                AND (NEW.asked_at, NEW.asked_by) IS DISTINCT FROM (OLD.asked_at, OLD.asked_by)\n                OR OLD.state IN ('recovered', 'dropped') THEN\n                RAISE EXCEPTION 'Who approved a recovery and who asked for it stays, and so does how it ended.' USING ERRCODE = 'restrict_violation';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="bdc333e9c104e7473ab7fff09e23f5ad9e6a07e1",
                    operation="UPDATE",
                    pgid="pgtrigger_who_acted_on_a_recovery_stays_40966",
                    table="payments_recovery",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="requestrun",
            trigger=pgtrigger.compiler.Trigger(
                name="run_keeps_who_prepared_it",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."mapping_id" IS DISTINCT FROM (NEW."mapping_id") OR OLD."prepared_at" IS DISTINCT FROM (NEW."prepared_at") OR OLD."prepared_by" IS DISTINCT FROM (NEW."prepared_by"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="e1950508058b1800379ff8d69d92b6868a547161",
                    operation="UPDATE",
                    pgid="pgtrigger_run_keeps_who_prepared_it_793f7",
                    table="payments_requestrun",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="requestrun",
            trigger=pgtrigger.compiler.Trigger(
                name="what_was_released_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF OLD.state <> 'prepared'\n                AND (NEW.file_id, NEW.requests_count, NEW.control_total_pence, NEW.approved_at, NEW.approved_by)\n                    IS DISTINCT FROM\n                    (OLD.file_id, OLD.requests_count, OLD.control_total_pence, OLD.approved_at, OLD.approved_by)\n                OR OLD.state NOT IN ('prepared', 'approved')\n                AND (NEW.released_at, NEW.released_by, NEW.because)\n                    IS DISTINCT FROM (OLD.released_at, OLD.released_by, OLD.because) THEN\n                RAISE EXCEPTION 'What was approved and released stays as it was.' USING ERRCODE = 'restrict_violation';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="1e450abf24fcd91f1a6b324e110faea25fb28ffd",
                    operation="UPDATE",
                    pgid="pgtrigger_what_was_released_stays_06757",
                    table="payments_requestrun",
                    when="BEFORE",
                ),
            ),
        ),
        take_rights("payments_answer"),
    ]
