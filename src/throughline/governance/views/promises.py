"""The pages of promises: by who must act next, one promise, and each step with it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.attachments import download
from throughline.frame.doors import SIGNED_IN, door, for_roles
from throughline.frame.lists import Filter, Listing, Sort, by, csv_download
from throughline.frame.middleware import actor_of
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Verdict

from ..actions import promises as actions
from ..forms.promises import ChangePromiseForm, GiveUpForm, KeepForm, NoteForm, PromiseForm
from ..forms.watching import EvidenceForm, ReasonForm
from ..lifecycle import LEAD, OFFICER
from ..ports import superseding
from ..queries import promises as queries
from ..queries.history import entry_with_file, history_of
from ..queries.owners import chosen, is_owner
from ..watching.lifecycle import PROMISE
from ..watching.rules import may_keep, may_take
from .steps import StepPage, page_of, take_step

LISTING = Listing(
    sorts=(
        Sort("who", "Who must act next", ("waits_for", "due_on", "item__dated_on", "position", "pk")),
        Sort("due", "Due first", ("due_on", "item__dated_on", "position", "pk")),
        Sort("newest", "Made last", ("-item__dated_on", "-position", "pk")),
    ),
    filters=(
        Filter(
            "turn",
            "Whose turn",
            lambda _: [("mine", "Mine"), ("nobody", "Nobody is left who owns it")],
            lambda rows, turn: (
                rows.filter(is_mine=True)
                if turn == "mine"
                else rows.filter(is_orphan=True, state__in=queries.OPEN)
            ),
        ),
        Filter(
            "state",
            "State",
            lambda _: [
                ("still-open", "Still open"),
                *((state, words) for state, (words, _tone) in queries.STATES.items()),
            ],
            lambda rows, state: rows.filter(state__in=queries.OPEN if state == "still-open" else [state]),
        ),
        by("kind", "Kind", queries.KINDS),
        Filter(
            "when",
            "When",
            lambda _: [("late", "Late"), ("no-date", "No date given")],
            lambda rows, when: rows.filter(
                state__in=queries.OPEN,
                **({"due_on__isnull": True} if when == "no-date" else {"due_on__lt": timezone.localdate()}),
            ),
        ),
    ),
    search_field="item__search_text",
)
STEPS = {
    "evidence": StepPage(
        "show",
        "Show that it is kept",
        "Show the evidence",
        EvidenceForm,
        actions.show_evidence,
        "The evidence is shown. Somebody else of the programme team now says whether it is enough.",
        "One of these is enough. What you show stays with the promise and cannot be taken back.",
    ),
    "note": StepPage(
        "note",
        "How is it going?",
        "Save",
        NoteForm,
        actions.note_progress,
        "It is on record how it is going.",
    ),
    "change": StepPage(
        "change",
        "Change the promise",
        "Save the change",
        ChangePromiseForm,
        actions.change_promise,
        "The promise is changed. What it said before stays in its history.",
        "The promise as its decision made it stays on record; here is what people are held to from now on.",
    ),
    "keep": StepPage(
        "keep",
        "Is the promise kept?",
        "Agree that it is kept",
        KeepForm,
        actions.keep_promise,
        "The promise is kept.",
        "Look at the evidence first. With your agreement the promise is closed.",
    ),
    "send-back": StepPage(
        "send_back",
        "Is the evidence not enough?",
        "Send it back",
        ReasonForm,
        actions.send_back,
        "The promise is open again, and says why.",
    ),
    "give-up": StepPage(
        "give_up",
        "Give this promise up?",
        "Give it up",
        GiveUpForm,
        actions.give_up_promise,
        "The promise is given up. It stays to be read, with the reason.",
        tone="warning",
    ),
    "open-again": StepPage(
        "reopen",
        "Open this promise again?",
        "Open it again",
        ReasonForm,
        actions.reopen_promise,
        "The promise is open again.",
    ),
}
NEW = StepPage(
    "make",
    "Add a promise",
    "Add the promise",
    PromiseForm,
    actions.make_promise,
    "The promise is being watched.",
)


@door(SIGNED_IN)
@require_safe
def promises(request: HttpRequest) -> HttpResponse:
    """Every promise that the asker may see, by who must act next."""
    actor, today = actor_of(request), timezone.localdate()
    listed = LISTING.page(queries.visible_to(actor), request.GET)
    rows = queries.shown(listed.rows, today)
    by_who = request.GET.get("sort", "who") == "who"
    return render(
        request,
        "governance/promises.html",
        {
            "listed": listed,
            "rows": rows,
            "by_who": by_who,
            "may_make": bool(PROMISE.may("make", None, actor)) and bool(actor.roles & {OFFICER, LEAD}),
        },
    )


@door(SIGNED_IN)
@require_safe
def promises_csv(request: HttpRequest) -> HttpResponse:
    """The list as it is searched and filtered."""
    rows = LISTING.narrow(queries.visible_to(actor_of(request)), request.GET.dict())
    header = ("Promise", "Kind", "Decision", "Made on", "Owner", "Due", "When", "State", "Who must act next")
    return csv_download(
        "promises.csv",
        header,
        (
            (
                each.text,
                each.kind,
                each.decision_number,
                each.made_on,
                each.owner,
                each.due_on,
                each.due.words if each.is_open else "",
                each.state_words,
                each.next,
            )
            for each in queries.shown(rows, timezone.localdate())
        ),
    )


@door(SIGNED_IN)
@require_safe
def promise(request: HttpRequest, promise_id: UUID) -> HttpResponse:
    """One promise: what was said, who holds it, what was shown, what can be done now."""
    row = _promise(request, promise_id)
    actor = actor_of(request)
    history = history_of(row.pk, actor)
    named = {row.decision_number, *(each.decision_number for each in history)} - {""}
    return render(
        request,
        "governance/promise.html",
        {
            "promise": queries.shown([row], timezone.localdate())[0],
            "superseded": superseding(named),
            "owner_words": row.owner_words,
            "source": row.item.source,
            "history": history,
            "milestones": queries.milestones_of(row),
            "may": {name: _may(page.step, row, actor) for name, page in STEPS.items()},
        },
    )


@door(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, promise_id: UUID, name: str) -> HttpResponse:
    """One step with a promise."""
    page = page_of(STEPS, name)
    row = _promise(request, promise_id)
    return take_step(
        request,
        page,
        verdict=_may(page.step, row, actor_of(request)),
        about=row.item.title,
        back=reverse("governance-promise", args=[promise_id]),
        initial={"text": row.details or row.item.title, "owner": chosen(row), "due_on": row.due_on},
        promise_id=promise_id,
    )


@door(for_roles(OFFICER, LEAD))
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Watch over a promise that was made outside a decision on record here."""
    verdict = PROMISE.may("make", None, actor_of(request))
    return take_step(
        request,
        NEW,
        verdict=verdict,
        about="Promises",
        back=reverse("promises"),
        made_on=timezone.localdate(),
    )


@door(SIGNED_IN)
@require_safe
def evidence_file(request: HttpRequest, promise_id: UUID, entry_id: int) -> HttpResponse:
    """A file that was shown, as a download."""
    entry = entry_with_file(_promise(request, promise_id).pk, entry_id)
    if entry is None:
        raise Http404("There is no such file.")
    return download(str(entry.file_id), entry.file_name)


def _promise(request: HttpRequest, promise_id: UUID) -> Any:
    row = queries.promise_whole(actor_of(request), promise_id)
    if row is None:
        raise Http404("There is no such promise.")
    return row


def _may(step: str, row: Any, actor: Actor) -> Verdict:
    if step == "keep":
        return may_keep(row.state, actor, shown_by=queries.showers_of(row) if row.state == "shown" else ())
    return may_take(PROMISE, step, row.state, actor, is_owner=is_owner(actor, row))
