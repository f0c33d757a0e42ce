"""What may programs on other sites read?"""

from typing import TypeVar

from django.http import HttpResponse

Answer = TypeVar("Answer", bound=HttpResponse)


def open_data(answer: Answer) -> Answer:
    """The same answer, open to programs on any site; caches keep it for a minute."""
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cache-Control"] = "public, max-age=60"
    return answer
