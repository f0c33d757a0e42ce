"""What goes with a draft: remarks, attached files, what it leans on, and the split it is linked to."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from throughline.frame import attachments
from throughline.frame.upload import Upload
from throughline.governance.queries import items
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Refused, RefusedError
from throughline.ledger.actions import act

from ..drafting.sections import BY_SLUG
from ..drafting.terms import GROUNDS
from ..lifecycle import DRAFT
from ..models import Draft, DraftAttachment, DraftComment, DraftSection, Leaning, Notice
from ..queries.drafting import commenters, split_now
from .drafting import keep_section, locked

_LONGEST_REMARK = 4000


def comment_on(*, draft_id: UUID, section: str, text: str, actor: Actor, at: datetime) -> DraftComment:
    """A remark at one section, for whoever drafts; it stays open until somebody settles it."""
    if not actor.roles & commenters():
        Refused("Remarks are for those who draft, advise and sign.").or_raise()
    if not text.strip():
        raise RefusedError("Write your remark.")
    with act(actor=actor, at=at, verb="draft.commented", subject=("draft", draft_id)) as doing:
        draft = locked(draft_id)
        doing.facts |= {"section": BY_SLUG[section].slug}
        return DraftComment.objects.create(
            draft=draft, section=section, text=text.strip()[:_LONGEST_REMARK], said_at=at, said_by=actor.id
        )


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
        doing.facts |= {"sha256": file.sha256, "is_exempt": bool(exempt_ground)}
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
    _attachment(
        draft_id,
        attachment_id,
        {"removed_at": at, "removed_by": actor.id},
        "draft.attachment_removed",
        actor,
        at,
    )


def restore_attachment(*, draft_id: UUID, attachment_id: UUID, actor: Actor, at: datetime) -> None:
    """A file that was removed goes with the draft again."""
    _attachment(
        draft_id,
        attachment_id,
        {"removed_at": None, "removed_by": ""},
        "draft.attachment_restored",
        actor,
        at,
    )


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
        draft.leanings.filter(id=leaning_id).delete()


def link_run(*, draft_id: UUID, run_id: UUID, actor: Actor, at: datetime) -> Draft:
    """The draft's figures are those of the chosen split of that run; nothing is retyped."""
    split = split_now(run_id)
    if split is None:
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
    keep_section(draft, saved, values | ({"split": split} if split else {}), actor, at)


def _attachment(
    draft_id: UUID, attachment_id: UUID, change: dict[str, Any], verb: str, actor: Actor, at: datetime
) -> None:
    with act(actor=actor, at=at, verb=verb, subject=("draft", draft_id)) as doing:
        _open(draft_id, actor)
        held = DraftAttachment.objects.select_for_update().get(id=attachment_id, draft_id=draft_id)
        for name, value in change.items():
            setattr(held, name, value)
        held.save(update_fields=list(change))
        doing.facts["sha256"] = held.file_id


def _settle(comment_id: UUID, actor: Actor, at: datetime, *, is_settled: bool) -> DraftComment:
    if not actor.roles & commenters():
        Refused("Remarks are for those who draft, advise and sign.").or_raise()
    remark = DraftComment.objects.get(pk=comment_id)
    verb = "draft.comment_settled" if is_settled else "draft.comment_reopened"
    with act(actor=actor, at=at, verb=verb, subject=("draft", remark.draft_id)):
        remark.settled_at, remark.settled_by = (at, actor.id) if is_settled else (None, "")
        remark.save(update_fields=["settled_at", "settled_by"])
    return remark
