"""Beginning a draft, saving a section of it, freezing it as a version, handing it on, giving it up."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from throughline.frame.lists import fold
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from ..drafting import start
from ..drafting.content import Content, from_frozen, frozen_bytes
from ..drafting.money import READ_FROM_THE_SPLIT
from ..drafting.rules import may_submit
from ..drafting.sections import BY_SLUG
from ..lifecycle import DRAFT
from ..models import Draft, DraftSection, DraftVersion, Leaning, Notice
from ..queries.drafting import content_of

Json = dict[str, Any]


class ChangedMeanwhileError(RefusedError):
    """Somebody saved the section since it was opened; `theirs` is what stands there now."""

    def __init__(self, theirs: DraftSection) -> None:
        super().__init__(
            "Somebody else has saved this section since you opened it. Nothing of either is lost."
        )
        self.theirs = theirs


def begin_draft(
    *, started_from: str = "", title: str = "", draft_id: UUID | None = None, actor: Actor, at: datetime
) -> Draft:
    """A new draft, with the words of the decision of that number where one is named; without its money and dates.

    `draft_id` comes from the form: sent twice, it is the draft that was begun the first time.
    """
    DRAFT.may("begin", None, actor).or_raise()
    draft_id = draft_id or uuid4()
    try:
        with transaction.atomic():
            return _begun(started_from, title, draft_id, actor, at)
    except IntegrityError:
        mine = Draft.objects.filter(id=draft_id, drafted_by=actor.id)
        same = mine.filter(title=title.strip()[:300]) if title.strip() else mine
        if begun := same.filter(**({"started_from__number": started_from} if started_from else {})).first():
            return begun
        return _begun(started_from, title, uuid4(), actor, at)  # the same form, with other words in it


def _begun(started_from: str, title: str, draft_id: UUID, actor: Actor, at: datetime) -> Draft:
    earlier = _decision(started_from) if started_from else None
    sections = _beginning(earlier) if earlier else {}
    if title.strip():
        sections["subject"] = {**sections.get("subject", {}), "title": title.strip()}
    with act(actor=actor, at=at, verb=DRAFT.step("begin").event, subject=("draft", None)) as doing:
        draft = Draft.objects.create(
            id=draft_id,
            started_from=earlier,
            **columns_of(sections),
            drafted_at=at,
            drafted_by=actor.id,
            changed_at=at,
            changed_by=actor.id,
        )
        doing.subject = ("draft", draft.id)
        doing.facts |= {"started_from": started_from} if earlier else {}
        DraftSection.objects.bulk_create(
            DraftSection(draft=draft, section=slug, values=values, saved_at=at, saved_by=actor.id)
            for slug, values in sections.items()
        )
        if earlier:
            Leaning.objects.create(draft=draft, decision=earlier, linked_at=at, linked_by=actor.id)
    return draft


def save_section(
    *, draft_id: UUID, section: str, values: Mapping[str, Any], revision: int, actor: Actor, at: datetime
) -> DraftSection:
    """The section says this now. ChangedMeanwhileError when somebody saved it since that revision.

    It is working text: the ledger hears of it only when the subject, the type, the function or the money changes.
    """
    known = {field.name for field in BY_SLUG[section].fields}
    with transaction.atomic():
        draft = locked(draft_id)
        DRAFT.may("edit", draft.state, actor).or_raise()
        saved = DraftSection.objects.filter(draft=draft, section=section).first()
        if saved is None:
            saved = DraftSection(draft=draft, section=section, revision=0)
        new = saved.values | {name: value for name, value in values.items() if name in known}
        if saved.values == new and saved.revision:
            return saved  # the same again, as a browser sends it that did not hear the answer
        if revision != saved.revision:
            raise ChangedMeanwhileError(saved)
        keep_section(draft, saved, new, actor, at)
    return saved


def restore_section(
    *, draft_id: UUID, section: str, version: int, actor: Actor, at: datetime
) -> DraftSection:
    """The section says again what it said in that version; what is linked stays as it is linked."""
    frozen = DraftVersion.objects.select_related("draft").get(draft_id=draft_id, number=version)
    then = from_frozen(bytes(frozen.content))
    values = then.sections.get(section, {})
    linked = READ_FROM_THE_SPLIT if then.split or frozen.draft.run_id else frozenset()
    saved = DraftSection.objects.filter(draft_id=draft_id, section=section).first()
    return save_section(
        draft_id=draft_id,
        section=section,
        values={
            field.name: values.get(field.name)
            for field in BY_SLUG[section].fields
            if section != "financial" or field.name not in linked
        },
        revision=saved.revision if saved else 0,
        actor=actor,
        at=at,
    )


def save_version(*, draft_id: UUID, why: str, actor: Actor, at: datetime) -> DraftVersion:
    """The draft as it stands is kept as a version, to compare with and to go back to; not when it says nothing new."""
    with act(actor=actor, at=at, verb="draft.version_saved", subject=("draft", draft_id)) as doing:
        draft = locked(draft_id)
        DRAFT.may("edit", draft.state, actor).or_raise()
        content = content_of(draft)
        last = draft.versions.order_by("-number").first()
        if last and from_frozen(bytes(last.content)) == content:
            raise RefusedError(f"Nothing has changed since version {last.number}, so that is kept already.")
        version = freeze(draft, content, why.strip() or "kept", actor, at)
        doing.facts |= {"version": version.number, "sha256": version.sha256}
    return version


def submit_draft(*, draft_id: UUID, actor: Actor, at: datetime) -> DraftVersion:
    """The draft is frozen as a version and waits for the programme lead; RefusedError says what must be mended."""
    step = DRAFT.step("submit")
    with act(actor=actor, at=at, verb=step.event, subject=("draft", draft_id)) as doing:
        draft = locked(draft_id)
        content = content_of(draft)
        may_submit(draft.state, actor, content).or_raise()
        version = freeze(draft, content, "submitted", actor, at)
        for name, value in columns_of(content.sections).items():
            setattr(draft, name, value)
        draft.total_pence = content.total
        draft.state, draft.submitted_at, draft.submitted_by = step.to, at, actor.id
        draft.changed_at, draft.changed_by = at, actor.id
        draft.save()
        doing.facts |= {"version": version.number, "sha256": version.sha256}
    return version


def withdraw_draft(*, draft_id: UUID, actor: Actor, at: datetime) -> Draft:
    """The draft is given up; it is kept and goes no further."""
    return _step("withdraw", draft_id, actor, at)


def take_up_again(*, draft_id: UUID, actor: Actor, at: datetime) -> Draft:
    """A decision that was put off is a draft again."""
    return _step("take_up_again", draft_id, actor, at)


def freeze(draft: Draft, content: Content, why: str, actor: Actor, at: datetime) -> DraftVersion:
    """The next version of the draft with this content, inside the caller's act."""
    frozen = frozen_bytes(content, secrets.token_hex(32))
    last = draft.versions.order_by("-number").values_list("number", flat=True).first() or 0
    return DraftVersion.objects.create(
        draft=draft,
        number=last + 1,
        why=why,
        content=frozen,
        sha256=sha256(frozen).hexdigest(),
        made_at=at,
        made_by=actor.id,
    )


def keep_section(draft: Draft, saved: DraftSection, values: Json, actor: Actor, at: datetime) -> None:
    """The section has these values and the draft's columns follow; the draft is locked and open to change."""
    changed = {
        name: value
        for name, value in columns_of({saved.section: values}).items()
        if getattr(draft, name) != value and not (name == "total_pence" and draft.run_id)
    }
    if changed or draft.state not in DRAFT.first_states:
        step = DRAFT.step("edit")
        facts = {"changed": sorted(changed)}
        with act(actor=actor, at=at, verb=step.event, subject=("draft", draft.id), facts=facts):
            for name, value in changed.items():
                setattr(draft, name, value)
            draft.state, draft.changed_at, draft.changed_by = step.to, at, actor.id
            draft.save()
    saved.values, saved.revision, saved.saved_at, saved.saved_by = values, saved.revision + 1, at, actor.id
    saved.save()


def locked(draft_id: UUID) -> Draft:
    """The draft, locked until the transaction ends; without joins, so that what is read is what stands."""
    return Draft.objects.select_for_update().get(pk=draft_id)


def columns_of(sections: Mapping[str, Json]) -> Json:
    """What lists and rules ask of a draft, as far as these sections say it."""
    columns: Json = {}
    if "subject" in sections:
        said = sections["subject"]
        title = str(said.get("title") or "")[:300]
        columns |= {"title": title, "programme_id": said.get("programme") or None, "search_text": fold(title)}
    if "type" in sections:
        said = sections["type"]
        columns |= {"decision_type": said.get("decision_type") or "", "stage": said.get("stage") or ""}
    if "function" in sections:
        columns["function"] = sections["function"].get("function") or ""
    if "financial" in sections:
        pence = sections["financial"].get("total_pence")
        columns["total_pence"] = Money(pence) if type(pence) is int else None
    return columns


def _step(name: str, draft_id: UUID, actor: Actor, at: datetime) -> Draft:
    step = DRAFT.step(name)
    with act(actor=actor, at=at, verb=step.event, subject=("draft", draft_id)):
        draft = locked(draft_id)
        DRAFT.may(name, draft.state, actor).or_raise()
        draft.state, draft.changed_at, draft.changed_by = step.to, at, actor.id
        draft.save()
    return draft


def _decision(number: str) -> Notice:
    found = (
        Notice.objects.prefetch_related("award_lines", "year_amounts", "sign_offs")
        .filter(number=number)
        .first()
    )
    if found is None:
        raise RefusedError(f"No decision {number} is on record here.")
    return found


def _beginning(earlier: Notice) -> dict[str, Json]:
    made_here = DraftVersion.objects.filter(draft__notice=earlier).order_by("-number").first()
    facts = earlier.facts()
    sections = (
        start.from_draft(from_frozen(bytes(made_here.content)))
        if made_here
        else start.from_record(facts.said, facts.purpose)
    )
    if "subject" in sections:
        sections["subject"]["title"] = start.next_title(str(sections["subject"].get("title", "")))
    return sections
