"""What do need and its uncertainty look like: models beside one another, places with whiskers, a map of tiles?"""

import json
from typing import TYPE_CHECKING, Any

from throughline.frame.charts import EXPECTED, HAIR, INK, NARROW, QUIET, SIGNAL, WIDE, Facts

if TYPE_CHECKING:
    import altair as alt

# Greater Manchester's ten as tiles, about where they lie: column, row.
TILES = {
    "Bolton": (1, 0),
    "Bury": (2, 0),
    "Rochdale": (3, 0),
    "Wigan": (0, 1),
    "Salford": (1, 1),
    "Manchester": (2, 1),
    "Oldham": (3, 1),
    "Trafford": (1, 2),
    "Stockport": (2, 2),
    "Tameside": (3, 2),
}
_TOP = {"left": 4, "top": 22, "bottom": 4, "right": 4}  # room for words above the picture
_SHADES = (
    (0.40, "#e4efee"),
    (0.50, "#b9d6d6"),
    (0.60, "#7fb3b6"),
    (0.70, "#3f8990"),
    (1.01, SIGNAL),
)


def draw_models(facts: Facts, narrow: bool) -> "alt.TopLevelMixin":
    """`models` of {says, best, low, high}, best first; `seen` as a line from which everybody counts."""
    import altair as alt

    rows = [
        {**each, "label": f"{n}" if narrow else f"{n}  {each['says']}", "is_best": n == 1}
        for n, each in enumerate(facts["models"], start=1)
    ]
    colour = alt.condition("datum.is_best", alt.value(SIGNAL), alt.value(EXPECTED))
    y = alt.Y(
        "label:N",
        sort=[row["label"] for row in rows],
        title="Model" if narrow else None,
        axis=alt.Axis(labelLimit=400, ticks=False, domain=False),
    )
    x = alt.X(
        "low:Q",
        title="People, seen and unseen",
        scale=alt.Scale(zero=False, nice=True, domainMin=facts["seen"]),
        axis=alt.Axis(tickCount=4 if narrow else 8, format=",.0f"),
    )
    data = alt.Chart(alt.InlineData(values=rows))
    layers: list[Any] = [
        data.mark_rule(strokeWidth=2).encode(x=x, x2="high:Q", y=y, color=colour),
        data.mark_point(size=110).encode(x="best:Q", y=y, color=colour),
    ]
    seen = alt.Chart(
        alt.InlineData(values=[{"seen": facts["seen"], "word": f"{facts['seen']:,} are on a list"}])
    )
    layers.append(seen.mark_rule(color=QUIET, strokeDash=[4, 4]).encode(x="seen:Q"))
    layers.append(
        seen.mark_text(align="left", baseline="bottom", dx=4, dy=-4, color=QUIET, fontSize=13).encode(
            x="seen:Q", y=alt.value(0), text="word:N"
        )
    )
    return alt.layer(*layers).properties(
        width=NARROW if narrow else WIDE, height=34 * len(rows) + 20, padding=_TOP
    )


def draw_need(facts: Facts, narrow: bool) -> "alt.TopLevelMixin":
    """`rows` of {name, need, met, unmet}, each {best, low, high}: a bar to need, its met part in colour, a whisker."""
    import altair as alt

    rows = [
        {
            "name": row["name"],
            "met": row["met"]["best"],
            "need": row["need"]["best"],
            "low": row["need"]["low"],
            "high": row["need"]["high"],
            "says": f"{row['unmet']['best']:,} unmet"
            + ("" if narrow else f" ({row['unmet']['low']:,} to {row['unmet']['high']:,})"),
        }
        for row in facts["rows"]
    ]
    most = max(row["high"] for row in rows)
    own = json.dumps([row["name"] for row in facts["rows"] if row["is_own"]])
    weight = alt.expr(f"indexof({own}, datum.value) >= 0 ? 'bold' : 'normal'")
    y = alt.Y(
        "name:N",
        sort=None,
        title=None,
        axis=alt.Axis(
            ticks=False,
            domain=False,
            labelLimit=165 if narrow else 220,
            labelFontSize=13 if narrow else 14,
            labelFontWeight=weight,
        ),
    )
    x = alt.X(
        "need:Q",
        title="People who need help",
        scale=alt.Scale(domain=[0, most * (1.5 if narrow else 1.3)], nice=False),
        axis=alt.Axis(tickCount=3 if narrow else 7, format=",.0f", grid=True),
    )
    data = alt.Chart(alt.InlineData(values=rows))
    text = data.mark_text(align="left", dx=8, fontSize=12 if narrow else 14)
    return alt.layer(
        data.mark_bar(color=HAIR, stroke=EXPECTED, height=22).encode(x=x, y=y),
        data.mark_bar(color=SIGNAL, height=22).encode(x="met:Q", y=y),
        data.mark_rule(color=INK, strokeWidth=2).encode(x="low:Q", x2="high:Q", y=y),
        text.encode(x="high:Q", y=y, text="says:N"),
    ).properties(width=NARROW if narrow else WIDE, height=38 * len(rows))


def draw_tiles(facts: Facts, narrow: bool) -> "alt.TopLevelMixin":
    """`rows` of {name, unmet, share}: a tile a locality, darker where a larger part of need is unmet."""
    import altair as alt

    side = (NARROW - 8) / 4 if narrow else 150
    rows = []
    for row in facts["rows"]:
        if row["name"] not in TILES:
            continue
        column, line = TILES[row["name"]]
        fill = (
            next(colour for limit, colour in _SHADES if row["share"] < limit)
            if row["share"] is not None
            else "#ffffff"
        )
        rows.append(
            {
                "x": column,
                "x2": column + 0.96,
                "y": -line,
                "y2": -line - 0.94,
                "middle": column + 0.48,
                "name": row["name"],
                "says": f"{row['unmet']:,}" if row["unmet"] is not None else "hidden",
                "part": f"{row['share']:.0%} unmet" if row["share"] is not None else "",
                "fill": fill,
                "weight": "bold" if row["is_own"] else "normal",
                "edge": 3 if row["is_own"] else 1,
                "ink": "#ffffff" if fill in {_SHADES[-1][1], _SHADES[-2][1]} else INK,
                "first": -line - 0.22,
                "second": -line - 0.5,
                "third": -line - 0.76,
            }
        )
    data = alt.Chart(alt.InlineData(values=rows))
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, 4], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-3, 0], nice=False))
    ink = alt.Color("ink:N", scale=None, legend=None)
    small, large = (12, 17) if narrow else (14, 24)
    return alt.layer(
        data.mark_rect(cornerRadius=4).encode(
            x=x,
            x2="x2:Q",
            y=y,
            y2="y2:Q",
            color=alt.Color("fill:N", scale=None, legend=None),
            stroke=alt.condition("datum.edge > 1", alt.value(INK), alt.value(EXPECTED)),
            strokeWidth=alt.StrokeWidth("edge:Q", scale=None, legend=None),
        ),
        *(
            data.transform_filter(f"datum.weight == '{weight}'")
            .mark_text(fontSize=small, fontWeight=weight)
            .encode(x="middle:Q", y="first:Q", text="name:N", color=ink)
            for weight in ("normal", "bold")
        ),
        data.mark_text(fontSize=large, fontWeight="bold").encode(
            x="middle:Q", y="second:Q", text="says:N", color=ink
        ),
        data.mark_text(fontSize=small).encode(x="middle:Q", y="third:Q", text="part:N", color=ink),
    ).properties(width=round(side * 4), height=round(side * 3 * 0.72))
