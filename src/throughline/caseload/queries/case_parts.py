"""What do the referral, the assessments, the meetings and the notes say on a person's overview?"""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from django.urls import reverse
from django.utils import timezone

from throughline.kernel.wording import long_date

from .. import codes
from ..actions.assessing import said_of
from ..actions.notes import text_of
from ..actions.pathways import may_start
from ..care import rules
from ..care.lifecycle import APPOINTMENT, ASSESSMENT
from ..care.local_time import clock_words, day_of, day_words
from ..lifecycle import UNDER_WAY
from .case_shapes import Happened, Line, NextStep
from .cases import Case
from .triage import label_of

REVIEW_DAYS = 84  # twelve weeks, the profile's own rhythm
KINDS = {"first": "First assessment", "review": "Review of needs", "exit": "Assessment at exit"}


def assessing_steps(case: Case) -> Iterable[NextStep]:
    """Go on with an assessment, begin the first one, or review when the last one is old."""
    opening = ASSESSMENT.may("open", None, case.actor)
    if case.is_elsewhere or case.state not in (*UNDER_WAY, "paused"):
        return
    if case.draft:
        yield NextStep(
            f"Go on with the {KINDS[case.draft.kind].lower()}",
            case.href("assessment", case.draft.id),
            20,
            ASSESSMENT.may("complete", case.draft.state, case.actor),
            f"Begun {long_date(timezone.localdate(case.draft.begun_at))}.",
        )
    elif case.state in ("accepted", "assigned"):
        fits = rules.may_assess("first", case.state)
        why = (
            f"First contact: {case.clock.words}." if case.clock and not case.referral.first_contact_on else ""
        )
        yield NextStep(
            "Begin the first assessment",
            case.href("assessment-begin", "first"),
            20,
            opening if fits else fits,
            why,
            posts=True,
        )
    elif case.complete and rules.may_assess("review", case.state):
        last = timezone.localdate(case.complete[-1].completed_at)
        is_due = (case.today - last).days >= REVIEW_DAYS
        yield NextStep(
            "Review the needs",
            case.href("assessment-begin", "review"),
            20 if is_due else 60,
            opening,
            f"Last assessed {long_date(last)}, more than twelve weeks ago." if is_due else "",
            posts=True,
        )
        if rules.may_assess("exit", case.state) and not case.is_assessed_at_exit:
            yield NextStep(
                "Assess the needs at exit", case.href("assessment-begin", "exit"), 75, opening, posts=True
            )


def meeting_steps(case: Case) -> Iterable[NextStep]:
    """Say what came of a time that has gone; book the next one where none is booked."""
    if case.to_record:
        gone = case.to_record[0]
        yield NextStep(
            f"Record {gone.get_kind_display().lower()} of {long_date(timezone.localdate(gone.begins_at))}",
            reverse("appointment-record", args=[gone.id, "attended"]),
            10,
            APPOINTMENT.may("attend", gone.state, case.actor),
            "Nobody has said what came of it.",
        )
    if case.next_appointment is None and case.state in ("assigned", "assessed", "on_pathway"):
        is_new = case.state == "assigned" and case.draft is None and not case.referral.first_contact_on
        yield NextStep(
            "Book an appointment",
            case.href("appointment-book"),
            15 if is_new and not case.to_record else 40,
            APPOINTMENT.may("book", None, case.actor),
            f"First contact: {case.clock.words}." if is_new and case.clock else "No appointment is booked.",
        )


def pathway_steps(case: Case) -> Iterable[NextStep]:
    """Start a pathway once the needs are known."""
    if case.state == "assessed":
        yield NextStep(
            "Start a pathway",
            case.href("pathway-start"),
            25,
            may_start(case.state, case.actor),
            "The needs are known: say what is done about them.",
        )
    elif case.state == "on_pathway":
        yield NextStep(
            "Add another pathway", case.href("pathway-start"), 70, may_start(case.state, case.actor)
        )


def now(case: Case) -> Iterable[Line]:
    """Where the person stands."""
    tone = {"paused": "wait", "exited": "quiet", "closed": "quiet", "withdrawn": "quiet"}.get(case.state, "")
    yield Line("Stands", case.state_words, tone=tone)
    for each in case.pathways:
        if each.runs_until is None:
            yield Line("Pathway", codes.PATHWAYS[each.kind], f"since {long_date(each.runs_from)}")
    if case.clock and case.state in ("sent", "accepted", "assigned") and not case.referral.first_contact_on:
        tone = {"late": "stop", "today": "wait", "soon": "wait"}.get(case.clock.tone, "good")
        yield Line("First contact", case.clock.words, f"due {long_date(case.clock.due_on)}", tone=tone)
    if case.referral.requirement:
        yield Line(
            "Requirement", codes.REQUIREMENTS.get(case.referral.requirement, case.referral.requirement)
        )
    if case.referral.release_on and case.referral.release_on >= case.today:
        yield Line("Release", long_date(case.referral.release_on))


def episodes_now(case: Case) -> Iterable[Line]:
    """The person's other referrals, before and since."""
    for each in case.episodes:
        yield Line(
            each.label,
            f"{each.reference}, {each.words}",
            f"sent {long_date(each.sent_on)}",
            reverse("case", args=[each.reference]),
        )


def needs_now(case: Case) -> Iterable[Line]:
    """The high needs of the last assessment, and the score of alcohol."""
    if not case.complete:
        return
    last = case.complete[-1]
    high = [codes.NEEDS[each.need] for each in last.levels.all() if each.level == "high"]
    yield Line(
        "High needs",
        ", ".join(high) or "None is high",
        f"assessed {long_date(timezone.localdate(last.completed_at))}",
        case.href("case-needs"),
    )
    if score := rules.audit(said_of(last).alcohol):
        yield Line("Alcohol", score.words)


def next_meeting(case: Case) -> Iterable[Line]:
    """The next appointment."""
    ahead = case.next_appointment
    if ahead is None:
        yield Line("Next appointment", "None is booked", tone="wait" if case.state != "exited" else "")
        return
    yield Line(
        "Next appointment",
        f"{day_words(day_of(ahead.begins_at))}, {clock_words(ahead.begins_at)}",
        ", ".join(part for part in (ahead.get_kind_display(), ahead.get_mode_display(), ahead.place) if part),
    )


def last_meeting(case: Case) -> Iterable[Line]:
    """When the person last came."""
    came = case.last_contact
    if came:
        yield Line("Last met", long_date(timezone.localdate(came.begins_at)), came.get_kind_display())
    elif case.referral.first_contact_on:
        yield Line("Last met", long_date(case.referral.first_contact_on), "First contact")
    else:
        yield Line("Last met", "Not yet")


def last_note(case: Case) -> Iterable[Line]:
    """The beginning of the last note."""
    if case.notes:
        note = case.notes[0]
        text = text_of(note)
        short = text if len(text) <= 140 else f"{text[:139].rstrip()}…"
        yield Line(
            "Last note",
            short,
            f"{note.get_for_whom_display()}, {long_date(timezone.localdate(note.written_at))}",
            case.href("case-contacts") + "#notes",
        )


def who(case: Case, names: dict[str, str]) -> Iterable[Line]:
    """Who takes care, who supervises, and how to reach them."""
    referral, asked = case.referral, case.asked
    yield Line("Key worker", names.get(referral.key_worker) or "Nobody yet", referral.provider.name)
    practitioner = names.get(referral.practitioner) or asked.practitioner_name
    yield Line(
        "Probation practitioner",
        practitioner or "None allocated yet",
        ", ".join(part for part in (asked.practitioner_phone or asked.team_phone, asked.office) if part),
    )
    yield Line("Unit", referral.unit.name, referral.place.name)


def referral_happened(case: Case) -> Iterable[Happened]:
    """Sent, decided, given to a key worker, ended: what the referral's own row says."""
    each = case.referral
    if each.sent_at:
        yield Happened(each.sent_at, "Referred", codes.SOURCES[each.source], each.sent_by)
    if each.triaged_at:
        words = {"declined": "Declined", "redirected": "Redirected"}.get(each.state, "Taken on")
        yield Happened(each.triaged_at, words, by=each.triaged_by)
    if each.assigned_at:
        yield Happened(each.assigned_at, "Given to a key worker", by=each.assigned_by)
    if each.paused_on:
        yield Happened(each.paused_on, "Paused", codes.PAUSES.get(each.pause, ""))
    if each.exited_on:
        ends = codes.PLANNED | codes.UNPLANNED
        why = ends.get(each.exit_reason) or codes.WITHDRAWAL.get(each.withdrawn_for, "")
        words = "Withdrawn by probation" if each.state == "withdrawn" else "Support ended"
        yield Happened(each.exited_on, words, why)


def amendments_happened(case: Case) -> Iterable[Happened]:
    """Each time that what was sent was changed, and which answers; to what stands on the page of the referral."""
    for (at, by), rows in groupby(case.amended, key=lambda each: (each["at"], each["by"])):
        words = ", ".join(dict.fromkeys(label_of(each["what"]) for each in rows))
        yield Happened(datetime.fromisoformat(at), "Changed", words, by, case.href("case-referral"))


def alert_steps(case: Case) -> Iterable[NextStep]:
    """What probation changed or withdrew is read before anything else."""
    if case.has_unread:
        yield NextStep("Read what probation changed", case.href("case-referral"), 1)


def assessments_happened(case: Case) -> Iterable[Happened]:
    """Each assessment that was completed."""
    for each in case.complete:
        assert each.completed_at is not None  # noqa: S101 - complete says when
        yield Happened(
            each.completed_at,
            KINDS[each.kind],
            by=each.completed_by,
            href=case.href("assessment", each.id),
        )


def meetings_happened(case: Case) -> Iterable[Happened]:
    """Each appointment of which somebody said what happened."""
    words = {"attended": "Came", "did_not_attend": "Did not come", "did_not_happen": "Did not happen"}
    for each in case.appointments:
        if each.state in words:
            yield Happened(
                each.begins_at, f"{each.get_kind_display()}: {words[each.state].lower()}", by=each.recorded_by
            )


def pathways_happened(case: Case) -> Iterable[Happened]:
    """Each pathway that began or ended."""
    for each in case.pathways:
        yield Happened(each.runs_from, "Pathway started", codes.PATHWAYS[each.kind], each.begun_by)
        if each.runs_until:
            yield Happened(each.runs_until, "Pathway ended", codes.PATHWAYS[each.kind])
