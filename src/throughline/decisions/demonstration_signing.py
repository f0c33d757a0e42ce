"""Which drafts are out for signature in a demonstration?

Everything here is made up, the people who signed too; each draft says in its subject that it is an illustration.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError

from .actions import drafting
from .actions import signing as actions
from .demonstration import somebody
from .models import Draft, DraftVersion

WAITING = "Illustration: Overdose response kits and training 2026/27"
RETURNED = "Illustration: Peer mentors in two units 2026/27"
THREE = ("assistant-director", "director", "treasurer")
_KITS = (("Bolton", 31_400_00), ("Manchester", 96_200_00), ("Salford", 52_600_00), ("Wigan", 68_400_00))
_MENTORS = (("Oldham", 23_500_00), ("Rochdale", 24_500_00))
_REASONS = (
    "In this illustration, forty-one people on probation in the four boroughs needed an ambulance after an overdose "
    "in the last year. Kits and an hour's training reach the people who are with them."
)


def load(*, actor: Actor, at: datetime) -> bool:
    """One draft waits for the Deputy Mayor and one came back; False when they are there already."""
    if not settings.DEMONSTRATION:
        raise RefusedError("Made-up drafts are for demonstrations; this installation is not one.")
    if Draft.objects.filter(title=WAITING).exists():
        return False
    with transaction.atomic():
        _waiting(at)
        _returned(at)
    return True


def _waiting(at: datetime) -> None:
    """It was before the Deputy Mayor a week ago, came back for a better reason, and is there again."""
    mayor = somebody("deputy-mayor")
    reasons = "Overdoses of people on probation have become more frequent."
    draft = _drafted(WAITING, _KITS, reasons, at - timedelta(days=15))
    _sent(draft.id, at - timedelta(days=13))
    _signed(draft.id, at - timedelta(days=11))
    seen = _version(draft.id)
    actions.note_look(draft_id=draft.id, version_id=seen.id, actor=mayor, at=at - timedelta(days=9))
    _answer(
        draft.id,
        "deputy-mayor",
        "return_with_reasons",
        "Say how many people, and where the figure comes from. “More frequent” is not a reason.",
        at - timedelta(days=9),
    )
    _save(draft.id, "reasons", {"reasons": _REASONS}, 1, at - timedelta(days=8))
    drafting.submit_draft(draft_id=draft.id, actor=somebody("programme-officer"), at=at - timedelta(days=8))
    _sent(draft.id, at - timedelta(days=8))
    _signed(draft.id, at - timedelta(days=6))


def _returned(at: datetime) -> None:
    draft = _drafted(RETURNED, _MENTORS, "Two units asked for peer mentors.", at - timedelta(days=5))
    _sent(draft.id, at - timedelta(days=4))
    _answer(draft.id, "assistant-director", "sign", "", at - timedelta(days=3))
    _answer(
        draft.id,
        "treasurer",
        "return_with_reasons",
        "The money for the second half of the year is not confirmed. Award the first half, or show the confirmation.",
        at - timedelta(days=1),
    )


def decided(title: str, parts: tuple[tuple[str, int], ...], reasons: str, *, at: datetime) -> str:
    """A made-up draft that all four signed, the last of them at that moment: the number of the decision it became."""
    draft = _drafted(title, parts, reasons, at - timedelta(days=6))
    _sent(draft.id, at - timedelta(days=5))
    _signed(draft.id, at - timedelta(days=4))
    _answer(draft.id, "deputy-mayor", "sign", "", at)
    return Draft.objects.values_list("notice__number", flat=True).get(pk=draft.id) or ""


def _drafted(title: str, parts: tuple[tuple[str, int], ...], reasons: str, at: datetime) -> Draft:
    officer = somebody("programme-officer")
    draft = drafting.begin_draft(title=title, actor=officer, at=at)
    for slug, values in _sections(title, parts, reasons).items():
        _save(draft.id, slug, values, 1 if slug == "subject" else 0, at)
    drafting.submit_draft(draft_id=draft.id, actor=officer, at=at)
    return draft


def _sections(title: str, parts: tuple[tuple[str, int], ...], reasons: str) -> dict[str, dict[str, Any]]:
    total = sum(pence for _, pence in parts)
    return {
        "subject": {
            "title": title,
            "purpose": title.removeprefix("Illustration: "),
            "author": "A made-up officer",
        },
        "type": {"decision_type": "deputy-mayor", "stage": "final"},
        "function": {"function": "police-and-crime"},
        "power": {"legal_power": "Section 9 of the Police Reform and Social Responsibility Act 2011"},
        "decision": {"decision": f"Grants of {Money(total)} in total are awarded, in the parts listed."},
        "reasons": {"reasons": reasons},
        "alternatives": {"alternatives": "One contract for all places was rejected: it would come late."},
        "fund": {"fund": "Made-up settlement for 2026/27"},
        "financial": {
            "total_pence": total,
            "parts": [
                {"place": place, "recipient": f"{place} Council", "legal_recipient": "", "pence": pence}
                for place, pence in parts
            ],
            "by_year": [{"year": title[-7:], "pence": total}],
            "price_basis": "actual",
            "payment_basis": "advance",
            "comments": "The money is confirmed, in this illustration.",
        },
        "when": {"purpose_key": title.casefold().split(":")[1].strip()[:40]},
        "route": {
            "route": "grant",
            "subsidy": "none",
            "comments": "Grants, as advised in this illustration.",
        },
        "consultation": {
            "consultation": "The made-up councils were asked in September 2026, and all agreed."
        },
        "equality": {"equality": "Fewer women come to services; each place says how it reaches them."},
        "risk": {"risk": "Posts may stay vacant in the first months."},
        "safeguarding": {
            "children_answer": "Yes. Workers ask about children at home.",
            "children_policy": "Each council's policy, as the agreement lists it",
            "adults_answer": "Yes. Every client is asked about harm.",
            "adults_lead": "The lead whom each agreement names",
        },
        "contact": {"contact_officer": "A made-up officer", "contact_telephone": "0161 496 0000"},
    }


def _save(draft_id: UUID, section: str, values: dict[str, Any], revision: int, at: datetime) -> None:
    drafting.save_section(
        draft_id=draft_id,
        section=section,
        values=values,
        revision=revision,
        actor=somebody("programme-officer"),
        at=at,
    )


def _sent(draft_id: UUID, at: datetime) -> None:
    actions.ask_for_signatures(draft_id=draft_id, actor=somebody("programme-lead"), at=at)


def _signed(draft_id: UUID, at: datetime) -> None:
    for hours, role in enumerate(THREE):
        _answer(draft_id, role, "sign", "", at + timedelta(hours=hours))


def _answer(draft_id: UUID, role: str, step: str, words: str, at: datetime) -> None:
    actions.answer(
        draft_id=draft_id,
        signature="",
        step=step,
        seen=_version(draft_id).sha256,
        words=words,
        actor=somebody(role),
        at=at,
    )


def _version(draft_id: UUID) -> DraftVersion:
    return DraftVersion.objects.filter(draft_id=draft_id).order_by("-number")[0]
