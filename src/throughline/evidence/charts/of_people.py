"""Where are people lost on the way, and how long do those stay who arrived?"""

from typing import TYPE_CHECKING, Any

from throughline.frame.charts import EXPECTED, HAIR, INK, NARROW, QUIET, SIGNAL, WIDE, Facts

if TYPE_CHECKING:
    import altair as alt


def draw_steps(facts: Facts, narrow: bool) -> "alt.TopLevelMixin":
    """`steps` of {step, people, said, short}: a bar for each, what was lost since the one before in grey.

    Above them `need` of {step, best, low, high, said, short}, if it is there: an estimate, grey, with its whisker.
    """
    import altair as alt

    steps, need = facts["steps"], facts.get("need")
    begun = {"people": need["best"]} if need else steps[0]
    rows = [
        {**step, "before": max(before["people"], step["people"])}
        for step, before in zip(steps, [begun, *steps], strict=False)
    ]
    data = alt.InlineData(values=rows)
    order = [*([need["step"]] if need else []), *(step["step"] for step in steps)]
    y = alt.Y(
        "step:N",
        sort=order,
        title=None,
        axis=alt.Axis(domain=False, ticks=False, labelLimit=170 if narrow else 300),
        scale=alt.Scale(domain=order),
    )
    most = max(need["high"] if need else 0, *(step["people"] for step in steps))
    silent = alt.Axis(labels=False, ticks=False, grid=False, domain=False, title=None)
    scale = alt.Scale(domain=[0, most * (1.35 if narrow else 1.3)])
    x = alt.X("people:Q", axis=silent, scale=scale)
    words = "short:N" if narrow else "said:N"
    layers: list[alt.Chart] = [
        alt.Chart(data).mark_bar(color=HAIR, height=20).encode(y=y, x=x, x2="before:Q"),
        alt.Chart(data).mark_bar(color=SIGNAL, height=20).encode(y=y, x=x),
        alt.Chart(data)
        .mark_text(align="left", dx=6, color=INK, fontSize=13)
        .encode(y=y, x=alt.X("before:Q", axis=silent), text=words),
    ]
    if need:
        one = alt.InlineData(values=[need])
        layers += [
            alt.Chart(one)
            .mark_bar(color=EXPECTED, height=20)
            .encode(y=y, x=alt.X("best:Q", axis=silent, scale=scale)),
            alt.Chart(one)
            .mark_rule(color=INK, strokeWidth=2)
            .encode(y=y, x=alt.X("low:Q", axis=silent), x2="high:Q"),
            alt.Chart(one)
            .mark_text(align="left", dx=8, color=INK, fontSize=13)
            .encode(y=y, x=alt.X("high:Q", axis=silent), text=words),
        ]
    return alt.layer(*layers).properties(width=NARROW if narrow else WIDE, height=alt.Step(36))


def draw_stays(facts: Facts, narrow: bool) -> "alt.TopLevelMixin":
    """`points` of {week, stays, low, high} with their band; `ways` of {week, way, part} that end at `ends`; `marks`."""
    import altair as alt

    data = alt.InlineData(values=facts["points"])
    x = alt.X(
        "week:Q",
        title="Weeks since the start",
        axis=alt.Axis(
            grid=False,
            values=[0, 12, 24, 36, 52] if narrow else [0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52],
        ),
        scale=alt.Scale(
            nice=False, domain=[0, max(each["week"] for each in facts["points"]) * (1.6 if narrow else 1.2)]
        ),
    )
    y = alt.Y(
        "stays:Q",
        title=None if narrow else "Still in treatment",
        axis=alt.Axis(format=".0%", grid=False),
        scale=alt.Scale(domain=[0, 1]),
    )
    marks = alt.InlineData(values=facts["marks"])
    ways = alt.InlineData(values=facts["ways"])
    ends = alt.InlineData(values=facts["ends"])
    ends_said: tuple[tuple[str, dict[str, Any]], ...] = (
        ("===", {"color": SIGNAL, "fontWeight": "bold"}),
        ("!==", {"color": QUIET}),
    )
    return alt.layer(
        alt.Chart(data).mark_area(color=EXPECTED, opacity=0.25).encode(x=x, y="low:Q", y2="high:Q"),
        alt.Chart(ways).mark_line(color=EXPECTED, strokeWidth=1.5).encode(x=x, y="part:Q", detail="way:N"),
        *(
            alt.Chart(ends)
            .transform_filter(f"datum.way {sign} 'still there'")
            .mark_text(align="left", dx=6, fontSize=12 if narrow else 13, **said)
            .encode(x=x, y="part:Q", text="way:N")
            for sign, said in ends_said
        ),
        alt.Chart(marks).mark_rule(color=QUIET, strokeDash=[4, 4]).encode(x="week:Q"),
        alt.Chart(marks)
        .mark_text(align="left", dx=5, dy=8, baseline="top", color=QUIET, fontSize=13)
        .encode(x="week:Q", y=alt.value(0), text="word:N"),
        alt.Chart(data).mark_line(color=SIGNAL, strokeWidth=2.5).encode(x=x, y=y),
    ).properties(width=NARROW if narrow else WIDE, height=340)
