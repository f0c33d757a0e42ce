"""What does the Police, Fire and Crime Panel read about how grants of a year were assured?

Illustrations are marked line by line; the page is for those who sign in, never for the public (R46). Authority: R25.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from throughline.agreements.queries import grants as agreements
from throughline.agreements.terms import ASSURANCE_MODELS
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money

from ..models import CorrectiveAction, Response, Scrutiny, Statement, YearEnd
from ..models.scrutiny import FOUND, OUTCOMES
from ..models.watching import OUTCOMES as BECAME
from .standing import Figures, figures_of


@dataclass(frozen=True, slots=True)
class Line:
    """One grant of the year: what was said of it, by whom, with which interests, and what followed."""

    area: str
    programme: str
    recipient: str
    is_illustration: bool
    award: Money
    figures: Figures
    model: str
    statement: str
    words: str
    interests: str
    answer: str
    findings: int
    put_right: int
    became: tuple[str, ...]

    @property
    def facts(self) -> list[tuple[str, str, str]]:
        """What page and document print of the grant: what, in words, and the reason given."""
        spent, findings = self.figures.spent, f"{self.findings} finding{'' if self.findings == 1 else 's'}"
        return [
            ("Grant", f"{self.award} to {self.recipient}", ""),
            ("Who judges", self.model or "Not stated", ""),
            (
                "Spent, as certified",
                "Nothing is certified, or nothing is asked" if spent is None else str(spent),
                "",
            ),
            ("Statement", self.statement or "None yet", self.words),
            ("Interests", self.interests or "None declared", ""),
            ("The authority’s answer", self.answer or "None yet", ""),
            ("Findings", f"{findings}, {self.put_right} put right" if self.findings else "None", ""),
            ("Money that was not spent", "; ".join(self.became) or "Nothing is decided", ""),
        ]


@dataclass(frozen=True, slots=True)
class Report:
    """The report of a year, with its years to choose from and how the lines count."""

    year: str
    years: tuple[str, ...]
    lines: tuple[Line, ...]
    given: int
    conditional: int
    withheld: int
    sampled: int
    without: int

    @property
    def in_words(self) -> str:
        """The year in a few sentences."""
        grants = f"{len(self.lines)} grant{'' if len(self.lines) == 1 else 's'}"
        said = (
            f"Of {grants}, partnerships gave assurance for {self.given or 'none'}, gave it with conditions for "
            f"{self.conditional or 'none'}, and withheld it for {self.withheld or 'none'}."
        )
        if self.sampled:
            said += f" The authority sampled {self.sampled} that partnerships govern themselves."
        return said + (f" For {self.without}, nothing is said yet." if self.without else "")


def report(actor: Actor, year: str, on: date) -> Report:
    """The report of that year (the newest when it is empty) for whoever may read it; a fixed number of queries."""
    grants = agreements.visible_to(actor, on).exclude(state__in=("withdrawn", "offered"))
    years = tuple(sorted(set(grants.order_by().values_list("round__year", flat=True)), reverse=True))
    year = year if year in years else (years[0] if years else "")
    rows = list(grants.filter(round__year=year))
    ids = [each.pk for each in rows]
    judged, figures = {each.id: each for each in agreements.judged(ids)}, figures_of(ids, on)
    last = _last_statements(ids)
    answers = _answers(ids)
    found = list(CorrectiveAction.objects.filter(grant__in=ids).exclude(state="withdrawn"))
    became = list(YearEnd.objects.filter(grant__in=ids, state="decided").order_by("decided_at", "id"))
    lines = tuple(
        Line(
            each.place.name,
            each.round.programme.name,
            each.recipient.name,
            each.is_illustration,
            judged[each.pk].award,
            figures[each.pk],
            ASSURANCE_MODELS.get(judged[each.pk].assurance_model, ""),
            OUTCOMES.get(last[each.pk].outcome, "") if each.pk in last else figures[each.pk].statement or "",
            last[each.pk].words if each.pk in last else "",
            last[each.pk].interests if each.pk in last else "",
            answers.get(each.pk, ""),
            sum(one.grant_id == each.pk for one in found),
            sum(one.grant_id == each.pk and one.state == "verified" for one in found),
            tuple(f"{BECAME[one.outcome]}: {one.amount_pence}" for one in became if one.grant_id == each.pk),
        )
        for each in rows
    )
    said = [last[each.pk].outcome if each.pk in last else "" for each in rows]
    return Report(
        year,
        years,
        lines,
        said.count("given"),
        said.count("given_with_conditions"),
        said.count("withheld"),
        sum(each.statement.startswith("Sampled") for each in lines),
        sum(not each.statement for each in lines),
    )


def _last_statements(ids: list[UUID]) -> dict[UUID, Statement]:
    """The newest statement about each grant."""
    rows = Statement.objects.filter(scrutiny__version__of__covers__grant__in=ids).order_by("stated_at", "id")
    covers = rows.values_list("pk", "scrutiny__version__of__covers__grant")
    by_id = {each.pk: each for each in rows.distinct()}
    return {grant: by_id[pk] for pk, grant in covers if grant in set(ids)}


def _answers(ids: list[UUID]) -> dict[UUID, str]:
    """What the authority answered last about each grant."""
    rows = Response.objects.filter(scrutiny__in=Scrutiny.objects.filter(version__of__covers__grant__in=ids))
    found = {}
    for grant, step, sampled, words in rows.order_by("answered_at", "id").values_list(
        "scrutiny__version__of__covers__grant", "step", "found", "words"
    ):
        said = _WORDS[step] + (f" {FOUND[sampled]}." if sampled else "")
        found[grant] = f"{said} {words}".strip()
    return found


_WORDS = {
    "accept": "The authority took the statement.",
    "challenge": "The authority asked again.",
    "sample": "The authority sampled papers.",
}
