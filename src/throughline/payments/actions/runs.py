"""How is money asked for: a run is prepared, approved by a second person, released by a third?

A run is released whole or not at all, in one transaction; what no longer stands is named, and the run is discarded and
prepared anew. Authority: R27, R28.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from throughline.frame.upload import Upload, store
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Refused, RefusedError, Verdict
from throughline.ledger.actions import act

from ..lifecycle import REQUEST_RUN
from ..models import Instalment, PaymentRequest, RequestRun
from ..queries.ready import Ready, file_of, mapping_in_use, ready_of
from ..queries.standing import visible_to
from ..references import request_reference
from ..rules import NOTHING
from .keeping import SYSTEM, keep_up, take
from .recoveries import offsets_of

_ONE_IS_PREPARED_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('payments.prepare'))"
CHANGED = "The run has changed since you opened it. Look at it again, then decide."


@transaction.atomic
def prepare(*, actor: Actor, at: datetime, instalments: Collection[UUID] | None = None) -> RequestRun:
    """A run of everything that can be asked for, or of these instalments; RefusedError names one that cannot be."""
    step = REQUEST_RUN.step("prepare")
    REQUEST_RUN.may("prepare", None, actor).or_raise()
    with connection.cursor() as cursor:
        cursor.execute(_ONE_IS_PREPARED_AT_A_TIME)
    on = timezone.localdate(at)
    keep_up(at=at)
    rows = Instalment.objects.filter(state="due", due_on__lte=on).exclude(requests__is_live=True)
    if instalments is not None:
        rows = Instalment.objects.filter(pk__in=list(instalments))
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    list(Instalment.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    taken_off = offsets_of(ids)
    found = list(visible_to(SYSTEM, on).filter(pk__in=ids))
    looked_at = ready_of(found, on)
    if instalments is not None:
        _all_can(looked_at, found, len(set(instalments)))
    wanted = [each for each in looked_at if not each.why_not and each.standing.state == "due"]
    if not wanted:
        raise RefusedError(
            "Nothing can be asked for now: nothing is due, or something is in the way of all of it."
        )
    attempts = _attempts(ids)
    with act(actor=actor, at=at, verb=step.event, subject=("request run", None)) as doing:
        run = RequestRun.objects.create(
            number=(RequestRun.objects.aggregate(last=Max("number"))["last"] or 0) + 1,
            state=step.to,
            mapping=mapping_in_use("request"),
            requests_count=len(wanted),
            control_total_pence=sum((each.asks for each in wanted), NOTHING),
            prepared_at=at,
            prepared_by=actor.id,
        )
        PaymentRequest.objects.bulk_create(
            PaymentRequest(
                run=run,
                instalment_id=each.standing.instalment_id,
                reference=request_reference(
                    each.standing.instalment_id, attempts.get(each.standing.instalment_id, 0) + 1
                ),
                amount_pence=each.asks,
            )
            for each in wanted
        )
        doing.subject = ("request run", str(run.pk))
        doing.facts |= {
            "number": run.number,
            "count": run.requests_count,
            "pence": run.control_total_pence.pence,
            "offsets": len(taken_off),
        }
    return run


def _all_can(looked_at: Sequence[Ready], found: Sequence[Instalment], asked: int) -> None:
    in_runs = set(
        PaymentRequest.objects.filter(instalment__in=found, is_live=True).values_list("instalment", flat=True)
    )
    if in_runs or len(found) < asked or any(each.state != "due" for each in found):
        raise RefusedError(
            "One of these instalments was asked for already, or is held. Look at the list again."
        )
    for each in looked_at:
        if each.why_not:
            raise RefusedError(f"{each.standing.locality}, instalment {each.standing.number}: {each.why_not}")


def _attempts(instalments: list[UUID]) -> dict[UUID, int]:
    found: dict[UUID, int] = {}
    rows = PaymentRequest.objects.filter(instalment__in=instalments, outcome="rejected")
    for each in rows.values_list("instalment", flat=True):
        found[each] = found.get(each, 0) + 1
    return found


def may_take(run: RequestRun, step: str, actor: Actor) -> Verdict:
    """Whether the actor may take the step: by the table, and never twice in one chain. Authority: R27."""
    verdict = REQUEST_RUN.may(step, run.state, actor)
    if not verdict:
        return verdict
    if step == "amend" and actor.id != run.prepared_by:
        return Refused(
            "A run is amended by the person who prepared it.", "Anybody in finance can discard it."
        )
    before = {run.prepared_by, run.approved_by} - {""}
    if step in ("approve", "release") and actor.id in before:
        return Refused("You have acted on this run already; somebody else takes this step.")
    return verdict


@transaction.atomic
def amend(*, actor: Actor, at: datetime, run_id: UUID, request_id: UUID) -> RequestRun:
    """One instalment is taken out of a prepared run; it is due again, and whoever approves looks again."""
    run = _locked(run_id)
    may_take(run, "amend", actor).or_raise()
    request = PaymentRequest.objects.filter(pk=request_id, run=run, is_live=True).first()
    if request is None:
        raise RefusedError("This instalment is not in the run any more.")
    if run.requests_count == 1:
        raise RefusedError("This is the only instalment of the run: discard the run.")
    with act(actor=actor, at=at, verb="run.amended", subject=("request run", str(run.pk))) as doing:
        request.is_live = False
        request.save(update_fields=["is_live"])
        run.requests_count -= 1
        run.control_total_pence -= request.amount_pence
        run.save(update_fields=["requests_count", "control_total_pence"])
        doing.facts |= {"without": request.reference, "pence": run.control_total_pence.pence}
    return run


@transaction.atomic
def approve(*, actor: Actor, at: datetime, run_id: UUID, seen: str) -> RequestRun:
    """A second person approves exactly the file that they saw, by its SHA-256; it is kept and nothing changes it."""
    run = _locked(run_id)
    may_take(run, "approve", actor).or_raise()
    written = file_of(run)
    if written.sha256 != seen or (written.count, written.control_total) != (
        run.requests_count,
        run.control_total_pence,
    ):
        raise RefusedError(CHANGED)
    with act(actor=actor, at=at, verb="run.approved", subject=("request run", str(run.pk))) as doing:
        name = f"payment-requests-{run.number}.csv"
        run.file = store(Upload(name, written.content), kind="csv", at=at)
        run.state = REQUEST_RUN.step("approve").to
        run.approved_at, run.approved_by = at, actor.id
        run.save(update_fields=["file", "state", "approved_at", "approved_by"])
        doing.facts |= {
            "sha256": seen,
            "count": run.requests_count,
            "pence": run.control_total_pence.pence,
        }
    return run


@transaction.atomic
def release(*, actor: Actor, at: datetime, run_id: UUID, seen: str) -> RequestRun:
    """A third person releases the file to finance: every instalment in it is requested now, each once.

    RefusedError names one that something is in the way of; then nothing of the run is released.
    """
    run = _locked(run_id)
    may_take(run, "release", actor).or_raise()
    if run.file_id != seen:
        raise RefusedError(CHANGED)
    on = timezone.localdate(at)
    requests = PaymentRequest.objects.filter(run=run, is_live=True)
    ids = sorted(requests.values_list("instalment", flat=True))
    list(Instalment.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    found = list(visible_to(SYSTEM, on).filter(pk__in=ids))
    for each in ready_of(found, on):
        if each.why_not or each.standing.state != "due":
            why = each.why_not or f"It is {each.standing.state}."
            raise RefusedError(
                f"{each.standing.locality}, instalment {each.standing.number}: {why} Discard the run and prepare it "
                "again without that."
            )
    with act(actor=actor, at=at, verb="run.released", subject=("request run", str(run.pk))) as doing:
        run.state = REQUEST_RUN.step("release").to
        run.released_at, run.released_by = at, actor.id
        run.save(update_fields=["state", "released_at", "released_by"])
        for row in found:
            take(actor, at, row, "request", run=run.number)
        doing.facts |= {
            "sha256": seen,
            "count": run.requests_count,
            "pence": run.control_total_pence.pence,
        }
    return run


@transaction.atomic
def discard(*, actor: Actor, at: datetime, run_id: UUID, because: str) -> RequestRun:
    """Nothing is sent, and why; what was in the run can be asked for again."""
    run = _locked(run_id)
    may_take(run, "discard", actor).or_raise()
    if not because.strip():
        raise RefusedError("Say why nothing of it is sent.")
    with act(actor=actor, at=at, verb="run.discarded", subject=("request run", str(run.pk))) as doing:
        run.state, run.because = REQUEST_RUN.step("discard").to, because.strip()
        run.save(update_fields=["state", "because"])
        live = PaymentRequest.objects.filter(run=run, is_live=True)
        grants = list(live.values_list("instalment__grant", flat=True))
        live.update(is_live=False)
        doing.personal["because"] = run.because
    keep_up(at=at, grants=grants)
    return run


def _locked(run_id: UUID) -> RequestRun:
    return RequestRun.objects.select_for_update(of=("self",)).select_related("mapping").get(pk=run_id)
