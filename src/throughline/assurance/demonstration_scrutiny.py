"""What does scrutiny look like in use? A partnership, returns before it, findings, risk: made up, and it says so.

Bolton's partnership is a group with members and has not met about its year-end return yet; Trafford's has stated, and
waits for the authority. What a partnership governs itself is sampled: a journey shows it.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from throughline.agreements.demonstration import MIDLIFE, grant_ids
from throughline.governance.actions import groups
from throughline.governance.lifecycle import KEEPERS
from throughline.governance.queries.groups import group_coded
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.organisations import demonstration_localities as localities
from throughline.organisations import queries as organisations
from throughline.organisations.demonstration import DOMAIN

from .actions import findings, risk, scrutiny, year_end
from .demonstration_returns import UNSEEN
from .models import Return
from .queries.scrutinies import before, questions

MEETS, STATED, _ = UNSEEN
CODE = f"{MEETS}-csp"
FOUND_AT, VISITED = "wigan", "oldham"
LEFT_OVER, TO_DECIDE = "oldham", "tameside"
_SEATS = (("chair", "csp-chair"), ("attends", "csp-officer"), ("member", "csp-member"))


def load(*, actor: Actor, at: datetime) -> bool:
    """The made-up partnership with what it and the authority look at, once; RefusedError outside demonstrations."""
    if not settings.DEMONSTRATION:
        raise RefusedError("Made-up scrutiny is for demonstrations; this installation is not one.")
    if group_coded(CODE) is not None:
        return False
    with transaction.atomic():
        _partnership(actor, at)
        _stated(at)
        _watched(at)
        _left(at)
    return True


def _person(role: str) -> Actor:
    found = organisations.person_named(f"{role}@{DOMAIN}")
    if found is None:
        raise LookupError(f"Nobody is made up as {role}.")
    return Actor(f"person:{found.id}", frozenset({role}))


def _partnership(actor: Actor, at: datetime) -> None:
    acting = Actor(actor.id, actor.roles | KEEPERS)
    since = timezone.localdate(at) - timedelta(days=400)
    group = groups.found_group(
        code=CODE,
        about=groups.AboutGroup(
            organisations.body(CODE).name,
            "Scrutinises what grants did in the borough, and assures the authority of it (illustration).",
            (),
            quorum_least=3,
            quorum_needs_chair=True,
            stands_from=since,
        ),
        source="Made up for the demonstration",
        actor=acting,
        at=at,
    )
    for seat, role in _SEATS:
        person = organisations.person_named(f"{role}@{DOMAIN}")
        groups.seat_member(
            group_id=group.pk,
            role=seat,
            person_id=person.id if person else None,
            member_from=since,
            actor=acting,
            at=at,
        )
    for body, name in (
        (MEETS, "A made-up councillor"),
        ("probation-greater-manchester", "A made-up head of probation"),
        (None, "A made-up chief superintendent"),
        (None, "A made-up director of nursing"),
    ):
        groups.seat_member(
            group_id=group.pk,
            body_id=organisations.body(body).pk if body else None,
            name=name,
            member_from=since,
            actor=acting,
            at=at,
        )


def _stated(at: datetime) -> None:
    """Trafford's chair stated on its year-end return, with conditions; the authority answers next."""
    of = Return.objects.filter(
        year=str(MIDLIFE), kind="year_end", state="certified", place__name__iexact=STATED
    ).first()
    if of is None:
        return
    chair = localities.actors([("csp-chair", STATED)])["csp-chair", STATED]
    begun = scrutiny.begin(actor=chair, at=at, return_id=of.pk)
    scrutiny.state(
        actor=chair,
        at=at,
        scrutiny_id=begun.pk,
        said=scrutiny.Said(
            outcome="given_with_conditions",
            words="The money reached people on probation; two posts were empty for a while (illustration).",
            conditions="Both posts are filled by the end of September (illustration).",
            chair_delegation="Illustration: the partnership lets its chair act between meetings.",
            scores=_scored(of, at),
        ),
    )


def _scored(of: Return, at: datetime) -> dict[str, tuple[int, str]]:
    on = timezone.localdate(at)
    it = before(of, on)
    return {each.code: (2, "Illustration.") for each in (questions(on, it.in_all) if it.scored else ())}


def _watched(at: datetime) -> None:
    """Each grant of the year is read; one is visited, and something is to be put right at another."""
    officer, today, ids = _person("programme-officer"), timezone.localdate(at), grant_ids(MIDLIFE)
    for area, grant in ids.items():
        read_as, because = (
            ("medium", "Its manager left in May (illustration).") if area == VISITED else ("", "")
        )
        risk.confirm_reading(
            actor=officer,
            at=at,
            grant_id=grant,
            confirmed=risk.Confirmed(read_as or risk.reads_as(grant, today), because, off_course=0),
        )
    visit = risk.plan_visit(
        actor=officer,
        at=at,
        grant_id=ids[VISITED],
        planned_on=today - timedelta(days=9),
        site=f"{VISITED.title()} probation delivery unit",
        purpose="Days on which key workers are on site (illustration)",
    )
    risk.note_visit(
        actor=officer,
        at=at,
        visit_id=visit.pk,
        made_on=today - timedelta(days=9),
        words="One of two desks was empty on the day; cover was arranged by telephone (illustration).",
    )
    findings.make(
        actor=officer,
        at=at,
        grant_id=ids[FOUND_AT],
        words="One invoice was counted in two quarters (illustration).",
        to_do="Count the invoice once, and say what changed (illustration).",
        owner_role="commissioner",
        due_on=today + timedelta(days=21),
    )


def _left(at: datetime) -> None:
    """What one area did not spend is carried over by a decision; what another did not waits for one."""
    officer, treasurer, ids = _person("programme-officer"), _person("treasurer"), grant_ids(MIDLIFE)
    for area, amount in ((LEFT_OVER, Money(98_217)), (TO_DECIDE, Money(640_000))):
        proposed = year_end.propose(
            actor=officer,
            at=at,
            grant_id=ids[area],
            outcome="carry_over" if area == LEFT_OVER else "recover",
            amount=amount,
            reason="Two posts were vacant for some months (illustration).",
        )
        if area == LEFT_OVER:
            year_end.decide(actor=treasurer, at=at, year_end_id=proposed.pk, words="For the same purpose.")
