"""Which broken glass waits for a review, and who asked to see somebody?"""

from datetime import date

from django.db.models import QuerySet

from throughline.frame.encryption import box
from throughline.organisations import working

from ..models import AskedToSee, Glass, LimitName, Person, Referral
from ..sealed import Words, opened, place_of

ASKED = "asked to see"  # for what the installation's secret seals an ask


def in_sight(reference: str) -> Referral | None:
    """The referral that was sent, None for whoever may not see it."""
    rows = Referral.objects.exclude(state__in=["draft", "discarded"]).select_related("person", "unit")
    return rows.filter(reference=reference).first()


def glass_to_review(limit: int = 50) -> list[tuple[Glass, Words]]:
    """Broken glass of the units in sight that nobody reviewed, oldest first, with why it was broken."""
    found = Glass.objects.filter(reviewed_at__isnull=True, person__isnull=False).select_related(
        "person", "unit"
    )
    return [(each, why_of(each)) for each in found.order_by("broken_at")[:limit]]


def why_of(glass: Glass) -> Words:
    """Why the glass was broken, and what the review said."""
    return opened(glass.person, glass.because, Words, place_of("caseload_glass", glass.id, "because"))


def read_asked(asked: AskedToSee) -> tuple[str, str]:
    """About whom somebody asks, and why."""
    about, _, because = box(ASKED).decrypt(bytes(asked.sealed)).decode().partition("\n")
    return about, because


def asked_and_open() -> list[tuple[AskedToSee, str, str]]:
    """Who asks the units in sight to see somebody and has no answer yet: the row, about whom, and why."""
    found: QuerySet[AskedToSee] = AskedToSee.objects.filter(answered_at__isnull=True).exclude(sealed=b"")
    return [(each, *read_asked(each)) for each in found.select_related("unit").order_by("asked_at")[:50]]


def named(person: Person) -> list[str]:
    """The actor ids that the person's limit names, as far as the asker may know them."""
    rows = LimitName.objects.filter(person=person).order_by("staff")
    return list(rows.values_list("staff", flat=True))


def who_could_see(referral: Referral, on: date) -> list[tuple[str, str]]:
    """Who works with this person's unit on that day, for the service and for probation: actor id and name."""
    return [(f"person:{each.id}", each.name) for each in working.everybody_in(referral.unit_id, on)]
