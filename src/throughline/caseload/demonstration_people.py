"""How do the made-up people of a demonstration come to where their stories have brought them, many at once?

Each step of the lifecycle is one act and one statement over everybody whom it concerns; the database holds every row
to its table and its walls as it does when a page takes the step. Dates follow from the day on which somebody was sent.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from throughline.frame.sealing import new_key, wrapped
from throughline.kernel.actor import Actor
from throughline.kernel.dates import add_working_days, working_days_between
from throughline.ledger.actions import act

from . import codes
from .actions.people import hashes_of
from .actions.referrals import LETTERS
from .care.attendance import telling_of
from .care.local_time import day_of, moments_of
from .demonstration_staff import Staff, Unit
from .models import (
    Appointment,
    Assessment,
    NeedLevel,
    NeedSought,
    Pathway,
    Person,
    Protocol,
    Referral,
    SearchHash,
    Told,
)
from .sealed import Asked, Identity, Said, Session, closed, place_of
from .sight import look

SEED = 39
FAR = ("draft", "sent", "accepted", "assigned", "assessed", "on_pathway")
OFFICE, VIDEO = "IN_PERSON_PROBATION_OFFICE", "VIDEO_CALL"
MADE_UP = "Made up for the demonstration: "
_SLOTS = tuple(
    time(hour, minute) for hour, minute in ((9, 30), (10, 15), (11, 0), (13, 30), (14, 15), (15, 0), (15, 45))
)
_WEEKS = 5  # how far back weekly meetings are on record
_SESSIONS = (
    ("Went through the week and two high-risk moments.", "Tired, and glad to be asked.", "Bring the diary."),
    ("Talked about what to do on a Friday night.", "Laughed for the first time.", "Ring on Friday at four."),
    ("Cravings in the evening; the sister helps.", "Open.", "Naloxone kit next week."),
    ("Came from the job centre, short of time.", "Wants mornings from now on.", "Mornings from next week."),
)


@dataclass(frozen=True, slots=True)
class Story:
    """Somebody made up: sent so many working days ago, how far they have come, and who takes care of them.

    `met` is how many working days after sending they were first met, None when nobody has met them; `last` how many
    working days ago they can have been met last, of which the `missed` last ones were missed.
    """

    name: tuple[str, str]
    sent: int
    far: str = "sent"
    worker: str = "worker"
    met: int | None = 6
    kind: str = ""
    why: str = "wants support to stay away from heroin and crack."
    needs: Mapping[str, str] = field(default_factory=lambda: {"DNR": "MEDIUM"})
    levels: str = ""
    last: int = 1
    missed: int = 0
    next_in: int | None = None
    said: Mapping[str, Any] = field(default_factory=dict)
    identity: Mapping[str, Any] = field(default_factory=dict)
    source: str = "community"
    sentence: str = "CO"
    requirement: str = "DRR"
    is_urgent: bool = False
    release_in: int = 0
    sender: str = "practitioner"


def ago(day: date, working_days: int) -> date:
    """The working day so many before that one; that day itself, or the last working day before it, for none."""
    return (
        add_working_days(day, -working_days)
        if working_days
        else add_working_days(add_working_days(day, 1), -1)
    )


def moment(day: date, clock: time, at: datetime) -> datetime:
    """That time in London on that day, or shortly before the demonstration began when it is still to come."""
    [first, *_] = moments_of(day, clock)
    return min(first.astimezone(UTC), at - timedelta(minutes=20))


class Made:
    """The stories of one unit, told: whose referral is whose, by the first word of their names.

    Those told `beside` others change nothing of theirs, and meet nobody at their times.
    """

    def __init__(
        self, stories: Sequence[Story], unit: Unit, staff: Staff, at: datetime, beside: "Made | None" = None
    ) -> None:
        self.stories, self.unit, self.staff, self.at, self.day = stories, unit, staff, at, day_of(at)
        drawn = f"{SEED} {unit.name}{' beside' if beside else ''}"
        self.chance = random.Random(drawn)  # noqa: S311 - made-up people, nothing secret
        self.taken: set[tuple[str, datetime]] = beside.taken if beside else set()
        self.told: list[Told] = []
        self.rows = [self._referral(each) for each in stories]

    def __getitem__(self, given: str) -> Referral:
        return next(row for row, each in zip(self.rows, self.stories, strict=True) if each.name[0] == given)

    def tell(self) -> "Made":
        """Everybody is referred and taken on as far as their stories go, by those who would do it."""
        for sender in dict.fromkeys(each.sender for each in self.stories):
            self._send(
                [n for n, each in enumerate(self.stories) if each.sender == sender], self.staff[sender]
            )
        answers = self.staff[self.unit.manager]
        look(answers, self.day)
        about = {"actor": answers, "at": self.at, "subject": ("unit", self.unit.id)}
        with act(verb="demonstration.people_taken_on", facts={"people": len(self._far("accepted"))}, **about):  # type: ignore[arg-type]  # three named parts of one call
            self._take_on(answers)
        with act(verb="demonstration.people_met", **about):  # type: ignore[arg-type]  # as above
            self._meet()
            Told.objects.bulk_create(self.told)
        return self

    def _far(self, state: str) -> list[tuple[Referral, Story]]:
        """Those who have come so far at least."""
        wanted = FAR.index(state)
        pairs = zip(self.rows, self.stories, strict=True)
        return [(row, each) for row, each in pairs if FAR.index(each.far) >= wanted]

    def _referral(self, each: Story) -> Referral:
        chance, sender = self.chance, self.staff[each.sender]
        sent_at = moment(
            ago(self.day, each.sent), time(9 + chance.randrange(7), 5 * chance.randrange(12)), self.at
        )
        person = Person(id=uuid4(), body_id=self.unit.body, wrapped_key=wrapped(new_key()), is_made_up=True)
        born = date(chance.randint(1962, 2003), chance.randint(1, 12), chance.randint(1, 28))
        who = Identity(
            given_names=each.name[0],
            family_name=each.name[1],
            date_of_birth=born.isoformat(),
            crn=f"Z{chance.randrange(10**6):06}",
            phone=f"0161 496 0{chance.randrange(1000):03}",  # numbers that are never given to anybody
            safe_contact=chance.choice(("any", "any", "text", "phone")),
        )
        person.identity = closed(
            person, replace(who, **each.identity), place_of("caseload_person", person.id, "identity")
        )
        letters = "".join(chance.choice(LETTERS) for _ in range(6))
        custody = each.source == "custody"
        row = Referral(
            id=uuid4(),
            reference=f"DR-{letters[:3]}-{letters[3:]}",
            person=person,
            provider_id=self.unit.body,
            unit_id=self.unit.id,
            place_id=self.unit.place,
            state="draft",
            source=each.source,
            sentence="LIC" if custody else each.sentence,
            requirement="" if custody else each.requirement,
            is_urgent=each.is_urgent,
            release_on=self.day + timedelta(days=each.release_in) if each.release_in else None,
            practitioner=sender.id if each.sender == "practitioner" else "",
            begun_at=sent_at,
            begun_by=sender.id,
        )
        asked = Asked(
            why_now=MADE_UP + each.why,
            hoped_for=["use", "support", "overdose"],
            children={"is_parent": "no"},
            practitioner_phone="0161 496 0150",
        )
        row.asked = closed(
            person, replace(asked, **each.said), place_of("caseload_referral", row.id, "asked")
        )
        person.hashes_made = hashes_of(person.id, replace(who, **each.identity))  # type: ignore[attr-defined]  # until it is saved
        return row

    def _send(self, numbers: Iterable[int], sender: Actor) -> None:
        look(sender, self.day)
        protocol = Protocol.objects.filter(unit=self.unit.id, state="agreed").order_by("-cohort").first()
        pairs = [(self.rows[n], self.stories[n]) for n in numbers]
        rows = [row for row, _ in pairs]
        facts = {"people": len(rows)}
        subject = ("unit", self.unit.id)
        with act(
            actor=sender, at=self.at, verb="demonstration.people_referred", subject=subject, facts=facts
        ):
            Person.objects.bulk_create(row.person for row in rows)
            for row in rows:
                row.protocol = protocol
            Referral.objects.bulk_create(rows)
            SearchHash.objects.bulk_create(each for row in rows for each in vars(row.person)["hashes_made"])
            NeedSought.objects.bulk_create(
                NeedSought(referral=row, need=need, complexity=complexity)
                for row, each in pairs
                for need, complexity in each.needs.items()
            )
            going = [row for row, each in pairs if each.far != "draft"]
            for row in going:
                row.state, row.sent_at, row.sent_by = "sent", row.begun_at, row.begun_by
            Referral.objects.bulk_update(going, ["state", "sent_at", "sent_by"])

    def _take_on(self, answers: Actor) -> None:
        """Accepted on the next working day, given to a key worker on the one after, and met as the story says."""
        taken = self._far("accepted")
        for row, each in taken:
            decides = self.staff[each.worker].id
            row.state, row.triaged_by = "accepted", decides
            row.triaged_at = self._after(row, 1, time(9, 40))
            self._say(row, "accepted", row.triaged_at, decides)
        Referral.objects.bulk_update([row for row, _ in taken], ["state", "triaged_at", "triaged_by"])
        given = self._far("assigned")
        for row, each in given:
            row.state, row.key_worker = "assigned", self.staff[each.worker].id
            row.assigned_at, row.assigned_by = self._after(row, 2, time(10, 20)), answers.id
            row.first_contact_on = self._on(row, each.met) if each.met is not None else None
            self._say(row, "allocated", row.assigned_at, answers.id)
        Referral.objects.bulk_update(
            [row for row, _ in given],
            ["state", "key_worker", "assigned_at", "assigned_by", "first_contact_on"],
        )
        self._assess()
        self._start()

    def _assess(self) -> None:
        """The first meeting is the first assessment; what it found are the levels of the eight needs."""
        found, levels = [], []
        for row, each in self._far("assessed"):
            assert row.first_contact_on is not None  # noqa: S101 - whoever was assessed was met
            done = moment(row.first_contact_on, time(12), self.at)
            one = Assessment(
                id=uuid4(), referral=row, kind="first", state="draft", begun_at=done, begun_by=row.key_worker
            )
            said = Said(
                goals={"DNR": "I want to wake up without needing it."},
                steps={"DNR": "Weekly with the key worker; a diary of hard moments."},
                strengths="Never misses a bus. A sister who picks up the phone.",
                review_on=(row.first_contact_on + timedelta(days=84)).isoformat(),
            )
            one.said = closed(row.person, said, place_of("caseload_assessment", one.id, "said"))
            found.append(one)
            self._say(row, "assessed", done, row.key_worker)
            high = each.levels.split()
            for need in codes.NEEDS:
                level = (
                    "high"
                    if need in high
                    else "medium"
                    if need == "DNR"
                    else self.chance.choice(("none", "low", "medium"))
                )
                levels.append(NeedLevel(assessment=one, need=need, level=level))
        Assessment.objects.bulk_create(found)
        NeedLevel.objects.bulk_create(levels)
        for one in found:
            one.state, one.completed_at, one.completed_by = "complete", one.begun_at, one.begun_by
            one.referral.state = "assessed"
        Assessment.objects.bulk_update(found, ["state", "completed_at", "completed_by"])
        Referral.objects.bulk_update([one.referral for one in found], ["state"])

    def _start(self) -> None:
        """A pathway runs from the week after the first meeting."""
        runs = []
        for row, each in self._far("on_pathway"):
            assert row.first_contact_on is not None  # noqa: S101 - whoever is on a pathway was met
            begins = min(add_working_days(row.first_contact_on, 4), self.day)
            runs.append(
                Pathway(id=uuid4(), referral=row, kind=each.kind, runs_from=begins, begun_by=row.key_worker)
            )
            self._say(row, "pathway", moment(begins, time(11, 10), self.at), row.key_worker, each.kind)
            row.state = "on_pathway"
        Pathway.objects.bulk_create(runs)
        Referral.objects.bulk_update([one.referral for one in runs], ["state"])

    def _meet(self) -> None:
        """The first meeting and the weekly ones since; the last `missed` of them were missed, and one is ahead."""
        gone: list[tuple[Appointment, bool]] = []
        ahead: list[Appointment] = []
        for row, each in self._far("assigned"):
            days = self._days_met(row, each.last)
            for n, day in enumerate(days):
                one = self._appointment(row, day, "one_to_one" if n else "assessment")
                gone.append((one, n == 0 or n < len(days) - each.missed))
            if each.next_in is not None:
                kind = "one_to_one" if days else "assessment"
                ahead.append(self._appointment(row, add_working_days(self.day, each.next_in), kind))
        Appointment.objects.bulk_create([*(one for one, _ in gone), *ahead])
        for one, came in gone:
            self._record(one, came)
        said = ["state", "recorded_at", "recorded_by", "notes"]
        Appointment.objects.bulk_update([one for one, _ in gone], said)

    def _days_met(self, row: Referral, last: int) -> list[date]:
        if row.first_contact_on is None:
            return []
        weeks = working_days_between(row.first_contact_on, ago(self.day, last)) // 5
        later = range(max(1, weeks - _WEEKS + 1), weeks + 1)
        return [row.first_contact_on, *(add_working_days(row.first_contact_on, 5 * week) for week in later)]

    def _appointment(self, row: Referral, day: date, kind: str) -> Appointment:
        offered = (*self.chance.sample(_SLOTS, len(_SLOTS)), *(time(hour) for hour in (8, 12, 17, 18)))
        moments = (moments_of(day, slot)[0].astimezone(UTC) for slot in offered)
        begins = next(each for each in moments if (row.key_worker, each) not in self.taken)
        self.taken.add((row.key_worker, begins))
        return Appointment(
            id=uuid4(),
            referral=row,
            kind=kind,
            state="scheduled",
            mode=VIDEO if row.source == "custody" else OFFICE,
            place="" if row.source == "custody" else "Room 2",
            begins_at=begins,
            with_whom=row.key_worker,
            booked_at=begins - timedelta(days=5),
            booked_by=row.key_worker,
        )

    def _record(self, one: Appointment, came: bool) -> None:
        words = self.chance.choice(_SESSIONS)
        said = Session(*words) if came else Session(attempts="Phoned, no answer, texted")
        one.state = "attended" if came else "did_not_attend"
        one.notes = closed(one.referral.person, said, place_of("caseload_appointment", one.id, "notes"))
        one.recorded_at, one.recorded_by = min(one.begins_at + timedelta(minutes=50), self.at), one.with_whom
        telling = telling_of("attend" if came else "miss")
        self._say(one.referral, telling.kind, one.recorded_at, one.with_whom, telling.code)

    def _say(self, row: Referral, kind: str, told_at: datetime, by: str, code: str = "") -> None:
        """Probation is told; what is older than yesterday it has read on the morning after."""
        told = Told(
            id=uuid4(),
            referral=row,
            kind=kind,
            about_on=day_of(told_at),
            code=code,
            told_at=told_at,
            told_by=by,
        )
        if day_of(told_at) < ago(self.day, 1):
            read = moment(add_working_days(day_of(told_at), 1), time(8, 50), self.at)
            told.acknowledged_at, told.acknowledged_by = read, self.staff["practitioner"].id
        self.told.append(told)

    def _on(self, row: Referral, working_days: int) -> date:
        assert row.sent_at is not None  # noqa: S101 - asked of those who were sent
        return min(add_working_days(day_of(row.sent_at), working_days), ago(self.day, 1))

    def _after(self, row: Referral, working_days: int, clock: time) -> datetime:
        assert row.sent_at is not None  # noqa: S101 - asked of those who were sent
        return moment(add_working_days(day_of(row.sent_at), working_days), clock, self.at)
