"""Which scheme and which regime are in force, how large is a decision by them, and who must sign it?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from throughline.kernel.dates import FinancialYear
from throughline.kernel.money import Money
from throughline.organisations.delegation.queries import Staffed, staffed
from throughline.organisations.queries import body

from ..drafting.content import Content, from_frozen
from ..law.cases import Ran, run
from ..law.duties import RegimeFacts
from ..law.facts import PastAward, facts_of, purpose_key, receiver_of
from ..law.lifecycle import IN_FORCE
from ..law.rules import Basis, SchemeLine, ValueFacts, required, value_of
from ..lifecycle import SIGNERS
from ..models import DraftVersion, Notice, Regime, Scheme, SigningRule

_ORDER = ("assistant-director", "director", "treasurer", "deputy-mayor")  # as the form has them
REGIME_SAYS = (
    "scrutiny_body",
    "key_decision_applies",
    "key_decision_from_pence",
    "call_in_applies",
    "call_in_working_days",
    "notice_clear_days",
    "not_applicable_because",
    "publish_within_working_days",
    "publication_duty",
    "usual_power",
    "authority",
    "note",
)
_SAYS = {
    Scheme: ("title", "source", "in_force_from", "note"),
    Regime: ("function", "in_force_from", *REGIME_SAYS),
}
_COUNTS = ("recorded", "decided", "published")  # what is superseded counts by the decision in its place


@dataclass(frozen=True, slots=True)
class RequiredPost:
    """A post that must sign: `post` is its code, `title` what it is called on the day, `because` why."""

    post_id: UUID
    post: str
    title: str
    turn: int
    because: str
    authority: str
    from_pence: Money


@dataclass(frozen=True, slots=True)
class Route:
    """Who must sign a draft, in turns, and on which basis; empty where no scheme says so. Authority: R2, R3.

    `warnings` are sentences about the scheme and the posts; none of them refuses anything.
    """

    required: tuple[RequiredPost, ...]
    basis: Basis
    sentence: str
    warnings: tuple[str, ...] = ()
    scheme: str = ""


def scheme_on(day: date) -> Scheme | None:
    """The scheme of delegation that is in force on that day, confirmed or not."""
    return _on(Scheme.objects.order_by("-in_force_from"), day).first()


def lines_of(scheme: Scheme) -> tuple[SchemeLine, ...]:
    """The lines of a scheme as its rules read them."""
    return tuple(_line(rule) for rule in _rules(scheme))


def cases_of(scheme: Scheme) -> tuple[Ran, ...]:
    """The test cases of a scheme, run with its lines, in their order."""
    lines = lines_of(scheme)
    return tuple(
        run(
            lines,
            title=case.title,
            decision_type=case.decision_type,
            said=case.facts,
            expected=case.expected,
            key=str(case.id),
        )
        for case in scheme.cases.order_by("position", "id")
    )


def seen_of(version: Scheme | Regime) -> str:
    """A hash of all that whoever confirms this version confirms; another one once a word of it changes."""
    says: list[Any] = [getattr(version, name) for name in _SAYS[type(version)]]
    if isinstance(version, Scheme):
        cases = version.cases.order_by("position", "id").values_list(
            "title", "decision_type", "facts", "expected"
        )
        says += [lines_of(version), list(cases)]
    return sha256(repr(says).encode()).hexdigest()


def signing_posts(on: date) -> list[Staffed]:
    """The authority's posts that can sign, as they are held and called on that day."""
    staff = staffed(on, list(body("gmca").posts.filter(code__in=SIGNERS).values_list("id", flat=True)))
    return sorted(staff.values(), key=lambda post: (_ORDER.index(post.code), post.code))


def schemes() -> QuerySet[Scheme]:
    """Every version of the scheme that was not thrown away, the newest first."""
    return Scheme.objects.exclude(state="discarded").order_by("-in_force_from", "-made_at", "id")


def scheme(scheme_id: UUID) -> Scheme | None:
    """That version of the scheme."""
    return Scheme.objects.filter(id=scheme_id).first()


def regime_versions(function: str) -> QuerySet[Regime]:
    """Every version of that function's regime that was not thrown away, the newest first."""
    rows = Regime.objects.filter(function=function).exclude(state="discarded")
    return rows.order_by("-in_force_from", "-made_at", "id")


def regime(regime_id: UUID) -> Regime | None:
    """That version of a regime."""
    return Regime.objects.filter(id=regime_id).first()


def regime_on(function: str | None, day: date) -> Regime | None:
    """What the law brings with that function on that day; None where no row says so. Authority: R6."""
    return _on(Regime.objects.filter(function=function or "").order_by("-in_force_from"), day).first()


def facts_of_regime(regime: Regime) -> RegimeFacts:
    """A regime as its rules read it."""
    return RegimeFacts(
        function=regime.function,
        scrutiny_body=regime.scrutiny_body,
        key_from=regime.key_decision_from_pence if regime.key_decision_applies else None,
        window=regime.call_in_working_days if regime.call_in_applies else None,
        clear_days=regime.notice_clear_days,
        publish_within=regime.publish_within_working_days,
        is_confirmed=regime.state == "confirmed",
        authority=regime.authority,
        because=regime.not_applicable_because,
    )


def regime_facts_on(function: str | None, day: date) -> RegimeFacts | None:
    """The regime of that function on that day, as its rules read it."""
    regime = regime_on(function, day)
    return None if regime is None else facts_of_regime(regime)


def regimes_on(day: date) -> dict[str, Regime]:
    """The regime of every function that has one on that day."""
    return {each.function: each for each in _on(Regime.objects.order_by("in_force_from"), day)}


def dated_regimes() -> list[Regime]:
    """Every version of every regime that is or was in force, each with its dates."""
    return list(Regime.objects.filter(state__in=IN_FORCE).order_by("function", "-in_force_from"))


def past_awards(on: date, *, but_not: str = "") -> list[PastAward]:
    """Every award of the decisions on record in the financial year of that day; `but_not` leaves out one draft's.

    Of a decision made here the signed version counts, with what is exempt in it; of others what their notice says.
    """
    year = FinancialYear.of(on).period
    decided = Notice.objects.filter(
        state__in=_COUNTS, is_illustration=False, decided_on__gte=year.start, decided_on__lt=year.until
    ).exclude(Q(draft__state="refused") | Q(status="Refused") | Q(call_in__state="given_up"))
    if but_not:
        decided = decided.exclude(draft__id=but_not)
    here = {
        each.draft.notice_id: from_frozen(bytes(each.content))
        for each in DraftVersion.objects.filter(draft__notice__in=decided)
        .select_related("draft")
        .order_by("draft_id", "number")
    }  # of each draft the last version, which is the one that was signed
    rows = decided.prefetch_related("award_lines").only(
        "number", "recipients", "purpose", "total_pence", "version"
    )
    found: list[PastAward] = []
    for notice in rows.order_by("number"):
        if notice.id in here:
            found += _made(notice.number, here[notice.id])
        else:
            found += _read(notice)
    return found


def value_facts(content: Content, on: date) -> ValueFacts:
    """The facts that the value of a draft is found from on that day, running totals included. Authority: R3."""
    return facts_of(content, past_awards(on, but_not=content.draft_id), on)


def route_of(content: Content, on: date) -> Route:
    """Who must sign this draft if it is sent on that day, why, and what to know about it. Authority: R2, R3."""
    basis = value_of(value_facts(content, on))
    scheme, kind = scheme_on(on), content.said("type", "decision_type")
    if scheme is None:
        return Route((), basis, "No scheme of delegation is in force on that day.")
    rules = {rule.post.code: rule for rule in _rules(scheme) if rule.decision_type == kind}
    staff = staffed(on, [rule.post_id for rule in rules.values()])
    asked = tuple(
        RequiredPost(
            rules[each.post].post_id,
            each.post,
            staff[rules[each.post].post_id].title,
            each.turn,
            each.because,
            each.authority,
            each.from_pence,
        )
        for each in required([_line(rule) for rule in rules.values()], kind, basis)
    )
    return Route(
        asked, basis, _sentence(asked, basis), tuple(_warnings(scheme, basis, asked, staff)), scheme.title
    )


def _on(rows: QuerySet[Any], day: date) -> QuerySet[Any]:
    begun = rows.filter(state__in=IN_FORCE, in_force_from__lte=day)
    return begun.filter(Q(in_force_until__isnull=True) | Q(in_force_until__gt=day))


def _rules(scheme: Scheme) -> QuerySet[SigningRule]:
    return scheme.rules.select_related("post").order_by("decision_type", "turn", "from_pence", "post__code")


def _line(rule: SigningRule) -> SchemeLine:
    return SchemeLine(rule.decision_type, rule.turn, rule.post.code, rule.from_pence, rule.authority)


def _made(number: str, content: Content) -> Iterator[PastAward]:
    awards = content.awards
    for award in awards:
        yield PastAward(number, receiver_of(award), content.purpose_key, Money(award.pence))
    if not awards and content.total is not None:
        yield PastAward(number, "", content.purpose_key, content.total)


def _read(notice: Notice) -> Iterator[PastAward]:
    purpose = purpose_key(notice.purpose)
    lines = [each for each in notice.award_lines.all() if each.version == notice.version]
    for line in lines:
        yield PastAward(notice.number, line.recipient or line.place, purpose, line.pence)
    if not lines and notice.total_pence is not None:
        yield PastAward(notice.number, notice.recipients or "", purpose, notice.total_pence)


def _sentence(asked: Iterable[RequiredPost], basis: Basis) -> str:
    titles = [each.title for each in asked]
    if not titles:
        return "The scheme has no line for this type of decision, so it says of nobody that they sign."
    listed = titles[0] if len(titles) == 1 else f"{', '.join(titles[:-1])} and {titles[-1]}"
    return f"{listed} {'signs' if len(titles) == 1 else 'sign'}, {basis.because}."


def _warnings(
    scheme: Scheme, basis: Basis, asked: Iterable[RequiredPost], staff: Mapping[UUID, Staffed]
) -> Iterator[str]:
    if scheme.state != "confirmed":
        yield f"The scheme “{scheme.title}” is unverified: the monitoring officer has not confirmed it yet."
    if basis.pence is None:
        yield "Nobody can tell the value, so everybody signs who could have to."
    for each in asked:
        post = staff.get(each.post_id)
        if post is None or not post.readers:
            yield f"Nobody can sign as {each.title}: the post has no holder who can sign in, and is not delegated."
        elif post.holder is None:
            yield f"The post of {each.title} is vacant; {post.readers[0].name} can sign, to whom it is delegated."
