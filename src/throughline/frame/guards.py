"""How does the database hold a noun to its lifecycle table?"""

import pgtrigger

from throughline.kernel.lifecycle import Lifecycle


def follows(table: Lifecycle) -> list[pgtrigger.Trigger]:
    """Return the triggers that let the column `state` begin and change only as the table says."""
    noun = table.noun.replace("'", "''")
    first = ", ".join(f"'{state}'" for state in table.first_states)
    return [
        pgtrigger.Trigger(
            name="begins_as_the_table_says",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert,
            func=f"""
                IF NEW.state NOT IN ({first}) THEN
                    RAISE EXCEPTION 'A {noun} cannot begin as %.', NEW.state
                        USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,
        ),
        pgtrigger.FSM(name="changes_as_the_table_says", field="state", transitions=list(table.transitions())),
    ]
