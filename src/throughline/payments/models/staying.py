"""How does what one person said, and another answered, stay as it was?"""

import pgtrigger

from throughline.frame.guards import refuse_when


def said_once(noun: str, answered: str, *, keeps: tuple[str, ...]) -> tuple[pgtrigger.Trigger, ...]:
    """Triggers after which a row is never deleted, and only `keeps` are filled in, once: until OLD.`answered`."""
    return (
        pgtrigger.Protect(name="is_never_deleted", operation=pgtrigger.Delete),
        pgtrigger.ReadOnly(name="stays_as_it_was_said", exclude=list(keeps)),
        refuse_when(f"OLD.{answered}", f"{noun} is answered once.", name="is_answered_once"),
    )
