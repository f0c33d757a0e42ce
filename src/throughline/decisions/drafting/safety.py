"""Which sections of a draft ask about people, risks and effects?"""

from .fields import Field, Section

SAFE = "People and effects"


def _evidence(whom: str, words: str) -> tuple[Field, ...]:
    about = (f"safeguarding.{whom}",)
    return (
        Field(
            f"{whom}_answer",
            f"Is safeguarding of {words} relevant, and what is done?",
            "text",
            answers=about,
            wanted=f"It is not said whether safeguarding of {words} is relevant, and what is done (R8).",
        ),
        Field(
            f"{whom}_policy", f"Policy on safeguarding {words}", "line", "Which one, of whom, of which date."
        ),
        Field(f"{whom}_lead", f"Who leads on safeguarding {words}", "line"),
        Field(
            f"{whom}_training",
            f"Training in safeguarding {words}",
            "line",
            "Who is trained in what, and how often.",
        ),
        Field(
            f"{whom}_audit",
            f"Audit of safeguarding {words}",
            "line",
            "When it was last looked at, and by whom.",
        ),
    )


SAFETY: tuple[Section, ...] = (
    Section(
        "risk",
        SAFE,
        "Risk",
        ("Name what may go wrong, what is done against it and who watches.",),
        (Field("risk", "What may go wrong, and who watches?", "text", wanted="No risk is named."),),
        (
            "“Posts may stay vacant in the first quarter: the boroughs report monthly to the programme board.”",
        ),
    ),
    Section(
        "safeguarding",
        SAFE,
        "Safeguarding",
        (
            "Answer with evidence: a policy, a lead, training, an audit. Experience and trust are no evidence (R8).",
            "“Not with children” does not end the question: clients are parents.",
        ),
        (*_evidence("children", "children"), *_evidence("adults", "vulnerable adults")),
        (
            "“Yes. Workers ask every client about children at home. Policy: Harbour Trust, safeguarding, May 2025. "
            "Lead: head of practice. Training: level 3, every two years. Audit: by the partnership, October 2025.”",
        ),
    ),
    Section(
        "equality",
        SAFE,
        "Equality",
        ("Say whom it reaches less or more, by age, disability, race, sex and the other characteristics.",),
        (
            Field(
                "equality",
                "Whom does it reach differently?",
                "text",
                "With the date of the assessment, if one was made.",
                wanted="Nothing is said on equality.",
            ),
        ),
        ("“Fewer women come to the night shelter: two of the four teams go out with a women's worker.”",),
    ),
    Section(
        "environment",
        SAFE,
        "Environment",
        ("A sentence is enough where there is no effect.",),
        (
            Field(
                "environment",
                "What does it do to the environment?",
                "text",
                wanted="Nothing is said on the environment.",
            ),
        ),
        ("“None of note: no building, no vehicles; workers walk or cycle.”",),
    ),
)
