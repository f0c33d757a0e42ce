"""Do words that everybody will read tell what is exempt in a decision, or in the draft of one? Authority: R7, R46."""

from collections.abc import Sequence
from uuid import UUID

from throughline.kernel.verdict import RefusedError

from ..drafting.content import Content, from_frozen
from ..models import Draft, Notice
from ..public_part import tells_exempt
from ..queries.drafting import content_of


def refuse_what_is_exempt(notice: Notice, words: Sequence[str]) -> None:
    """RefusedError when these words stand in a part of that decision that is exempt from publication."""
    if notice.made and notice.file:
        _ask(from_frozen(bytes(notice.file.content)), words)


def refuse_what_is_exempt_in_draft(draft_id: UUID | None, words: Sequence[str]) -> None:
    """The same of a draft, where there is one."""
    if draft_id is not None:
        _ask(content_of(Draft.objects.get(pk=draft_id)), words)


def _ask(content: Content, words: Sequence[str]) -> None:
    if tells_exempt(content, words):
        raise RefusedError(
            "These words stand in a part that is exempt from publication. Say it without them."
        )
