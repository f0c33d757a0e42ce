"""How does an assessment begin, grow section by section, and become what is not changed any more? R33"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from ..care import rules
from ..care.lifecycle import ASSESSMENT
from ..care.questions import AUDIT_FURTHER
from ..lifecycle import REFERRAL
from ..models import Assessment, NeedLevel, OutcomesProfile, Referral
from ..sealed import Said, closed, opened, place_of
from .referrals import locked
from .telling import tell

TABLE = "caseload_assessment"
PROFILES = "caseload_outcomesprofile"
SECTIONS: dict[str, frozenset[str]] = {
    "needs": frozenset({"levels", "goals"}),
    "drugs": frozenset({"drugs", "reasons", "effects"}),
    "alcohol": frozenset({"alcohol"}),
    "audit": frozenset({"alcohol"}),
    "outcomes": frozenset({"outcomes"}),
    "strengths": frozenset({"strengths", "motivation"}),
    "plan": frozenset({"steps", "plan", "review_on"}),
}


class ChangedMeanwhileError(RefusedError):
    """Another window saved this section since it was opened; `theirs` is what it says now, at `revision`."""

    def __init__(self, theirs: Said, revision: int) -> None:
        super().__init__(
            "This section was saved in another window since you opened it. Nothing of either is lost."
        )
        self.theirs, self.revision = theirs, revision


def begin(*, actor: Actor, at: datetime, referral_id: UUID, kind: str) -> Assessment:
    """The draft of an assessment; the one that is under way when there is one, so pressing twice begins once.

    It starts from what the person's last one said of drugs, goals, strengths and plan, also before they came back;
    levels and scores are asked anew.
    """
    ASSESSMENT.may("open", None, actor).or_raise()
    referral = locked(referral_id)
    under_way = Assessment.objects.filter(referral=referral, state="draft").first()
    if under_way:
        return under_way
    rules.may_assess(kind, referral.state).or_raise()
    draft = Assessment(
        id=uuid4(), referral=referral, kind=kind, state="draft", begun_at=at, begun_by=actor.id
    )
    draft.said = sealed(draft, carried(_last(referral)))
    with act(
        actor=actor,
        at=at,
        verb=ASSESSMENT.step("open").event,
        subject=("referral", referral.id),
        facts={"kind": kind},
    ):
        draft.save(force_insert=True)
    return draft


def save_section(
    *,
    actor: Actor,
    at: datetime,
    assessment_id: UUID,
    section: str,
    values: Mapping[str, Any],
    revision: int,
) -> int:
    """The section says this now; gives its new revision. The same again changes nothing.

    ChangedMeanwhileError when the section was saved since that revision.
    """
    if set(values) - SECTIONS[section]:
        raise ValueError(f"Section {section} holds {', '.join(sorted(SECTIONS[section]))} only.")
    draft = _draft(assessment_id)
    ASSESSMENT.may("complete", draft.state, actor).or_raise()
    said = said_of(draft)
    now = said.revisions.get(section, 0)
    new = replace(said, **{name: _merged(said, name, given, section) for name, given in values.items()})
    if new == said:
        return now
    if revision != now:
        raise ChangedMeanwhileError(said, now)
    new = replace(new, revisions={**said.revisions, section: now + 1})
    with act(
        actor=actor,
        at=at,
        verb="assessment.saved",
        subject=("referral", draft.referral_id),
        facts={"section": section},
    ):
        draft.said, draft.revision = sealed(draft, new), draft.revision + 1
        draft.save(update_fields=["said", "revision"])
    return now + 1


def complete(*, actor: Actor, at: datetime, assessment_id: UUID) -> Assessment:
    """The assessment is frozen; levels and profile are rows. The first one takes the referral to “assessed”."""
    draft = _draft(assessment_id)
    ASSESSMENT.may("complete", draft.state, actor).or_raise()
    referral, said, on = draft.referral, said_of(draft), timezone.localdate(at)
    needs = needs_in(said)
    rules.may_complete(needs, said.alcohol).or_raise()
    rules.may_assess(draft.kind, referral.state).or_raise()
    if draft.kind == "first":
        REFERRAL.may("assess", referral.state, actor).or_raise()
    score = rules.audit(said.alcohol)
    if score and not score.is_full:
        said = replace(
            said, alcohol={k: v for k, v in said.alcohol.items() if k not in {q.key for q in AUDIT_FURTHER}}
        )
    with act(
        actor=actor,
        at=at,
        verb=ASSESSMENT.step("complete").event,
        subject=("referral", referral.id),
        facts={"kind": draft.kind},
    ):
        NeedLevel.objects.bulk_create(level_rows(draft, needs))
        if said.outcomes:
            _keep_profile(draft, said.outcomes, actor, at)
        draft.said = sealed(draft, replace(said, levels={}, outcomes={}, revisions={}))
        draft.state, draft.completed_at, draft.completed_by = "complete", at, actor.id
        draft.save(update_fields=["said", "state", "completed_at", "completed_by"])
        if draft.kind == "first":
            step = REFERRAL.step("assess")
            with act(actor=actor, at=at, verb=step.event, subject=("referral", referral.id)):
                referral.state = step.to
                referral.first_contact_on = referral.first_contact_on or on
                referral.save(update_fields=["state", "first_contact_on"])
        tell(
            referral=referral,
            kind="assessed" if draft.kind == "first" else "reviewed",
            about_on=on,
            actor=actor,
            at=at,
        )
    return draft


def discard(*, actor: Actor, at: datetime, assessment_id: UUID) -> None:
    """The draft is thrown away; what was complete before stands."""
    draft = _draft(assessment_id)
    ASSESSMENT.may("discard", draft.state, actor).or_raise()
    with act(
        actor=actor,
        at=at,
        verb=ASSESSMENT.step("discard").event,
        subject=("referral", draft.referral_id),
        facts={"kind": draft.kind},
    ):
        draft.state = "discarded"
        draft.save(update_fields=["state"])


def said_of(assessment: Assessment) -> Said:
    """What it says; `referral__person` is read with it."""
    return opened(assessment.referral.person, assessment.said, Said, place_of(TABLE, assessment.id, "said"))


def outcomes_of(profile: OutcomesProfile) -> dict[str, int]:
    """The profile's answers by item."""
    place = place_of(PROFILES, profile.id, "answers")
    return opened(profile.referral.person, profile.answers, Said, place).outcomes


def needs_in(said: Said) -> dict[str, rules.Need]:
    """The levels of a draft, as the rules see them."""
    return {
        code: rules.Need(
            given["level"],
            is_linked_to_harm=bool(given.get("harm")),
            is_linked_to_reoffending=bool(given.get("reoffending")),
            is_strength=bool(given.get("strength")),
        )
        for code, given in said.levels.items()
        if given.get("level")
    }


def level_rows(assessment: Assessment, needs: Mapping[str, rules.Need]) -> list[NeedLevel]:
    """The levels as rows of their own, still to be written."""
    return [
        NeedLevel(
            assessment=assessment,
            need=code,
            level=need.level,
            is_linked_to_harm=need.is_linked_to_harm,
            is_linked_to_reoffending=need.is_linked_to_reoffending,
            is_strength=need.is_strength,
        )
        for code, need in needs.items()
    ]


def carried(last: Assessment | None) -> Said:
    """From what a new assessment starts, when that was the last complete one."""
    if last is None:
        return Said()
    assert last.completed_at is not None  # noqa: S101 - only what is complete is carried
    return replace(said_of(last), alcohol={}, carried_from=timezone.localdate(last.completed_at).isoformat())


def sealed(assessment: Assessment, said: Said) -> bytes:
    """What it says, as it is kept."""
    return closed(assessment.referral.person, said, place_of(TABLE, assessment.id, "said"))


def _draft(assessment_id: UUID) -> Assessment:
    """The assessment with its referral, both locked, the referral first as in every other act."""
    referral_id = Assessment.objects.values_list("referral_id", flat=True).get(id=assessment_id)
    referral = locked(referral_id)
    draft = Assessment.objects.select_for_update(of=("self",)).get(id=assessment_id)
    draft.referral = referral
    return draft


def _merged(said: Said, name: str, given: Any, section: str) -> Any:
    """Alcohol is asked on two pages: each replaces its own questions."""
    if name != "alcohol":
        return given
    further = {each.key for each in AUDIT_FURTHER}
    kept = {k: v for k, v in said.alcohol.items() if (k in further) != (section == "audit")}
    return {**kept, **given}


def _last(referral: Referral) -> Assessment | None:
    complete = Assessment.objects.filter(referral__person=referral.person_id, state="complete")
    last = complete.order_by("-completed_at", "id").first()
    if last is not None:
        last.referral = referral
    return last


def _keep_profile(draft: Assessment, outcomes: dict[str, int], actor: Actor, at: datetime) -> None:
    profile = OutcomesProfile(
        id=uuid4(),
        referral=draft.referral,
        stage=rules.STAGE_OF_KIND[draft.kind],
        taken_on=timezone.localdate(at),
        taken_at=at,
        taken_by=actor.id,
    )
    place = place_of(PROFILES, profile.id, "answers")
    profile.answers = closed(draft.referral.person, Said(outcomes=outcomes), place)
    profile.save(force_insert=True)
