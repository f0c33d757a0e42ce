"""What does a return say as it stands: what was typed, and what plan, register of posts and last time say?"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.text import slugify

from throughline.agreements.queries import grants as agreements
from throughline.agreements.queries import posts as funded
from throughline.kernel.dates import FinancialYear
from throughline.kernel.money import Money

from ..models import Question, Return, ReturnGrant, ReturnLine, ReturnVersion
from ..returning.content import Asked, Content, GrantPart, Line, PostPart
from ..rules import NOTHING, Kind

_LOOKED_BACK = 14  # returns of about two years
_ALL_SPEND = "all"
Json = dict[str, Any]


@dataclass(slots=True)
class _Earlier:
    """What certified versions said before: the plans of this year and the last, this year's last report, answers."""

    plan: dict[tuple[str, str], int | None] = field(default_factory=dict)
    last: dict[tuple[str, str], Json] = field(default_factory=dict)
    plan_before: dict[tuple[str, str], int | None] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)


def content_of(asked: Return) -> Content:
    """The return as it stands now, in a constant number of queries; what nobody typed yet is prefilled."""
    covers = ReturnGrant.objects.filter(of=asked).values_list("grant", flat=True)
    covered = list(
        agreements.with_awards(agreements.with_ids(covers)).order_by("round__programme__name", "id")
    )
    terms = agreements.spend_rules_of({each.round_id for each in covered})
    typed = {(each.grant_id, each.key): each for each in ReturnLine.objects.filter(of=asked)}
    earlier = _earlier(asked)
    kind: Kind = asked.kind  # type: ignore[assignment]  # the column holds the kinds that the rules know
    parts = []
    for each in covered:
        basis, spend = terms.get(each.round_id, ("actual", []))
        codes = [(rule.code, rule.label, rule.is_eligible, rule.note) for rule in spend]
        lines = tuple(
            _line(each.id, each.round.programme.name, rule, kind, typed, earlier)
            for rule in (codes or [(_ALL_SPEND, "All spend", True, "")])
        )
        parts.append(
            GrantPart(
                each.id,
                each.round.programme.code,
                each.round.programme.name,
                each.award or NOTHING,
                basis,
                lines if basis == "actual" else (),
            )
        )
    return Content(
        kind,
        tuple(parts),
        _posts(asked, {each.id for each in covered}, typed),
        _questions(asked, parts, typed, earlier),
    )


def _line(
    grant_id: UUID,
    programme: str,
    rule: tuple[str, str, bool, str],
    kind: Kind,
    typed: Mapping[tuple[UUID | None, str], ReturnLine],
    earlier: _Earlier,
) -> Line:
    code, label, is_eligible, note = rule
    key = f"spend:{code}"
    row, name = typed.get((grant_id, key)), (programme, key)
    last = earlier.last.get(name, {})
    nothing = None if is_eligible else NOTHING  # what may not be spent is 0 until somebody says otherwise
    spent, expected = _amount(last.get("actual_pence")), _amount(last.get("projected_pence"))
    planned = earlier.plan_before if kind == "plan" else earlier.plan
    first_plan = nothing if nothing is not None else _amount(planned.get(name))
    return Line(
        grant_id,
        key,
        label,
        is_eligible,
        note,
        plan=row.plan_pence if row and kind == "plan" else first_plan,
        actual=row.actual_pence if row else nothing,
        projected=row.projected_pence if row else nothing,
        words=row.words if row else "",
        revision=row.revision if row else 0,
        before=None if spent is None and expected is None else (spent or NOTHING) + (expected or NOTHING),
        spent_before=spent,
    )


def _posts(
    asked: Return, grants: set[UUID], typed: Mapping[tuple[UUID | None, str], ReturnLine]
) -> tuple[PostPart, ...]:
    """The posts here that one of these grants helps to pay for, as they stand when it is due, or at its year's end."""
    last = FinancialYear.parse(asked.year).period.last_day or asked.due_on
    found = []
    for facts in funded.posts_of([asked.place_id], min(asked.due_on, last)).get(asked.place_id, ()):
        if grants & set(facts.grant_ids):
            row = typed.get((None, f"post:{facts.id}"))
            found.append(
                PostPart(
                    facts.id,
                    facts.title,
                    str(facts.employer),
                    str(facts.unit or ""),
                    facts.hundredths_of_full_time,
                    facts.paid_hundredths,
                    facts.is_filled,
                    facts.vacant_since,
                    row.words if row else "",
                    row.revision if row else 0,
                )
            )
    return tuple(found)


def _questions(
    asked: Return,
    grants: list[GrantPart],
    typed: Mapping[tuple[UUID | None, str], ReturnLine],
    earlier: _Earlier,
) -> tuple[Asked, ...]:
    """The questions that this return puts: by kind, price basis, size and day."""
    bases = {each.price_basis for each in grants}
    largest = max((each.award for each in grants), default=NOTHING)
    found = []
    rows = Question.objects.filter(asked_in__contains=[asked.kind], asked_from__lte=asked.due_on)
    for each in rows.order_by("position", "code"):
        is_over = each.asked_until is not None and each.asked_until <= asked.opens_on
        is_small = each.from_pence is not None and largest < each.from_pence
        if (
            each.answer == "score"
            or is_over
            or is_small
            or (each.price_basis and each.price_basis not in bases)
        ):
            continue
        row = typed.get((None, f"answer:{each.code}"))
        before = earlier.answers.get(each.code, "")
        stays = before if each.answer in ("text", "yes_no") else ""  # a figure is counted anew each time
        found.append(
            Asked(
                each.code,
                slugify(each.section) or "questions",
                each.section,
                each.text,
                each.hint,
                each.used_for,
                each.answer,
                row.words if row else stays,
                row.revision if row else 0,
                before,
            )
        )
    return tuple(found)


def _earlier(asked: Return) -> _Earlier:
    """What the newest certified version of each earlier return of this recipient here said."""
    rows = ReturnVersion.objects.filter(
        of__place=asked.place_id,
        of__recipient=asked.recipient_id,
        of__opens_on__lt=asked.opens_on,
        certification__isnull=False,
    ).order_by("-of__opens_on", "of", "-number")
    found, seen = _Earlier(), set()
    for of, kind, year, content in rows.values_list("of", "of__kind", "of__year", "content")[:_LOOKED_BACK]:
        if of in seen:
            continue
        seen.add(of)
        said = json.loads(bytes(content))
        lines = {
            (grant["programme"], line["key"]): line
            for grant in said["grants"]
            for line in grant.get("lines", ())
        }
        if kind == "plan":
            target = found.plan if year == asked.year else found.plan_before
            target.update({k: v["plan_pence"] for k, v in lines.items() if k not in target})
        elif year == asked.year and not found.last:
            found.last = lines
        for answer in said["answers"]:
            found.answers.setdefault(answer["code"], answer["answer"])
    return found


def _amount(pence: object) -> Money | None:
    return Money(pence) if isinstance(pence, int) else None
