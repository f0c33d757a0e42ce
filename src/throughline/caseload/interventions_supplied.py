"""Which interventions does the catalogue hold at first? In our own words, as an illustration."""

import tomllib
from datetime import datetime
from pathlib import Path

from throughline.frame.scope import enter_scope
from throughline.kernel.actor import Actor

from .actions.interventions import publish
from .models import Intervention

_FILE = Path(__file__).parent / "data" / "interventions.toml"


def load(*, actor: Actor, at: datetime) -> int:
    """Those that are missing come in as illustrations; how many that was."""
    enter_scope(actor)
    known = set(Intervention.objects.values_list("code", flat=True))
    supplied = tomllib.loads(_FILE.read_text("utf-8"))["intervention"]
    missing = [each for each in supplied if each["code"] not in known]
    for each in missing:
        words = " ".join(each.pop("content").split())
        publish(actor=actor, at=at, content=words, is_illustration=True, **each)
    return len(missing)
