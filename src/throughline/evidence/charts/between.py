"""How do places look beside one another without blaming anybody for chance: funnel plots, ratios, balance?"""

import json
from typing import TYPE_CHECKING, Any

from throughline.frame.charts import EXPECTED, HAIR, INK, NARROW, QUIET, SIGNAL, WIDE, Facts, two_lines

if TYPE_CHECKING:
    import altair as alt

HEIGHT = 360


def draw_funnel(facts: Facts, narrow: bool) -> "alt.TopLevelMixin":
    """`places` of {place, of, value, is_signal, is_own, wide, narrow}, the last two on which side the name stands;
    `limits` by {of}: warn_ and clear_, low and high; `average`.
    """
    import altair as alt

    limits = alt.InlineData(values=facts["limits"])
    x = alt.X("of:Q", title="People", axis=alt.Axis(tickCount=4 if narrow else 8, grid=False))
    y = alt.Y(
        "value:Q",
        title=None if narrow else facts["title"],
        axis=alt.Axis(format=".0%", tickCount=6, grid=False),
        scale=alt.Scale(zero=False),
    )
    layers: list[Any] = [
        alt.Chart(limits).mark_line(color=EXPECTED, strokeDash=dash).encode(x=x, y=alt.Y(f"{end}:Q"))
        for end, dash in (
            ("clear_low", [1, 0]),
            ("clear_high", [1, 0]),
            ("warn_low", [4, 4]),
            ("warn_high", [4, 4]),
        )
    ]
    word = {"average": facts["average"], "word": f"all places {facts['average']:.0%}"}
    average = alt.Chart(alt.InlineData(values=[word]))
    layers.append(average.mark_rule(color=QUIET).encode(y="average:Q"))
    layers.append(
        average.mark_text(align="right", dy=-8, dx=-2, color=QUIET, fontSize=13).encode(
            x=alt.value("width"), y="average:Q", text="word:N"
        )
    )
    points: Any = alt.Chart(alt.InlineData(values=facts["places"]))
    colour = alt.condition("datum.is_signal", alt.value(SIGNAL), alt.value(EXPECTED))
    layers.append(
        points.mark_point(filled=True, opacity=1).encode(x=x, y=y, color=colour, shape=_shape(), size=_size())
    )
    layers.append(_ring(points.transform_filter("datum.is_own")).encode(x=x, y=y))
    side = "narrow" if narrow else "wide"
    for where, align, aside in (("right", "left", 11), ("left", "right", -11)):
        some = points.transform_filter(f"datum.{side} == '{where}'")
        for own, weight in (("datum.is_own", "bold"), ("!datum.is_own", "normal")):
            for ink in ({"color": "white", "stroke": "white", "strokeWidth": 4}, {"color": INK}):
                layers.append(  # its line of white first, so that no limit runs through a name
                    some.transform_filter(own)
                    .mark_text(align=align, dx=aside, fontSize=13, fontWeight=weight, **ink)
                    .encode(x=x, y=y, text="place:N")
                )
    return alt.layer(*layers).properties(width=NARROW if narrow else WIDE, height=HEIGHT)


def _shape() -> Any:
    """A diamond is a signal, for whoever does not see its colour."""
    import altair as alt

    return alt.condition("datum.is_signal", alt.value("diamond"), alt.value("circle"))


def _size() -> Any:
    import altair as alt

    return alt.condition("datum.is_signal", alt.value(190), alt.value(100))


def _ring(chart: Any) -> Any:
    """Around the dots of the reader's own places."""
    return chart.mark_point(filled=False, opacity=1, size=230, color=INK, strokeWidth=2)


def _by_place(facts: Facts) -> "alt.Y":
    """The places in the order given, the reader's own in bold."""
    import altair as alt

    own = [row["place"] for row in facts["places"] if row["is_own"]]
    weight = alt.expr(f"indexof({json.dumps(own)}, datum.value) >= 0 ? 'bold' : 'normal'")
    return alt.Y(
        "place:N",
        sort=[row["place"] for row in facts["places"]],
        title=None,
        axis=alt.Axis(grid=True, gridColor=HAIR, domain=False, labelFontWeight=weight),
    )


def draw_amounts(facts: Facts, narrow: bool) -> "alt.TopLevelMixin":
    """`places` of {place, value, said, is_own}: a dot each with its figure; `average`, `said` of all as a line."""
    import altair as alt

    rows = alt.Chart(alt.InlineData(values=facts["places"]))
    values = [row["value"] for row in facts["places"]]
    scale = alt.Scale(domain=[0, max(values) * (1.45 if narrow else 1.2)], nice=False)
    x = alt.X("value:Q", title=None, scale=scale, axis=None)
    y = _by_place(facts)
    whole = alt.Chart(
        alt.InlineData(values=[{"value": facts["average"], "word": f"all places {facts['said']}"}])
    )
    return alt.layer(
        whole.mark_rule(color=QUIET, strokeDash=[4, 4]).encode(x=x),
        whole.mark_text(align="center", baseline="bottom", dy=-4, color=QUIET, fontSize=13).encode(
            x=x, y=alt.value(0), text="word:N"
        ),
        rows.mark_point(filled=True, size=110, opacity=1, color=EXPECTED).encode(x=x, y=y),
        _ring(rows.transform_filter("datum.is_own")).encode(x=x, y=y),
        rows.mark_text(align="right", fontSize=13, color=INK).encode(
            x=alt.value("width"), y=y, text="said:N"
        ),
    ).properties(
        width=NARROW if narrow else WIDE,
        height=alt.Step(30),
        padding={"left": 4, "top": 22, "bottom": 4, "right": 4},
    )


def draw_ratios(facts: Facts, narrow: bool) -> "alt.TopLevelMixin":
    """`places` of {place, value, low, high, is_signal, is_own}: a dot with its interval, 1 is as expected."""
    import altair as alt

    data = alt.InlineData(values=facts["places"])
    y = _by_place(facts)
    ticks = alt.Axis(grid=False, tickCount=4 if narrow else 8)
    x = alt.X("value:Q", title=facts["title"], scale=alt.Scale(zero=False), axis=ticks)
    colour = alt.condition("datum.is_signal", alt.value(SIGNAL), alt.value(EXPECTED))
    expected = alt.InlineData(values=[{"one": facts["expected"]}])
    return alt.layer(
        alt.Chart(expected).mark_rule(color=QUIET, strokeDash=[4, 4]).encode(x="one:Q"),
        alt.Chart(data).mark_rule(strokeWidth=2).encode(y=y, x="low:Q", x2="high:Q", color=colour),
        alt.Chart(data)
        .mark_point(filled=True, opacity=1)
        .encode(y=y, x=x, color=colour, shape=_shape(), size=_size()),
    ).properties(width=NARROW if narrow else WIDE, height=alt.Step(34))


def draw_balance(facts: Facts, narrow: bool) -> "alt.TopLevelMixin":
    """`rows` of {circumstance, before, after}: how far apart two groups are, before (a ring) and after matching."""
    import altair as alt

    data = alt.InlineData(values=facts["rows"])
    order = [row["circumstance"] for row in facts["rows"]]
    y = alt.Y(
        "circumstance:N",
        sort=order,
        title=None,
        axis=alt.Axis(grid=True, gridColor=HAIR, domain=False, **two_lines(narrow)),
    )
    title = "Standardised difference" + ("" if narrow else ": ring before matching, dot after")
    ticks = alt.Axis(grid=False, tickCount=4 if narrow else 8)
    limits = alt.InlineData(values=[{"at": -facts["balanced"]}, {"at": facts["balanced"]}])
    return alt.layer(
        alt.Chart(limits).mark_rule(color=QUIET, strokeDash=[4, 4]).encode(x="at:Q"),
        alt.Chart(data)
        .mark_point(filled=False, color=EXPECTED, size=90)
        .encode(y=y, x=alt.X("before:Q", title=title, axis=ticks)),
        alt.Chart(data).mark_point(filled=True, color=SIGNAL, size=90, opacity=1).encode(y=y, x="after:Q"),
    ).properties(width=NARROW if narrow else WIDE, height=alt.Step(30))
