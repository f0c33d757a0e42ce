"""How does an assurance pack look as a document?"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from throughline.frame.typesetting import typeset
from throughline.kernel.money import Money
from throughline.kernel.wording import long_date
from throughline.ledger.queries import last_checkpoint

from ..queries.thread import Thread
from ..shapes import Paper, Step

TEMPLATE = Path(__file__).with_name("pack.typ")


def pack_pdf(title: str, threads: Sequence[Thread], *, at: datetime) -> bytes:
    """The pack as PDF/UA-1; the same threads, ledger and moment give the same bytes."""
    return typeset(
        TEMPLATE,
        {
            "title": title,
            "made_on": long_date(at.date()),
            "is_illustration": any(each.grant.is_illustration for each in threads),
            "grants": [_grant(each) for each in threads],
            "checkpoint": last_checkpoint() or "",
            "is_redrawn": False,
        },
        at=at,
    )


def _grant(thread: Thread) -> dict[str, Any]:
    grant = thread.grant
    return {
        "title": thread.title,
        "recipient": grant.recipient.name,
        "programme": grant.round.programme.name,
        "award": str(thread.award),
        "state": grant.state,
        "steps": [_step(each) for each in thread.steps],
        "acts": [
            [
                "sealing" if each.number is None else str(each.number),
                each.at.strftime("%Y-%m-%d %H:%M"),
                each.verb,
                thread.names.get(each.actor, each.actor),
            ]
            for each in thread.acts
        ],
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "title": step.title,
        "sentence": step.sentence,
        "amount": _money(step.amount),
        "is_done": step.is_done,
        "papers": [_paper(each) for each in step.papers],
    }


def _paper(paper: Paper) -> dict[str, str]:
    on = paper.on.date() if isinstance(paper.on, datetime) else paper.on
    return {
        "text": paper.text,
        "note": paper.note,
        "on": long_date(on) if on else "",
        "amount": _money(paper.amount),
        "digest": paper.digest,
    }


def _money(amount: Money | None) -> str:
    return "" if amount is None else str(amount)
