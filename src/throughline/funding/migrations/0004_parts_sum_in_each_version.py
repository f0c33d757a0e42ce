"""The database refuses a version of a round whose places do not sum to its total, when the transaction ends (R1, R14)."""

from django.db import migrations

PARTS = "SELECT sum(amount_pence) INTO parts FROM funding_allocation WHERE round_id = NEW.round_id"
CHECK = """
CREATE OR REPLACE FUNCTION funding_parts_sum_to_total() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    whole bigint;
    parts bigint;
BEGIN
    SELECT total_pence INTO whole FROM funding_round WHERE id = NEW.round_id;
    {parts};
    IF parts IS DISTINCT FROM whole THEN
        RAISE EXCEPTION 'The places of a round sum to % pence, its total is % pence.', parts, whole
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("funding", "0003_a_round_follows_its_decision")]
    operations = [
        migrations.RunSQL(CHECK.format(parts=f"{PARTS} AND version = NEW.version"), CHECK.format(parts=PARTS))
    ]
