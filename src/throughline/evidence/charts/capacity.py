"""What does waiting look like against posts, unit by unit, with the aim as a line?"""

from typing import TYPE_CHECKING, Any

from throughline.frame.charts import EXPECTED, HAIR, LATE, LINE, NARROW, QUIET, SIGNAL, WIDE, Facts

if TYPE_CHECKING:
    import altair as alt

_TOP = 40.0


def draw_capacity(facts: Facts, narrow: bool) -> "alt.TopLevelMixin":
    """`units` of {name, posts, now, is_met, line}; `aim` in days. A dot is today; at the top: never catches up."""
    import altair as alt

    columns = 2 if narrow else 4
    width = (NARROW - 60) // columns - 24 if narrow else (WIDE - 60) // columns - 32
    most = max([point[0] for unit in facts["units"] for point in unit["line"]] or [10])
    x = alt.Scale(domain=[0, most + 1], nice=False)
    y = alt.Scale(domain=[0, _TOP], nice=False, clamp=True)
    charts = [
        _unit(unit, facts["aim"], x, y, n % columns == 0, width, narrow)
        for n, unit in enumerate(facts["units"])
    ]
    return alt.concat(*charts, columns=columns, spacing=18)


def _unit(unit: dict[str, Any], aim: float, x: Any, y: Any, is_first: bool, width: int, narrow: bool) -> Any:
    import altair as alt

    across = alt.X("posts:Q", title="posts", scale=x, axis=alt.Axis(tickCount=3 if narrow else 5, grid=False))
    up = alt.Y(
        "days:Q",
        title="working days" if is_first else None,
        scale=y,
        axis=alt.Axis(values=[0, 10, 20, 30, 40], labels=is_first, gridColor=HAIR),
    )
    line = alt.InlineData(values=[{"posts": posts, "days": days} for posts, days in unit["line"]])
    is_stuck = unit["now"] is None
    now = {
        "posts": unit["posts"],
        "days": _TOP - 1 if is_stuck else unit["now"],
        "says": "never catches up"
        if is_stuck
        else f"{unit['now']:.0f} days" + ("+" if unit["now"] >= _TOP else ""),
    }
    colour = SIGNAL if unit["is_met"] else LATE
    here = alt.Chart(alt.InlineData(values=[now]))
    return alt.layer(
        alt.Chart(alt.InlineData(values=[{"days": aim}]))
        .mark_rule(color=LINE, strokeDash=[5, 3])
        .encode(y=up),
        alt.Chart(line).mark_line(color=EXPECTED, strokeWidth=2).encode(x=across, y=up),
        here.mark_point(color=colour, shape="triangle-up" if is_stuck else "circle", size=130).encode(
            x=across, y=up
        ),
        here.mark_text(
            color=colour, fontWeight="bold", fontSize=11 if narrow else 13, dy=-14 if not is_stuck else 18
        ).encode(x=across, y=up, text="says:N"),
    ).properties(
        width=width,
        height=110 if narrow else 140,
        title=alt.TitleParams(
            unit["name"],
            anchor="start",
            font="Arial",
            fontSize=11 if narrow else 14,
            color=QUIET,
            limit=width + 20,
        ),
    )
