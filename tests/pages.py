"""What does a person read on a page?"""

import re
from html import unescape
from typing import Any


def words(response: Any) -> str:
    """The words of a page, without markup, scripts and styles, with single spaces."""
    text = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(text).split())
