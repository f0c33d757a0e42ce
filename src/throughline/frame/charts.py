"""How does a figure become a picture that needs no JavaScript?

An Altair chart is drawn to SVG on the server, in the house's look: Arial, grey for what was expected, one colour for
what is to be seen, words beside the marks instead of a legend. It is shown as an `<img>` with words that say what it
shows, and always with its table. Use it so:

    def draw(facts: Facts, narrow: bool) -> "alt.TopLevelMixin":      # in the room, beside its query
        import altair as alt                                          # here, not above: pages load no data library
        return alt.Chart(alt.InlineData(values=facts["rows"])).mark_bar(color=SIGNAL).encode(…).properties(width=…)

    @door(SIGNED_IN)                                                  # the same door and the same rows as the page
    def shares_svg(request: HttpRequest, …) -> HttpResponse:
        return picture(request, draw, facts(actor_of(request), …))

    {{ chart(url("shares-svg"), "Bolton gets 11 %, Bury …") }}        # macro of web/charts.html; the table follows it

`facts` is everything that the drawing may look at, as plain JSON: the picture is kept under the hash of it and of the
drawing's own code, so that a picture is never older than its figures, and never of what the asker may not see.
"""

import inspect
import json
from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from django.core.cache import cache as kept
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from . import lettering

if TYPE_CHECKING:
    import altair as alt

Facts = Mapping[str, Any]
Draw = Callable[[Facts, bool], "alt.TopLevelMixin"]

SIGNAL = "#0e6471"  # what is to be seen; the brand's colour
EXPECTED = "#8a9699"  # what was planned, what is usual: 3:1 with white
LATE = "#d4351c"  # what is wrong; never without a word that says so
LINE = "#a8690a"  # today, a limit: 4.5:1 with white, so that its word can have its colour
INK = "#0b0c0c"
QUIET = "#505a5f"
HAIR = "#dde7e5"
WIDE, NARROW = 920, 358  # pixels of a whole picture on a desk and on a phone

_KEPT_SECONDS = 30 * 24 * 3600
_FONT = "Arial, sans-serif"
_LOOK: dict[str, Any] = {
    "font": _FONT,
    "background": "#ffffff",
    "padding": 4,
    "autosize": {"type": "fit-x", "contains": "padding"},
    "view": {"stroke": None},
    "bar": {"color": SIGNAL},
    "point": {"color": SIGNAL, "filled": True, "opacity": 1, "size": 80},
    "rule": {"color": QUIET},
    "text": {"font": _FONT, "fontSize": 14, "color": INK},
    "axis": {
        "domainColor": QUIET,
        "gridColor": HAIR,
        "labelColor": INK,
        "labelFont": _FONT,
        "labelFontSize": 14,
        "labelLimit": 320,
        "tickColor": HAIR,
        "titleColor": QUIET,
        "titleFont": _FONT,
        "titleFontSize": 14,
        "titleFontWeight": "normal",
    },
    "header": {"labelFont": _FONT, "labelFontSize": 14, "titleFont": _FONT},
    "legend": {"labelFont": _FONT, "labelFontSize": 14, "titleFont": _FONT, "titleFontSize": 14},
}


def two_lines(narrow: bool) -> dict[str, Any]:
    """How an axis writes “what: answer” on a phone: one above the other, small."""
    if not narrow:
        return {}
    return {"labelExpr": "split(datum.label, ': ')", "labelFontSize": 11, "labelLineHeight": 12}


def picture(request: HttpRequest, draw: Draw, facts: Facts) -> HttpResponseBase:
    """Answer with the SVG; `?narrow=1` asks for the phone's. A browser that holds these very bytes is told so."""
    narrow = bool(request.GET.get("narrow"))
    etag = f'"{_key(draw, facts, narrow)}"'
    answer = HttpResponse(headers={"ETag": etag, "Cache-Control": "private, no-cache"})
    if request.headers.get("If-None-Match"):
        answer = cast(HttpResponse, get_conditional_response(request, etag=etag, response=answer))
    if answer.status_code == 200:
        answer.content = svg(draw, facts, narrow=narrow)
        answer["Content-Type"] = "image/svg+xml"
    return answer


def svg(draw: Draw, facts: Facts, *, narrow: bool = False) -> bytes:
    """The picture of the facts, drawn once and kept for a month; the same facts give the same bytes."""
    key = "chart:" + _key(draw, facts, narrow)
    held: bytes | None = kept.get(key)
    if held is None:
        import numpy  # noqa: F401 - Altair looks at one that another thread is still loading, and falls over it

        held = _drawn(draw(facts, narrow))
        kept.set(key, held, _KEPT_SECONDS)
    return held


def _drawn(chart: "alt.TopLevelMixin") -> bytes:
    import vl_convert  # here: 40 MB that no other page needs

    spec = {**chart.to_dict(), "config": _LOOK}
    # Nothing may be fetched: a chart is of the facts that it was given.
    return lettering.fitted(str(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]))).encode()


def _key(draw: Draw, facts: Facts, narrow: bool) -> str:
    said = json.dumps([facts, narrow], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    name = f"{draw.__module__}.{draw.__qualname__}"
    return sha256("\n".join((name, _code(inspect.getfile(draw)), said)).encode()).hexdigest()


@cache
def _code(file: str) -> str:
    return sha256(
        b"".join(Path(each).read_bytes() for each in (file, __file__, lettering.__file__))
    ).hexdigest()
