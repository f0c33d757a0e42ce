"""Which packs does the demonstration show as issued? Of the last quarter but one; the last one has drafts."""

from datetime import datetime

from django.conf import settings
from django.utils.timezone import localdate

from throughline.evidence import tables as evidence
from throughline.kernel.actor import Actor
from throughline.organisations.queries import person_named

from . import actions
from .queries import reports

OFFICER = "programme-officer@demonstration.example"


def load(*, actor: Actor, at: datetime) -> None:
    """The made-up programme officer has issued the packs of one quarter, each once."""
    officer = person_named(OFFICER)
    quarters = evidence.quarters(localdate(at), actor=reports.MAKER)
    if not settings.DEMONSTRATION or officer is None or len(quarters) < 2:
        return
    actions.issue_all(actor=officer.as_actor(), at=at, quarter=quarters[1])
