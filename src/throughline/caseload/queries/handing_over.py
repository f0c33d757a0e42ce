"""What was prison healthcare told about somebody, did it confirm, and what must somebody do about it now?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from throughline.frame.tasks import Task, Waiting
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Verdict
from throughline.kernel.wording import long_date
from throughline.organisations.queries import names_of

from ..actions.handing_over import said_of
from ..care import handing_over as rules
from ..care.lifecycle import HANDOVER
from ..care.local_time import bounds_of, day_of
from ..codes import TO_CUSTODY
from ..lifecycle import PROVIDER, UNDER_WAY
from ..models import Handover, HarmReduction, Referral, ReleasePlan, Treatment
from ..risks import risks_in_words
from .case_shapes import Happened, Line, NextStep
from .cases import Case
from .record_modes import HERE, mode_of_row

MOST = 3
_IN_CUSTODY = Q(referral__state="paused", referral__pause__in=TO_CUSTODY)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One handover as its page shows it; health is empty for whoever does not read it."""

    row: Handover
    stands: str
    tone: str
    team: str
    sent: str
    receipt: str
    came_back: str
    sent_by: str
    confirmed_by: str
    returned_by: str


def to_tell(case: Case) -> list[tuple[str, str]]:
    """The least that prison healthcare needs so that nothing breaks off; health is the service's to tell. R35, R36"""
    who, referral = case.identity, case.referral
    names = names_of({referral.key_worker} - {""})
    return [
        ("Who", f"{who.name}, born {long_date(who.born_on) if who.born_on else 'on a day not known'}"),
        ("Prison number", who.nomis or "Not known"),
        ("CRN", who.crn or "Not known"),
        *(_health(referral) if case.actor.roles & PROVIDER else ()),
        ("Risk", "; ".join(risks_in_words(case.asked)) or "None named in the referral"),
        ("Interpreter", f"Yes, {who.language}" if who.needs_interpreter else "No"),
        ("Call", f"{names.get(referral.key_worker) or referral.provider.name}, {referral.unit.name}"),
    ]


def _health(referral: Referral) -> list[tuple[str, str]]:
    treatment = Treatment.objects.filter(referral=referral, ended_on=None).order_by("-referred_on").first()
    naloxone = HarmReduction.objects.filter(referral=referral, kind="naloxone").exists()
    started = "started" if treatment and treatment.started_on else "referred, not started"
    return [
        (
            "Treatment",
            f"{treatment.service}, {started}" if treatment else "None on record here: ask the person",
        ),
        ("Naloxone", "Given" if naloxone else "Not on record here"),
    ]


def exchanges(case: Case) -> list[Exchange]:
    """Every handover of the person, newest first; what was sent is read by the service and by whoever sent it."""
    rows = list(Handover.objects.filter(referral=case.referral).order_by("-sent_at", "id"))
    names = names_of(
        {who for each in rows for who in (each.sent_by, each.confirmed_by, each.returned_by)} - {""}
    )
    reads_health = bool(case.actor.roles & PROVIDER)
    found = []
    for each in rows:
        each.referral = case.referral
        said = said_of(each)
        found.append(
            Exchange(
                each,
                *rules.STATES[each.state],
                said.get("team", ""),
                said.get("sent", "") if reads_health or each.sent_by == case.actor.id else "",
                said.get("receipt", ""),
                said.get("came_back", "") if reads_health else "",
                names.get(each.sent_by, ""),
                names.get(each.confirmed_by, ""),
                names.get(each.returned_by, ""),
            )
        )
    return found


def prison_of(case: Case) -> str:
    """In which prison the person is, as the release board or the referral has it."""
    found = ReleasePlan.objects.filter(referral=case.referral).values_list("prison", flat=True).first()
    return found or case.asked.prison


def wanted(case: Case) -> rules.Wanted | None:
    """What is to be done now about prison healthcare; no query."""
    referral, last = case.referral, case.handed
    in_custody = case.state == "paused" and referral.pause in TO_CUSTODY
    if case.state not in UNDER_WAY:
        return None
    since = referral.paused_on if in_custody else None
    return rules.wanted(since, referral.release_on, _handed(last), case.today)


def may(step: str, case: Case) -> Verdict:
    """Whether whoever looks may take that step with the newest handover."""
    state = case.handed["state"] if case.handed and step != "send" else None
    return HANDOVER.may(step, state, case.actor)


def handover_steps(case: Case) -> Iterable[NextStep]:
    """Tell prison healthcare, see to its receipt, ask what it did: with how long is left; no query."""
    asked = wanted(case)
    if asked:
        late = asked.clock.tone == "late"
        yield NextStep(
            asked.words,
            case.href("prison-healthcare"),
            10 if late or asked.step == "send" else 25,
            may(asked.step, case),
            f"{asked.clock.words[:1].upper()}{asked.clock.words[1:]}.",
        )


def handover_now(case: Case) -> Iterable[Line]:
    """How it stands with prison healthcare, while somebody is in custody or it was told something; no query."""
    asked, last = wanted(case), case.handed
    if last is None and (asked is None or case.is_elsewhere):
        return
    words = rules.STATES[last["state"]][0] if last else "Not told yet"
    tone = "stop" if asked and asked.clock.tone == "late" else "wait" if asked else ""
    note = asked.clock.words if asked else ""
    yield Line("Prison healthcare", words, note, case.href("prison-healthcare"), tone)


def handovers_happened(case: Case) -> Iterable[Happened]:
    """When prison healthcare was last told."""
    if case.handed:
        at = datetime.fromisoformat(case.handed["at"])
        words = rules.STATES[case.handed["state"]][0]
        yield Happened(at, "Prison healthcare told", words, case.handed["by"], case.href("prison-healthcare"))


def tasks(actor: Actor, today: date) -> list[Waiting]:
    """Whom nobody told prison healthcare about, whose receipt is due, of whom nobody asked what it did; references."""
    return [_to_tell(actor, today), _to_confirm(actor, today), _to_ask_back(actor, today)]


def _theirs(prefix: str, actor: Actor) -> Q:
    return Q(**{f"{prefix}key_worker__in": (actor.id, "")})


def _to_tell(actor: Actor, today: date) -> Waiting:
    since = Handover.objects.filter(referral=OuterRef("pk"), sent_at__date__gte=OuterRef("paused_on"))
    rows: QuerySet[Referral] = (
        Referral.objects.annotate(record_mode=mode_of_row(today))
        .filter(_theirs("", actor), state="paused", pause__in=TO_CUSTODY, record_mode=HERE)
        .exclude(Exists(since))
    )

    def task(each: Referral) -> Task:
        assert each.paused_on is not None  # noqa: S101 - paused says since when
        asked = rules.wanted(each.paused_on, each.release_on, None, today)
        return _task(each, "send", each.paused_on, asked)

    return _waiting(rows.order_by("paused_on", "id"), ("reference", "paused_on", "release_on"), task)


def _to_confirm(actor: Actor, today: date) -> Waiting:
    rows = Handover.objects.filter(
        _theirs("referral__", actor), state="sent", due_on__lte=today, referral__state__in=UNDER_WAY
    ).filter(_IN_CUSTODY | Q(referral__release_on=None) | Q(referral__release_on__gt=today))

    def task(each: Handover) -> Task:
        handed = rules.Handed(each.state, day_of(each.sent_at), each.due_on)
        return _task(each.referral, "confirm", handed.sent_on, rules.wanted(None, None, handed, today))

    columns = ("state", "sent_at", "due_on", "referral__reference")
    return _waiting(rows.order_by("due_on", "id"), columns, task)


def _to_ask_back(actor: Actor, today: date) -> Waiting:
    rows = Handover.objects.filter(
        _theirs("referral__", actor),
        state__in=rules.OPEN,
        referral__state__in=UNDER_WAY,
        referral__release_on__lte=today,
    ).exclude(_IN_CUSTODY)

    def task(each: Handover) -> Task:
        handed, out = rules.Handed(each.state, day_of(each.sent_at), each.due_on), each.referral.release_on
        assert out is not None  # noqa: S101 - asked of whoever was released
        return _task(each.referral, "bring_back", out, rules.wanted(None, out, handed, today))

    columns = ("state", "sent_at", "due_on", "referral__reference", "referral__release_on")
    return _waiting(rows.order_by("referral__release_on", "id"), columns, task)


def _waiting(rows: QuerySet[Any], columns: tuple[str, ...], task: Callable[[Any], Task]) -> Waiting:
    return Waiting(rows[:MOST], columns, lambda found: map(task, found))


def _task(referral: Referral, step: str, since: date, asked: rules.Wanted | None) -> Task:
    what = {
        "send": f"Tell prison healthcare about {referral.reference}",
        "confirm": f"Prison healthcare has not confirmed {referral.reference}",
        "bring_back": f"Ask prison healthcare what it did for {referral.reference}",
    }[step]
    return Task(
        what,
        "Prison healthcare",
        bounds_of(since, since)[0],
        {"send": "Tell it", "confirm": "See to it", "bring_back": "Ask"}[step],
        reverse("prison-healthcare", args=[referral.reference]),
        by=asked.clock.due_on if asked else None,
        clock=asked.clock.words if asked else "",
    )


def stands_on_board(referral: Referral, last: dict[str, str] | None, today: date) -> tuple[str, str]:
    """How it stands on the release board, in words with the tone; empty for whoever is not in custody with us."""
    if referral.state != "paused" or referral.pause not in TO_CUSTODY:
        return "", ""
    asked = rules.wanted(referral.paused_on, referral.release_on, _handed(last), today)
    if asked is None:
        return "Prison healthcare has it", "done"
    words = "not told" if asked.step == "send" else "not confirmed"
    return f"Prison healthcare: {words}, {asked.clock.words}", asked.clock.tone


def _handed(last: dict[str, str] | None) -> rules.Handed | None:
    """As the rules take what `LAST` read."""
    if not last:
        return None
    return rules.Handed(
        last["state"], day_of(datetime.fromisoformat(last["at"])), date.fromisoformat(last["due"])
    )
