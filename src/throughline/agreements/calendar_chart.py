"""What does the commissioning calendar look like: ten places down, years across?

A running contract is a bar, an option that nobody has decided is hatched behind it, what is planned is light beneath it
with its steps as diamonds. A triangle is the day by which the specification is promised in the contract.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from throughline.frame.charts import HAIR, INK, LATE, LINE, NARROW, QUIET, SIGNAL, WIDE, Facts
from throughline.kernel.wording import long_date

from .queries.calendar import Countdown
from .queries.contracts import ALIVE, Shown

if TYPE_CHECKING:
    import altair as alt

LIGHT = "#cfe3e5"
_ROW, _ROW_ON_A_PHONE = 46, 64
_BAR, _UP, _DOWN = 14, -9, 9  # a bar's height, and where in its row what runs and what is planned lie
_SLANT = "M-0.6,1L0.6,-1"
_HATCH, _HATCH_ON_A_PHONE = timedelta(days=40), timedelta(days=84)
_BACK, _AHEAD = 2, 7  # years
_NAMES = 92  # pixels before the chart for the places' names


def facts(contracts: Sequence[Shown], countdowns: Sequence[Countdown], on: date) -> Facts:
    """What the drawing may look at: plain values, in the order of the table."""
    alive = [each for each in contracts if each.state in ALIVE]
    places = sorted({each.place for each in alive} | {each.place for each in countdowns})
    rows: list[str] = []
    bars: list[dict[str, Any]] = []
    steps: list[dict[str, Any]] = []
    promised: list[dict[str, Any]] = []
    for place in places:
        first = len(rows)
        lanes = {"running": 0, "planned": 0}
        for each in (one for one in alive if one.place == place):
            row = first + lanes[each.state]
            lanes[each.state] += 1
            bars += _bars(each, row)
            steps += [
                {
                    "row": row,
                    "on": (step.done_on or step.planned_on).isoformat(),
                    "state": "done" if step.done_on else "late" if step.is_late else "to come",
                }
                for step in (each.steps if each.state == "planned" else ())
            ]
        rows += [place, *(f"{place} ({n})" for n in range(2, max(lanes.values()) + 1))]
        promised += [
            {"row": first, "on": each.by.isoformat()}
            for each in countdowns
            if each.place == place and not each.is_in
        ]
    return {"today": on.isoformat(), "rows": rows, "bars": bars, "steps": steps, "promised": promised}


def in_words(contracts: Sequence[Shown], on: date) -> str:
    """What the chart shows, as one would say it on the telephone."""
    running = sorted((each for each in contracts if each.state == "running"), key=lambda each: each.last_day)
    planned = sum(each.state == "planned" for each in contracts)
    if not running:
        return f"{planned} contracts are planned, and none runs." if planned else "No contract is on record."
    first = running[0]
    ends = "ended" if first.last_day < on else "ends"
    return (
        f"{len(running)} contracts run and {planned} are planned. {first.place}’s {ends} first, on "
        f"{long_date(first.last_day)}; the last one ends on "
        f"{long_date(running[-1].last_day)}."
    )


def draw(facts: Facts, narrow: bool) -> "alt.TopLevelMixin":
    """The calendar; on a phone the place stands above its row, elsewhere before it."""
    import altair as alt

    today = date.fromisoformat(facts["today"])
    first, last = _ends(facts, today)
    step = _ROW_ON_A_PHONE if narrow else _ROW
    height = step * max(len(facts["rows"]), 1)
    middle = 12 if narrow else 0  # on a phone the place's name takes the upper part of the row
    hatch = _HATCH_ON_A_PHONE if narrow else _HATCH
    years = range(first.year + (first > date(first.year, 4, 1)), last.year + 1)
    ticks: list[Any] = [alt.DateTime(year=year, month=4, date=1) for year in years]
    domain: list[Any] = [alt.DateTime(year=d.year, month=d.month, date=d.day) for d in (first, last)]
    axis = alt.Axis(
        format="Apr %y" if narrow else "April %Y",
        values=ticks[:: 2 if narrow and len(ticks) > 5 else 1],
        title=None,
        grid=True,
        orient="top",
        labelFlush=False,
        domain=False,
    )
    x = alt.X("from:T", scale=alt.Scale(domain=domain), axis=axis)
    at = alt.X("on:T", scale=alt.Scale(domain=domain), axis=axis)

    def placed(rows: list[dict[str, Any]], shift: int) -> "alt.Chart":
        return alt.Chart(
            alt.InlineData(
                values=[{**each, "y": step * (each["row"] + 0.5) + middle + shift} for each in rows]
            )
        ).encode(y=alt.Y("y:Q", scale=alt.Scale(domain=[0, height], reverse=True, nice=False), axis=None))

    bars = [_clipped(each, first, last) for each in facts["bars"]]
    runs, option = (_of(bars, "running"), _of(bars, "option"))
    taken, plan, plan_option = _of(bars, "taken"), _of(bars, "planned"), _of(bars, "planned option")
    rules = [{"row": row, "y": step * row} for row in range(1, len(facts["rows"]))]
    layers: list[Any] = [
        alt.Chart(alt.InlineData(values=rules or [{"y": -1}]))
        .mark_rule(color=HAIR, clip=True)
        .encode(y=alt.Y("y:Q", scale=alt.Scale(domain=[0, height], reverse=True, nice=False), axis=None)),
        placed(plan, _DOWN)
        .mark_bar(height=_BAR, color=LIGHT, stroke=SIGNAL, clip=True)
        .encode(x=x, x2="until:T"),
        placed(option, _UP)
        .mark_bar(height=_BAR, color="#ffffff", stroke=SIGNAL, clip=True)
        .encode(x=x, x2="until:T"),
        placed(plan_option, _DOWN)
        .mark_bar(height=_BAR, color="#ffffff", stroke=SIGNAL, strokeOpacity=0.6, clip=True)
        .encode(x=x, x2="until:T"),
        placed(_hatched(option, hatch), _UP)
        .mark_point(shape=_SLANT, size=110, stroke=SIGNAL, strokeWidth=1.5, filled=False, clip=True)
        .encode(x=at),
        placed(_hatched(plan_option, hatch), _DOWN)
        .mark_point(
            shape=_SLANT, size=110, stroke=SIGNAL, strokeWidth=1, strokeOpacity=0.6, filled=False, clip=True
        )
        .encode(x=at),
        placed([*runs, *taken], _UP).mark_bar(height=_BAR, color=SIGNAL, clip=True).encode(x=x, x2="until:T"),
        _today(facts["today"], height, at),
        placed([each for each in facts["steps"] if each["state"] == "to come"], _DOWN)
        .mark_point(
            shape="diamond", size=110, filled=True, color="#ffffff", stroke=INK, strokeWidth=1.5, clip=True
        )
        .encode(x=at),
        placed([each for each in facts["steps"] if each["state"] == "done"], _DOWN)
        .mark_point(shape="diamond", size=110, filled=True, color=INK, clip=True)
        .encode(x=at),
        placed([each for each in facts["steps"] if each["state"] == "late"], _DOWN)
        .mark_point(shape="diamond", size=150, filled=True, color=LATE, clip=True)
        .encode(x=at),
        placed(facts["promised"], _UP - 12)
        .mark_point(shape="triangle-down", size=110, filled=True, color=LINE, clip=True)
        .encode(x=at),
        _names(facts["rows"], step, height, narrow),
    ]
    chart: alt.TopLevelMixin = (
        alt.layer(*layers)
        .resolve_scale(y="shared")
        .properties(
            width=NARROW if narrow else WIDE,
            height=height,
            padding={"left": 0, "right": 8, "top": 4, "bottom": 8},
        )
    )
    return chart


def _bars(contract: Shown, row: int) -> list[dict[str, Any]]:
    """The contract's own time, then each option: taken up, or not decided; one that was not taken up is no time."""
    kind = contract.state
    bars = [_bar(row, kind, contract.begins_on, contract.ends_on)]
    end = contract.ends_on
    for option in contract.options:
        if option.is_taken_up is False:
            break
        of = "option" if kind == "running" else "planned option"
        bars.append(_bar(row, "taken" if option.is_taken_up else of, end, option.until))
        end = option.until
    return bars


def _bar(row: int, kind: str, begins: date, until: date) -> dict[str, Any]:
    return {"row": row, "kind": kind, "from": begins.isoformat(), "until": until.isoformat()}


def _of(bars: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [each for each in bars if each["kind"] == kind and each["from"] < each["until"]]


def _clipped(bar: dict[str, Any], first: date, last: date) -> dict[str, Any]:
    return {**bar, "from": max(bar["from"], first.isoformat()), "until": min(bar["until"], last.isoformat())}


def _hatched(bars: list[dict[str, Any]], every: timedelta) -> list[dict[str, Any]]:
    """A slanted stroke every few weeks of a bar, none over its ends."""
    strokes = []
    for bar in bars:
        day, until = date.fromisoformat(bar["from"]) + every / 2, date.fromisoformat(bar["until"])
        while day <= until - every / 2:
            strokes.append({"row": bar["row"], "on": day.isoformat()})
            day += every
    return strokes


def _ends(facts: Facts, today: date) -> tuple[date, date]:
    days = [date.fromisoformat(each[name]) for each in facts["bars"] for name in ("from", "until")] + [today]
    first = max(min(days), today.replace(year=today.year - _BACK, day=1))
    last = min(max(days), today.replace(year=today.year + _AHEAD, day=1))
    return first, max(last, today + timedelta(days=365)) + timedelta(days=45)


def _today(today: str, height: int, at: "alt.X") -> Any:
    import altair as alt

    now = alt.InlineData(values=[{"on": today}])
    rule = alt.Chart(now).mark_rule(color=LINE, strokeWidth=2, strokeDash=[5, 3]).encode(x=at)
    word = (
        alt.Chart(now)
        .mark_text(text="Today", color=LINE, fontWeight="bold", baseline="top", dy=4, align="left", dx=4)
        .encode(x=at, y=alt.value(height))
    )
    return rule + word


def _names(rows: Sequence[str], step: int, height: int, narrow: bool) -> Any:
    import altair as alt

    said = [{"y": step * (n + (0.13 if narrow else 0.5)), "name": name} for n, name in enumerate(rows)]
    return (
        alt.Chart(alt.InlineData(values=said))
        .mark_text(
            align="left",
            baseline="middle",
            fontSize=14,
            fontWeight="bold" if narrow else "normal",
            color=INK if not narrow else QUIET,
            clip=False,
        )
        .encode(
            x=alt.value(0 if narrow else -_NAMES),
            y=alt.Y("y:Q", scale=alt.Scale(domain=[0, height], reverse=True, nice=False), axis=None),
            text="name:N",
        )
    )
