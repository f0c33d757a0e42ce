"""Which questions do returns ask in an installation that nobody has changed? Few, and each with its use.

Our own words; a programme lead adds and retires them on the page “What returns ask”. None asks how many people: that is
in the evidence, where it passed the gate, and nobody types it a second time. R32, R43
"""

from datetime import date, datetime

from throughline.kernel.actor import Actor

from .actions.questions import Put, put_questions

ASKED_FROM = date(2021, 4, 1)
DELIVERED, AHEAD = "What was delivered", "Looking ahead"
UPDATES = ("quarterly", "february", "year_end")
QUESTIONS = (
    Put(
        "sessions-held",
        DELIVERED,
        "On how many days was a key worker in the probation office?",
        "Seeing whether each unit is covered on the days that were agreed.",
        "number",
        UPDATES,
        ASKED_FROM,
        price_basis="fixed",
        position=11,
    ),
    Put(
        "evidence-of-delivery",
        DELIVERED,
        "What shows that it was delivered, and where can it be seen?",
        "Answering an auditor: a fixed price is paid for what was delivered, not for what it cost.",
        "text",
        UPDATES,
        ASKED_FROM,
        hint="Name the record, such as a rota or an attendance report. No names of people.",
        price_basis="fixed",
        position=12,
    ),
    Put(
        "as-specified",
        DELIVERED,
        "Is the service delivered as the specification says?",
        "Choosing which areas the programme team visits first.",
        "yes_no",
        UPDATES,
        ASKED_FROM,
        position=20,
    ),
    Put(
        "what-stands-in-the-way",
        AHEAD,
        "What could stand in the way from here, and what would help?",
        "The programme team’s next meeting with all areas takes these up.",
        "text",
        ("plan", *UPDATES),
        ASKED_FROM,
        hint="One or two sentences. Write “nothing” if there is nothing.",
        position=30,
    ),
)


def load(actor: Actor, at: datetime) -> int:
    """The questions are there; those that stand already stay as they are. How many are new."""
    return put_questions(actor=actor, at=at, questions=QUESTIONS)
