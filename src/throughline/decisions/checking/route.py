"""Is it decided by which legal route the money goes?"""

import re
from collections.abc import Iterator

from ..reading.shape import Finding
from .case import Case
from .wording import gap

_DECIDING = r"(?:explored|considered|determined|decided|clarified|investigated|agreed|confirmed|settled)"
_OPEN = re.compile(
    rf"\b(?:will|to|shall|would|is|are|being)\b(?: (?:be|still|also|then|being|need to be))* {_DECIDING}\b"
    rf"|\b(?:explore|consider|determine|investigate)\b{gap(40)}\b(?:whether|which|options?|route)\b"
    rf"|\bnot (?:yet )?(?:been )?{_DECIDING}\b"
    r"|\b(?:advice|opinion) (?:is|will be|is being|being) sought\b|\bsubject to (?:further )?legal advice\b",
    re.IGNORECASE,
)
_SETTLED = re.compile(r"\b(?:is|are) (?:agreed|confirmed|settled|decided|determined)\b", re.IGNORECASE)
_ROUTE = re.compile(
    rf"\bgrants?\b{gap(80)}\bcontracts?\b|\bcontracts?\b{gap(80)}\bgrants?\b|\blegal\b|\broute to market\b"
    r"|\bprocurement (?:route|process|advice|implications|options?|rules)\b|\b(?:waiver|subsidy|state aid"
    r"|direct award)\b",
    re.IGNORECASE,
)
_NEXT_TIME = re.compile(
    r"\b(?:future|next|later|subsequent|re-?commission\w*|re-?procure\w*|re-?tender\w*|when it ends"
    r"|from April 20\d\d)\b",
    re.IGNORECASE,
)
_AWARDED = re.compile(
    rf"(?:\b(?:grants?|funding|award|contracts?)|£[\d,.]+\w*)\b{gap(80)}"
    r"\b(?:(?:are|is|be|been|were|was) (?:to be )?(?:awarded|made|paid|allocated|granted|approved"
    r"|provided)|awarded)\b"
    rf"|\baward(?:s|ing)?\b|\bapprov\w+\b{gap(60)}(?:\b(?:grants?|award|funding)\b|£)",
    re.IGNORECASE,
)


def legal_route_unresolved(case: Case) -> Iterator[Finding]:
    """R9: the legal route is open beside money that is awarded. Authority: DN21, “will be explored”."""
    told = [s for s in case.sentences if s.section not in ("legal", "alternatives")]
    if not any(_AWARDED.search(sentence.text) for sentence in told):
        return
    for sentence in case.sentences:
        said = sentence.text
        is_open = _OPEN.search(said) and not _SETTLED.search(said) and not _NEXT_TIME.search(said)
        if is_open and _ROUTE.search(said):
            yield case.find(
                "legal-route-unresolved",
                "warning",
                "Money is awarded, and the notice leaves open by which legal route.",
                text=case.quote(sentence.start, sentence.end),
                field="legal_power",
            )
            return
