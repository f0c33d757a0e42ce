"""Which operations are there? Each asks the same actions as a page, in its client's sight."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router
from ninja.params.functions import Header, Query

from throughline.caseload.actions import after_sending, deaths, withdrawing
from throughline.caseload.actions.clients import EVENTS, FEEDBACK, READ, SEND
from throughline.caseload.actions.importing import Provider, Taking
from throughline.caseload.actions.monitoring import outcomes
from throughline.caseload.actions.people import note_read
from throughline.caseload.actions.referrals import locked
from throughline.caseload.actions.referring import values_of
from throughline.caseload.actions.referring_in import refer
from throughline.caseload.actions.taking import note_taken, taken_before
from throughline.caseload.elsewhere.monitoring import read as read_rows
from throughline.caseload.elsewhere.rules import Event, RowError, read_row
from throughline.caseload.forms.from_elsewhere import checked
from throughline.caseload.queries import interface as queries
from throughline.caseload.queries.record_modes import may_come_in
from throughline.caseload.referring import PARTS
from throughline.organisations.working import Service

from . import shapes
from .answers import must_match, send
from .problems import ProblemError
from .speaking import asks_for, speaker_in

router = Router()
_KEY = Header(
    ...,
    alias="Idempotency-Key",
    pattern=r"^[!-~]{8,200}$",
    description="Made by you for this request alone. The same key with the same body has the same answer for ever.",
)
_SEEN = Header(None, alias="If-Match", description="The ETag of the referral as you read it.")
_LIMIT = Query(50, ge=1, le=100)
_NO_SUCH = "There is no such referral in your sight."
_AGAIN = "Idempotency-Replayed"
Done = tuple[dict[str, Any], Any]


def problems(*statuses: int) -> dict[int, Any]:
    """The specification's answers beside the good one."""
    return dict.fromkeys((400, 401, 403, 422, 429, *statuses), shapes.Problem)


@router.get("/services", response={200: shapes.ServicesOut, **problems()}, summary="Where you may refer")
@asks_for(SEND)
def services(request: HttpRequest) -> HttpResponse:
    """Each provider in each of your units, for each of its places, with the ids that a referral names, and the cohorts
    of which it names one where there are several."""
    today = timezone.localdate()
    found = queries.services(speaker_in(request).units, today)
    cohorts = queries.cohorts(found, today)
    rows = [
        {
            "unit_id": str(each.unit_id),
            "unit": each.unit,
            "place_id": str(each.place_id),
            "place": each.place,
            "provider_id": str(each.body_id),
            "provider": each.body,
            "cohorts": cohorts.get((each.body_id, each.unit_id), []),
        }
        for each in found
    ]
    return send(request, {"services": rows})


@router.post("/referrals", response={201: shapes.Sent, **problems(409, 413, 415)}, summary="Send a referral")
@asks_for(SEND)
def send_referral(request: HttpRequest, body: shapes.ReferralIn, key: str = _KEY) -> HttpResponse:
    """The person is with the service, and its ten working days begin. All is asked that the pages ask."""
    speaker, now = speaker_in(request), timezone.now()
    on = timezone.localdate(now)

    def do() -> Done:
        values, faults = checked(queries.flat(body.said.model_dump(exclude_none=True)), on)
        if faults:
            raise ProblemError(422, "The referral cannot be sent as it stands.", faults=_fields(faults))
        done = refer(
            actor=speaker.actor, at=now, service=_service(body.service, speaker.units), values=values, key=key
        )
        stands = queries.brief(done.referral)
        wanted = ("reference", "state", "sent_on", "first_contact_by")
        return {name: _plain(stands[name]) for name in wanted} | {"ask": done.ask}, done.referral.id

    return _once(request, key, body.model_dump_json(), do, status=201)


@router.get("/referrals", response={200: shapes.Referrals, **problems(404)}, summary="How referrals stand")
@asks_for(READ)
def referrals(
    request: HttpRequest,
    state: shapes.State | None = None,
    after: shapes.Reference | None = None,
    limit: int = _LIMIT,
) -> HttpResponse:
    """Those that are open, or in one state, longest with the service first; nobody’s name."""
    speaker = speaker_in(request)
    rows = queries.sent(speaker.side, speaker.body_id)
    page = queries.page(rows, state or "", after or "", limit)
    return send(request, {"referrals": page.rows, "next": page.next})


@router.get("/referrals/{reference}", response={200: shapes.Whole, **problems(404)}, summary="One referral")
@asks_for(READ)
def referral(request: HttpRequest, reference: str) -> HttpResponse:
    """Who it is about and all that was said. That you read it is on the person’s record."""
    found = _referral(request, reference)
    note_read(
        actor=speaker_in(request).actor,
        at=timezone.now(),
        people=[found.person_id],
        what="referral, by its machine",
    )
    return send(request, queries.whole(found))


@router.patch(
    "/referrals/{reference}",
    response={200: shapes.Amended, **problems(404, 409, 412, 413, 415, 428)},
    summary="Amend a referral",
)
@asks_for(SEND)
def amend(
    request: HttpRequest, reference: str, body: shapes.AmendmentIn, seen: str | None = _SEEN
) -> HttpResponse:
    """What is named says this now; what it said before, and why it changed, stays visible to the service."""
    speaker, now = speaker_in(request), timezone.now()
    row = locked(_referral(request, reference).id)
    must_match(request, queries.whole(row))
    changed = queries.changed(row, body.said.model_dump(exclude_unset=True))
    parts = [part for part, names in PARTS.items() if set(names) & set(changed)]
    values, faults = checked({**values_of(row), **changed}, timezone.localdate(now), parts)
    if faults:
        raise ProblemError(422, "The referral cannot be amended so.", faults=_fields(faults))
    many = after_sending.amend(
        actor=speaker.actor,
        at=now,
        referral_id=row.id,
        values={name: values[name] for name in changed},
        because=body.because,
    )
    tag = send(request, queries.whole(_referral(request, reference)))["ETag"]
    return send(request, {"reference": reference, "changed": many}, tag=tag)


@router.post(
    "/referrals/{reference}/withdrawal",
    response={200: shapes.Withdrawn, **problems(404, 409, 412, 413, 415, 428)},
    summary="Withdraw a referral",
)
@asks_for(SEND)
def withdraw(
    request: HttpRequest,
    reference: str,
    body: shapes.WithdrawalIn,
    key: str = _KEY,
    seen: str | None = _SEEN,
) -> HttpResponse:
    """The referral is withdrawn, with one of the thirteen codes."""
    speaker, now = speaker_in(request), timezone.now()

    def do() -> Done:
        row = locked(_referral(request, reference).id)
        must_match(request, queries.whole(row))
        if body.code == withdrawing.DIED:  # a machine says no more than the code
            died = deaths.Death(None, timezone.localdate(now), "unknown", "Probation’s system said it.")
            deaths.notify(actor=speaker.actor, at=now, referral_id=row.id, death=died)
            return {"reference": reference, "state": locked(row.id).state}, row.id
        done = withdrawing.withdraw(actor=speaker.actor, at=now, referral_id=row.id, code=body.code)
        return {"reference": reference, "state": done.state}, done.id

    return _once(request, key, body.model_dump_json(), do)


@router.post(
    "/events", response={200: shapes.EventsOut, **problems(409, 413, 415)}, summary="Say what happened"
)
@asks_for(EVENTS)
def events(request: HttpRequest, body: shapes.EventsIn, key: str = _KEY) -> HttpResponse:
    """Each event is taken once for ever, by your own id of it; one that is rejected stops no other."""
    speaker, now = speaker_in(request), timezone.now()
    on = timezone.localdate(now)

    def do() -> Done:
        may_come_in(speaker.body_id, on).or_raise()
        read: list[Event] = []
        said: dict[int, Mapping[str, Any]] = {}
        for number, each in enumerate(body.events, 1):
            try:
                read.append(read_row(number, {n: str(v) for n, v in each.model_dump().items()}, on))
            except RowError as fault:
                said[number] = _became(number, "rejected", fault.column, fault.why)
        read.sort(key=lambda each: each.order)
        provider = Provider(speaker.body_id, speaker.body_code)
        for done in Taking(provider, now, speaker.actor).outcomes(read):
            said[done.event.row] = _became(done.event.row, done.kind, done.column, done.why)
        many = Counter(each["outcome"] for each in said.values())
        counted = {kind: many[kind] for kind in ("taken", "same", "rejected")}
        return {**counted, "events": [said[number] for number in sorted(said)]}, None

    return _once(request, key, body.model_dump_json(), do)


@router.post(
    "/monitoring",
    response={200: shapes.MonitoringOut, **problems(409, 413, 415)},
    summary="Send rows of the national monitoring file",
)
@asks_for(EVENTS)
def monitoring(request: HttpRequest, body: shapes.MonitoringIn, key: str = _KEY) -> HttpResponse:
    """What the rows say happened, once for ever; whose a row is, the CLIENTID that was linked once says alone."""
    speaker, now = speaker_in(request), timezone.now()

    def do() -> Done:
        may_come_in(speaker.body_id, timezone.localdate(now)).or_raise()
        rows = [
            (number, {name.lower(): value for name, value in each.model_dump().items()})
            for number, each in enumerate(body.rows, 1)
        ]
        made = outcomes(
            provider=Provider(speaker.body_id, speaker.body_code),
            at=now,
            actor=speaker.actor,
            rows=read_rows(rows, timezone.localdate(now)),
        )
        many = Counter(each.kind for each in made)
        counted = {kind: many[kind] for kind in ("taken", "same", "passed_over", "rejected")}
        said = [
            {
                "number": each.row,
                "outcome": each.kind,
                "faults": [{"column": column, "why": why} for column, why in each.why],
            }
            for each in sorted(made, key=lambda each: each.row)
        ]
        return {**counted, "rows": said}, None

    return _once(request, key, body.model_dump_json(), do)


@router.get("/feedback", response={200: shapes.Feedback, **problems(404)}, summary="What probation was told")
@asks_for(FEEDBACK)
def feedback(
    request: HttpRequest,
    reference: shapes.Reference | None = None,
    after: UUID | None = None,
    limit: int = _LIMIT,
) -> HttpResponse:
    """Of people in your sight, or of one referral, in the order in which probation was told."""
    speaker = speaker_in(request)
    body = speaker.body_id if speaker.side == "provider" else None
    page = queries.told(reference or "", str(after or ""), limit, body)
    return send(request, {"told": page.rows, "next": page.next})


def _once(
    request: HttpRequest, key: str, said: str, do: Callable[[], Done], *, status: int = 200
) -> HttpResponse:
    """What was done, or what was answered when it was done before; two at once are one."""
    actor = speaker_in(request).actor
    says = f"{request.method} {request.path} {said}"
    if before := taken_before(actor, key, says):
        response = send(request, before.answer, status=status)
        response[_AGAIN] = "true"
        return response
    answer, referral_id = do()
    note_taken(actor=actor, key=key, says=says, answer=answer, referral_id=referral_id)
    return send(request, answer, status=status)


def _referral(request: HttpRequest, reference: str) -> Any:
    speaker = speaker_in(request)
    rows = queries.sent(speaker.side, speaker.body_id).select_related("person", "unit", "place", "provider")
    found = rows.filter(reference=reference).first()
    if found is None:
        raise ProblemError(404, _NO_SUCH)
    return found


def _service(named: shapes.ServiceNamed, units: frozenset[Any]) -> Service:
    for each in queries.services(units, timezone.localdate()):
        if (each.unit_id, each.place_id, each.body_id) == (named.unit_id, named.place_id, named.provider_id):
            return each
    raise ProblemError(
        422,
        "The referral cannot be sent as it stands.",
        faults=[("service", "This is none of the services that you may refer to. GET /services lists them.")],
    )


def _fields(faults: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The pages' names of fields as they are sent here."""
    group = {name: group for group, names in queries.GROUPS.items() for name in names}
    return [
        (f"said.{group[name]}.{name.partition('_')[2]}" if name in group else f"said.{name}", why)
        for name, why in faults
    ]


def _became(number: int, outcome: str, field: str, why: str) -> dict[str, Any]:
    return {"number": number, "outcome": outcome, "field": field, "why": why}


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else value.isoformat()
