"""How is it tried that nobody finds a page of somebody whom they may not see, and nothing says that they are there?"""

import re
from collections.abc import Iterator

from tests.caseload.hidden_people import Hidden, addresses_of, fingerprint, signed_in, visible
from tests.caseload.leaks.conftest import World, asked_alone, differences

from throughline.caseload.models import Referral
from throughline.caseload.sight import look


class WhoMayNotSeeThem:
    """For each group that a file looks with."""

    def test_is_answered_the_same_whether_they_are_there_or_not(self, world: World) -> None:
        found = []
        for name, before in world.without.items():
            found += [f"{name}: {each}" for each in differences(before, asked_alone(world.house, name))]
        assert not found, "\n".join(found)

    def test_finds_no_page_of_them_and_changes_nothing(self, world: World) -> None:
        found = []
        for name, two in _two_each(world):
            actor = world.house.actor(name)
            browser = signed_in(actor)
            for hidden in two:
                before = fingerprint(hidden.seen_by)
                for asked, path in addresses_of(hidden, actor):
                    for answer in (
                        browser.get(path),
                        browser.post(path, {"reason": "OOA", "text": "Words."}),
                    ):
                        method = answer.request["REQUEST_METHOD"]
                        if answer.status_code not in (404, 405) and (asked, method) != (
                            "referral-sent",
                            "GET",
                        ):
                            found.append(f"{name} {hidden.kind} {asked}: {method} {answer.status_code}")
                        said = answer.content.decode("utf-8", "replace").replace(path, "")
                        found += [
                            f"{name} {hidden.kind} {asked} says {each}"
                            for each in hidden.gives_away
                            if each in said and (asked, each) != ("referral-sent", hidden.referral.reference)
                        ]
                if fingerprint(hidden.seen_by) != before:
                    found.append(f"{name} changed something of {hidden.kind}")
        assert not found, "\n".join(found)

    def test_is_told_of_nobody_hidden_on_a_page_of_somebody_else(self, world: World) -> None:
        """The reference of somebody in sight, the rows of somebody who is not."""
        found, reference = [], _reference_in_sight(world)
        if not reference:
            return
        for name, two in _two_each(world):
            actor = world.house.actor(name)
            browser = signed_in(actor)
            for hidden in two[:1]:
                for asked, path in addresses_of(hidden, actor):
                    swapped = path.replace(hidden.referral.reference, reference)
                    if swapped == path or not re.search(r"[0-9a-f]{8}-", path):
                        continue
                    found += [
                        f"{name} {hidden.kind} {asked}: {answer.status_code}"
                        for answer in (browser.get(swapped), browser.post(swapped, {}))
                        if answer.status_code not in (404, 405) and asked != "referral-answer"
                    ]
        assert not found, "\n".join(found)


def _two_each(world: World) -> Iterator[tuple[str, list[Hidden]]]:
    """Each who looks, with two of the hidden; all of them are tried by somebody of the group."""
    many = len(world.hidden)
    for number, name in enumerate(world.without):
        among = range(2 * number, 2 * number + 2) if len(world.without) > 1 else range(many)
        yield name, [world.hidden[each % many] for each in among]


def _reference_in_sight(world: World) -> str:
    look(world.house.actor(next(iter(world.without))), visible())
    return Referral.objects.values_list("reference", flat=True).first() or ""
