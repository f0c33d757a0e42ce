"""How is a version of the scheme or of a regime, while it is in the making, confirmed or thrown away?"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from throughline.frame.doors import for_roles
from throughline.frame.middleware import actor_of
from throughline.kernel.verdict import RefusedError

from ..actions.law import ChangedSinceSeenError
from ..forms.law import ConfirmForm
from ..law.lifecycle import KEEPERS

KEEPING = for_roles(*sorted(KEEPERS))


def confirm_page(
    request: HttpRequest,
    template: str,
    shown: dict[str, Any],
    confirm: Callable[..., object],
    *,
    seen: str,
    done: str,
    back: str,
) -> HttpResponse:
    """The version once more; then it is confirmed, if it still is what was `seen`, and `back` is shown."""
    form = ConfirmForm(request.POST if request.method == "POST" else None, initial={"seen": seen})
    if form.is_valid():
        try:
            confirm(seen=form.cleaned_data["seen"], actor=actor_of(request), at=timezone.now())
        except ChangedSinceSeenError as changed:
            messages.error(request, str(changed))
            return redirect(request.path)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect(back)
    return render(request, template, {**shown, "form": form})


def discarded(
    request: HttpRequest, discard: Callable[..., object], *, done: str, back: str, home: str
) -> HttpResponse:
    """The version is thrown away and `home` is shown; `back` with the reason when it may not be."""
    try:
        discard(actor=actor_of(request), at=timezone.now())
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    messages.success(request, done)
    return redirect(home)
