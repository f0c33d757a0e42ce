"""Which decisions are being made in a demonstration?

Everything here is made up, and each draft says so in its subject: an illustration, never a record of the authority.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.organisations.queries import person_named

from . import demonstration_draft, supplied
from .actions import draft_parts, drafting
from .models import Draft
from .queries.drafting import splits_to_link

DOMAIN = "demonstration.example"


def load(*, actor: Actor, at: datetime) -> bool:
    """A draft in progress is there; False when it was there already. RefusedError outside demonstrations."""
    if not settings.DEMONSTRATION:
        raise RefusedError("Made-up drafts are for demonstrations; this installation is not one.")
    if Draft.objects.filter(title=demonstration_draft.TITLE).exists():
        return False
    with transaction.atomic():
        _in_progress(at)
    return True


def somebody(role: str) -> Actor:
    """The made-up person who has that role, as they act."""
    person = person_named(f"{role}@{DOMAIN}")
    if person is None:
        raise RefusedError(f"There is no made-up {role}: load the demonstration people first.")
    return person.as_actor()


def _in_progress(at: datetime) -> None:
    """The round of 2026/27: split and reasons are there, the safeguarding question is answered with comfort."""
    officer, lead, legal = somebody("programme-officer"), somebody("programme-lead"), somebody("legal")
    began = at - timedelta(days=3)
    draft = drafting.begin_draft(title=demonstration_draft.TITLE, actor=officer, at=began)
    for hours, (slug, values) in enumerate(demonstration_draft.SECTIONS.items()):
        drafting.save_section(
            draft_id=draft.id,
            section=slug,
            values=values,
            revision=1 if slug == "subject" else 0,
            actor=lead if slug in ("risk", "alternatives") else officer,
            at=began + timedelta(hours=hours),
        )
    _linked(draft, officer, at=began + timedelta(hours=19))
    draft_parts.lean_on(
        draft_id=draft.id,
        on=f"decision:{supplied.number_of('dn24')}",
        actor=officer,
        at=began + timedelta(hours=20),
    )
    drafting.save_version(
        draft_id=draft.id, why="before the steering group", actor=officer, at=at - timedelta(days=1)
    )
    drafting.save_section(
        draft_id=draft.id,
        section="reasons",
        values={"reasons": demonstration_draft.BETTER_REASONS},
        revision=1,
        actor=lead,
        at=at - timedelta(hours=5),
    )
    draft_parts.comment_on(
        draft_id=draft.id,
        section="route",
        text=demonstration_draft.REMARK,
        actor=legal,
        at=at - timedelta(hours=3),
    )


def _linked(draft: Draft, officer: Actor, at: datetime) -> None:
    """The split that the workbench put forward for this programme is linked, and each council named for its part."""
    programme = demonstration_draft.SECTIONS["subject"]["programme"]
    split = next((each for each in splits_to_link() if each.programme_code == programme), None)
    if split is None:
        return  # nobody plans here, so the draft has no money yet
    draft_parts.link_run(draft_id=draft.id, run_id=split.run_id, actor=officer, at=at)
    receivers = [{"place": part.place, "recipient": f"{part.place} Council"} for part in split.parts]
    drafting.save_section(
        draft_id=draft.id,
        section="financial",
        values={"receivers": receivers},
        revision=draft.sections.get(section="financial").revision,
        actor=officer,
        at=at,
    )
