"""The papers of a pack: added, withdrawn, handed out one by one, and the whole pack to print or to take along."""

from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.attachments import download
from throughline.frame.doors import SIGNED_IN, door
from throughline.frame.middleware import actor_of
from throughline.frame.upload import take

from ..actions import papers as actions
from ..documents import file_name, zipped
from ..forms.meetings import BecauseForm, PaperForm
from ..queries import packs
from .meeting_steps import STATES, at, step_page
from .meetings import pack_of
from .pages import FORMS, KEEPERS, Back, form_page, found, sent


@door(SIGNED_IN)
@require_safe
def printed(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The pack as one sheet, to print or to read on the way there."""
    return render(request, "governance/pack.html", pack_of(request, meeting_id))


@door(SIGNED_IN)
@require_safe
def whole(request: HttpRequest, meeting_id: UUID) -> FileResponse:
    """The pack as one file: the agenda first, then every paper under its number."""
    it = found(packs.pack(actor_of(request), meeting_id), "meeting")
    file = zipped(it, state=STATES[it.meeting.state], at=timezone.now())
    return FileResponse(file, as_attachment=True, filename=f"{file_name(it.meeting)}.zip")


@door(SIGNED_IN)
@require_safe
def paper(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """A paper of a pack, as a download."""
    it = found(packs.paper(actor_of(request), paper_id), "paper")
    return download(it.file_id, it.file_name)


@door(KEEPERS)
@require_http_methods(FORMS)
def add(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """A paper or a supplement; late when the pack has been sent."""
    it = found(packs.pack(actor_of(request), meeting_id), "meeting")
    is_late = it.meeting.state == "notified"
    form = PaperForm(
        *sent(request),
        agenda=[each.item for each in it.points],
        papers=it.papers,
        is_late=is_late,
        initial={"agenda_item": request.GET.get("point", "")},
    )

    def act(given: dict[str, Any]) -> str:
        actions.add_paper(
            meeting_id=meeting_id,
            upload=take(given["file"]),
            title=given["title"],
            agenda_item_id=UUID(given["agenda_item"]) if given["agenda_item"] else None,
            supplement_to=int(given["supplement_to"]) if given.get("supplement_to") else None,
            late_because=given.get("late_because", ""),
            actor=actor_of(request),
            at=timezone.now(),
        )
        return at(meeting_id)

    step = "add_late_paper" if is_late else "prepare"
    title = "Add a late paper" if is_late else "Add a paper"
    return step_page(
        request, it.meeting, form, act, title, "Add it to the pack", step, "The paper is in the pack."
    )


@door(KEEPERS)
@require_http_methods(FORMS)
def withdraw(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """Take a paper out of the pack."""
    it = found(packs.paper(actor_of(request), paper_id), "paper")

    def act(given: dict[str, Any]) -> str:
        actions.withdraw_paper(
            paper_id=paper_id, because=given["because"], actor=actor_of(request), at=timezone.now()
        )
        return at(it.meeting_id)

    return form_page(
        request,
        BecauseForm(*sent(request)),
        act,
        title=f"Withdraw {it.label.lower()}?",
        caption=it.title,
        lead="Its number stays taken, and the pack says that it was withdrawn.",
        button="Withdraw it",
        back=Back("The meeting", at(it.meeting_id)),
        done="The paper is withdrawn.",
        tone="warning",
    )
