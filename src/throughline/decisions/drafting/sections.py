"""Which sections does a draft have, what does each ask, and how is it written well?

One table gives the pages their questions, the checks their fields, and a version its order. The examples are made up.
"""

from ..record import FUNCTIONS
from .fields import Column, Field, Section
from .money import MONEY_SECTIONS
from .safety import SAFETY
from .terms import DECISION_TYPES, GROUNDS, STAGES

WHAT, STANDS, PAPERS = "What is decided", "What it stands on", "Papers and publication"

_WHAT = (
    Section(
        "subject",
        WHAT,
        "Subject",
        ("Name the thing and the years, so that somebody who searches in five years finds it.",),
        (
            Field(
                "title",
                "Subject",
                "line",
                answers=("title",),
                must="Say what the decision is about: its subject.",
            ),
            Field(
                "purpose",
                "In plain words, what is it for?",
                "line",
                "A resident reads it after the amount: “£250,000 for …”.",
                wanted="Nothing says in plain words what it is for.",
            ),
            Field("programme", "Programme", "choice"),
            Field("reference", "Reference", "line", "Your own, if you have one.", answers=("reference",)),
            Field("author", "Author", "line", "Who answers for the text.", answers=("author",)),
        ),
        (
            "“Harbour outreach grants 2026/27”, not “Funding decision”.",
            "“outreach to people who sleep rough at the harbour”",
        ),
    ),
    Section(
        "type",
        WHAT,
        "Type of decision",
        ("The type and the value decide who must sign. The page of signatures says who, and why.",),
        (
            Field(
                "decision_type",
                "Whose decision is it?",
                "choice",
                answers=("decision_type", "decision_makers"),
                choices=DECISION_TYPES,
                must="Choose whose decision it is.",
            ),
            Field(
                "stage",
                "At which stage?",
                "choice",
                "Approval to commission comes before the money is committed; final sign off commits it.",
                choices=STAGES,
                wanted="It is not said whether this approves commissioning or is the final sign off.",
            ),
        ),
    ),
    Section(
        "function",
        WHAT,
        "Function exercised",
        ("The function decides which law applies: who scrutinises, whether it can be a key decision.",),
        (
            Field(
                "function",
                "In which capacity is it taken?",
                "choice",
                answers=("function", "key_decision", "subject_to_call_in"),
                choices={str(code): words for code, words in FUNCTIONS.items()},
                must="Choose the function that is exercised.",
            ),
        ),
    ),
    Section(
        "power",
        WHAT,
        "Legal power",
        ("Name the Act and the section that lets this function do this.",),
        (
            Field(
                "legal_power",
                "Which power is used?",
                "text",
                answers=("legal_power",),
                wanted="No legal power is named.",
            ),
        ),
        ("“Section 12 of the Made-up Act 2019, which lets the authority give grants for …”",),
    ),
    Section(
        "decision",
        WHAT,
        "Decision",
        (
            "Write what is decided, to whom the money goes, how much and for when, so that it can stand alone.",
            "Say only what is decided. Why belongs under reasons.",
        ),
        (
            Field(
                "decision",
                "The decision is that",
                "text",
                must="Write what is decided.",
            ),
            Field(
                "conditions",
                "Conditions",
                "rows",
                "One in each row: what the recipient must do to be paid, or to keep the money.",
                answers=("conditions",),
                columns=(Column("text", "Condition", "text"),),
                one="condition",
            ),
        ),
        (
            "“Grants of £120,000 in total are awarded for 2026/27 to the four harbour boroughs, in the parts listed, "
            "for outreach to people who sleep rough.”",
        ),
    ),
    Section(
        "reasons",
        WHAT,
        "Reasons",
        ("Say why this, why now and why these recipients. Whoever was not there must be able to follow it.",),
        (Field("reasons", "The reasons are", "text", wanted="The draft gives no reasons (R7)."),),
        (
            "“Last winter 214 people slept rough at the harbour, twice as many as the year before. The boroughs run "
            "outreach already, so a grant adds nights without a second service.”",
        ),
    ),
    Section(
        "alternatives",
        WHAT,
        "Alternatives rejected",
        ("Name each and say why not. “Doing nothing” is one.",),
        (Field("alternatives", "What else was considered?", "text", wanted="No alternative is named (R7)."),),
        ("“A single contract for all boroughs: rejected, because four services would run beside it.”",),
    ),
)

_STANDS = (
    Section(
        "consultation",
        STANDS,
        "Consultation",
        ("Who was asked, when, and what each said, also those who were against.",),
        (
            Field(
                "consultation",
                "How were people asked?",
                "text",
                wanted="Nothing says who was consulted (R10).",
            ),
            Field(
                "answers",
                "Who said what",
                "rows",
                columns=(Column("who", "Who"), Column("said", "What they said", "text")),
                one="answer",
            ),
        ),
        (
            "“All four boroughs were asked in January 2026. Three agreed; Penfield would have preferred a contract.”",
        ),
    ),
    Section(
        "strategy",
        STANDS,
        "Strategy and plan",
        ("Choose the priorities with their numbers and dates, and say what this does for each.",),
        (
            Field(
                "priorities",
                "Priorities",
                "choices",
                "From the lists in force on the planned date of decision.",
            ),
            Field(
                "contribution",
                "What this decision contributes",
                "text",
                wanted="It is not said what this contributes to the strategy and the plan.",
            ),
        ),
        ("“Priority 2: fewer people sleep rough, because …”",),
    ),
    Section(
        "leans",
        STANDS,
        "What it leans on and promises",
        (
            "Link earlier decisions, meetings, reviews and endorsements, so that a reader can follow them (R10).",
            "A promise has an owner and a date. It stays open on somebody's page until it is kept.",
        ),
        (
            Field(
                "promises",
                "What it promises",
                "rows",
                answers=("promises",),
                columns=(
                    Column("text", "What will be done", "text"),
                    Column("owner", "By whom"),
                    Column("due", "By when", "date"),
                ),
                one="promise",
            ),
            Field(
                "endorsements",
                "Who supports it without signing",
                "rows",
                answers=("endorsements",),
                columns=(Column("text", "Body or post"),),
                one="endorsement",
            ),
        ),
        ("“A risk log is kept by the programme lead from 1 May 2026.”",),
        is_optional=True,
    ),
)

_PAPERS = (
    Section(
        "attachments",
        PAPERS,
        "Attachments",
        ("Reports, appraisals, advice. Each is checked, hashed and only ever downloaded.",),
        is_optional=True,
    ),
    Section(
        "exempt",
        PAPERS,
        "Exempt parts",
        (
            "Everything is published unless a ground in law lets it stay private. Name the part and the ground.",
            "An attachment is marked where it is attached.",
        ),
        (
            Field(
                "exempt",
                "Sections that are not published",
                "rows",
                columns=(
                    Column("section", "Section", "choice"),
                    Column("ground", "Ground", "choice", GROUNDS),
                    Column("why", "Why the public interest is better served so", "text"),
                ),
                one="exempt part",
            ),
        ),
        is_optional=True,
    ),
    Section(
        "contact",
        PAPERS,
        "Contact",
        ("Whom people may ask. Telephone, office and hours may be corrected even while it is being signed.",),
        (
            Field(
                "contact_officer",
                "Contact officer",
                "line",
                answers=("contact",),
                wanted="Nobody is named to ask.",
            ),
            Field("contact_email", "E-mail address", "line", "Never republished."),
            Field("contact_telephone", "Telephone", "line"),
            Field("contact_office", "Office", "line"),
            Field("contact_hours", "When to call", "line"),
        ),
    ),
)

SECTIONS: tuple[Section, ...] = (*_WHAT, *MONEY_SECTIONS, *_STANDS, *SAFETY, *_PAPERS)
BY_SLUG: dict[str, Section] = {section.slug: section for section in SECTIONS}
GROUPS: tuple[str, ...] = tuple(dict.fromkeys(section.group for section in SECTIONS))
MAY_BE_EXEMPT = {
    section.slug: section.heading for section in SECTIONS if section.slug not in ("subject", "exempt")
}
