"""What goes with a draft: remarks, attached files, what it leans on, and the split it is linked to."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from throughline.frame import attachments
from throughline.frame.upload import Upload
from throughline.governance.queries import items
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from ..drafting.rules import may_remark
from ..drafting.sections import BY_SLUG
from ..drafting.terms import GROUNDS
from ..lifecycle import DRAFT
from ..models import Draft, DraftAttachment, DraftComment, DraftSection, Leaning, Notice
from ..queries.drafting import split_now
from .drafting import keep_section, locked

_LONGEST_REMARK = 4000


def comment_on(*, draft_id: UUID, section: str, text: str, actor: Actor, at: datetime) -> DraftComment:
    """A remark at one section, for whoever drafts; open until somebody settles it, and sent twice it is there once."""
    said = {"section": BY_SLUG[section].slug, "text": text.strip()[:_LONGEST_REMARK], "said_by": actor.id}
    if not said["text"]:
        raise RefusedError("Write your remark.")
    with transaction.atomic():
        draft = locked(draft_id)
        may_remark(draft.state, actor).or_raise()
        if there := draft.comments.filter(**said, settled_at=None).first():
            return there
        facts = {"section": section}
        with act(actor=actor, at=at, verb="draft.commented", subject=("draft", draft_id), facts=facts):
            return DraftComment.objects.create(draft=draft, **said, said_at=at)


def settle_comment(*, comment_id: UUID, actor: Actor, at: datetime) -> DraftComment:
    """The remark is dealt with; it stays readable."""
    return _settle(comment_id, actor, at, is_settled=True)


def reopen_comment(*, comment_id: UUID, actor: Actor, at: datetime) -> DraftComment:
    """The remark is open again."""
    return _settle(comment_id, actor, at, is_settled=False)


def attach(
    *, draft_id: UUID, upload: Upload, title: str, exempt_ground: str = "", actor: Actor, at: datetime
) -> DraftAttachment:
    """The file goes with the draft; RefusedError when it is not what it calls itself, or there already."""
    if exempt_ground and exempt_ground not in GROUNDS:
        raise RefusedError("Choose one of the grounds.")
    with act(actor=actor, at=at, verb="draft.attached", subject=("draft", draft_id)) as doing:
        draft = _open(draft_id, actor)
        if draft.attachments.filter(file_id=upload.sha256, removed_at__isnull=True).exists():
            raise RefusedError("This very file is attached already.")
        file = attachments.attach(upload, at=at)
        doing.facts |= _told_of(file.sha256, exempt_ground)
        return DraftAttachment.objects.create(
            draft=draft,
            file=file,
            name=upload.name[-255:],
            title=(title.strip() or upload.name)[:200],
            exempt_ground=exempt_ground,
            added_at=at,
            added_by=actor.id,
        )


def remove_attachment(*, draft_id: UUID, attachment_id: UUID, actor: Actor, at: datetime) -> None:
    """The file no longer goes with the draft; that it did, and who took it away, stays on record."""
    with act(actor=actor, at=at, verb="draft.attachment_removed", subject=("draft", draft_id)) as doing:
        draft = _open(draft_id, actor)
        held = draft.attachments.filter(id=attachment_id, removed_at=None).first()
        if held is None:
            raise RefusedError("This file is not attached here, or no longer.")
        held.removed_at, held.removed_by = at, actor.id
        held.save(update_fields=["removed_at", "removed_by"])
        doing.facts |= _told_of(held.file_id, held.exempt_ground)


def lean_on(
    *,
    draft_id: UUID,
    on: str = "",
    text: str = "",
    decided_on: date | None = None,
    actor: Actor,
    at: datetime,
) -> Leaning:
    """The draft stands on that too: `on` is "item:<id>" or "decision:<number>", else the words of one not held here."""
    with act(actor=actor, at=at, verb="draft.leans_on", subject=("draft", draft_id)) as doing:
        draft = _open(draft_id, actor)
        said = _on(on) if on else {"text": text.strip(), "decided_on": decided_on}
        if not on and not text.strip():
            raise RefusedError("Choose what it leans on, or write which decision it is.")
        if on and draft.leanings.filter(**said).exists():
            raise RefusedError("The draft leans on that already.")
        leaning = Leaning.objects.create(draft=draft, **said, linked_at=at, linked_by=actor.id)
        doing.facts |= {"kind": on.split(":")[0] or "words"}
    return leaning


def no_longer_lean_on(*, draft_id: UUID, leaning_id: UUID, actor: Actor, at: datetime) -> None:
    """The draft no longer stands on that."""
    with act(actor=actor, at=at, verb="draft.leans_no_longer", subject=("draft", draft_id)):
        draft = _open(draft_id, actor)
        if not draft.leanings.filter(id=leaning_id).delete()[0]:
            raise RefusedError("The draft does not lean on that any more.")
        _wrote(draft, "leans", actor, at)


def link_run(*, draft_id: UUID, run_id: UUID, actor: Actor, at: datetime) -> Draft:
    """The draft's figures are those of the chosen split of that run; nothing is retyped."""
    split = split_now(run_id)
    if split is None or split.is_decided:
        raise RefusedError("That split is not chosen for a decision. Choose it in the workbench first.")
    with act(actor=actor, at=at, verb="draft.run_linked", subject=("draft", draft_id)) as doing:
        draft = _open(draft_id, actor)
        draft.run_id, draft.round_code, draft.total_pence = run_id, split.round_code, split.total
        draft.changed_at, draft.changed_by = at, actor.id
        draft.save()
        _note_split(draft, {"name": split.name, "digest": split.digest}, actor, at)
        doing.facts |= {"run": str(run_id), "round": split.round_code, "digest": split.digest}
    return draft


def unlink_run(*, draft_id: UUID, actor: Actor, at: datetime) -> Draft:
    """The draft's figures are those that are typed."""
    with act(actor=actor, at=at, verb="draft.run_unlinked", subject=("draft", draft_id)):
        draft = _open(draft_id, actor)
        if draft.run_id is None:
            raise RefusedError("No split is linked, so its figures are typed already.")
        draft.run_id, draft.round_code = None, ""
        draft.changed_at, draft.changed_by = at, actor.id
        draft.save()
        _note_split(draft, None, actor, at)
    return draft


def _open(draft_id: UUID, actor: Actor) -> Draft:
    draft = locked(draft_id)
    DRAFT.may("edit", draft.state, actor).or_raise()
    if draft.state not in DRAFT.first_states:  # whoever mends a returned draft takes it up
        draft.state = DRAFT.step("edit").to
        draft.save(update_fields=["state"])
    return draft


def _wrote(draft: Draft, section: str, actor: Actor, at: datetime) -> None:
    """Whoever takes something away has drafted, too; what somebody else is typing meanwhile stays theirs. R5."""
    saved = DraftSection.objects.filter(draft=draft, section=section).first() or DraftSection(
        draft=draft, section=section, revision=0
    )
    saved.saved_at, saved.saved_by = at, actor.id
    saved.save()


def _on(on: str) -> dict[str, Any]:
    kind, _, which = on.partition(":")
    try:
        if kind == "item" and (found := items.items([UUID(which)])):
            return {"item_id": next(iter(found))}
    except ValueError:
        pass
    decision = Notice.objects.filter(number=which).first() if kind == "decision" else None
    if decision is None:
        raise RefusedError("That is not held here. Search for it, or write which decision it is.")
    return {"decision": decision}


def _note_split(draft: Draft, split: dict[str, str] | None, actor: Actor, at: datetime) -> None:
    saved = DraftSection.objects.filter(draft=draft, section="financial").first() or DraftSection(
        draft=draft, section="financial", revision=0
    )
    values = {name: value for name, value in saved.values.items() if name != "split"}
    if split:
        values |= {"split": split}
        values.setdefault(
            "receivers", [_receiver(row) for row in values.get("parts", []) if row.get("place")]
        )
    keep_section(draft, saved, values, actor, at)


def _receiver(part: dict[str, Any]) -> dict[str, str]:
    return {name: part.get(name) or "" for name in ("place", "recipient", "legal_recipient")}


def _told_of(sha256: str, exempt_ground: str) -> dict[str, Any]:
    """What the ledger hears of a file: of an exempt one not even its hash, by which a guess could be tried."""
    return {"is_exempt": True} if exempt_ground else {"is_exempt": False, "sha256": sha256}


def _settle(comment_id: UUID, actor: Actor, at: datetime, *, is_settled: bool) -> DraftComment:
    remark = DraftComment.objects.select_related("draft").get(pk=comment_id)
    may_remark(remark.draft.state, actor).or_raise()
    verb = "draft.comment_settled" if is_settled else "draft.comment_reopened"
    with act(actor=actor, at=at, verb=verb, subject=("draft", remark.draft_id)):
        remark.settled_at, remark.settled_by = (at, actor.id) if is_settled else (None, "")
        remark.save(update_fields=["settled_at", "settled_by"])
    return remark
