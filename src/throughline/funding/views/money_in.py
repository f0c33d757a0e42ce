"""The pages of money in: where each funder stands, what was agreed, and each step with it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.attachments import download
from throughline.frame.doors import door, for_roles
from throughline.frame.lists import Filter, Listing, Sort, csv_download
from throughline.frame.middleware import actor_of
from throughline.governance.views.pages import FORMS, Back, form_page, found, sent, upload_of
from throughline.kernel.lifecycle import Lifecycle
from throughline.kernel.wording import long_date
from throughline.organisations.reach import EVERYWHERE
from throughline.organisations.roles import title_of

from ..actions import duties, receipts
from ..actions import money_in as actions
from ..forms.money_in import (
    AgreementForm,
    AnswerForm,
    BecauseForm,
    DutyForm,
    InvoiceForm,
    ReceiptForm,
    ReceiveForm,
    SureForm,
    in_lines,
)
from ..lifecycle import FUNDER_DUTY, INBOUND_AGREEMENT, MONEY_IN, RECEIPT
from ..queries import money_in as queries
from ..queries.positions import round_positions

ANYBODY = for_roles(*sorted(queries.READERS | queries.FUNDERS_PEOPLE))
KEEPERS = for_roles(*sorted(MONEY_IN))
LISTING = Listing(
    sorts=(
        Sort("funder", "Funder", ("funder__name", "programme__name", "-first_year", "id")),
        Sort("newest", "Newest first", ("-recorded_at", "id")),
    ),
    filters=(
        Filter(
            "state",
            "State",
            lambda _: [("recorded", "Running"), ("ended", "Ended")],
            lambda rows, state: rows.filter(state=state),
        ),
    ),
    search_field="said",
)


@door(ANYBODY)
@require_safe
def money_in(request: HttpRequest) -> HttpResponse:
    """Where each funder stands, what is awaited and asked for, and every agreement."""
    actor = actor_of(request)
    listed = LISTING.page(queries.visible_to(actor), request.GET)
    awaited, duties = queries.nearest(actor, 12)
    return render(
        request,
        "funding/money_in.html",
        {
            "positions": round_positions(actor),
            "awaited": awaited,
            "duties": duties,
            "listed": listed,
            "pages": queries.pages(listed.rows),
            "own_only": queries.sees_own_only(actor),
            "sees_grants": bool(actor.roles & EVERYWHERE),
            "may_record": INBOUND_AGREEMENT.may("record", None, actor),
            "today": timezone.localdate(),
        },
    )


@door(ANYBODY)
@require_safe
def money_in_csv(request: HttpRequest) -> HttpResponse:
    """Every year of every agreement."""
    header = (
        "Funder",
        "Programme",
        "What was agreed",
        "Reference",
        "Year",
        "Stated",
        "Awaited",
        "Received",
        "State",
        "Illustration",
        "Source",
    )
    return csv_download("money-in.csv", header, queries.rows_for_file(actor_of(request)))


@door(ANYBODY)
@require_safe
def agreement(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """One agreement: years, receipts, what the funder asks for."""
    actor = actor_of(request)
    page = found(queries.agreement_page(actor, agreement_id), "inbound agreement")
    state = page.agreement.state
    return render(
        request,
        "funding/inbound_agreement.html",
        {
            "page": page,
            "agreement": page.agreement,
            "may": {
                "amend": INBOUND_AGREEMENT.may("amend", state, actor),
                "end": INBOUND_AGREEMENT.may("end", state, actor),
                "expect": state == "recorded" and bool(RECEIPT.may("expect", None, actor)),
                "set": state == "recorded" and bool(FUNDER_DUTY.may("set", None, actor)),
            },
            "receipt_steps": {each.id: _open(RECEIPT, each.state, actor) for each in page.receipts},
            "own_only": queries.sees_own_only(actor),
            "today": timezone.localdate(),
        },
    )


@door(ANYBODY)
@require_safe
def agreement_file(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """The paper that was agreed."""
    page = found(queries.agreement_page(actor_of(request), agreement_id), "inbound agreement")
    file = found(page.agreement.file_id, "file")
    return download(file, page.agreement.file_name)


@door(KEEPERS)
@require_http_methods(FORMS)
def record(request: HttpRequest) -> HttpResponse:
    """Record what a funder agreed to put in."""
    form = AgreementForm(*sent(request), initial={"instrument": "not_stated", "carry_forward": "not_stated"})

    def act(given: dict[str, Any]) -> str:
        made = actions.record_agreement(
            programme_id=UUID(given["programme"]),
            funder_id=UUID(given["funder"]),
            agreed=form.agreed(),
            upload=upload_of(given["file"]),
            **_who(request),
        )
        return queries.address(made.id)

    return form_page(
        request,
        form,
        act,
        title="What did a funder agree to put in?",
        button="Record it",
        back=Back("Money in", reverse("money-in")),
        done="It is on record.",
        verdict=INBOUND_AGREEMENT.may("record", None, actor_of(request)),
    )


@door(KEEPERS)
@require_http_methods(FORMS)
def agreement_step(request: HttpRequest, agreement_id: UUID, step: str) -> HttpResponse:
    """Amend or end an agreement, expect a sum of it, or record what it asks for."""
    page = found(queries.agreement_page(actor_of(request), agreement_id), "inbound agreement")
    it, actor = page.agreement, actor_of(request)
    about: dict[str, Any] = {"agreement_id": agreement_id, **_who(request)}
    form: forms.Form
    if step == "amend":
        form = AgreementForm(*sent(request), is_new=False, initial=_now(page))
        return _step(
            request,
            form,
            lambda given: actions.amend_agreement(
                agreed=form.agreed(is_illustration=it.is_illustration),  # type: ignore[attr-defined]  # as made above
                because=given["because"],
                upload=upload_of(given["file"]),
                **about,
            ),
            it,
            (
                "Change what it says",
                "Save the change",
                "The agreement says so now. What it said before is kept.",
            ),
            INBOUND_AGREEMENT.may("amend", it.state, actor),
        )
    if step == "end":
        return _step(
            request,
            SureForm(*sent(request)),
            lambda _: actions.end_agreement(**about),
            it,
            (
                "Has this agreement run out?",
                "Say that it has ended",
                "The agreement has ended. What came stays on record.",
            ),
            INBOUND_AGREEMENT.may("end", it.state, actor),
            lead="Nothing more is expected of it then. What came, and what is still asked of us, stays.",
        )
    if step == "expect":
        form = ReceiptForm(*sent(request), years=[each.year for each in page.years])
        return _step(
            request,
            form,
            lambda given: receipts.expect_receipt(**given, **about),
            it,
            ("Which sum is expected?", "Expect it", "The sum is expected."),
            RECEIPT.may("expect", None, actor),
        )
    return _step(
        request,
        DutyForm(*sent(request)),
        lambda given: duties.set_duty(**given, **about),
        it,
        (
            "What does the funder ask of us?",
            "Record it",
            "It is on record, and stands on the page of whose it is.",
        ),
        FUNDER_DUTY.may("set", None, actor),
    )


@door(KEEPERS)
@require_http_methods(FORMS)
def receipt_step(request: HttpRequest, receipt_id: UUID, step: str) -> HttpResponse:
    """Say that a sum was asked for, that it came, or that it will not come."""
    each = found(queries.receipt_of(actor_of(request), receipt_id), "receipt")
    about: dict[str, Any] = {"receipt_id": receipt_id, **_who(request)}
    verdict = RECEIPT.may(step, each.state, actor_of(request))
    sum_in_words = f"{each.amount_pence} for {each.year}, due on {long_date(each.due_on)}."
    if step == "invoice":
        made: tuple[forms.Form, Callable[[dict[str, Any]], object], tuple[str, str, str]] = (
            InvoiceForm(*sent(request)),
            lambda given: receipts.invoice_receipt(**given, **about),
            ("Was it asked for?", "Say that it was asked for", "It was asked for."),
        )
    elif step == "receive":
        made = (
            ReceiveForm(*sent(request), initial={"amount": str(each.amount_pence).removeprefix("£")}),
            lambda given: receipts.receive_receipt(**given, **about),
            ("Has it come?", "Say that it came", "It came, and counts as received."),
        )
    else:
        made = (
            BecauseForm(*sent(request)),
            lambda given: receipts.cancel_receipt(**given, **about),
            ("Will it not come?", "Say that it will not come", "It is not awaited any more."),
        )
    form, act, words = made
    return _step(request, form, act, each.agreement, words, verdict, lead=sum_in_words)


@door(ANYBODY)
@require_safe
def duty(request: HttpRequest, duty_id: UUID) -> HttpResponse:
    """What a funder asks for, how it was answered, and what may be done."""
    actor = actor_of(request)
    each = found(queries.duty_of(actor, duty_id), "funder's condition")
    return render(
        request,
        "funding/funder_duty.html",
        {
            "duty": each,
            "owner": title_of(each.owner_role),
            "may": {name: FUNDER_DUTY.may(name, each.state, actor) for name in duties.ANSWERS},
            "own_only": queries.sees_own_only(actor),
            "today": timezone.localdate(),
        },
    )


@door(ANYBODY)
@require_safe
def duty_file(request: HttpRequest, duty_id: UUID) -> HttpResponse:
    """What shows that it was met."""
    each = found(queries.duty_of(actor_of(request), duty_id), "funder's condition")
    return download(found(each.evidence_id, "file"), each.evidence_name)


_ANSWERS = {
    "meet": ("How was it met?", "Say that it is met", "It is met."),
    "waive": ("Who let us off, and how?", "Say that it is waived", "It is waived, with the reason."),
    "set-aside": ("Why can it not apply?", "Say that it cannot apply", "It is set aside, with the reason."),
    "reopen": ("Why is it asked for again?", "Ask for it again", "It is open again."),
}


@door(KEEPERS)
@require_http_methods(FORMS)
def duty_step(request: HttpRequest, duty_id: UUID, step: str) -> HttpResponse:
    """Answer what a funder asks for."""
    each = found(queries.duty_of(actor_of(request), duty_id), "funder's condition")
    name = step.replace("-", "_")
    form = AnswerForm(*sent(request)) if step == "meet" else BecauseForm(*sent(request))

    def act(given: dict[str, Any]) -> object:
        return duties.answer_duty(
            duty_id=duty_id,
            step=name,
            because=given["because"],
            upload=upload_of(given.get("file")),
            **_who(request),
        )

    verdict = FUNDER_DUTY.may(name, each.state, actor_of(request))
    return _step(request, form, act, each.agreement, _ANSWERS[step], verdict, lead=each.text)


def _step(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    about: Any,
    words: tuple[str, str, str],
    verdict: Any,
    lead: str = "",
) -> HttpResponse:
    address = queries.address(about.id)

    def done(given: dict[str, Any]) -> str:
        act(given)
        return address

    title, button, after = words
    return form_page(
        request,
        form,
        done,
        title=title,
        button=button,
        back=Back("Back", address),
        done=after,
        caption=f"{about.funder.name} for {about.programme.name}",
        lead=lead,
        verdict=verdict,
    )


def _now(page: queries.AgreementPage) -> dict[str, Any]:
    names = (
        "instrument",
        "reference",
        "agreed_on",
        "carry_forward",
        "carry_forward_words",
        "return_rule_words",
    )
    now = {name: getattr(page.agreement, name) for name in (*names, "source")}
    return {**now, "years": in_lines((each.year, each.stated) for each in page.years)}


def _open(table: Lifecycle, state: str, actor: Any) -> list[str]:
    return [step.name for step in table.steps_from(state) if table.may(step.name, state, actor)]


def _who(request: HttpRequest) -> dict[str, Any]:
    return {"actor": actor_of(request), "at": timezone.now()}
