"""Which of a provider's people are the rows of a file about, and which of its events came in before?

Everything is found by keyed hashes, a batch at a time; who is not in the provider's sight is found by nobody.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils import timezone

from throughline.frame.sealing import keyed_hashes

from ..actions.episodes import links_of, numbers_of
from ..elsewhere.rules import Event, RowError
from ..known_again import Memory, memory
from ..models import ImportedEvent, Referral, SearchHash

NOBODY = "Nobody in your sight has this. Check it, and ask the unit’s single point of contact."


@dataclass(frozen=True, slots=True)
class Whose:
    """A referral as an event finds it."""

    id: UUID
    reference: str
    person_id: UUID
    sent_on: date
    is_made_up: bool


@dataclass(slots=True)
class Known:
    """What is on record about a batch of rows; it grows while they are taken."""

    memory: Memory
    events: dict[str, tuple[UUID, str]]
    by_reference: dict[str, Whose]
    by_person: dict[UUID, list[Whose]]
    people: dict[str, set[UUID]]
    linked: dict[str, dict[UUID, set[str]]] = field(default_factory=dict)

    def whom(self, event: Event) -> list[Whose]:
        """Every referral that the row can be about; RowError when nobody has what it says, or two people have."""
        asked: list[tuple[str, list[Whose]]] = []
        if event.reference:
            one = self.by_reference.get(event.reference)
            asked.append(("reference", self.by_person[one.person_id] if one else []))
        if event.crn:
            asked.append(("crn", self._of(self.people.get(event.crn, set()))))
        if event.client_id and not asked:
            linked = self.linked.get(event.client_id.upper(), {})
            asked.append(("client_id", self._of(linked)))
        for column, found in asked:
            if not found:
                raise RowError(column, NOBODY)
        both = set.intersection(*({each.id for each in found} for _, found in asked))
        if not both:
            raise RowError("crn", "The reference and the CRN are of two different people.")
        return [each for each in asked[0][1] if each.id in both]

    def which(self, event: Event, found: Sequence[Whose]) -> Whose:
        """The referral that was under way on that day: the one named, else the last one sent before it."""
        if event.reference:
            return self.by_reference[event.reference]
        before = [each for each in found if each.sent_on <= event.on]
        if not before:
            raise RowError("on", "This day is before the person was referred.")
        return max(before, key=lambda each: (each.sent_on, str(each.id)))

    def is_linked(self, event: Event, whose: Whose) -> bool:
        """Whether this CLIENTID, with this EPISODID, is the person's already."""
        episodes = self.linked.get(event.client_id.upper(), {}).get(whose.person_id)
        return episodes is not None and event.episode_id.upper() in (*episodes, "")

    def note(self, event: Event, whose: Whose, says: str) -> None:
        """The event has come in; a later row of the batch may be the same."""
        self.events[event.event_id] = (whose.id, says)
        if event.client_id:
            linked = self.linked.setdefault(event.client_id.upper(), {})
            linked.setdefault(whose.person_id, set()).add(event.episode_id.upper())

    def _of(self, people: Iterable[UUID]) -> list[Whose]:
        return [each for person in people for each in self.by_person.get(person, [])]


def known_of(body: UUID, events: Sequence[Event]) -> Known:
    """What is on record about these rows; six queries however many."""
    hashes = {found: each.crn for each in events if each.crn for found in keyed_hashes("crn", each.crn)}
    people: dict[str, set[UUID]] = {}
    for found, person in SearchHash.objects.filter(kind="crn", hash__in=hashes).values_list("hash", "person"):
        people.setdefault(hashes[found], set()).add(person)
    linked: dict[str, dict[UUID, set[str]]] = {}
    for row in links_of(body, {each.client_id for each in events if each.client_id}):
        numbers = numbers_of(row)
        linked.setdefault(numbers["CLIENTID"], {}).setdefault(row.person_id, set()).add(numbers["EPISODID"])
    sent = Referral.objects.filter(provider=body, sent_at__isnull=False)
    named = sent.filter(reference__in={each.reference for each in events if each.reference})
    wanted = {person for found in people.values() for person in found}
    wanted |= {person for found in linked.values() for person in found}
    wanted |= set(named.values_list("person", flat=True))
    by_reference: dict[str, Whose] = {}
    by_person: dict[UUID, list[Whose]] = {}
    rows = sent.filter(person__in=wanted).order_by("sent_at", "id")
    for pk, reference, person, sent_at, is_made_up in rows.values_list(
        "id", "reference", "person", "sent_at", "person__is_made_up"
    ):
        one = Whose(pk, reference, person, timezone.localdate(sent_at), is_made_up)
        by_reference[reference] = one
        by_person.setdefault(person, []).append(one)
    kept = memory()
    return Known(kept, _events(body, events, kept), by_reference, by_person, people, linked)


def _events(body: UUID, events: Sequence[Event], kept: Memory) -> dict[str, tuple[UUID, str]]:
    keys = {kept.of("event id", each.event_id): each.event_id for each in events}
    rows = ImportedEvent.objects.filter(body=body, key__in=keys)
    return {
        keys[key]: (referral, says) for key, referral, says in rows.values_list("key", "referral", "says")
    }
