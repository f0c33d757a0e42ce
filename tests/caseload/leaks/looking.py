"""How is it tried that nobody finds a page of somebody whom they may not see, and nothing says that they are there?"""

import re

from tests.caseload.hidden_people import addresses_of, fingerprint, signed_in, visible
from tests.caseload.leaks.conftest import World, address_of, asked_alone, differences, letters_owed

from throughline.caseload.models import Referral
from throughline.caseload.sight import look


class WhoMayNotSeeThem:
    """For each group that a file looks with: everybody in it, and each of the hidden."""

    def test_is_answered_the_same_whether_they_are_there_or_not(self, world: World) -> None:
        found = []
        for name, before in world.without.items():
            found += [f"{name}: {each}" for each in differences(before, asked_alone(world.house, name))]
        assert not found, "\n".join(found)

    def test_is_written_the_same_whether_they_are_there_or_not(self, world: World) -> None:
        written, before = letters_owed(world.house), world.written_without
        assert len(written) > len(before), "whoever sees them is written of them"
        for name in world.without:
            to = address_of(world.house.actor(name))
            assert written.get(to) == before.get(to), name
        told = " ".join(said for each in written.values() for said in each)
        assert not [word for hidden in world.hidden for word in hidden.gives_away if word in told]

    def test_finds_no_page_of_them_and_changes_nothing(self, world: World) -> None:
        found = []
        before = [fingerprint(hidden.seen_by) for hidden in world.hidden]
        for name in world.without:
            actor = world.house.actor(name)
            browser = signed_in(actor if actor.is_signed_in else None)
            for hidden in world.hidden:
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
        for hidden, was in zip(world.hidden, before, strict=True):
            if fingerprint(hidden.seen_by) != was:
                found.append(f"somebody changed something of {hidden.kind}")
        assert not found, "\n".join(found)

    def test_is_told_of_nobody_hidden_on_a_page_of_somebody_else(self, world: World) -> None:
        """The reference of somebody in sight, the rows of somebody who is not."""
        found, reference = [], _reference_in_sight(world)
        if not reference:
            return
        for name in world.without:
            actor = world.house.actor(name)
            browser = signed_in(actor)
            for hidden in world.hidden:
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


def _reference_in_sight(world: World) -> str:
    look(world.house.actor(next(iter(world.without))), visible())
    return Referral.objects.values_list("reference", flat=True).first() or ""
