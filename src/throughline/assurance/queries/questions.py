"""Which questions are there?"""

from django.db.models import Max, QuerySet

from ..models import Question


def questions() -> QuerySet[Question]:
    """Every question that a return asks, in the order in which it is asked; retired ones last."""
    return Question.objects.exclude(answer="score").order_by("asked_until", "position", "code")


def next_position() -> int:
    """Where a new question stands: after all others."""
    return min(int(Question.objects.aggregate(last=Max("position"))["last"] or 0) + 1, 32_000)
