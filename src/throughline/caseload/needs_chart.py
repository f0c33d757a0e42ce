"""How do the eight needs look on one page: a labelled dot scale, first against latest?"""

from typing import TYPE_CHECKING, Any

from throughline.frame.charts import EXPECTED, HAIR, INK, NARROW, QUIET, SIGNAL, WIDE, Facts
from throughline.kernel.wording import both

from . import codes
from .care.rules import LEVEL_ORDER
from .queries.assessing import Content

if TYPE_CHECKING:
    import altair as alt

_SHORT = {
    "ETE": "Education and work",
    "FBD": "Money and debt",
    "DNR": "Drugs and alcohol",
    "LIFE": "Lifestyle, associates",
    "FAM": "Family and others",
    "EWB": "Wellbeing",
    "SOC": "Inclusion",
}


SAID: dict[str, dict[str, str]] = {
    "first": {"color": QUIET, "fontWeight": "normal"},
    "latest": {"color": INK, "fontWeight": "bold"},
}


def facts_of(first: Content, latest: Content) -> dict[str, Any]:
    """Levels by need, first and latest; nothing of who it is."""
    rows = []
    for code, words in codes.NEEDS.items():
        before, after = first.needs.get(code), latest.needs.get(code)
        rows.append(
            {
                "need": words,
                "short": _SHORT.get(code, words),
                "first": LEVEL_ORDER.index(before.level) if before else None,
                "latest": LEVEL_ORDER.index(after.level) if after else None,
            }
        )
    return {"rows": rows, "is_compared": first.row.id != latest.row.id}


def in_words(facts: Facts) -> str:
    """What the picture shows, as one would say it on the telephone."""
    high = [row["need"].lower() for row in facts["rows"] if row["latest"] == 3]
    said = f"High: {both(high)}." if high else "No need is high."
    if not facts["is_compared"]:
        return f"Eight needs as first assessed. {said}"
    moved = {"less": [], "more": []}  # type: dict[str, list[str]]
    for row in facts["rows"]:
        if row["first"] is not None and row["latest"] is not None and row["first"] != row["latest"]:
            moved["less" if row["latest"] < row["first"] else "more"].append(row["need"].lower())
    return " ".join(
        (
            f"Eight needs, first against latest. {said}",
            f"Less than at first: {both(moved['less'])}." if moved["less"] else "None is less than at first.",
            f"More than at first: {both(moved['more'])}." if moved["more"] else "None is more than at first.",
        )
    )


def draw(facts: Facts, narrow: bool) -> "alt.TopLevelMixin":
    """Eight rows from “No need” to “High”; a hollow dot is the first assessment, a full one the latest."""
    import altair as alt

    name = "short" if narrow else "need"
    order = [row[name] for row in facts["rows"]]
    rows = [{**row, "same": row["first"] == row["latest"]} for row in facts["rows"]]
    labels = " : ".join(f"datum.value == {n} ? '{codes.LEVELS[each]}'" for n, each in enumerate(LEVEL_ORDER))
    y = alt.Y(
        f"{name}:N",
        sort=order,
        title=None,
        axis=alt.Axis(
            domain=False,
            ticks=False,
            labelPadding=12,
            labelLimit=150 if narrow else 280,
            labelFontSize=14 if narrow else 16,
        ),
    )
    x = alt.X(
        "latest:Q",
        title=None,
        scale=alt.Scale(domain=[-0.2, 3.3]),
        axis=alt.Axis(
            values=[0, 1, 2, 3],
            labelExpr=f"{labels} : ''",
            orient="top",
            domain=False,
            ticks=False,
            grid=False,
            labelFontSize=13 if narrow else 15,
            labelPadding=8,
        ),
    )
    base = alt.Chart(alt.InlineData(values=rows))
    track = (
        base.mark_rule(color=HAIR, strokeWidth=2)
        .encode(y=y, x=alt.X("from:Q", title=None, scale=alt.Scale(domain=[-0.2, 3.3])), x2="to:Q")
        .transform_calculate(**{"from": "0", "to": "3"})
    )
    stops = (
        alt.Chart(alt.InlineData(values=[{name: each, "latest": n} for each in order for n in range(4)]))
        .mark_point(shape="stroke", angle=90, color=EXPECTED, filled=False, size=60, strokeWidth=1.5)
        .encode(y=y, x=x)
    )
    latest = base.mark_point(filled=True, color=SIGNAL, size=260, opacity=1).encode(y=y, x=x)
    layers: list[Any] = [track, stops]
    if facts["is_compared"]:
        layers += [
            base.mark_rule(color=SIGNAL, strokeWidth=3).encode(
                y=y, x=alt.X("first:Q", title=None), x2="latest:Q"
            ),
            base.mark_point(
                filled=True, color="#ffffff", stroke=QUIET, strokeWidth=2.5, size=200, opacity=1
            ).encode(y=y, x=alt.X("first:Q", title=None)),
        ]
    layers.append(latest)
    if facts["is_compared"]:
        moved = [row for row in rows if not row["same"] and None not in (row["first"], row["latest"])]
        if moved:
            farthest = max(moved, key=lambda row: abs(row["latest"] - row["first"]))
            for key, text in (("first", "first"), ("latest", "latest")):
                layers.append(
                    alt.Chart(alt.InlineData(values=[{**farthest, "said": text}]))
                    .mark_text(
                        dy=-15,
                        color=INK if key == "latest" else QUIET,
                        fontWeight="bold" if key == "latest" else "normal",
                    )
                    .encode(y=y, x=alt.X(f"{key}:Q", title=None), text="said:N")
                )
    return alt.layer(*layers).properties(
        width=NARROW if narrow else WIDE, height=alt.Step(44 if narrow else 46)
    )
