"""Which runs are there, what is in one, and what did finance answer?"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.organisations import queries as organisations

from ..models import Answer, AnswerRow, PaymentRequest, RequestRun
from ..rules import NOTHING
from .ready import file_of

STATES = {
    "prepared": ("Waits for approval", "wait"),
    "approved": ("Waits for release", "wait"),
    "released": ("With finance", "wait"),
    "part_answered": ("Answered in part", "wait"),
    "answered": ("Answered", "good"),
    "discarded": ("Discarded", "quiet"),
}


def listed() -> QuerySet[RequestRun]:
    """Every run, newest first."""
    return RequestRun.objects.order_by("-number")


@dataclass(frozen=True, slots=True)
class Step:
    """One of the three steps of a run: who took it and when, or nobody yet."""

    what: str
    name: str
    at: object


@dataclass(frozen=True, slots=True)
class RunPage:
    """A run with its requests, its people, and the file that it sends or would send."""

    run: RequestRun
    requests: Sequence[PaymentRequest]
    taken_out: Sequence[PaymentRequest]
    steps: Sequence[Step]
    sha256: str
    wrong: str
    words: str
    tone: str

    @property
    def paid(self) -> Money:
        return sum((each.amount_pence for each in self.requests if each.outcome == "paid"), NOTHING)

    @property
    def rejected(self) -> Sequence[PaymentRequest]:
        return [each for each in self.requests if each.outcome == "rejected"]

    @property
    def waiting(self) -> int:
        return sum(not each.outcome for each in self.requests)


def page(number: int) -> RunPage | None:
    """Everything that the page of a run shows; None when there is no such run."""
    run = RequestRun.objects.select_related("mapping").defer("file__content").filter(number=number).first()
    if run is None:
        return None
    rows = list(
        PaymentRequest.objects.filter(run=run)
        .select_related(
            "instalment__grant__place", "instalment__grant__recipient", "instalment__grant__round"
        )
        .order_by("instalment__grant__place__name", "reference")
    )
    in_it = [each for each in rows if each.is_live or each.outcome]
    names = organisations.names_of({run.prepared_by, run.approved_by, run.released_by} - {""})
    steps = [
        Step("Prepared", names.get(run.prepared_by, ""), run.prepared_at),
        Step("Approved", names.get(run.approved_by, ""), run.approved_at),
        Step("Released to finance", names.get(run.released_by, ""), run.released_at),
    ]
    sha256, wrong = str(run.file_id or ""), ""
    if run.state == "prepared":
        try:
            sha256 = file_of(run).sha256
        except RefusedError as refusal:
            wrong = str(refusal)
    return RunPage(
        run,
        rows if run.state == "discarded" else in_it,
        [] if run.state == "discarded" else [each for each in rows if each not in in_it],
        steps,
        sha256,
        wrong,
        *STATES[run.state],
    )


def answers() -> QuerySet[Answer]:
    """Every answer that was loaded, newest first, with how many of its rows fit nothing."""
    return (
        Answer.objects.annotate(in_all=Count("rows"), unmatched=Count("rows", filter=~Q(rows__problem="")))
        .order_by("-loaded_at", "pk")
        .defer("file__content")
    )


def answer(answer_id: UUID) -> Answer | None:
    """One answer with its rows and the requests that they fit."""
    rows = AnswerRow.objects.select_related("request__run", "request__instalment__grant__place").order_by(
        "number"
    )
    return answers().filter(pk=answer_id).prefetch_related(Prefetch("rows", rows)).first()
