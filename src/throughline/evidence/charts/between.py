"""How do places look beside one another without blaming anybody for chance: funnel plots, ratios, balance?"""

from typing import TYPE_CHECKING

from throughline.frame.charts import EXPECTED, HAIR, INK, NARROW, QUIET, SIGNAL, WIDE, Facts

if TYPE_CHECKING:
    import altair as alt

HEIGHT = 360


def draw_funnel(facts: Facts, narrow: bool) -> "alt.TopLevelMixin":
    """`places` of {place, label, of, value, is_signal}; `limits` by {of}: warn_ and clear_, low and high; `average`."""
    import altair as alt

    places, limits = alt.InlineData(values=facts["places"]), alt.InlineData(values=facts["limits"])
    x = alt.X("of:Q", title="People", axis=alt.Axis(tickCount=4 if narrow else 8, grid=False))
    percent = alt.Axis(format=".0%", tickCount=6, grid=False)
    layers: list[alt.Chart] = [
        alt.Chart(limits).mark_line(color=EXPECTED, strokeDash=dash).encode(x=x, y=alt.Y(f"{end}:Q"))
        for end, dash in (
            ("clear_low", [1, 0]),
            ("clear_high", [1, 0]),
            ("warn_low", [4, 4]),
            ("warn_high", [4, 4]),
        )
    ]
    average = alt.InlineData(
        values=[{"average": facts["average"], "word": f"all places {facts['average']:.0%}"}]
    )
    layers.append(alt.Chart(average).mark_rule(color=QUIET).encode(y="average:Q"))
    y = alt.Y("value:Q", title=facts["title"], axis=percent, scale=alt.Scale(zero=False))
    points = alt.Chart(places)
    layers.append(
        points.mark_point(filled=True, opacity=1, size=90).encode(
            x=x,
            y=y,
            color=alt.condition("datum.is_signal", alt.value(SIGNAL), alt.value(EXPECTED)),
        )
    )
    named = points.transform_filter("datum.is_signal") if narrow else points
    layers.append(
        named.mark_text(align="left", dx=8, fontSize=12, color=INK).encode(x=x, y=y, text="label:N")
    )
    return alt.layer(*layers).properties(width=NARROW if narrow else WIDE, height=HEIGHT)


def draw_ratios(facts: Facts, narrow: bool) -> "alt.TopLevelMixin":
    """`places` of {place, value, low, high, is_signal}: a dot with its interval, 1 is as expected."""
    import altair as alt

    data = alt.InlineData(values=facts["places"])
    order = [row["place"] for row in facts["places"]]
    y = alt.Y("place:N", sort=order, title=None, axis=alt.Axis(grid=True, gridColor=HAIR, domain=False))
    x = alt.X("value:Q", title=facts["title"], scale=alt.Scale(zero=False), axis=alt.Axis(grid=False))
    colour = alt.condition("datum.is_signal", alt.value(SIGNAL), alt.value(EXPECTED))
    expected = alt.InlineData(values=[{"one": facts["expected"]}])
    return alt.layer(
        alt.Chart(expected).mark_rule(color=QUIET, strokeDash=[4, 4]).encode(x="one:Q"),
        alt.Chart(data).mark_rule(strokeWidth=2).encode(y=y, x="low:Q", x2="high:Q", color=colour),
        alt.Chart(data).mark_point(filled=True, size=110, opacity=1).encode(y=y, x=x, color=colour),
    ).properties(width=NARROW if narrow else WIDE, height=alt.Step(34))


def draw_balance(facts: Facts, narrow: bool) -> "alt.TopLevelMixin":
    """`rows` of {circumstance, before, after}: how far apart two groups are, before (grey) and after matching."""
    import altair as alt

    data = alt.InlineData(values=facts["rows"])
    order = [row["circumstance"] for row in facts["rows"]]
    y = alt.Y(
        "circumstance:N", sort=order, title=None, axis=alt.Axis(grid=True, gridColor=HAIR, domain=False)
    )
    title = "Standardised difference: grey before matching, green after"
    limits = alt.InlineData(values=[{"at": -facts["balanced"]}, {"at": facts["balanced"]}])
    return alt.layer(
        alt.Chart(limits).mark_rule(color=QUIET, strokeDash=[4, 4]).encode(x="at:Q"),
        alt.Chart(data)
        .mark_point(filled=False, color=EXPECTED, size=90)
        .encode(y=y, x=alt.X("before:Q", title=None if narrow else title, axis=alt.Axis(grid=False))),
        alt.Chart(data).mark_point(filled=True, color=SIGNAL, size=90, opacity=1).encode(y=y, x="after:Q"),
    ).properties(width=NARROW if narrow else WIDE, height=alt.Step(30))
