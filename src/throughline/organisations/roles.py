"""Which roles are there, and what does somebody who has one come here to do?"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Role:
    """`code` is what doors and verdicts ask for; `sentence` says what the role is for."""

    code: str
    title: str
    group: str
    sentence: str


_GMCA = "Programme team"
_SIGN = "People who sign"
_ADVISE = "Advice and regulation"
_FINANCE = "Finance"
_HMPPS = "HMPPS and probation leadership"
_LOCALITY = "Localities"
_PRACTICE = "Practice"
_WATCH = "People who watch"
_HOUSE = "This installation"

ROLES: tuple[Role, ...] = (
    Role(
        "programme-officer",
        "Programme officer",
        _GMCA,
        "Records notices, plans allocations, chases what is stuck.",
    ),
    Role(
        "programme-lead", "Programme lead", _GMCA, "Answers for the programme and publishes what was decided."
    ),
    Role("analyst", "Analyst", _GMCA, "Sees how a figure came about, need and measures."),
    Role(
        "assistant-director",
        "Assistant director",
        _SIGN,
        "Approves each decision first, or returns it with reasons.",
    ),
    Role("director", "Director", _SIGN, "Signs a decision or returns it with reasons."),
    Role("treasurer", "Treasurer", _SIGN, "Signs for the money in a decision or returns it with reasons."),
    Role(
        "deputy-mayor",
        "Deputy Mayor",
        _SIGN,
        "Signs decisions of £50,000 or more, or returns them with reasons.",
    ),
    Role(
        "monitoring-officer",
        "Monitoring officer",
        _ADVISE,
        "Confirms the law and the scheme that a decision rests on.",
    ),
    Role(
        "procurement",
        "Procurement adviser",
        _ADVISE,
        "Confirms the route: grant or contract, waiver, threshold.",
    ),
    Role("legal", "Legal adviser", _ADVISE, "Advises on the power used and on agreements."),
    Role(
        "finance-preparer",
        "Finance preparer",
        _FINANCE,
        "Prepares payment requests and records money received.",
    ),
    Role("finance-approver", "Finance approver", _FINANCE, "Approves what somebody else prepared."),
    Role(
        "finance-releaser",
        "Finance releaser",
        _FINANCE,
        "Releases to the finance system what two others agreed.",
    ),
    Role(
        "hmpps-contract-manager",
        "HMPPS contract manager",
        _HMPPS,
        "Sees HMPPS's money, its conditions and its results.",
    ),
    Role(
        "hmpps-finance",
        "HMPPS finance",
        _HMPPS,
        "Sees what HMPPS paid in, what was committed and what comes back.",
    ),
    Role("hmpps-analyst", "HMPPS analyst", _HMPPS, "Sees published results and lessons, never a person."),
    Role(
        "director-of-probation", "Director of GM Probation", _HMPPS, "Endorses what the programme proposes."
    ),
    Role(
        "commissioner",
        "Local authority commissioner",
        _LOCALITY,
        "Sees every stream in the locality on one page; signs.",
    ),
    Role(
        "director-of-public-health",
        "Director of public health",
        _LOCALITY,
        "Answers for treatment in the locality.",
    ),
    Role("certifier", "Certifying finance officer", _LOCALITY, "Certifies what the locality's return says."),
    Role(
        "csp-officer",
        "Community safety officer",
        _LOCALITY,
        "Prepares the partnership's scrutiny and its statement.",
    ),
    Role("csp-chair", "Community safety chair", _LOCALITY, "Gives or withholds the partnership's assurance."),
    Role(
        "csp-member", "Community safety member", _LOCALITY, "Scrutinises what the grant did in the locality."
    ),
    Role(
        "probation-practitioner",
        "Probation practitioner",
        _PRACTICE,
        "Refers people and sees what happened next.",
    ),
    Role(
        "head-of-unit",
        "Head of a probation delivery unit",
        _PRACTICE,
        "Sees need, waiting and capacity in the unit.",
    ),
    Role(
        "prison-and-court-team",
        "Prison and court team",
        _PRACTICE,
        "Refers before sentence and before release.",
    ),
    Role("key-worker", "Key worker", _PRACTICE, "Works through today's list and records once."),
    Role("provider-manager", "Provider manager", _PRACTICE, "Sees the service's people, posts and results."),
    Role("lived-experience", "Lived experience group", _WATCH, "Says what should change and sees what did."),
    Role("auditor", "Auditor", _WATCH, "Follows any pound and checks the record; changes nothing."),
    Role(
        "panel-member",
        "Police, Fire and Crime Panel member",
        _WATCH,
        "Reviews decisions with reasons and conditions.",
    ),
    Role("data-protection", "Data protection officer", _WATCH, "Signs the papers that let personal data in."),
    Role(
        "clinical-safety",
        "Clinical safety officer",
        _WATCH,
        "Signs that the service is clinically safe to use.",
    ),
    Role(
        "administrator", "Administrator", _HOUSE, "Adds people, gives and ends roles; decides nothing else."
    ),
)
BY_CODE: dict[str, Role] = {role.code: role for role in ROLES}
GROUPS: tuple[str, ...] = tuple(dict.fromkeys(role.group for role in ROLES))


def title_of(code: str) -> str:
    """The role's title; a code that is no longer in use is shown as it stands."""
    return BY_CODE[code].title if code in BY_CODE else code
