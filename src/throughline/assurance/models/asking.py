"""What is a recipient asked, and what is each answer used for?"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from throughline.frame.fields import MoneyField
from throughline.ledger.tracking import tracked

KINDS = {
    "plan": "Spending plan",
    "quarterly": "Quarterly update",
    "february": "February forecast",
    "year_end": "Year-end return",
}
ANSWERS = {
    "text": "Words",
    "number": "A number",
    "yes_no": "Yes or no",
    "money": "An amount",
    "score": "Points from 0 to 3",
}


@tracked
class Question(models.Model):
    """A question that returns of these kinds ask; without a stated use it cannot be put to anybody."""

    personal_fields: ClassVar[dict[str, str]] = {}

    code = models.SlugField(max_length=40, primary_key=True)
    section = models.CharField(max_length=80)
    text = models.CharField(max_length=300)
    hint = models.CharField(max_length=300, blank=True)
    used_for = models.CharField(max_length=300)
    answer = models.CharField(max_length=8, choices=list(ANSWERS.items()))
    asked_in = models.JSONField(help_text="The kinds of return that ask it.")
    price_basis = models.CharField(max_length=10, blank=True, help_text="Only where this is the price basis.")
    from_pence = MoneyField(null=True, blank=True, help_text="Only for grants of this size or more.")
    asked_from = models.DateField()
    asked_until = models.DateField(null=True, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(used_for=""),
                name="question_has_a_use",
                violation_error_message="Say what the answer is used for; a question without a use is not asked.",
            ),
        )
