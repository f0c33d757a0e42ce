"""How is a table kept from ever forgetting or changing a row?

Twice: everyone but its owner loses the right, and a trigger refuses whoever still has it.
"""

import pgtrigger
from django.db.migrations import RunSQL


def append_only(sentence: str) -> list[pgtrigger.Trigger]:
    """Return the triggers that refuse every change of a row, with a sentence that names the rule."""
    refuse = f"RAISE EXCEPTION '{sentence}' USING ERRCODE = 'restrict_violation';"
    return [
        pgtrigger.Trigger(
            name="rows_stay_as_they_are",
            when=pgtrigger.Before,
            operation=pgtrigger.Update | pgtrigger.Delete,
            func=refuse,
        ),
        pgtrigger.Trigger(
            name="table_is_never_emptied",
            when=pgtrigger.Before,
            level=pgtrigger.Statement,
            operation=pgtrigger.Truncate,
            func=refuse,
        ),
    ]


def take_rights(*tables: str) -> RunSQL:
    """Return the migration step after which only their owner can do more than read and add to these tables."""
    names = ", ".join(f"'{table}'" for table in tables)
    return RunSQL(
        f"""
        DO $$
        DECLARE granted record;
        BEGIN
            FOR granted IN
                SELECT DISTINCT table_name, grantee FROM information_schema.role_table_grants
                WHERE table_schema = current_schema() AND table_name IN ({names}) AND grantee <> current_user
            LOOP
                EXECUTE format(
                    'REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM %s',
                    granted.table_name,
                    CASE granted.grantee WHEN 'PUBLIC' THEN 'PUBLIC' ELSE quote_ident(granted.grantee) END
                );
            END LOOP;
        END $$
        """,  # noqa: S608 - names of our own tables
        RunSQL.noop,
    )
