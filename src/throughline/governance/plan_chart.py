"""What does the implementation plan look like by month, with a line for today?"""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from throughline.frame.charts import EXPECTED, HAIR, LATE, LINE, NARROW, SIGNAL, WIDE, Facts

if TYPE_CHECKING:
    import altair as alt

_COLOURS = {"reached": SIGNAL, "planned": SIGNAL, "late": LATE}
_ROW, _LONGEST = 34, 50


def draw(facts: Facts, narrow: bool) -> "alt.TopLevelMixin":
    """A row for each milestone: grey where it was planned first, coloured where it is expected or was reached.

    On a phone the words stand above their row, elsewhere before it.
    """
    import altair as alt

    today = date.fromisoformat(facts["today"])
    rows = [
        {**each, "row": number, "short": _short(each["title"])} for number, each in enumerate(facts["rows"])
    ]
    first, last = _ends(facts["rows"], today)
    ticks: list[Any] = [
        alt.DateTime(year=month.year, month=month.month, date=1) for month in _months(first, last, narrow)
    ]
    domain: list[Any] = [alt.DateTime(year=d.year, month=d.month, date=d.day) for d in (first, last)]
    x = alt.X(
        "now:T",
        scale=alt.Scale(domain=domain),
        axis=alt.Axis(format="%b %y", values=ticks, title=None, grid=True, orient="top", labelFlush=False),
    )
    y = alt.Y(
        "row:O",
        scale=alt.Scale(paddingOuter=0.2 if not narrow else 0.6),
        axis=None
        if narrow
        else alt.Axis(title=None, ticks=False, domain=False, labelExpr=_labels(rows), labelPadding=8),
    )
    colour = alt.Color(
        "state:N", scale=alt.Scale(domain=[*_COLOURS], range=[*_COLOURS.values()]), legend=None
    )
    base = alt.Chart(alt.InlineData(values=rows)).encode(y=y)
    now = alt.InlineData(values=[{"today": facts["today"]}])
    layers: list[Any] = [
        alt.Chart(now).mark_rule(color=LINE, strokeWidth=2, strokeDash=[5, 3]).encode(x="today:T"),
        alt.Chart(now)
        .mark_text(text="Today", color=LINE, fontWeight="bold", align="left", dx=5, baseline="bottom", dy=-4)
        .encode(x="today:T", y=alt.value(_ROW * max(len(rows), 1) * (1.5 if narrow else 1))),
        base.mark_rule(color=HAIR, strokeWidth=8, strokeCap="round").encode(x=alt.X("planned:T"), x2="now:T"),
        base.transform_filter("datum.planned != datum.now")
        .mark_point(filled=False, color=EXPECTED, strokeWidth=2, size=90)
        .encode(x="planned:T"),
        base.transform_filter("datum.state == 'reached'").mark_point(size=140).encode(x=x, color=colour),
        base.transform_filter("datum.state != 'reached'")
        .mark_point(size=170, shape="diamond")
        .encode(x=x, color=colour),
        base.transform_filter("datum.state == 'late'")
        .mark_text(text="late", color=LATE, fontWeight="bold", align="right", dx=-12)
        .encode(x=x),
    ]
    if narrow:
        layers.append(
            base.mark_text(align="left", baseline="bottom", dy=-12, fontSize=13).encode(
                x=alt.value(0), text="short:N"
            )
        )
    height = int(_ROW * max(len(rows), 1) * (1.5 if narrow else 1))
    return alt.layer(*layers).properties(width=NARROW if narrow else WIDE, height=height)


def _ends(rows: list[dict[str, str]], today: date) -> tuple[date, date]:
    days = [date.fromisoformat(each[name]) for each in rows for name in ("planned", "now")] + [today]
    first, last = min(days).replace(day=1), max(days)
    return first, (last.replace(day=28) + timedelta(days=4)).replace(day=1) + timedelta(days=5)


def _months(first: date, last: date, narrow: bool) -> list[date]:
    """The first of every month, or of every few when there are many."""
    months, month = [], first
    while month <= last:
        months.append(month)
        month = (month.replace(day=28) + timedelta(days=4)).replace(day=1)
    most = 4 if narrow else 9
    return months[:: -(-len(months) // most)]


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST else title[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"


def _labels(rows: list[dict[str, Any]]) -> str:
    """The words of each row as a Vega expression over its number."""
    import json

    return f"{json.dumps([each['short'] for each in rows])}[datum.value]"
