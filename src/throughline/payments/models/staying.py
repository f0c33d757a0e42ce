"""How does what one person said, and another answered, stay as it was?"""

import pgtrigger


def said_once(noun: str, answered: str, *, keeps: tuple[str, ...]) -> tuple[pgtrigger.Trigger, ...]:
    """Triggers after which a row is never deleted, and only `keeps` are filled in, once: until OLD.`answered`."""
    return (
        pgtrigger.Protect(name="is_never_deleted", operation=pgtrigger.Delete),
        pgtrigger.ReadOnly(name="stays_as_it_was_said", exclude=list(keeps)),
        refuse_when(f"OLD.{answered}", f"{noun} is answered once.", name="is_answered_once"),
    )


def refuse_when(condition: str, sentence: str, *, name: str) -> pgtrigger.Trigger:
    """The trigger that refuses a change of a row while the condition on OLD and NEW holds, with a sentence."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        func=f"""
            IF {condition} THEN
                RAISE EXCEPTION '{sentence}' USING ERRCODE = 'restrict_violation';
            END IF;
            RETURN NEW;
        """,
    )
