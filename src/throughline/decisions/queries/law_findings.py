"""What should a draft be looked at for under the law of its function?"""

from dataclasses import replace
from datetime import date
from uuid import UUID

from ..drafting.content import Content
from ..law.duties import regime_findings
from ..law.facts import facts_of
from ..law.rules import value_of
from ..reading.shape import Finding
from .call_in import announced_for
from .law import regime_facts_on


def law_findings(content: Content, on: date) -> tuple[Finding, ...]:
    """The findings of that day's regime; what counts is the draft's own worth, no running total. Authority: R6."""
    function = content.said("function", "function")
    own = replace(facts_of(content, (), on), recipients=(), purpose=None)
    return regime_findings(
        regime_facts_on(function, on),
        function=function,
        value=value_of(own).pence,
        planned_on=content.planned_on,
        announced=announced_for(UUID(content.draft_id)) if content.draft_id else None,
    )
