import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from throughline.frame.append_only import take_rights


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0003_a_grant_keeps_its_recipient"),
        ("decisions", "0005_what_goes_with_a_draft_stays_with_it"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="variation",
            name="changes_as_the_table_says",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="variationline",
            name="what_is_put_to_decision_stays",
        ),
        migrations.RemoveConstraint(
            model_name="variation",
            name="agreed_variation_rests_on_a_decision",
        ),
        migrations.AlterField(
            model_name="variation",
            name="state",
            field=models.CharField(
                choices=[
                    ("asked", "asked"),
                    ("prepared", "prepared"),
                    ("declined", "declined"),
                    ("deciding", "deciding"),
                    ("agreed", "agreed"),
                    ("amended", "amended"),
                    ("refused", "refused"),
                    ("applied", "applied"),
                    ("withdrawn", "withdrawn"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="variationhistory",
            name="state",
            field=models.CharField(
                choices=[
                    ("asked", "asked"),
                    ("prepared", "prepared"),
                    ("declined", "declined"),
                    ("deciding", "deciding"),
                    ("agreed", "agreed"),
                    ("amended", "amended"),
                    ("refused", "refused"),
                    ("applied", "applied"),
                    ("withdrawn", "withdrawn"),
                ],
                max_length=20,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="condition",
            trigger=pgtrigger.compiler.Trigger(
                name="answer_stays_until_its_next_step",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF NEW.state = OLD.state AND (NEW.because, NEW.evidence_id, NEW.evidence_name, NEW.answered_at, NEW.answered_by) IS DISTINCT FROM (OLD.because, OLD.evidence_id, OLD.evidence_name, OLD.answered_at, OLD.answered_by) THEN\n                RAISE EXCEPTION 'What was answered to a condition stays; another answer is another step.' USING ERRCODE = 'restrict_violation';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="80901601d2ff34a090435a2d5d6a6be947e23f0a",
                    operation="UPDATE",
                    pgid="pgtrigger_answer_stays_until_its_next_step_40755",
                    table="agreements_condition",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contractmilestone",
            trigger=pgtrigger.compiler.Trigger(
                name="stays_with_its_contract",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF NOT EXISTS (SELECT 1 FROM agreements_localcontract\n                WHERE id = COALESCE(NEW.contract_id, OLD.contract_id) AND state IN ('planned')) THEN\n                RAISE EXCEPTION 'A milestone stays as it was once its contract is let or over.' USING ERRCODE = 'restrict_violation';\n            END IF;\n            RETURN COALESCE(NEW, OLD);\n        ",
                    hash="830a043f5981ef2ac10b64819259e4a5efb439c6",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_stays_with_its_contract_bb1ba",
                    table="agreements_contractmilestone",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contractoption",
            trigger=pgtrigger.compiler.Trigger(
                name="stays_with_its_contract",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF NOT EXISTS (SELECT 1 FROM agreements_localcontract\n                WHERE id = COALESCE(NEW.contract_id, OLD.contract_id) AND state IN ('planned', 'running')) THEN\n                RAISE EXCEPTION 'An option stays as it was once its contract is let or over.' USING ERRCODE = 'restrict_violation';\n            END IF;\n            RETURN COALESCE(NEW, OLD);\n        ",
                    hash="d639807ed8fa959dcd0df7ad1c216d951e145de0",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_stays_with_its_contract_43727",
                    table="agreements_contractoption",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="localcontract",
            trigger=pgtrigger.compiler.Trigger(
                name="contract_that_is_over_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF OLD.state IN ('ended', 'dropped') THEN\n                RAISE EXCEPTION 'A contract that is over stays as it was.' USING ERRCODE = 'restrict_violation';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="f14caee1fbf952e29e9fec6b9a2985170bdc6927",
                    operation="UPDATE",
                    pgid="pgtrigger_contract_that_is_over_stays_43e33",
                    table="agreements_localcontract",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="postfilled",
            trigger=pgtrigger.compiler.Trigger(
                name="who_was_in_a_post_is_never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="d460210c87f14a8da7998f0b901587281eeb3f6f",
                    operation="DELETE",
                    pgid="pgtrigger_who_was_in_a_post_is_never_deleted_28755",
                    table="agreements_postfilled",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="postfilled",
            trigger=pgtrigger.compiler.Trigger(
                name="post_was_filled_from_its_day",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."post_id" IS DISTINCT FROM (NEW."post_id") OR OLD."filled_from" IS DISTINCT FROM (NEW."filled_from"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="0d5d9203d74384b3ae4962be2b07d15f642324c5",
                    operation="UPDATE",
                    pgid="pgtrigger_post_was_filled_from_its_day_f4383",
                    table="agreements_postfilled",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="postfilled",
            trigger=pgtrigger.compiler.Trigger(
                name="post_is_vacated_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF OLD.filled_until IS NOT NULL THEN\n                RAISE EXCEPTION 'From when a post was vacant is said once.' USING ERRCODE = 'restrict_violation';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="0eb24d50e330b7957de1399195bdcbc00ed488f4",
                    operation="UPDATE",
                    pgid="pgtrigger_post_is_vacated_once_5a534",
                    table="agreements_postfilled",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="postshare",
            trigger=pgtrigger.compiler.Trigger(
                name="share_stays_as_it_was_shared",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."post_id" IS DISTINCT FROM (NEW."post_id") OR OLD."stream_id" IS DISTINCT FROM (NEW."stream_id") OR OLD."grant_id" IS DISTINCT FROM (NEW."grant_id") OR OLD."hundredths" IS DISTINCT FROM (NEW."hundredths") OR OLD."paid_from" IS DISTINCT FROM (NEW."paid_from") OR OLD."because" IS DISTINCT FROM (NEW."because"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="61981d6b5cb5a243aa19830ddd29f7b3e899ad72",
                    operation="UPDATE",
                    pgid="pgtrigger_share_stays_as_it_was_shared_86fa2",
                    table="agreements_postshare",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="postshare",
            trigger=pgtrigger.compiler.Trigger(
                name="share_that_ended_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF OLD.paid_until <= to_timestamp(\n    ('x' || left(replace(nullif(current_setting('throughline.act', true), ''), '-', ''), 12))::bit(48)::bigint / 1000.0\n)::date\n                OR TG_OP = 'UPDATE' AND COALESCE(NEW.paid_until, 'infinity') > OLD.paid_until THEN\n                RAISE EXCEPTION 'What was paid of a post stays: a share that ended stays, and its end is only brought forward.' USING ERRCODE = 'restrict_violation';\n            END IF;\n            RETURN COALESCE(NEW, OLD);\n        ",
                    hash="c408447fc7034dc0333dd623cbcec3cac6ba139a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_share_that_ended_stays_67018",
                    table="agreements_postshare",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="registerfile",
            trigger=pgtrigger.compiler.Trigger(
                name="rows_stay_as_they_are",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'A register file stays as it was imported; import a newer one.' USING ERRCODE = 'restrict_violation';",
                    hash="1f50f9b95d911fb9f08065d8f6399f76077ea9a3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_rows_stay_as_they_are_c463f",
                    table="agreements_registerfile",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="registerfile",
            trigger=pgtrigger.compiler.Trigger(
                name="table_is_never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'A register file stays as it was imported; import a newer one.' USING ERRCODE = 'restrict_violation';",
                    hash="6cb9ca924f25ad4fdfd100bb1628995f3a633160",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_table_is_never_emptied_3680a",
                    table="agreements_registerfile",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="spendrule",
            trigger=pgtrigger.compiler.Trigger(
                name="terms_stay_once_offered",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF EXISTS (SELECT 1 FROM agreements_grant AS given JOIN agreements_terms AS terms USING (round_id)\n                WHERE terms.id IN (OLD.terms_id, NEW.terms_id) AND given.state <> 'withdrawn') THEN\n                RAISE EXCEPTION 'Grants were offered on these terms, so they stay; vary the grants.' USING ERRCODE = 'restrict_violation';\n            END IF;\n            RETURN COALESCE(NEW, OLD);\n        ",
                    hash="7e7f5640f2aed7608cb70a3103b545ba28a4ab9b",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_terms_stay_once_offered_d7027",
                    table="agreements_spendrule",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="terms",
            trigger=pgtrigger.compiler.Trigger(
                name="terms_stay_once_offered",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF EXISTS (SELECT 1 FROM agreements_grant AS given JOIN agreements_terms AS terms USING (round_id)\n                WHERE terms.id IN (OLD.id, NEW.id) AND given.state <> 'withdrawn') THEN\n                RAISE EXCEPTION 'Grants were offered on these terms, so they stay; vary the grants.' USING ERRCODE = 'restrict_violation';\n            END IF;\n            RETURN COALESCE(NEW, OLD);\n        ",
                    hash="ce5740bfef9ed3a8373d7d119098cb42c6caed67",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_terms_stay_once_offered_c96ec",
                    table="agreements_terms",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="termscondition",
            trigger=pgtrigger.compiler.Trigger(
                name="terms_stay_once_offered",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF EXISTS (SELECT 1 FROM agreements_grant AS given JOIN agreements_terms AS terms USING (round_id)\n                WHERE terms.id IN (OLD.terms_id, NEW.terms_id) AND given.state <> 'withdrawn') THEN\n                RAISE EXCEPTION 'Grants were offered on these terms, so they stay; vary the grants.' USING ERRCODE = 'restrict_violation';\n            END IF;\n            RETURN COALESCE(NEW, OLD);\n        ",
                    hash="2daae8c77cb07143c2de02bbc8048c7d33199a0f",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_terms_stay_once_offered_8f7db",
                    table="agreements_termscondition",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="termsinstalment",
            trigger=pgtrigger.compiler.Trigger(
                name="terms_stay_once_offered",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF EXISTS (SELECT 1 FROM agreements_grant AS given JOIN agreements_terms AS terms USING (round_id)\n                WHERE terms.id IN (OLD.terms_id, NEW.terms_id) AND given.state <> 'withdrawn') THEN\n                RAISE EXCEPTION 'Grants were offered on these terms, so they stay; vary the grants.' USING ERRCODE = 'restrict_violation';\n            END IF;\n            RETURN COALESCE(NEW, OLD);\n        ",
                    hash="780336f5100132b69892a71c3a8e00b21523f9ad",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_terms_stay_once_offered_fa9f5",
                    table="agreements_termsinstalment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="variation",
            trigger=pgtrigger.compiler.Trigger(
                name="changes_as_the_table_says",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{agreed:applied,amended:agreed,asked:declined,asked:prepared,asked:withdrawn,deciding:agreed,deciding:amended,deciding:refused,deciding:withdrawn,prepared:deciding,prepared:prepared,prepared:withdrawn}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="85e6bab93656d1a62bb36d47646b31ca6def7a76",
                    operation="UPDATE",
                    pgid="pgtrigger_changes_as_the_table_says_d0a65",
                    table="agreements_variation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="variation",
            trigger=pgtrigger.compiler.Trigger(
                name="variation_keeps_who_began_it",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."is_asked_for" IS DISTINCT FROM (NEW."is_asked_for") OR OLD."begun_at" IS DISTINCT FROM (NEW."begun_at") OR OLD."begun_by" IS DISTINCT FROM (NEW."begun_by"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="bf2d0c3ae731f7c8a3266fd1f1ea9fc6074a25a2",
                    operation="UPDATE",
                    pgid="pgtrigger_variation_keeps_who_began_it_77516",
                    table="agreements_variation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="variation",
            trigger=pgtrigger.compiler.Trigger(
                name="words_put_to_decision_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF OLD.state NOT IN ('asked', 'prepared')\n                AND (NEW.title, NEW.reason, NEW.by_notice, NEW.draft_id, NEW.stated_pence, NEW.stated_source)\n                    IS DISTINCT FROM\n                    (OLD.title, OLD.reason, OLD.by_notice, OLD.draft_id, OLD.stated_pence, OLD.stated_source)\n                OR OLD.decision_id IS NOT NULL AND NEW.decision_id IS DISTINCT FROM OLD.decision_id THEN\n                RAISE EXCEPTION 'What was put to a decision does not change any more.' USING ERRCODE = 'restrict_violation';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="22f3c43bea3faaf5c34933f6c8104eb761736c54",
                    operation="UPDATE",
                    pgid="pgtrigger_words_put_to_decision_stay_5a1a4",
                    table="agreements_variation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="variationline",
            trigger=pgtrigger.compiler.Trigger(
                name="what_is_put_to_decision_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF NOT EXISTS (SELECT 1 FROM agreements_variation\n                                   WHERE id = COALESCE(NEW.variation_id, OLD.variation_id)\n                                     AND state IN ('asked', 'prepared', 'amended')) THEN\n                        RAISE EXCEPTION 'What was put to a decision does not change any more.'\n                            USING ERRCODE = 'restrict_violation';\n                    END IF;\n                    RETURN COALESCE(NEW, OLD);\n                ",
                    hash="47fe184761260add89bddbcd61c4337ddc51136f",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_what_is_put_to_decision_stays_cbfd3",
                    table="agreements_variationline",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="variation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["amended", "agreed", "applied"]), _negated=True),
                    ("decision__isnull", False),
                    _connector="OR",
                ),
                name="agreed_variation_rests_on_a_decision",
                violation_error_message="A variation is agreed by a decision.",
            ),
        ),
        take_rights("agreements_registerfile"),
    ]
