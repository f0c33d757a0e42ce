"""What do a locality's streams look like: a stacked bar a year, and where the money falls off a cliff?"""

from typing import TYPE_CHECKING, Any

from throughline.frame.charts import HAIR, INK, LATE, LINE, NARROW, QUIET, SIGNAL, WIDE, Facts

if TYPE_CHECKING:
    import altair as alt

# Ours first; the same seven stand in _localities.scss as the letters' boxes.
COLOURS = [SIGNAL, "#c3d5d1", "#f0cf8e", "#b9b4d6", "#e5b0a5", "#9cc3e0", "#d5d8d9"]
MIST = "#eff5f4"
_HALF, _HEIGHT = 0.36, 360


def draw(facts: Facts, narrow: bool) -> "alt.TopLevelMixin":
    """A bar a year from the table's rows, ours on top; a red drop where known money ends; a band behind this year."""
    import altair as alt

    years = facts["years"]
    most = max([each["known"] for each in years] or [0]) or 1
    letters = sorted({each["letter"] for each in facts["bars"]})
    bars = [_bar(each, letters, facts["bars"]) for each in facts["bars"]]
    x = alt.X(
        "left:Q", axis=_axis(years, narrow), scale=alt.Scale(domain=[-0.5, len(years) - 0.5], nice=False)
    )
    money = alt.Axis(
        title=None, format="~s", labelExpr="'£' + replace(datum.label, 'M', 'm')", tickCount=5, domain=False
    )
    y = alt.Y("bottom:Q", axis=money, scale=alt.Scale(domain=[0, most * 1.16], nice=False))
    last = len(years) - 0.5 + any(each["after"] == len(years) - 1 for each in facts["cliffs"])
    x = alt.X("left:Q", axis=_axis(years, narrow), scale=alt.Scale(domain=[-0.5, last], nice=False))
    layers: list[Any] = [
        *(_this_year(facts["now"]) if facts["now"] is not None else []),
        alt.Chart(alt.InlineData(values=bars))
        .mark_bar(stroke=QUIET, strokeWidth=1)
        .encode(
            x=x,
            x2="right:Q",
            y=y,
            y2="top:Q",
            color=alt.Color("fill:N", scale=None, legend=None),
        ),
    ]
    seen = [each for each in bars if each["top"] - each["bottom"] > most * 0.045]
    if seen:
        layers.append(
            alt.Chart(alt.InlineData(values=seen))
            .mark_text(fontWeight="bold", fontSize=14 if not narrow else 12)
            .encode(
                x=alt.X("middle:Q"),
                y=alt.Y("half:Q"),
                text="letter:N",
                color=alt.Color("ink:N", scale=None, legend=None),
            )
        )
    layers += _sums(years, narrow, most)
    if facts["cliffs"]:
        layers += _cliffs(facts["cliffs"], narrow)
    return alt.layer(*layers).properties(width=NARROW if narrow else WIDE, height=_HEIGHT)


def _bar(each: dict[str, Any], letters: list[str], bars: list[dict[str, Any]]) -> dict[str, Any]:
    below = sum(b["amount"] for b in bars if b["year"] == each["year"] and b["letter"] > each["letter"])
    top = below + each["amount"]
    return {
        "letter": each["letter"],
        "left": each["year"] - _HALF,
        "right": each["year"] + _HALF,
        "middle": each["year"],
        "bottom": below,
        "top": top,
        "half": (below + top) / 2,
        "fill": COLOURS[each["colour"]],
        "ink": "#ffffff" if each["colour"] == 0 else INK,
    }


def _axis(years: list[dict[str, Any]], narrow: bool) -> Any:
    import json

    import altair as alt

    labels = [each["label"] for each in years]
    if narrow:
        labels = [label[2:] for label in labels]
    return alt.Axis(
        title=None,
        values=list(range(len(years))),
        labelExpr=f"{json.dumps(labels)}[round(datum.value)]",
        labelFontSize=12 if narrow else 14,
        labelOverlap=False,
        grid=False,
        ticks=False,
        domainColor=HAIR,
    )


def _sums(years: list[dict[str, Any]], narrow: bool, most: float) -> list[Any]:
    """What is known in all above each bar, and how many streams have no amount there."""
    import altair as alt

    rows = [
        {
            "middle": n,
            "top": each["known"],
            "says": each["says"] if each["known"] else "",
            "more": f"+ {each['unknown']} {'?' if narrow else 'not stated'}" if each["unknown"] else "",
        }
        for n, each in enumerate(years)
    ]
    base = alt.Chart(alt.InlineData(values=rows)).encode(x="middle:Q", y="top:Q")
    return [
        base.mark_text(dy=-8, baseline="bottom", fontSize=12 if narrow else 14, fontWeight="bold").encode(
            text="says:N"
        ),
        base.mark_text(
            dy=-24 if any(each["says"] for each in rows) else -8,
            baseline="bottom",
            fontSize=11 if narrow else 13,
            color=QUIET,
        ).encode(text="more:N"),
    ]


def _cliffs(cliffs: list[dict[str, Any]], narrow: bool) -> list[Any]:
    """A red drop after a bar from what was known to what is left, and over the next bar how much that is."""
    import altair as alt

    rows = [{**each, "at": each["after"] + 0.5, "over": each["after"] + 1} for each in cliffs]
    base = alt.Chart(alt.InlineData(values=rows))
    words = base.mark_text(color=LATE, fontWeight="bold", fontSize=12 if narrow else 14, baseline="bottom")
    return [
        base.mark_rule(color=LATE, strokeWidth=3).encode(x="at:Q", y="from:Q", y2="to:Q"),
        base.mark_point(color=LATE, shape="triangle-down", size=120, filled=True).encode(x="at:Q", y="to:Q"),
        words.encode(x="over:Q", y="from:Q", text="says:N"),
        base.mark_text(color=LATE, fontSize=12 if narrow else 14, baseline="top", dy=2).encode(
            x="over:Q", y="from:Q", text="percent:N"
        ),
    ]


def _this_year(year: int) -> list[Any]:
    """A quiet band behind the year that runs."""
    import altair as alt

    now = alt.InlineData(values=[{"left": year - 0.5, "right": year + 0.5, "middle": year}])
    return [
        alt.Chart(now).mark_rect(color=MIST).encode(x="left:Q", x2="right:Q"),
        alt.Chart(now)
        .mark_text(text="This year", color=LINE, fontWeight="bold", baseline="top", dy=2)
        .encode(x="middle:Q", y=alt.value(0)),
    ]
