"""What does a split look like: each place's share against what need alone would give it?"""

from typing import TYPE_CHECKING

from throughline.frame.charts import EXPECTED, HAIR, NARROW, SIGNAL, WIDE, Facts

if TYPE_CHECKING:
    import altair as alt


def draw_split(facts: Facts, narrow: bool) -> "alt.TopLevelMixin":
    """A dot a place with its whisker, over a grey mark for need alone; the places in the order of the table."""
    import altair as alt

    rows = facts["rows"]
    data = alt.InlineData(values=rows)
    order = [row["place"] for row in rows]
    y = alt.Y(
        "place:N", sort=order, title=None, axis=alt.Axis(grid=True, gridColor=HAIR, ticks=False, domain=False)
    )
    money = alt.Axis(format="~s", labelExpr="'£' + datum.label", tickCount=4 if narrow else 8, title=None)
    x = alt.X("amount:Q", axis=money, scale=alt.Scale(zero=True))
    layers: list[alt.Chart] = []
    if facts["ranges"]:
        layers.append(
            alt.Chart(data).mark_rule(color=SIGNAL, strokeWidth=2).encode(y=y, x="low:Q", x2="high:Q")
        )
    layers.append(
        alt.Chart(data)
        .mark_tick(color=EXPECTED, thickness=4, size=18)
        .encode(y=y, x=alt.X("need:Q", axis=money))
    )
    layers.append(alt.Chart(data).mark_point(color=SIGNAL, filled=True, size=110, opacity=1).encode(y=y, x=x))
    if not narrow:
        layers.append(
            alt.Chart(data)
            .mark_text(align="left", dx=12, dy=-9, fontSize=12)
            .encode(y=y, x="high:Q", text="held:N")
        )
    return alt.layer(*layers).properties(width=NARROW if narrow else WIDE, height=alt.Step(34))
