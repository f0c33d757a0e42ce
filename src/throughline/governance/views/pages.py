"""How does every page of this room show a form that does one act, a list, and where one is?"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from throughline.frame.doors import for_roles
from throughline.frame.lists import Listing, csv_download
from throughline.frame.upload import Upload, take
from throughline.kernel.verdict import Allowed, RefusedError, Verdict

from ..actions.writing import ChangedMeanwhileError
from ..lifecycle import LEAD, OFFICER

KEEPERS = for_roles(OFFICER, LEAD)
ALLOWED: Verdict = Allowed()
FORMS = ["GET", "HEAD", "POST"]


@dataclass(frozen=True, slots=True)
class Back:
    """Where a page came from."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of a list: what it is, where it leads, what more there is to say."""

    text: str
    href: str
    about: str
    tag: str = ""
    tone: str = ""
    says: str = ""
    by: date | None = None
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class ListWords:
    """What a list's page says: heading, what one row is called, and what to say when there is none."""

    title: str
    one: str
    many: str
    empty: str
    teaches: str
    lead: str = ""


def found(thing: Any, what: str) -> Any:
    """The thing; a page that is not found when there is none, or none that the actor may see."""
    if thing is None:
        raise Http404(f"There is no such {what}.")
    return thing


def form_page(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[dict[str, Any]], str],
    *,
    title: str,
    button: str,
    back: Back,
    done: str = "",
    caption: str = "",
    lead: str = "",
    verdict: Verdict = ALLOWED,
    tone: str = "",
    template: str = "governance/form.html",
) -> HttpResponse:
    """One form and its one act: on success to the address that the act returns, else the form with what is wrong."""
    meanwhile = ""
    if request.method == "POST" and form.is_valid():
        try:
            address = act(form.cleaned_data)
        except ChangedMeanwhileError as changed:
            meanwhile = changed.now
            form.data = given = request.POST.copy()
            given["seen"] = changed.seen
            form.add_error(
                None, f"{changed} What stands there now is shown here; what you typed is kept below."
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            if done:
                messages.success(request, done)
            return HttpResponseRedirect(address)
    if not verdict:
        offer_no_more(form)
    return render(
        request,
        template,
        {
            "form": form,
            "title": title,
            "caption": caption,
            "lead": lead,
            "meanwhile": meanwhile,
            "button": button,
            "back": {"text": back.text, "href": back.href},
            "verdict": verdict,
            "tone": tone,
        },
    )


def offer_no_more(form: forms.Form) -> None:
    """Whoever may not take the step reads among its choices what stands there already, and no other name or title."""
    for name, field in form.fields.items():
        if isinstance(field, forms.ChoiceField):
            value, choices = form[name].value(), cast(Iterable[tuple[Any, Any]], field.choices)
            kept = {"", *map(str, value if isinstance(value, list) else [value])}
            field.choices = [each for each in choices if str(each[0]) in kept]


def sent(request: HttpRequest) -> tuple[Any, Any]:
    """What a form is bound to: what was sent, or nothing while it is only shown."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def upload_of(given: Any) -> Upload | None:
    """The file of a form, or None; RefusedError when it is empty or too large."""
    return take(given) if given else None


def list_page(
    request: HttpRequest,
    listing: Listing,
    rows: Any,
    show: Callable[[Any], Shown],
    words: ListWords,
    *,
    current: str,
    csv: str,
    add: tuple[str, str, Verdict] | None = None,
) -> HttpResponse:
    """A list to search, filter, sort, page and download; `add` is the button that adds a row."""
    listed = listing.page(rows, request.GET)
    return render(
        request,
        "governance/list.html",
        {
            "listed": listed,
            "rows": [show(each) for each in listed.rows],
            "words": words,
            "title": words.title,
            "current": current,
            "csv": csv,
            "add": add,
        },
    )


def list_csv(
    request: HttpRequest,
    listing: Listing,
    rows: Any,
    name: str,
    header: Sequence[str],
    cells: Callable[[Any], Iterable[object]],
) -> HttpResponse:
    """The list as it is searched and filtered, as a file."""
    narrowed = listing.narrow(rows, request.GET.dict())
    return csv_download(name, header, (tuple(cells(each)) for each in narrowed))
