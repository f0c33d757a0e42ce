"""Who wrote any of a draft, and who is kept from signing it?

Both are arrays of actors' ids beside a row that names a draft, so that they cost no question of their own.
"""

from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, Func

from ..models import Draft

_WROTE = """
    SELECT d.drafted_by FROM decisions_draft d WHERE d.id = %(expressions)s
    UNION SELECT jsonb_array_elements_text(s.writers) FROM decisions_draftsection s
        WHERE s.draft_id = %(expressions)s
    UNION SELECT unnest(ARRAY[a.added_by, nullif(a.removed_by, '')]) FROM decisions_draftattachment a
        WHERE a.draft_id = %(expressions)s
    UNION SELECT l.linked_by FROM decisions_leaning l WHERE l.draft_id = %(expressions)s
"""
_STANDS_ASIDE_OR_SIGNED = """
    UNION SELECT c.declared_by FROM decisions_conflictdeclaration c
        WHERE c.draft_id = %(expressions)s AND c.stands_aside
    UNION SELECT g.answered_by FROM decisions_signature g
        WHERE g.draft_id = %(expressions)s AND g.state = 'given'
"""


class WroteIt(Func):
    """Whoever began the draft, or saved, attached, took away or linked anything. Authority: R5."""

    template = f"ARRAY({_WROTE})"
    output_field = ArrayField(CharField())


class KeptFromSigning(Func):
    """Whoever wrote any of the draft, stands aside, or has signed it for another post. Authority: R5, R7."""

    template = f"ARRAY({_WROTE}{_STANDS_ASIDE_OR_SIGNED})"
    output_field = ArrayField(CharField())


def drafters_of(draft_id: UUID) -> frozenset[str]:
    """Everybody who wrote any of the draft. Authority: R5."""
    found = Draft.objects.filter(id=draft_id).annotate(wrote=WroteIt("id")).values_list("wrote", flat=True)
    return frozenset(each for each in next(iter(found), ()) if each)
