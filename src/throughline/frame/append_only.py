"""How is a table kept from ever forgetting or changing a row?

Twice: the serving role loses the right, and a trigger refuses whoever still has it.
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
    """Return the migration step after which the serving role can only read these tables and add to them."""
    names = ", ".join(f'"{table}"' for table in tables)
    return RunSQL(
        f"REVOKE UPDATE, DELETE, TRUNCATE ON {names} FROM app",
        reverse_sql=f"GRANT UPDATE, DELETE ON {names} TO app",
    )
