"""What must somebody know before they call or sit down with a person? Gravest first, in few words."""

from . import codes
from .sealed import Asked

GRAVE = ("VERY_HIGH", "HIGH")
FIRST = ("risk_to_staff", "mappa", "sexual", "arson", "da_perpetrator", "slavery_perpetrator")


def risks_in_words(asked: Asked) -> tuple[str, ...]:
    """High risks to others, risks to self, and flags; empty when the referral names none."""
    levels = [
        f"{codes.RISK_LEVELS[level]} risk: {codes.RISK_TO[to].lower()}"
        for grave in GRAVE
        for to, level in asked.risk_levels.items()
        if level == grave and to in codes.RISK_TO
    ]
    own = [codes.SELF_RISK[each] for each in asked.self_risk if each in codes.SELF_RISK and each != "coping"]
    flags = [
        codes.FLAGS[each] for each in (*FIRST, *codes.FLAGS) if each in asked.flags and each in codes.FLAGS
    ]
    return tuple(dict.fromkeys([*levels, *own, *flags]))
