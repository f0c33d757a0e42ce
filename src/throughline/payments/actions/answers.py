"""What did finance answer, and what is so because of it?

A row is matched by our reference. What finance says is the truth about payment; a row that says something else than
what we asked for, or than what finance said before, changes nothing and is listed. Authority: R28.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from throughline.frame.upload import Upload, store
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from ..files import Said, read_answer
from ..lifecycle import INSTALMENT, PREPARER, REQUEST_RUN, SUPPLIER
from ..models import Answer, AnswerRow, Instalment, PaymentRequest, RequestRun
from ..queries.ready import mapping_in_use
from ..references import request_reference
from .keeping import keep_up, take
from .recoveries import receive_offsets
from .remittances import owe_remittance

_ONE_IS_LOADED_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('payments.answer'))"


@transaction.atomic
def load(*, actor: Actor, at: datetime, upload: Upload) -> Answer:
    """Every row that fits a request is finance's answer to it; the others are listed with what is wrong.

    The same file again changes nothing; rows that fitted nothing then are tried again.
    """
    if not actor.roles & (PREPARER | SUPPLIER):
        raise RefusedError("Finance's answers are loaded by a finance preparer.")
    mapping = mapping_in_use("answer")
    rows = read_answer(mapping.columns, upload.content)
    with connection.cursor() as cursor:
        cursor.execute(_ONE_IS_LOADED_AT_A_TIME)
    before = Answer.objects.filter(file=upload.sha256).order_by("-loaded_at", "-pk").first()
    if before and not before.rows.exclude(problem="").exists():
        return before
    requests = _asked_for({each.reference for each in rows if each.reference})
    with act(actor=actor, at=at, verb="answer.loaded", subject=("answer", None)) as doing:
        answer = Answer.objects.create(
            file=store(upload, kind="csv", at=at),
            file_name=upload.name[:255],
            mapping=mapping,
            loaded_at=at,
            loaded_by=actor.id,
        )
        looked_at = _look(rows, requests)
        AnswerRow.objects.bulk_create(
            AnswerRow(
                answer=answer,
                number=each.row.number,
                said=each.row.said,
                request=each.request,
                problem=each.problem[:300],
            )
            for each in looked_at
        )
        new = [each for each in looked_at if each.is_news]
        for each in new:
            assert each.request is not None  # noqa: S101 - news is about a request
            _believe(actor, at, each.row, each.request)
        _move_runs(actor, at, {each.request.run_id for each in new if each.request})
        doing.subject = ("answer", str(answer.pk))
        doing.facts |= {
            "sha256": upload.sha256,
            "rows": len(rows),
            "answered": len(new),
            "unmatched": sum(bool(each.problem) for each in looked_at),
        }
    keep_up(at=at, grants={each.request.instalment.grant_id for each in new if each.request})
    return answer


@dataclass(frozen=True, slots=True)
class _Looked:
    row: Said
    request: PaymentRequest | None
    problem: str
    is_news: bool = False


def _asked_for(references: set[str]) -> dict[str, PaymentRequest]:
    """What was released under these references, its runs and instalments locked in everybody's order."""
    found = PaymentRequest.objects.filter(
        reference__in=references, run__state__in=["released", "part_answered", "answered"]
    ).exclude(is_live=False, outcome="")  # taken out of its run before it was released
    runs = sorted(set(found.values_list("run", flat=True)))
    list(RequestRun.objects.select_for_update().filter(pk__in=runs).order_by("pk"))
    instalments = sorted(set(found.values_list("instalment", flat=True)))
    list(Instalment.objects.select_for_update().filter(pk__in=instalments).order_by("pk"))
    rows = found.select_related("run", "instalment__grant__recipient", "instalment__grant__place")
    return {each.reference: each for each in rows.order_by("run__number")}


def _look(rows: list[Said], requests: dict[str, PaymentRequest]) -> list[_Looked]:
    given, seen = [], dict[str, Said]()
    expected = _expected({row.reference for row in rows} - requests.keys())
    for row in rows:
        request = requests.get(row.reference)
        problem, is_news = row.problem, False
        if not problem and request is None:
            problem = _unknown(expected.get(row.reference))
        elif not problem and request is not None:
            earlier = seen.get(row.reference)
            if row.amount != request.amount_pence:
                problem = (
                    f"We asked for {request.amount_pence} under this reference; the row says {row.amount}."
                )
            elif earlier is not None and earlier.outcome != row.outcome:
                problem = f"Row {earlier.number} of this file says {earlier.outcome}."
            elif request.outcome and request.outcome != row.outcome:
                problem = f"Finance answered “{request.outcome}” before. Ask finance which is so; nothing was changed."
            else:
                is_news = not request.outcome and earlier is None
        if request is not None and row.reference not in seen and not problem:
            seen[row.reference] = row
        given.append(_Looked(row, request, problem, is_news))
    return given


def _expected(references: set[str]) -> dict[str, Instalment]:
    """Open instalments by the reference under which they will be asked for: after a restore an answer may be early."""
    if not references:
        return {}
    rows = Instalment.objects.filter(state__in=["planned", "due", "held"]).select_related("grant__place")
    by_stem = {request_reference(each.pk, 1).rpartition("-")[0]: each for each in rows}
    return {each: by_stem[stem] for each in references if (stem := each.rpartition("-")[0]) in by_stem}


def _unknown(expected: Instalment | None) -> str:
    if expected is None:
        return "Nothing was asked for under this reference."
    return (
        f"This is {expected.grant.place.name}'s instalment {expected.number}, which is {expected.state} and was not "
        "asked for here. If this record was restored from a backup, follow the guide “After a restore”; else ask "
        "finance where the reference comes from."
    )


def _believe(actor: Actor, at: datetime, row: Said, request: PaymentRequest) -> None:
    instalment = request.instalment
    request.outcome = row.outcome
    if row.outcome == "rejected":
        request.is_live, request.rejected_because = False, row.said["reason"]
        request.save(update_fields=["outcome", "is_live", "rejected_because"])
        take(actor, at, instalment, "reject", reference=request.reference)
        return
    request.paid_on, request.ledger_reference = row.paid_on, row.said.get("ledger_reference", "")[:60]
    request.save(update_fields=["outcome", "paid_on", "ledger_reference"])
    take(actor, at, instalment, "pay", reference=request.reference)
    assert row.paid_on is not None  # noqa: S101 - a paid row without its day has a problem
    receive_offsets(
        actor=actor,
        at=at,
        instalment_id=instalment.pk,
        paid_on=row.paid_on,
        ledger_reference=request.ledger_reference,
    )
    if request.ledger_reference:
        take(actor, at, instalment, "reconcile", reference=request.ledger_reference)
    owe_remittance(request, at=at)


def _move_runs(actor: Actor, at: datetime, runs: set[UUID]) -> None:
    for run in RequestRun.objects.filter(pk__in=runs).order_by("number"):
        waits = PaymentRequest.objects.filter(run=run, is_live=True, outcome="").exists()
        step = REQUEST_RUN.step("answer" if waits else "complete")
        REQUEST_RUN.may(step.name, run.state, actor).or_raise()
        with act(actor=actor, at=at, verb=step.event, subject=("request run", str(run.pk))):
            run.state = step.to
            run.save(update_fields=["state"])


@transaction.atomic
def reconcile(*, actor: Actor, at: datetime, instalment_id: UUID, ledger_reference: str) -> Instalment:
    """Finance's own reference is known now, so that our record and finance's agree."""
    row = Instalment.objects.select_for_update().get(pk=instalment_id)
    INSTALMENT.may("reconcile", row.state, actor).or_raise()
    if not ledger_reference.strip():
        raise RefusedError("Give finance's reference for the payment.")
    with act(actor=actor, at=at, verb="payment.referenced", subject=("instalment", str(row.pk))):
        PaymentRequest.objects.filter(instalment=row, is_live=True).update(
            ledger_reference=ledger_reference.strip()[:60]
        )
    take(actor, at, row, "reconcile", reference=ledger_reference.strip())
    return row
