"""How is a decision written as JSON?"""

from datetime import date

from .shape import Quote, ReadDecision

_SCALARS = [
    "title",
    "reference",
    "author",
    "contact",
    "function",
    "legal_power",
    "decision_type",
    "decision_makers",
    "status",
    "key_decision",
    "subject_to_call_in",
    "decided_on",
    "published_on",
    "effective_from",
    "total_pence",
]
_TERMS = ("recipients", "price_basis", "payment_basis", "conditions")


def as_json(decision: ReadDecision) -> dict[str, object]:
    """The published keys in their published order, `findings` empty for the caller to fill; ISO dates, whole pence."""
    return {
        **{name: _plain(getattr(decision, name)) for name in _SCALARS},
        "breakdown": [
            {"place": part.place, "gss_code": part.gss_code, "pence": part.pence}
            for part in decision.breakdown
        ],
        "by_year": [{"year": part.year, "pence": part.pence} for part in decision.by_year],
        "amounts": [
            {"pence": amount.pence, "text": amount.text, "start": amount.start, "end": amount.end}
            for amount in decision.amounts
        ],
        "percentages": [{"value": stated.value, "text": stated.text} for stated in decision.percentages],
        **{name: _plain(getattr(decision, name)) for name in _TERMS},
        "sign_offs": [
            {"post": sign.post, "signed_on": _plain(sign.signed_on)} for sign in decision.sign_offs
        ],
        "endorsements": list(decision.endorsements),
        "related": [
            {"text": other.text, "decided_on": _plain(other.decided_on)} for other in decision.related
        ],
        "promises": [
            {"text": promise.text, "owner": promise.owner, "due": promise.due}
            for promise in decision.promises
        ],
        "safeguarding": {"children": decision.safeguarding.children, "adults": decision.safeguarding.adults},
        "findings": [],
        "evidence": {path: _quote(quote) for path, quote in decision.evidence.items()},
    }


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _quote(quote: Quote) -> dict[str, object]:
    return {"text": quote.text, "start": quote.start, "end": quote.end}
