"""Which decisions are being made, and what does each say so far?

The sections of a draft are working text, saved while somebody types; a version freezes all of them, and versions are
what people sign. A draft that is decided becomes a decision on record.
"""

import uuid
from functools import reduce
from operator import or_
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Func, Q, Value

from throughline.frame.append_only import append_only
from throughline.frame.fields import MoneyField
from throughline.frame.guards import follows
from throughline.ledger.tracking import tracked

from ..drafting.terms import DECISION_TYPES as DECISION_TYPES
from ..drafting.terms import HARMLESS as HARMLESS
from ..drafting.terms import STAGES as STAGES
from ..lifecycle import DRAFT, OPEN_TO_CHANGE
from ..record import FUNCTIONS
from .notice import OFFICIAL, Notice, states

_NOT_UNDER_SIGNATURE = """
    RAISE EXCEPTION 'What is submitted for signature does not change; recall it first.'
        USING ERRCODE = 'restrict_violation';
"""
_SAID_IN_COLUMNS = (
    "title",
    "programme_id",
    "decision_type",
    "stage",
    "function",
    "total_pence",
    "round_code",
    "run_id",
)
_SAYS_SOMETHING_ELSE = reduce(
    or_, (pgtrigger.Q(**{f"old__{name}__df": pgtrigger.F(f"new__{name}")}) for name in _SAID_IN_COLUMNS)
)


def drafted(row: str) -> str:
    """SQL that finds a row if whoever answered the signature `row` wrote any text of its draft. Authority: R5."""
    return f"""
        SELECT 1 FROM decisions_draft d WHERE d.id = {row}.draft_id AND d.drafted_by = {row}.answered_by
        UNION ALL SELECT 1 FROM decisions_draftsection t
            WHERE t.draft_id = {row}.draft_id AND t.writers @> to_jsonb({row}.answered_by)
        UNION ALL SELECT 1 FROM decisions_draftattachment a
            WHERE a.draft_id = {row}.draft_id AND {row}.answered_by IN (a.added_by, a.removed_by)
        UNION ALL SELECT 1 FROM decisions_leaning l
            WHERE l.draft_id = {row}.draft_id AND l.linked_by = {row}.answered_by
    """  # noqa: S608 - only our own words go in


_OF_LAST_VERSION = """
    s.draft_id = NEW.id AND s.version_id = (
        SELECT v.id FROM decisions_draftversion v WHERE v.draft_id = NEW.id ORDER BY v.number DESC LIMIT 1)
"""


@tracked
class Draft(models.Model):
    """A decision being made. What lists and rules ask of it stands in columns; what it says, in its sections.

    `round_code` ("gm-irs-dr/2026-27") and `run_id` name what another room plans; they are linked, never retyped.
    """

    personal_fields: ClassVar[dict[str, str]] = {
        "title": OFFICIAL,
        "drafted_by": OFFICIAL,
        "changed_by": OFFICIAL,
        "submitted_by": OFFICIAL,
        "search_text": OFFICIAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.CharField(max_length=24, choices=states(DRAFT.states), default="draft")
    title = models.CharField(max_length=300, blank=True)
    programme = models.ForeignKey(
        "organisations.ProgrammeCode", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decision_type = models.CharField(max_length=20, blank=True, choices=list(DECISION_TYPES.items()))
    stage = models.CharField(max_length=12, blank=True, choices=list(STAGES.items()))
    function = models.CharField(max_length=20, blank=True, choices=list(FUNCTIONS.items()))
    total_pence = MoneyField(null=True, blank=True)
    round_code = models.CharField(max_length=80, blank=True)
    run_id = models.UUIDField(null=True, blank=True)
    started_from = models.ForeignKey(
        Notice, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    notice = models.OneToOneField(
        Notice, null=True, blank=True, on_delete=models.PROTECT, related_name="draft"
    )
    search_text = models.TextField(editable=False, blank=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=64)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=64)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "-changed_at"], name="drafts_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["approved", "approved_as_amended", "refused"], notice__isnull=False)
                | (~Q(state__in=["approved", "approved_as_amended", "refused"]) & Q(notice__isnull=True)),
                name="decided_draft_has_its_decision",
                violation_error_message="A decided draft points at its decision on record, and no other does.",
            ),
        ]
        triggers = [
            *follows(DRAFT),
            pgtrigger.ReadOnly(name="draft_keeps_who_began_it", fields=["drafted_at", "drafted_by"]),
            pgtrigger.Protect(name="draft_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="what_is_submitted_stays",  # R4, in the database too
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__state__in=list(OPEN_TO_CHANGE)) & _SAYS_SOMETHING_ELSE,
                func=_NOT_UNDER_SIGNATURE,
            ),
            pgtrigger.Trigger(
                name="signatures_fall_or_are_whole",  # R4: none outlives a change, none is missing at the end
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state="signing") & ~pgtrigger.Q(new__state="signing"),
                func=f"""
                    IF NEW.state IN ('approved', 'approved_as_amended') THEN
                        IF EXISTS (SELECT 1 FROM decisions_signature s
                                   WHERE {_OF_LAST_VERSION} AND s.state <> 'given')
                           OR NOT EXISTS (SELECT 1 FROM decisions_signature s
                                          WHERE {_OF_LAST_VERSION} AND s.state = 'given') THEN
                            RAISE EXCEPTION 'Not every post that must sign has signed.'
                                USING ERRCODE = 'restrict_violation';
                        END IF;
                    ELSIF EXISTS (SELECT 1 FROM decisions_signature WHERE draft_id = NEW.id
                                  AND (state IN ('planned', 'asked')
                                       OR (state = 'given' AND NEW.state <> 'refused'))) THEN
                        RAISE EXCEPTION 'Every signature falls before a draft goes back.'
                            USING ERRCODE = 'restrict_violation';
                    END IF;
                    IF NEW.state IN ('refused', 'deferred') AND NOT EXISTS (
                        SELECT 1 FROM decisions_signature s WHERE {_OF_LAST_VERSION}
                        AND s.state = 'withheld' AND NOT EXISTS ({drafted("s")})) THEN
                        RAISE EXCEPTION 'A post that was asked refuses or defers, and nobody who drafted.'
                            USING ERRCODE = 'restrict_violation';
                    END IF;
                    RETURN NEW;
                """,  # noqa: S608 - only our own words go in
            ),
        ]

    def __str__(self) -> str:
        return self.title or "Draft without a subject"


def _only_while_open(name: str) -> pgtrigger.Trigger:
    """R4: what goes with a draft comes and goes only while the draft is open to change."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("draft_state", "text")],
        func=f"""
            SELECT state INTO draft_state FROM decisions_draft
                WHERE id = coalesce(NEW.draft_id, OLD.draft_id) FOR SHARE;
            IF draft_state IN ({_ARE_OPEN}) THEN
                RETURN coalesce(NEW, OLD);
            END IF;
            {_NOT_UNDER_SIGNATURE}
        """,  # noqa: S608 - only the names above go in
    )


_ARE_OPEN = ", ".join(f"'{state}'" for state in OPEN_TO_CHANGE)
_WITHOUT_HARMLESS = f"- ARRAY[{', '.join(repr(key) for key in HARMLESS)}]"


class DraftSection(models.Model):
    """What one section says now; `revision` grows with each save, so that two people never overwrite each other.

    `writers` are all who ever saved it, kept by the database itself: nobody signs what they drafted (R5).
    """

    personal_fields: ClassVar[dict[str, str]] = {
        "values": OFFICIAL,
        "saved_by": OFFICIAL,
        "writers": OFFICIAL,
    }

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="sections")
    section = models.SlugField(max_length=40)
    values = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=64)
    writers = models.JSONField(default=list, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "section"],
                name="draft_has_each_section_once",
                violation_error_message="This draft has this section already.",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="section_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="section_stays_in_its_draft", fields=["draft", "section"]),
            pgtrigger.Trigger(
                name="only_an_open_draft_changes",  # R4, in the database too
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("draft_state", "text")],
                func=f"""
                    IF TG_OP = 'UPDATE' THEN
                        NEW.writers := OLD.writers;
                    ELSE
                        NEW.writers := '[]'::jsonb;
                    END IF;
                    IF NOT NEW.writers @> to_jsonb(NEW.saved_by) THEN
                        NEW.writers := NEW.writers || to_jsonb(NEW.saved_by);
                    END IF;
                    SELECT state INTO draft_state FROM decisions_draft WHERE id = NEW.draft_id FOR SHARE;
                    IF draft_state IN ({_ARE_OPEN}) THEN
                        RETURN NEW;
                    END IF;
                    IF TG_OP = 'UPDATE' AND draft_state = 'signing' AND NEW.section = OLD.section
                       AND NEW.draft_id = OLD.draft_id
                       AND NEW.values {_WITHOUT_HARMLESS}
                         = OLD.values {_WITHOUT_HARMLESS} THEN
                        RETURN NEW;
                    END IF;
                    RAISE EXCEPTION 'What is submitted for signature does not change; recall it first.'
                        USING ERRCODE = 'restrict_violation';
                """,  # noqa: S608 - only the names above go in
            ),
        ]


@tracked
class DraftVersion(models.Model):
    """All sections as they stood at one moment, as canonical bytes with a random salt; what a signature rests on."""

    personal_fields: ClassVar[dict[str, str]] = {"content": OFFICIAL, "made_by": OFFICIAL, "why": OFFICIAL}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=300)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=64)

    class Meta:
        ordering = ["draft", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "number"],
                name="draft_version_has_its_own_number",
                violation_error_message="This draft has a version of this number already.",
            ),
            models.CheckConstraint(
                condition=Q(
                    sha256=Func(
                        Func(F("content"), function="sha256"),
                        Value("hex"),
                        function="encode",
                        output_field=models.TextField(),
                    )
                ),
                name="draft_version_has_its_own_hash",
                violation_error_message="These bytes do not have this SHA-256.",
            ),
        ]
        triggers = append_only("A version of a draft is never changed or deleted.")


@tracked
class DraftComment(models.Model):
    """A remark at one section, until somebody settles it."""

    personal_fields: ClassVar[dict[str, str]] = {
        "text": OFFICIAL,
        "said_by": OFFICIAL,
        "settled_by": OFFICIAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="comments")
    section = models.SlugField(max_length=40)
    text = models.TextField()
    said_at = models.DateTimeField()
    said_by = models.CharField(max_length=64)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=64, blank=True)

    class Meta:
        triggers = [
            pgtrigger.ReadOnly(name="remark_stays_as_said", exclude=["settled_at", "settled_by"]),
            pgtrigger.Protect(name="remark_is_never_deleted", operation=pgtrigger.Delete),
        ]


@tracked
class DraftAttachment(models.Model):
    """A file that goes with a draft; with an exempt ground it is published nowhere."""

    personal_fields: ClassVar[dict[str, str]] = {
        "name": OFFICIAL,
        "added_by": OFFICIAL,
        "removed_by": OFFICIAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="attachments")
    file = models.ForeignKey("frame.StoredFile", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    title = models.CharField(max_length=200)
    exempt_ground = models.CharField(max_length=300, blank=True)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=64)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "file"],
                condition=Q(removed_at__isnull=True),
                name="draft_has_an_attachment_once",
                violation_error_message="This very file is attached already.",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="attachment_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="attachment_stays_as_added", exclude=["removed_at", "removed_by"]),
            _only_while_open("only_an_open_draft_gets_files"),
        ]


@tracked
class Leaning(models.Model):
    """Something that a draft stands on: an item of governance, a decision on record, or words where neither is held.

    Authority: R10.
    """

    personal_fields: ClassVar[dict[str, str]] = {"text": OFFICIAL, "linked_by": OFFICIAL}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="leanings")
    item = models.ForeignKey(
        "governance.Item", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decision = models.ForeignKey(Notice, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    decided_on = models.DateField(null=True, blank=True)
    linked_at = models.DateTimeField()
    linked_by = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(item__isnull=False, decision__isnull=True)
                | Q(item__isnull=True, decision__isnull=False)
                | (Q(item__isnull=True, decision__isnull=True) & ~Q(text="")),
                name="leaning_is_on_one_thing",
                violation_error_message="A draft leans on one thing at a time: an item, a decision, or words.",
            ),
            models.UniqueConstraint(fields=["draft", "item"], name="draft_leans_on_an_item_once"),
            models.UniqueConstraint(fields=["draft", "decision"], name="draft_leans_on_a_decision_once"),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="leaning_stays_in_its_draft", fields=["draft", "linked_at", "linked_by"]),
            _only_while_open("only_an_open_draft_leans"),
        ]
