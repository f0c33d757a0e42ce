"""What may every template use, and how does it print money, dates and moments?"""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined, Undefined
from jinja2.utils import missing

from throughline.kernel.money import Money
from throughline.kernel.wording import long_date
from throughline.web.assets import assets_digest

LONDON = ZoneInfo("Europe/London")


class NamedOrRefused(StrictUndefined):
    """A missing name fails the page. Empty, as GOV.UK's macros want it, are only a dict's key and `caller`."""

    def __new__(cls, hint: str | None = None, obj: Any = missing, name: str | None = None, *rest: Any) -> Any:
        lenient = isinstance(obj, dict) or name == "caller"
        return Undefined(hint, obj, name, *rest) if lenient else super().__new__(cls)


def environment(**options: Any) -> Environment:
    """Return the environment of all our pages; Django's Jinja2 backend makes it once with its own options."""
    ours = options["loader"]
    del options["autoescape"]
    govuk = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    options |= {"loader": ChoiceLoader([ours, govuk]), "undefined": NamedOrRefused, "cache_size": -1}
    env = Environment(
        **options, extensions=["jinja2.ext.do"], autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    env.filters |= FILTERS
    env.globals |= {"asset": asset, "url": url}
    env.globals |= {
        "null": Undefined(),
        "undefined": Undefined(),
        "successBanner": Undefined(),
        "typeClass": Undefined(),
    }  # Nunjucks' words that GOV.UK's macros carry
    return env


def money(value: Money | int) -> str:
    """£69,573.32 for Money or whole pence."""
    return str(value if isinstance(value, Money) else Money(value))


def day(value: date) -> str:
    """28 May 2024; of a moment, its day in London."""
    if isinstance(value, datetime):
        value = value.astimezone(LONDON)
    return long_date(value)


def moment(value: datetime) -> str:
    """28 May 2024 at 2:30pm, in London; a moment without its time zone is refused."""
    if value.tzinfo is None:
        raise ValueError(f"{value!r} does not say in which time zone it is.")
    local = value.astimezone(LONDON)
    minutes = f":{local:%M}" if local.minute else ""
    return f"{day(local)} at {local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"


def pence(value: Money | int) -> int:
    """Whole pence, for a template that adds up."""
    return value.pence if isinstance(value, Money) else value


def anchor(text: str) -> str:
    """breakdown-0-pence for `breakdown[0].pence`: a place in a page that a link can name."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def plural(count: int, one: str, many: str = "") -> str:
    """1 grant, 10 grants, 1,257 people."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the address of a view."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


@cache
def _assets_address() -> str:
    return f"{settings.STATIC_URL}{assets_digest(settings.ROOT)}/"


def asset(name: str) -> str:
    """Return the address of one of the pages' own files."""
    return _assets_address() + name


FILTERS: dict[str, Callable[..., Any]] = {
    "anchor": anchor,
    "date": day,
    "moment": moment,
    "money": money,
    "pence": pence,
    "plural": plural,
}
