"""Which broken glass waits for a review, and who asked to see somebody?"""

from datetime import date
from uuid import UUID

from django.db import connection
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
    found = list(unreviewed().select_related("unit").order_by("broken_at", "id")[:limit])
    people = Person.objects.in_bulk({each.person_id for each in found})
    for each in found:
        each.person = people.get(each.person_id) or _keyed(each)
    return [(each, why_of(each)) for each in found if each.person.wrapped_key]


def unreviewed() -> QuerySet[Glass]:
    """Broken glass that nobody reviewed, of those whose glass this actor may review or broke."""
    return Glass.objects.filter(reviewed_at__isnull=True)


def open_asks() -> QuerySet[AskedToSee]:
    """Who asks the units in sight to see somebody, and has no answer yet."""
    return AskedToSee.objects.filter(answered_at__isnull=True).exclude(sealed=b"")


def glass_to_act_on(glass_id: UUID) -> Glass:
    """The glass, locked, with what opens why it was broken; Glass.DoesNotExist for whoever may not review it."""
    glass = Glass.objects.select_for_update(of=("self",)).get(id=glass_id)
    glass.person = Person.objects.filter(id=glass.person_id).first() or _keyed(glass)
    return glass


def _keyed(glass: Glass) -> Person:
    """Whose record it is, hidden from the reviewer: a key that opens the reason, and nothing else of them. R37"""
    with connection.cursor() as cursor:
        cursor.execute("SELECT caseload_key_of_glass(%s)", [glass.id])
        [key] = cursor.fetchone()
    return Person(id=glass.person_id, wrapped_key=bytes(key or b""))


def why_of(glass: Glass) -> Words:
    """Why the glass was broken, and what the review said."""
    return opened(glass.person, glass.because, Words, place_of("caseload_glass", glass.id, "because"))


def read_asked(asked: AskedToSee) -> tuple[str, str]:
    """About whom somebody asks, and why."""
    about, _, because = box(ASKED).decrypt(bytes(asked.sealed)).decode().partition("\n")
    return about, because


def asked_and_open() -> list[tuple[AskedToSee, str, str]]:
    """Who asks the units in sight to see somebody and has no answer yet: the row, about whom, and why."""
    found = open_asks().select_related("unit").order_by("asked_at", "id")[:50]
    return [(each, *read_asked(each)) for each in found]


def named(person: Person) -> list[str]:
    """The actor ids that the person's limit names, as far as the asker may know them."""
    rows = LimitName.objects.filter(person=person).order_by("staff")
    return list(rows.values_list("staff", flat=True))


def who_could_see(referral: Referral, on: date) -> list[tuple[str, str]]:
    """Who works with this person's unit on that day, for the service and for probation: actor id and name."""
    return [(f"person:{each.id}", each.name) for each in working.everybody_in(referral.unit_id, on)]
