"""What does a chart in time look like: the usual in grey between its limits, what is more than chance in colour?"""

from typing import TYPE_CHECKING

from throughline.frame.charts import EXPECTED, NARROW, QUIET, SIGNAL, WIDE, Facts

if TYPE_CHECKING:
    import altair as alt

HEIGHT = 300


def draw_in_time(facts: Facts, narrow: bool) -> "alt.TopLevelMixin":
    """`points` of {month, value, is_signal}, with `mean`, `low`, `high`, `axis` (a format) and `title`."""
    import altair as alt

    points = facts["points"]
    data = alt.InlineData(values=points)
    order = [point["month"] for point in points]
    every = max(1, len(order) // (4 if narrow else 12))
    ticks = [month for number, month in enumerate(order) if number % every == 0]
    x = alt.X(
        "month:O",
        sort=order,
        title=None,
        axis=alt.Axis(values=ticks, labelAngle=0, labelOverlap="greedy", domain=False),
    )
    y = alt.Y(
        "value:Q",
        title=facts["title"],
        axis=alt.Axis(format=facts["axis"], tickCount=5, domain=False, grid=False),
        scale=alt.Scale(zero=facts["from_zero"], nice=True),
    )
    layers: list[alt.Chart] = []
    lines = [
        {"at": facts["high"], "word": "upper limit of the usual"},
        {"at": facts["mean"], "word": "mean"},
        {"at": facts["low"], "word": "lower limit of the usual"},
    ]
    last = {"month": order[0]}
    for line in lines if facts["has_limits"] else []:
        one = alt.InlineData(values=[{**line, **last}])
        is_mean = line["word"] == "mean"
        layers.append(
            alt.Chart(one)
            .mark_rule(color=QUIET if is_mean else EXPECTED, strokeDash=[] if is_mean else [5, 4])
            .encode(y="at:Q")
        )
        layers.append(
            alt.Chart(one)
            .mark_text(align="left", dy=-7, dx=2, color=QUIET, fontSize=12)
            .encode(x=x, y="at:Q", text="word:N")
        )
    layers.append(alt.Chart(data).mark_line(color=EXPECTED, strokeWidth=2).encode(x=x, y=y))
    layers.append(
        alt.Chart(data)
        .mark_point(filled=True, opacity=1)
        .encode(
            x=x,
            y=y,
            color=alt.condition("datum.is_signal", alt.value(SIGNAL), alt.value(EXPECTED)),
            size=alt.condition("datum.is_signal", alt.value(130), alt.value(50)),
        )
    )
    return alt.layer(*layers).properties(width=NARROW if narrow else WIDE, height=HEIGHT)
