"""The database refuses a round whose places do not sum to its total, when the transaction ends (R1, R14)."""

from django.db import migrations

from throughline.frame.append_only import take_rights

CHECK = """
CREATE FUNCTION funding_parts_sum_to_total() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    whole bigint;
    parts bigint;
BEGIN
    SELECT total_pence INTO whole FROM funding_round WHERE id = NEW.round_id;
    SELECT sum(amount_pence) INTO parts FROM funding_allocation WHERE round_id = NEW.round_id;
    IF parts IS DISTINCT FROM whole THEN
        RAISE EXCEPTION 'The places of a round sum to % pence, its total is % pence.', parts, whole
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER parts_sum_to_total AFTER INSERT ON funding_allocation
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION funding_parts_sum_to_total();
"""


class Migration(migrations.Migration):
    dependencies = [("funding", "0001_programmes_rounds_scenarios_and_runs_have_their_tables")]
    operations = [
        migrations.RunSQL(
            CHECK,
            "DROP TRIGGER parts_sum_to_total ON funding_allocation; DROP FUNCTION funding_parts_sum_to_total();",
        ),
        take_rights("funding_allocation"),
    ]
