"""A return as a spreadsheet: taken away, and brought back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from throughline.frame.doors import door
from throughline.frame.middleware import actor_of
from throughline.frame.upload import take
from throughline.kernel.verdict import RefusedError

from ..actions import sheets as actions
from ..returning import sheets
from .returns import READERS, page_or_404

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@door(READERS)
@require_safe
def sheet_xlsx(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """The return as a workbook, prefilled."""
    page = page_or_404(request, return_id)
    name = f"{page.asked.place.name}, {page.name}"
    answer = HttpResponse(sheets.write(page.content, name), content_type=_XLSX)
    slug = f"{page.asked.place.name}-{page.name}".lower().replace(" ", "-").replace("/", "-")
    answer["Content-Disposition"] = f'attachment; filename="{slug}.xlsx"'
    return answer


@door(READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """Bring the workbook back: all of it is kept, or nothing and every wrong cell is named."""
    page = page_or_404(request, return_id)
    wrong: tuple[str, ...] = ()
    more = 0
    if request.method == "POST":
        try:
            upload = take(request.FILES.get("file"))
            brought = actions.bring_in(
                actor=actor_of(request),
                at=timezone.now(),
                return_id=return_id,
                name=upload.name,
                content=upload.content,
            )
        except actions.WrongCellsError as refused:
            wrong = tuple(str(each) for each in refused.faults[: sheets.MOST_SAID])
            more = len(refused.faults) - len(wrong)
        except RefusedError as refusal:
            wrong = (str(refusal),)
        else:
            kept = len(brought.changed)
            messages.success(
                request, f"The spreadsheet was read. {kept} value{'s were' if kept != 1 else ' was'} changed."
            )
            for note in brought.notes[:5]:
                messages.info(request, note)
            return redirect("return", return_id)
    return render(
        request,
        "assurance/return_sheet.html",
        {"page": page, "wrong": wrong, "more": more, "may_save": page.may("save"), "has_errors": bool(wrong)},
    )
