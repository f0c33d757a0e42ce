"""Which places are there, for which roles, and which of them are used most?"""

from dataclasses import replace

from throughline.governance.lifecycle import PARTNERS, READERS
from throughline.trace.reporting import READERS as OF_PACKS
from throughline.web.entry import Entry

WORKER = frozenset({"key-worker"})
MANAGER = frozenset({"provider-manager"})
PROBATION = frozenset({"probation-practitioner", "head-of-unit", "prison-and-court-team"})
ADMINISTRATOR = frozenset({"administrator"})
DRAFTERS = frozenset({"programme-officer", "programme-lead"})
SIGNERS = frozenset({"assistant-director", "director", "treasurer", "deputy-mayor"})
ADVISERS = frozenset({"monitoring-officer", "procurement", "legal", "auditor"})
# Who watches over money or sits on a group that does; practice has no use for it.
GOVERNING = (
    READERS
    | PARTNERS
    | {"commissioner", "director-of-public-health", "csp-officer", "csp-chair", "csp-member"}
    | {"lived-experience", "panel-member"}
)

SEEN = "Who sees what"
FILES = "Files and machines"
AGREED = "Said and agreed"
LEANS_ON = "What decisions lean on"
PROTOCOLS = Entry(
    "Protocols",
    "protocols",
    under=AGREED,
    says="What probation and each provider agreed: who is eligible, how risk is shared, who does what by when.",
)
REACHED = Entry(
    "How units are reached",
    "units-reached",
    under=AGREED,
    says="Whom to ask in each unit, when its doors are open, when a clinic is held, and where concerns go.",
)
JOINT_PLANS = Entry(
    "Joint plans",
    "joint-plans",
    under=AGREED,
    says="What each locality and probation do together: need, posts, money, what changes, who does what by when.",
)
BROKEN_GLASS = Entry(
    "Opened in an emergency",
    "glass-reviews",
    under=SEEN,
    says="Records that somebody opened without leave because it could not wait, and whether that was right.",
)
LIMITS = Entry(
    "Who may see",
    "limits",
    under=SEEN,
    says="Restricted records: who may see them, and what must be confirmed again.",
)
PERFORMANCE = Entry(
    "Performance file",
    "performance-file",
    under=FILES,
    says="The 27 columns that a contract is measured by, to look at and to download.",
)
MACHINES = Entry(
    "Machines",
    "clients",
    under=FILES,
    says="Which programs of your organisation send and fetch here, with which keys.",
)

FOR_VISITORS = (Entry("Public register", "register"), Entry("Check us", "verify"))
NAVIGATION = (
    Entry("Home", "home"),
    Entry("Today", "today", WORKER, pages=(Entry("Today", "today", WORKER), Entry("Week", "week", WORKER))),
    Entry(
        "Inbox",
        "inbox",
        WORKER | MANAGER,
        pages=(
            Entry("To decide", "inbox"),
            Entry("Waiting", "waiting-list"),
            Entry("Who has how many", "caseloads"),
            Entry("Week", "week", MANAGER),
            Entry("Releases", "release-board"),
            Entry("Concerns", "concerns"),
            Entry(
                "Recovery checks",
                "recovery-checks",
                MANAGER,
                under="After support",
                says="Who is to be asked how they are at 3, 6 and 12 months: due, overdue, made.",
            ),
            Entry(
                "What people say",
                "voices",
                under=AGREED,
                says="What people told your units without giving a name, and what was done about it.",
            ),
            PROTOCOLS,
            REACHED,
            BROKEN_GLASS,
            LIMITS,
            Entry(
                "Requests for records",
                "copies",
                MANAGER,
                under=SEEN,
                says="People who asked for a copy of their record, and by when they must have it.",
            ),
            Entry(
                "Papers",
                "all-papers",
                MANAGER,
                under=SEEN,
                says="What must be signed before real records are kept here, and until when it holds.",
            ),
            Entry(
                "How long kept",
                "retention",
                under=SEEN,
                says="When records go, what is held back, and what has gone.",
            ),
            Entry(
                "From your own system",
                "imports",
                under=FILES,
                says="Bring in what your own case system recorded; see what was refused, row by row.",
            ),
            PERFORMANCE,
            MACHINES,
        ),
    ),
    Entry(
        "My people",
        "my-people",
        WORKER,
        pages=(Entry("My people", "my-people", WORKER), Entry("Recovery checks", "recovery-checks", WORKER)),
    ),
    Entry(
        "Referrals",
        "referrals",
        PROBATION | WORKER,
        pages=(
            Entry("Referrals", "referrals"),
            Entry("Refer somebody", "refer"),
            Entry("Refer from a file", "referral-files"),
            Entry("Feedback", "told", PROBATION),
            Entry("Releases", "release-board", PROBATION),
            Entry("Concerns", "concerns", PROBATION),
            PROTOCOLS,
            REACHED,
            Entry(
                "Ask to see somebody",
                "ask-to-see",
                under=SEEN,
                says="Ask the single point of contact. You are not told whether there is a record.",
            ),
            BROKEN_GLASS,
            LIMITS,
            replace(JOINT_PLANS, roles=PROBATION),
            replace(PERFORMANCE, roles=PROBATION),
            replace(MACHINES, roles=PROBATION),
        ),
    ),
    Entry(
        "Decisions",
        "decisions",
        pages=(
            Entry("On record", "decisions"),
            Entry("Drafts", "drafts", DRAFTERS | SIGNERS | ADVISERS),
            Entry("Signing", "signing", DRAFTERS | SIGNERS | ADVISERS),
            Entry("Notices being read", "readings", DRAFTERS),
            Entry("To be published", "to-publish", DRAFTERS | ADVISERS),
            Entry("Forward plan", "forward-plan"),
            Entry(
                "Call-in",
                "call-ins",
                under="Scrutiny",
                says="Decisions that councillors called in, and what came of it.",
            ),
            Entry(
                "For the Panel",
                "panel",
                DRAFTERS | ADVISERS | {"panel-member", "deputy-mayor"},
                under="Scrutiny",
                says="What became public since the Police, Fire and Crime Panel last met.",
            ),
            Entry(
                "Who signs",
                "scheme",
                DRAFTERS | SIGNERS | ADVISERS,
                under="Rules",
                says="Which posts sign what, by amount and kind, and since when.",
            ),
            Entry(
                "What the law asks",
                "regimes",
                DRAFTERS | SIGNERS | ADVISERS,
                under="Rules",
                says="What each kind of decision must show, wait for and publish.",
            ),
            Entry(
                "Public register",
                "register",
                under="As residents see it",
                says="Decisions, rounds and grants that are public.",
            ),
            Entry(
                "Check us",
                "verify",
                under="As residents see it",
                says="Compare a record with the one that was sealed.",
            ),
        ),
    ),
    Entry(
        "Governance",
        "governance",
        GOVERNING,
        pages=(
            Entry("Overview", "governance"),
            Entry("Meetings", "governance-meetings"),
            Entry("Actions", "governance-actions"),
            Entry("Promises", "promises"),
            Entry("Risks", "risks"),
            Entry("Plan", "milestones"),
            Entry(
                "Reviews",
                "reviews",
                under="What is looked at again",
                says="Programmes and decisions under review: by when, and what was found.",
            ),
            Entry(
                "Consultations",
                "governance-consultations",
                under=LEANS_ON,
                says="Who was asked about what, and what they said.",
            ),
            Entry(
                "Endorsements",
                "governance-endorsements",
                under=LEANS_ON,
                says="Which groups and people backed a proposal, and where that is written.",
            ),
            Entry(
                "Options",
                "governance-appraisals",
                under=LEANS_ON,
                says="Options that were weighed against each other, and why one was chosen.",
            ),
            Entry(
                "Priorities",
                "governance-priorities",
                under=LEANS_ON,
                says="Strategies and plans that a decision may serve.",
            ),
        ),
    ),
    Entry(
        "Programme",
        "programmes",
        pages=(
            Entry("Programmes", "programmes"),
            Entry("Localities", "localities"),
            Entry("Evidence", "evidence"),
            Entry("Packs", "packs", OF_PACKS),
            Entry("Local contracts", "contracts"),
            Entry("Commissioning calendar", "commissioning-calendar"),
            Entry(
                "Specifications",
                "specifications",
                under=AGREED,
                says="What each service is to do, version by version, and which agreements a version reaches.",
            ),
            Entry(
                "Funded posts",
                "funded-posts",
                under=AGREED,
                says="Who is paid for by the grants: where, how much of full time, filled or vacant.",
            ),
            JOINT_PLANS,
            replace(PROTOCOLS, roles=GOVERNING),
            replace(REACHED, roles=GOVERNING),
            Entry(
                "Papers",
                "all-papers",
                GOVERNING | {"data-protection", "clinical-safety"},
                under="Records of people",
                says="What must be signed before real records are kept here, and until when it holds.",
            ),
            Entry(
                "Evaluation files",
                "evaluation-files",
                under="Records of people",
                says="Files for evaluations, without names: who asked, who released, what was left out.",
            ),
            Entry(
                "How long kept",
                "retention-rules",
                frozenset({"data-protection", "clinical-safety", "auditor"}),
                under="Records of people",
                says="For how long each provider keeps its records.",
            ),
        ),
    ),
    Entry(
        "Grants",
        "grants",
        pages=(
            Entry("Grants", "grants"),
            Entry("Agreements", "agreements"),
            Entry("Variations", "variations"),
            Entry("Checks on recipients", "checks"),
            Entry("Clauses", "clauses"),
            Entry("Who may sign", "signing-authorities"),
        ),
    ),
    Entry(
        "Returns",
        "returns",
        pages=(
            Entry("Returns", "returns"),
            Entry("Questions", "return-questions"),
            Entry("Scrutiny", "scrutinies"),
            Entry("Risk and visits", "watch"),
            Entry("Findings", "findings"),
            Entry("Year-end", "year-ends"),
            Entry("Report to the Panel", "panel-report"),
        ),
    ),
    Entry(
        "Money",
        "position",
        pages=(
            Entry("Position", "position"),
            Entry("Money in", "money-in"),
            Entry("Payments", "payments"),
            Entry("Runs", "payment-runs"),
            Entry("Answers", "payment-answers"),
            Entry("Recoveries", "recoveries"),
            Entry(
                "At 31 March",
                "accruals",
                under="For the accounts",
                says="What is paid, accrued and committed on a day.",
            ),
            Entry(
                "Finance’s codes",
                "finance-codes",
                under="For the accounts",
                says="Which of the finance system’s codes pays for what.",
            ),
        ),
    ),
    Entry(
        "People",
        "people",
        ADMINISTRATOR,
        pages=(
            Entry("Everybody", "people", ADMINISTRATOR),
            Entry("Invitations", "invitations", ADMINISTRATOR),
            Entry("Reviews", "role-reviews", ADMINISTRATOR | {"programme-lead"}),
            Entry("Who was here", "access-log", ADMINISTRATOR | {"auditor"}),
            Entry("Break glass", "broken-glass", ADMINISTRATOR),
            Entry("Letters", "outbox", ADMINISTRATOR),
            Entry("Machines", "clients", ADMINISTRATOR),
        ),
    ),
)
