"""What do a linkage's pictures show: why two records are one person, what each agreement says, how many are linked?"""

from itertools import accumulate
from typing import TYPE_CHECKING, Any, Literal

from throughline.frame.charts import EXPECTED, HAIR, INK, NARROW, QUIET, SIGNAL, WIDE, Facts, two_lines

if TYPE_CHECKING:
    import altair as alt

_BAR = 22


def times(weight: float) -> str:
    """A weight in words: how many times likelier it makes that two records are one person, or two people."""
    if abs(weight) < 0.15:
        return "says nothing"
    many = 2.0 ** abs(weight)
    return f"{_round(many)} times likelier {'one person' if weight > 0 else 'two people'}"


def chance(weight: float) -> str:
    """The odds that a weight stands for: “1 in 4,100”, “even”, “52 to 1”."""
    if abs(weight) < 0.15:
        return "even"
    many = 2.0 ** abs(weight)
    if many > 1e6:
        return "over a million to 1" if weight > 0 else "1 in over a million"
    return f"{_round(many)} to 1" if weight > 0 else f"1 in {_round(1 + many)}"


def draw_waterfall(facts: Facts, narrow: bool) -> "alt.TopLevelMixin":
    """`prior` and `parts` of {field, level, weight}: from two records picked blindly to what is said of these."""
    import altair as alt

    steps = list(accumulate((part["weight"] for part in facts["parts"]), initial=facts["prior"]))
    begin = {
        "name": "Picked blindly",
        "from": 0.0,
        "to": facts["prior"],
        "kind": "ends",
        "says": chance(facts["prior"]),
    }
    rows: list[dict[str, Any]] = [begin]
    for part, before, after in zip(facts["parts"], steps, steps[1:], strict=False):
        name = part["field"] if narrow else f"{part['field']}: {part['level']}"
        rows.append(
            {
                "name": name,
                "from": before,
                "to": after,
                "kind": "for" if part["weight"] >= 0 else "against",
                "says": f"{'×' if part['weight'] >= 0 else '÷'} {_round(2 ** abs(part['weight']))}",
            }
        )
    rows.append(
        {"name": "All together", "from": 0.0, "to": steps[-1], "kind": "ends", "says": chance(steps[-1])}
    )
    low, high = min(0.0, *steps), max(0.0, *steps)
    room = (high - low) * (0.34 if narrow else 0.16)
    y = alt.Y(
        "name:N",
        sort=None,
        title=None,
        axis=alt.Axis(domain=False, ticks=False, labelLimit=130 if narrow else 330),
    )
    x = _middle("from:Q", [low - room * 0.1, high + room])
    data = alt.Chart(alt.InlineData(values=rows))
    colour = alt.Color(
        "kind:N",
        scale=alt.Scale(domain=["for", "against", "ends"], range=[SIGNAL, EXPECTED, INK]),
        legend=None,
    )
    bars = data.mark_bar(height=_BAR).encode(x=x, x2="to:Q", y=y, color=colour)
    text = data.transform_calculate(at="max(datum.from, datum.to)").mark_text(align="left", dx=6, fontSize=13)
    return alt.layer(
        bars, text.encode(x=alt.X("at:Q"), y=y, text="says:N"), *_sides(len(rows) * 34)
    ).properties(width=NARROW if narrow else WIDE, height=34 * len(rows))


def draw_weights(facts: Facts, narrow: bool) -> "alt.TopLevelMixin":
    """`rows` of {field, level, weight}: a bar a step of likeness, to the right for one person, to the left for two."""
    import altair as alt

    rows = [
        {
            "name": f"{row['field']}: {row['level']}",
            "weight": row["weight"],
            "kind": "for" if row["weight"] >= 0 else "against",
            "says": f"{'×' if row['weight'] >= 0 else '÷'} {_round(2 ** abs(row['weight']))}",
        }
        for row in facts["rows"]
    ]
    low, high = min(row["weight"] for row in rows), max(row["weight"] for row in rows)
    y = alt.Y(
        "name:N",
        sort=None,
        title=None,
        axis=alt.Axis(domain=False, ticks=False, labelLimit=420, **two_lines(narrow)),
    )
    x = _middle("weight:Q", [low * (1.9 if narrow else 1.3) - 1, high * (1.9 if narrow else 1.15) + 1])
    data = alt.Chart(alt.InlineData(values=rows))
    colour = alt.Color(
        "kind:N", scale=alt.Scale(domain=["for", "against"], range=[SIGNAL, EXPECTED]), legend=None
    )
    right = data.transform_filter("datum.weight >= 0").mark_text(align="left", dx=6, fontSize=13)
    left = data.transform_filter("datum.weight < 0").mark_text(align="right", dx=-6, fontSize=13)
    return alt.layer(
        data.mark_bar(height=16).encode(x=x, y=y, color=colour),
        *(each.encode(x=x, y=y, text="says:N") for each in (right, left)),
        *_sides(len(rows) * (34 if narrow else 26)),
    ).properties(width=NARROW if narrow else WIDE, height=(34 if narrow else 26) * len(rows))


def draw_shares(facts: Facts, narrow: bool) -> "alt.TopLevelMixin":
    """`rows` of {name, linked, probable, none}: each locality's people as one bar, told apart by evidence."""
    import altair as alt

    parts = (("linked", "linked"), ("probable", "probable"), ("none", "no evidence"))
    rows = []
    for row in facts["rows"]:
        whole, begun = row["linked"] + row["probable"] + row["none"], 0.0
        for key, words in parts:
            share = row[key] / whole
            says = f"{share:.0%}" if key != "probable" or share > 0.04 else ""
            rows.append(
                {"name": row["name"], "part": words, "from": begun, "to": begun + share, "says": says}
            )
            begun += share
    y = alt.Y(
        "name:N",
        sort=None,
        title=None,
        axis=alt.Axis(domain=False, ticks=False, labelLimit=120, labelPadding=8),
    )
    x = alt.X(
        "from:Q",
        title="Share of people on probation in these files",
        scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(format=".0%", tickCount=4 if narrow else 10, orient="bottom"),
    )
    data = alt.Chart(alt.InlineData(values=rows))
    colour = alt.Color(
        "part:N",
        scale=alt.Scale(domain=["linked", "probable", "no evidence"], range=[SIGNAL, EXPECTED, HAIR]),
        legend=alt.Legend(orient="top", title=None, symbolType="square"),
    )
    ink = alt.condition("datum.part == 'linked'", alt.value("#ffffff"), alt.value(INK))
    text = data.transform_calculate(at="(datum.from + datum.to) / 2").mark_text(fontSize=13)
    return alt.layer(
        data.mark_bar(height=_BAR).encode(x=x, x2="to:Q", y=y, color=colour),
        text.encode(x="at:Q", y=y, text="says:N", color=ink),
    ).properties(width=NARROW if narrow else WIDE, height=34 * max(1, len(facts["rows"])))


def _middle(what: str, domain: list[float]) -> "alt.X":
    """An axis whose one mark is where nothing is said."""
    import altair as alt

    line = alt.Axis(values=[0], labels=False, ticks=False, domain=False, grid=True, gridColor=QUIET)
    return alt.X(what, title=None, scale=alt.Scale(domain=domain, nice=False), axis=line)


def _sides(height: int) -> list["alt.Chart"]:
    """Which side of the middle means what, in words under the bars."""
    import altair as alt

    sides: tuple[tuple[str, Literal["left", "right"], int], ...]
    sides = (("← two people", "right", -8), ("one person →", "left", 8))
    made = []
    for words, align, dx in sides:
        data = alt.Chart(alt.InlineData(values=[{"middle": 0, "words": words}]))
        text = data.mark_text(align=align, dx=dx, color=QUIET, fontSize=13)
        made.append(text.encode(x="middle:Q", y=alt.value(height + 12), text="words:N"))
    return made


def _round(many: float) -> str:
    return f"{many:.1f}" if many < 9.95 else f"{float(f'{many:.2g}'):,.0f}"
