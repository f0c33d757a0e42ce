"""What does a chart in time look like: the usual in grey between its limits, what is more than chance in colour?"""

from typing import TYPE_CHECKING, Any

from throughline.frame.charts import EXPECTED, NARROW, QUIET, SIGNAL, WIDE, Facts

if TYPE_CHECKING:
    import altair as alt

HEIGHT = 300


def draw_in_time(facts: Facts, narrow: bool) -> "alt.TopLevelMixin":
    """`points` of {month, value, is_signal}; `lines` of {at, word, said, is_mean}; `baseline`, its last month or ""."""
    import altair as alt

    points = facts["points"]
    data = alt.InlineData(values=points)
    order = [point["month"] for point in points]
    every = max(1, len(order) // (3 if narrow else 8))
    ticks = [month for number, month in enumerate(order) if number % every == 0]
    x = alt.X(
        "month:O",
        sort=order,
        title=None,
        axis=alt.Axis(values=ticks, labelAngle=0, labelOverlap="greedy", domain=False),
    )
    y = alt.Y(
        "value:Q",
        title=None if narrow else facts["title"],
        axis=alt.Axis(format=facts["axis"], tickCount=5, domain=False, grid=False),
        scale=alt.Scale(zero=facts["from_zero"], nice=True),
    )
    layers: list[Any] = []
    if facts["baseline"]:
        layers += _baseline(facts, x)
    between = "\n" if narrow else " "
    for line in facts["lines"]:
        one = alt.InlineData(values=[{"at": line["at"], "word": f"{line['word']}{between}{line['said']}"}])
        rule: dict[str, Any] = (
            {"color": QUIET} if line["is_mean"] else {"color": EXPECTED, "strokeDash": [5, 4]}
        )
        layers.append(alt.Chart(one).mark_rule(**rule).encode(y="at:Q"))
        layers.append(
            alt.Chart(one)
            .mark_text(
                align="left",
                baseline="middle",
                dx=6,
                dy=-8 if narrow else 0,
                color=QUIET,
                fontSize=13,
                lineBreak="\n",
            )
            .encode(x=alt.value("width"), y="at:Q", text="word:N")
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
    return alt.layer(*layers).properties(
        width=NARROW if narrow else WIDE,
        height=HEIGHT,
        padding={"left": 4, "top": 12, "bottom": 4, "right": 16},
    )


def _baseline(facts: Facts, x: Any) -> list[Any]:
    """A line behind the last month of the baseline, with a word on either side."""
    import altair as alt

    last = alt.Chart(alt.InlineData(values=[{"month": facts["baseline"]}]))
    words: dict[str, Any] = {"baseline": "top", "dy": -8, "color": QUIET, "fontSize": 13}
    return [
        last.mark_rule(color=QUIET, strokeDash=[2, 3]).encode(x=x),
        last.mark_text(align="right", dx=-6, text="baseline", **words).encode(x=x, y=alt.value(0)),
        last.mark_text(align="left", dx=6, text="since", **words).encode(x=x, y=alt.value(0)),
    ]
