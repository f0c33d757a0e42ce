"""What does waiting look like against posts, unit by unit, with the aim as a line?"""

from typing import TYPE_CHECKING, Any

from throughline.frame.charts import EXPECTED, HAIR, INK, LATE, LINE, NARROW, SIGNAL, WIDE, Facts

if TYPE_CHECKING:
    import altair as alt

TOP = 40.0  # working days that are drawn


def draw_capacity(facts: Facts, narrow: bool) -> "alt.TopLevelMixin":
    """`units` of {name, posts, now, is_met, line}; `aim` in days. Today is a dot, or a diamond above the aim."""
    import altair as alt

    columns = 2 if narrow else 3
    width = (NARROW - 46) // columns - 24 if narrow else (WIDE - 50) // columns - 40
    charts = [
        _unit(unit, facts["aim"], n % columns == 0, width, narrow) for n, unit in enumerate(facts["units"])
    ]
    # Several charts at once cannot be fitted to a width; each has its own.
    return alt.concat(*charts, columns=columns, spacing=20, autosize="pad")


def _unit(unit: dict[str, Any], aim: float, is_first: bool, width: int, narrow: bool) -> Any:
    import altair as alt

    across = [posts for posts, _ in unit["line"]] + [unit["posts"]]
    low, high = min(across) - 0.3, max(across) + 0.3
    x = alt.X(
        "posts:Q",
        title="posts",
        scale=alt.Scale(domain=[low, high], nice=False),
        axis=alt.Axis(tickCount=3 if narrow else 6, format=".2~f", grid=False),
    )
    y = alt.Y(
        "days:Q",
        title="working days" if is_first else None,
        scale=alt.Scale(domain=[0, TOP], nice=False, clamp=True),
        axis=alt.Axis(values=[0, 10, 20, 30], labels=is_first, gridColor=HAIR),
    )
    the_aim = alt.Chart(alt.InlineData(values=[{"days": aim, "says": "aim" if is_first else ""}]))
    line = [{"posts": posts, "days": days} for posts, days in unit["line"]]
    is_stuck = unit["now"] is None
    days = TOP if is_stuck else min(unit["now"], TOP)  # below the edge, so that all pictures are as high
    now = {"posts": unit["posts"], "days": min(days, TOP - 3), "says": _says(unit)}
    colour = SIGNAL if unit["is_met"] else LATE
    here = alt.Chart(alt.InlineData(values=[now])).encode(x=x, y=y)
    part = (unit["posts"] - low) / (high - low)
    align, aside = ("left", 9) if part < 0.45 else ("right", -9) if part > 0.55 else ("center", 0)
    words: dict[str, Any] = {
        "fontWeight": "bold",
        "fontSize": 11 if narrow else 14,
        "align": align,
        "dx": aside,
        "dy": -13,
    }
    if is_stuck or (unit["now"] or 0) > TOP - 8:
        words["dy"] = 15
    return alt.layer(
        the_aim.mark_rule(color=LINE, strokeDash=[5, 3]).encode(y=y),
        the_aim.mark_text(
            color=LINE, align="right", baseline="bottom", dy=-3, fontSize=11 if narrow else 13
        ).encode(x=alt.value(width), y=y, text="says:N"),
        alt.Chart(alt.InlineData(values=line)).mark_line(color=EXPECTED, strokeWidth=2.5).encode(x=x, y=y),
        here.mark_point(color=colour, shape=_shape(unit), size=130),
        here.mark_text(color="white", stroke="white", strokeWidth=4, **words).encode(text="says:N"),
        here.mark_text(color=colour, **words).encode(text="says:N"),
    ).properties(
        width=width,
        height=110 if narrow else 150,
        title=alt.TitleParams(
            unit["name"],
            anchor="start",
            frame="group",
            font="Arial, sans-serif",
            fontSize=12 if narrow else 15,
            color=INK,
            limit=width + 30,
        ),
    )


def _shape(unit: dict[str, Any]) -> str:
    """What a colour says, said without it: round where the aim is met."""
    if unit["now"] is None:
        return "triangle-up"
    return "circle" if unit["is_met"] else "diamond"


def _says(unit: dict[str, Any]) -> str:
    if unit["now"] is None:
        return "never catches up"
    days = f"{unit['now']:.0f}{' or more' if unit['now'] >= TOP else ''}"
    return f"{days} day{'' if days == '1' else 's'}"
