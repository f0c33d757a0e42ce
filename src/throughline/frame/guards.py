"""How does the database hold a noun to its lifecycle table, and a row to what was said in it?"""

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


# The day of the act under way: an act's id begins with its moment (RFC 9562 §5.7). NULL outside an act.
DAY_OF_THE_ACT = """to_timestamp(
    ('x' || left(replace(nullif(current_setting('throughline.act', true), ''), '-', ''), 12))::bit(48)::bigint / 1000.0
)::date"""


def refuse_when(
    condition: str, sentence: str, *, name: str, operation: pgtrigger.Operation = pgtrigger.Update
) -> pgtrigger.Trigger:
    """The trigger that refuses a change of a row while the condition on OLD and NEW holds, with a sentence."""
    row = "NEW" if operation == pgtrigger.Update else "COALESCE(NEW, OLD)"
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=operation,
        func=f"""
            IF {condition} THEN
                RAISE EXCEPTION '{sentence}' USING ERRCODE = 'restrict_violation';
            END IF;
            RETURN {row};
        """,
    )


def answered_with_its_step(*columns: str, sentence: str) -> pgtrigger.Trigger:
    """The trigger after which these columns change only together with `state`: an answer is given by a step."""
    new, old = (", ".join(f"{row}.{column}" for column in columns) for row in ("NEW", "OLD"))
    return refuse_when(
        f"NEW.state = OLD.state AND ({new}) IS DISTINCT FROM ({old})",
        sentence,
        name="answer_stays_until_its_next_step",
    )
