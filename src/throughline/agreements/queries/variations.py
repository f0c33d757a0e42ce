"""Which variations are there, what does each change, who must sign its decision, and what does it wait for?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum

from throughline.decisions.drafting.content import Content
from throughline.decisions.queries.drafting import draft_whole
from throughline.decisions.queries.law import route_of
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.organisations.reach import EVERYWHERE, reach_of

from ..models import Agreement, Grant, GrantAmount, SpecificationVersion, Variation, VariationLine
from ..models.variations import WHAT
from ..rules import VariationValue, uplift
from ..varying.rules import ONLY_IN_TEXT, VARIABLE, GrantNow, Line, net, same_to_the_penny, value
from ..varying.wording import Named, in_words, parts, sections
from . import grants as grants_queries
from .agreements import INSIDE
from .searching import searched
from .varying import grants_now, lines_of, named, rows_of

OPEN = ("asked", "prepared")  # who will sign is still to be said
TOLD = ("agreed", "applied")  # what the other side sees of what the authority prepared


def visible_to(actor: Actor, on: date) -> QuerySet[Variation]:
    """Variations, the newest first: all for those who run, sign or audit.

    Recipients and areas see those of their own grants that they asked for, and the authority's once they are agreed;
    whoever funds or looks on from outside sees what is agreed, never what is still being put together.
    """
    rows = Variation.objects.annotate(
        grant_count=Count("lines__grant", distinct=True),
        change=Sum(F("lines__after_pence") - F("lines__before_pence")),
        search_text=searched("title"),
    ).order_by("-begun_at", "id")
    if actor.roles & INSIDE:
        return rows
    if actor.roles & EVERYWHERE:
        return rows.filter(state__in=TOLD)
    own = VariationLine.objects.filter(_own(actor, on)).values("variation")
    return rows.filter(Q(is_asked_for=True) | Q(state__in=TOLD), id__in=own)


@dataclass(frozen=True, slots=True)
class LineShown:
    """One change as a person reads it; `change` where it is money. `done` says what became of it."""

    grant_id: UUID
    place: str
    recipient: str
    programme: str
    year: str
    what: str
    code: str
    before: str
    after: str
    after_raw: Money | str
    change: Money | None
    done: str
    agreement: Agreement | None
    is_illustration: bool

    @property
    def after_money(self) -> Money:
        """The award afterwards, of a line about money."""
        if not isinstance(self.after_raw, Money):
            raise ValueError(f"{self.what} is no amount.")
        return self.after_raw


@dataclass(frozen=True)
class Page:
    """A variation with its lines; what the reader's reach leaves out is in no line, sum or count of it."""

    variation: Variation
    lines: Sequence[LineShown]
    value: VariationValue
    net: Money
    signs: str
    warnings: Sequence[str]
    is_whole: bool

    @property
    def has_money(self) -> bool:
        return any(each.change is not None for each in self.lines)

    @property
    def stated_gap(self) -> Money | None:
        """By how much the lines come to more than what a record states; None where none states anything."""
        stated = self.variation.stated_pence
        return None if stated is None else self.net - stated

    @property
    def papers(self) -> Sequence[LineShown]:
        """One line for each grant with a varied agreement."""
        return list({each.grant_id: each for each in self.lines if each.agreement}.values())


def page_of(actor: Actor, variation_id: UUID, on: date) -> Page | None:
    """A variation, if the actor may see it, with those of its lines that they may."""
    variation = visible_to(actor, on).select_related("decision").filter(pk=variation_id).first()
    if variation is None:
        return None
    everywhere = bool(actor.roles & EVERYWHERE)
    rows = list(rows_of(variation) if everywhere else rows_of(variation).filter(_own(actor, on)))
    lines = lines_of(rows)
    return Page(
        variation,
        _shown(variation, rows, lines),
        value(lines),
        net(lines),
        who_signs(variation, lines, named(rows), on) if everywhere and variation.state in OPEN else "",
        _warnings(variation, lines, named(rows), actor) if everywhere else (),
        everywhere,
    )


def who_signs(
    variation: Variation, lines: Sequence[Line], grants: Sequence[Named], on: date, kind: str = "deputy-mayor"
) -> str:
    """Who would sign a decision of that type on it that day, and why, as a sentence. Authority: R2, R3."""
    said = sections(
        variation.title,
        variation.reason,
        variation.by_notice,
        lines,
        grants,
        decision_type=kind,
        function="police-and-crime",
        known_programmes=frozenset(),
    )
    return route_of(Content(str(variation.draft_id or ""), said), on).sentence


@dataclass(frozen=True)
class Preview:
    """What an uplift of some grants would come to, before anything is prepared."""

    lines: Sequence[Line]
    grants: Sequence[Named]
    is_illustration: bool

    @property
    def net(self) -> Money:
        return net(self.lines)

    @property
    def value(self) -> VariationValue:
        return value(self.lines)

    @property
    def rows(self) -> list[tuple[Named, Line]]:
        return list(zip(self.grants, self.lines, strict=True))


def preview(grants: Sequence[Grant], percent: Fraction) -> Preview:
    """Each of these grants before and after it is raised by that part of a hundred."""
    now = grants_now([each.id for each in grants])
    lines = [
        Line(each.id, now[each.id].name, "amount", now[each.id].award, uplift(now[each.id].award, percent))
        for each in grants
    ]
    return Preview(
        lines,
        [
            Named(
                each.place.name,
                each.recipient.name,
                each.round.programme.name,
                each.round.programme.code,
                each.round.year,
            )
            for each in grants
        ],
        any(each.is_illustration for each in grants),
    )


def who_would_sign(preview: Preview, on: date, kind: str = "deputy-mayor") -> str:
    """Who would sign a decision of that type on such an uplift that day, and why, as a sentence. Authority: R2, R3."""
    return who_signs(Variation(), preview.lines, preview.grants, on, kind) if preview.lines else ""


@dataclass(frozen=True, slots=True)
class OneNow:
    """One grant before somebody names what changes in it."""

    grant: GrantNow
    place: str
    recipient: str
    programme: str
    is_illustration: bool
    specifications: Sequence[tuple[str, str]]
    says: Sequence[tuple[str, str]]


def one_now(actor: Actor, grant_id: UUID, on: date) -> OneNow | None:
    """How one grant stands, if it can be varied and the actor sees it."""
    grant = open_grants(actor, on).filter(pk=grant_id).first()
    if grant is None:
        return None
    now = grants_now([grant.id])[grant.id]
    current = current_specifications(grant.round.programme_id)
    titles = _titles({now.specification} - {""})
    return OneNow(
        now,
        grant.place.name,
        grant.recipient.name,
        f"{grant.round.programme.name}, {grant.round.year}",
        grant.is_illustration,
        [each for each in current if each[0] != now.specification],
        [(WHAT[what], in_words(what, now.says(what), titles)) for what in ONLY_IN_TEXT] if now.text else [],
    )


def open_grants(actor: Actor, on: date) -> QuerySet[Grant]:
    """The grants that can be varied, among those that the actor sees."""
    return grants_queries.visible_to(actor, on).filter(state__in=VARIABLE)


def rounds_with_grants(actor: Actor, on: date) -> list[tuple[str, str]]:
    """The rounds whose grants can be varied, as (id, words), the newest first."""
    rows = open_grants(actor, on).values_list("round_id", "round__programme__name", "round__year")
    counts: dict[tuple[UUID, str, str], int] = {}
    for row in rows.order_by("-round__year", "round__programme__name", "place__name"):
        counts[row] = counts.get(row, 0) + 1
    return [
        (str(round_id), f"{programme}, {year}: {count} {'grant' if count == 1 else 'grants'}")
        for (round_id, programme, year), count in counts.items()
    ]


def current_specifications(programme_id: UUID) -> list[tuple[str, str]]:
    """The programme's specification that agreements may name today, as (id, words)."""
    rows = SpecificationVersion.objects.filter(programme=programme_id, state="current")
    return [(str(each.id), f"{each.title}, version {each.number}") for each in rows]


def _titles(ids: set[str]) -> dict[str, str]:
    """The specifications in words, by id."""
    versions = SpecificationVersion.objects.filter(id__in=ids) if ids else ()
    return {str(each.id): f"{each.title}, version {each.number}" for each in versions}


def _own(actor: Actor, on: date) -> Q:
    return reach_of(actor, on).rows("grant__place", "grant__recipient")


def _shown(variation: Variation, rows: Sequence[VariationLine], lines: Iterable[Line]) -> list[LineShown]:
    titles = _titles(_specifications(rows))
    papers = {each.grant_id: each for each in variation.agreements.all()} if variation.decision_id else {}
    made = GrantAmount.objects.filter(variation=variation).values_list("grant_id", flat=True)
    changed = set(made) if variation.decision_id else set()
    return [
        LineShown(
            row.grant_id,
            row.grant.place.name,
            row.grant.recipient.name,
            row.grant.round.programme.name,
            row.grant.round.year,
            WHAT[row.what],
            row.what,
            in_words(row.what, line.before, titles),
            in_words(row.what, line.after, titles),
            line.after,
            _change(line),
            _done(variation, row, papers.get(row.grant_id), changed),
            papers.get(row.grant_id),
            row.grant.is_illustration,
        )
        for row, line in zip(rows, lines, strict=True)
    ]


def _done(variation: Variation, row: VariationLine, paper: Agreement | None, changed: set[UUID]) -> str:
    """What became of the line, once it was decided."""
    if variation.state not in TOLD:
        return ""
    if row.what == "amount" and row.grant_id in changed:
        return "Changed"
    if paper is None:
        return "Changed" if variation.state == "applied" else "Not yet"
    if paper.state in ("in_force", "varied", "ended"):
        return "Changed"
    return "Not taken up" if paper.state == "discarded" else "Not yet"


def _change(line: Line) -> Money | None:
    if isinstance(line.before, Money) and isinstance(line.after, Money):
        return line.after - line.before
    return None


def _specifications(rows: Iterable[VariationLine]) -> set[str]:
    return {
        said for each in rows if each.what == "specification" for said in (each.before, each.after) if said
    }


def _warnings(
    variation: Variation, lines: Sequence[Line], grants: Sequence[Named], actor: Actor
) -> Sequence[str]:
    """What would keep it from becoming what it names, while it is being decided."""
    if variation.state != "deciding" or variation.draft_id is None:
        return ()
    draft = draft_whole(actor, variation.draft_id)
    if draft is None:
        return ()
    if draft.draft.state in ("withdrawn", "deferred"):
        return (f"Its draft was {draft.draft.state}. Take the variation back, or take the draft up again.",)
    verdict = same_to_the_penny(
        [(each.place, each.recipient, each.pence) for each in draft.content.awards],
        [(each["place"], each["recipient"], each["pence"]) for each in parts(lines, grants)],
    )
    return () if verdict else (verdict.reason,)
