"""Which referrals of a provider do its treatment monitoring extracts know? The extracts are not kept. R32"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from throughline.kernel.verdict import RefusedError

from ..actions.episodes import numbers_of
from ..elsewhere import sheets
from ..elsewhere.comparing import NEEDED, Found, Here, Membership, There, compare, membership, read_row
from ..models import Consent, EpisodeLink, Referral, Treatment

MOST_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Compared:
    """The lines by where they stand, the rows that could not be read, and which of ours is in which set."""

    both: Sequence[Found]
    only_here: Sequence[Found]
    only_there: Sequence[Found]
    one_set: Sequence[Found]
    unread: Sequence[tuple[str, int, str]]
    people: Sequence[UUID]
    sets: Sequence[str]
    membership: Membership

    @property
    def differing(self) -> list[Found]:
        return [each for each in self.both if not each.agrees]

    @property
    def lacking(self) -> list[Found]:
        """Whom the other set should have too."""
        return [each for each in self.one_set if not each.agrees]


def compared(files: Mapping[str, tuple[str, bytes]]) -> Compared:
    """The extracts by set (`adult`, `justice`) against every referral in sight that was sent.

    RefusedError when columns are missing.
    """
    there: list[There] = []
    unread: list[tuple[str, int, str]] = []
    for in_set, (name, content) in files.items():
        rows = sheets.read(name, content, NEEDED)
        if len(rows) > MOST_ROWS:
            raise RefusedError(f"An extract has at most {MOST_ROWS:,} rows here. Send one year at a time.")
        for number, said in rows:
            one = read_row(number, said, in_set)
            if isinstance(one, str):
                unread.append((in_set, number, one))
            else:
                there.append(one)
    mine = ours()
    here = [one for one, _ in mine]
    found = compare(there, here, list(files))
    both, only_here, only_there, one_set = (
        [each for each in found if each.where == where]
        for where in ("both", "only_here", "only_there", "one_set")
    )
    people = [person for _, person in mine]
    return Compared(
        both, only_here, only_there, one_set, unread, people, list(files), membership(found, here)
    )


def ours() -> list[tuple[Here, UUID]]:
    """Each referral in sight with its link and its days, and whose it is; four queries."""
    numbers: dict[object, dict[str, str]] = {}
    for link in EpisodeLink.objects.select_related("person").order_by("linked_at", "id"):
        numbers[link.person_id] = numbers_of(link)
    started = dict(
        Treatment.objects.filter(started_on__isnull=False)
        .order_by("-started_on")
        .values_list("referral", "started_on")
    )
    said: dict[object, str] = {}
    for referral, answer in (
        Consent.objects.filter(kind="monitoring")
        .order_by("said_on", "recorded_at")
        .values_list("referral", "answer")
    ):
        said[referral] = answer
    rows = Referral.objects.filter(sent_at__isnull=False).order_by("sent_at", "id")
    return [
        (
            Here(
                reference=each.reference,
                state=each.state,
                client_id=numbers.get(each.person_id, {}).get("CLIENTID", ""),
                episode_id=numbers.get(each.person_id, {}).get("EPISODID", ""),
                sent_on=timezone.localdate(each.sent_at),
                started_on=started.get(each.id),
                ended_on=each.exited_on,
                said_no_to_monitoring=said.get(each.id) in ("no", "withdrawn"),
            ),
            each.person_id,
        )
        for each in rows.only("id", "reference", "state", "person_id", "sent_at", "exited_on")
    ]
