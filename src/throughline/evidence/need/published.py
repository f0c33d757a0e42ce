"""Which published estimates must come out of our code, so that a reader can check it? Public tables, with sources.

Every table is printed in the source that is named (volumes and pages are unverified); each `Check` is one
figure of it beside ours.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from .shapes import Fit, Histories, in_order

Pairs = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Check:
    """One printed figure: what it is, as printed, as it comes out here, and whether it must be the same."""

    what: str
    printed: str
    ours: str
    must_agree: bool = True

    @property
    def agrees(self) -> bool:
        return self.printed == self.ours


@dataclass(frozen=True, slots=True)
class Published:
    """A published table, where it stands, by which method it is reworked, and its figures beside ours."""

    code: str
    title: str
    source: str
    method: str
    histories: Histories
    checks: tuple[Check, ...]
    note: str = ""


DARROCH = in_order(("first list", "second list", "third list"), (72, 155, 7, 71, 13, 53, 43), from_all=True)
BRUNO = in_order(
    ("clinics and family doctors", "hospitals", "prescriptions", "reagent strips"),
    (58, 157, 18, 104, 46, 650, 12, 709, 14, 20, 7, 74, 8, 182, 10),
    from_all=True,
)
SCOTLAND = in_order(
    ("probation reports", "hospital", "treatment", "hepatitis C"),
    (684, 3092, 69, 751, 43, 121, 9, 654, 13, 198, 7, 19, 2, 8, 0),
)
_SLAVERY = (
    "LA 54, NG 463, PF 907, GO 695, GP 316, NCA 57, LA.NG 15, LA.PF 19, LA.GO 3, NG.PF 56, NG.GO 19, NG.GP 1, "
    "NG.NCA 3, PF.GO 69, PF.GP 10, PF.NCA 31, GO.GP 8, GO.NCA 6, GP.NCA 1, LA.NG.PF 1, LA.NG.GO 1, NG.PF.GO 4, "
    "NG.PF.NCA 3, PF.GO.NCA 1, LA.NG.PF.GO 1"
)
_SIX = ("LA", "NG", "PF", "GO", "GP", "NCA")


def _by_names(lists: tuple[str, ...], said: str) -> Histories:
    """Histories from text such as “LA.NG 15”; all others hold nobody."""
    counts = {}
    for part in said.split(", "):
        names, count = part.split(" ")
        counts["".join("01"[each in names.split(".")] for each in lists)] = int(count)
    return Histories(lists, counts)


SLAVERY = _by_names(_SIX, _SLAVERY)


def _pairs(lists: tuple[str, ...], said: str) -> Pairs:
    found = (sorted(lists.index(name) for name in pair.split(":")) for pair in said.split())
    return tuple(sorted((a, b) for a, b in found))


def _everybody(histories: Histories, fit: Fit) -> str:
    return f"{fit.unseen.best + histories.seen:,.0f}"


def _interval(histories: Histories, fit: Fit) -> str:
    return f"{fit.unseen.low + histories.seen:,.0f} to {fit.unseen.high + histories.seen:,.0f}"


def _model(
    histories: Histories, pairs: Pairs, says: str, n: str, se: str, deviance: str = "", df: str = ""
) -> Iterable[Check]:
    """The figures that a table of models prints for one of them."""
    from .loglinear import fit

    ours = fit(histories, pairs)
    yield Check(f"{says}: everybody", n, _everybody(histories, ours))
    yield Check(f"{says}: standard error", se, f"{ours.standard_error:.0f}")
    if deviance:
        yield Check(f"{says}: deviance", deviance, f"{ours.deviance:.{len(deviance.partition('.')[2])}f}")
    if df:
        yield Check(f"{says}: degrees of freedom", df, str(ours.freedom))


@cache
def published() -> tuple[Published, ...]:
    """Every published table with ours beside it; loads numpy, so ask inside a function."""
    from .loglinear import fit

    without = SCOTLAND.without(3)
    seven = fit(SLAVERY, _pairs(_SIX, "PF:NCA LA:NG NG:GP LA:PF PF:GP GO:GP NG:GO"))
    all_but_14: Pairs = ((0, 1), (0, 2), (1, 2), (1, 3), (2, 3))
    log_linear = "Poisson log-linear model, N = seen + exp(b0), standard error √(f0 + f0²·Var b0)"
    return (
        Published(
            "darroch-1993",
            "A census counted three ways",
            "Darroch, Fienberg, Glonek and Junker (1993), Journal of the American Statistical Association 88: "
            "1137–1148, sampling stratum R3.",
            log_linear + ".",
            DARROCH,
            (
                *_model(DARROCH, ((0, 1), (0, 2), (1, 2)), "All three pairs", "1,240", "451"),
                *_model(DARROCH, ((0, 1), (1, 2)), "Pairs 12 and 23", "850", "186", "3.8"),
            ),
        ),
        Published(
            "bruno-1994",
            "People with diabetes in Casale Monferrato, Italy, four lists",
            "Bruno, LaPorte, Merletti, Biggeri, McCarty and Pagano (1994), Diabetes Care 17: 548–556.",
            log_linear + ".",
            BRUNO,
            (
                *_model(BRUNO, all_but_14, "All pairs but 14", "2,771", "145", "7.62", "5"),
                *_model(BRUNO, ((0, 2), (1, 3), (2, 3)), "Pairs 13, 24 and 34", "2,472", "53", "21.97", "7"),
            ),
        ),
        Published(
            "scotland-2006",
            "People who inject drugs in Scotland, three of four lists",
            "King, Bird, Overstall, Hay and Hutchinson (2013), Addiction Research and Theory 21: 235–246; lists "
            "of 2006.",
            log_linear
            + "; the list of hepatitis C diagnoses left out. The source averages over models in a Bayesian way, "
            "so the two are laid side by side and need not be the same.",
            without,
            (
                Check(
                    "Probation × treatment: everybody", "25,126", _everybody(without, fit(without, ((0, 2),)))
                ),
                Check("All lists independent: everybody", "19,354", _everybody(without, fit(without, ()))),
                Check(
                    "Published average of models beside ours",
                    "25,000 (20,700 to 35,000)",
                    f"{_everybody(without, fit(without, ((0, 2),)))} ({_interval(without, fit(without, ((0, 2),)))})",
                    must_agree=False,
                ),
            ),
            "25,126 and 19,354 are the figures that this project set itself before it wrote the code. Leaving out that "
            "probation refers to treatment would lose 23 % of the people.",
        ),
        Published(
            "slavery-2013",
            "Victims of modern slavery in the United Kingdom, six lists",
            "Silverman (2014), Home Office; Bales, Hesketh and Silverman (2015), Significance 12(3): 16–21.",
            log_linear
            + "; 95 % interval log-normal on those unseen; pairs PF:NCA LA:NG NG:GP LA:PF PF:GP GO:GP NG:GO.",
            SLAVERY,
            (
                Check("Seven pairs: everybody", "11,418", _everybody(SLAVERY, seven)),
                Check("Seven pairs: 95 % interval", "9,971 to 13,154", _interval(SLAVERY, seven)),
                Check(
                    "Published in words",
                    "10,000 to 13,000",
                    f"{_everybody(SLAVERY, seven)} ({_interval(SLAVERY, seven)})",
                    must_agree=False,
                ),
            ),
        ),
    )
