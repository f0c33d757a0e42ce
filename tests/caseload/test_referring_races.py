"""Two windows and one draft, in two connections: one referral, and no word lost unseen."""

from typing import Any

import pytest
from django.db import transaction
from tests.caseload.conftest import AT, TODAY, Ward, make_referral, make_ward
from tests.caseload.test_referring_cells import SAID, WHOLE
from tests.caseload.test_triage_races import by
from tests.races import outcomes

from throughline.caseload.actions import after_sending, protocols, referring
from throughline.caseload.models import NeedSought, Protocol, Referral, SearchHash
from throughline.caseload.sight import look
from throughline.ledger.models import Act


def drafted() -> tuple[Ward, Referral]:
    with transaction.atomic():
        ward = make_ward()
        return ward, make_referral(ward, "draft", asked=WHOLE)


@pytest.mark.hazard("H06")
class TestTwoWindows:
    def test_that_send_at_once_send_one_referral(self, committed_db: str) -> None:
        ward, made = drafted()
        send: Any = by(ward.practitioner, referring.send, referral=made.id, send_key="one form")
        assert outcomes(send, send) == ["done", "done"]
        with transaction.atomic():
            look(ward.worker, TODAY)
            assert Referral.objects.get().state == "sent"
            assert NeedSought.objects.count() == 1
            assert Act.objects.filter(verb="referral.sent").count() == 1

    def test_that_refer_somebody_known_at_once_refer_one_person(self, committed_db: str) -> None:
        with transaction.atomic():
            ward = make_ward()
            known = make_referral(ward, "sent")
            drafts = [
                make_referral(ward, "draft", asked=WHOLE, phone=phone) for phone in ("0161 1", "0161 2")
            ]
        became = outcomes(
            *(by(ward.practitioner, referring.send, referral=each.id, send_key="") for each in drafts)
        )
        assert became == ["done", "done"]
        with transaction.atomic():
            look(ward.worker, TODAY)
            assert set(Referral.objects.values_list("person", flat=True)) == {known.person_id}
            found = SearchHash.objects.filter(person=known.person_id)
            assert found.count() == len(set(found.values_list("kind", "hash")))

    def test_that_refer_somebody_new_at_once_refer_one_person(self, committed_db: str) -> None:
        with transaction.atomic():
            ward = make_ward()
            drafts = [make_referral(ward, "draft", asked=WHOLE) for _ in range(3)]
        became = outcomes(
            *(by(ward.practitioner, referring.send, referral=each.id, send_key="") for each in drafts)
        )
        assert became == ["done"] * 3
        with transaction.atomic():
            look(ward.worker, TODAY)
            assert len(set(Referral.objects.values_list("person", flat=True))) == 1

    def test_that_amend_who_it_is_at_once_lose_neither_word(self, committed_db: str) -> None:
        """Each keeps what the other wrote into the same sealed record, whether of one referral or of two."""
        with transaction.atomic():
            ward = make_ward()
            made = make_referral(ward, "sent")
            again = make_referral(ward, "draft", asked=WHOLE)
            look(ward.practitioner, TODAY)
            referring.send(actor=ward.practitioner, at=AT, referral=again.id, send_key="")
        wanted = {"phone": "0161 1", "address": "1 Made-up Street", "caring": "A cat", "language": "Welsh"}
        became = outcomes(
            *(
                by(
                    ward.practitioner,
                    after_sending.amend,
                    referral_id=(made, again)[number % 2].id,
                    values={name: value},
                    because="So.",
                )
                for number, (name, value) in enumerate(wanted.items())
            )
        )
        assert became == ["done"] * 4
        with transaction.atomic():
            look(ward.worker, TODAY)
            values = referring.values_of(Referral.objects.select_related("person").get(id=made.id))
        assert {name: values[name] for name in wanted} == wanted

    def test_that_save_at_once_do_not_overwrite_each_other(self, committed_db: str) -> None:
        ward, made = drafted()

        def saving(words: str) -> Any:
            return by(
                ward.practitioner,
                referring.save_part,
                referral_id=made.id,
                values={"why_now": words},
                revision=0,
            )

        became = outcomes(saving("One."), saving("Another."))
        assert became.count("done") == 1
        assert any("saved in another window" in each for each in became)


class TestTwoPeople:
    def test_of_the_same_side_who_agree_at_once_agree_once(self, committed_db: str) -> None:
        with transaction.atomic():
            ward = make_ward()
            look(ward.head, TODAY)
            row = protocols.draft(
                actor=ward.head, at=AT, provider_id=ward.ash, unit_id=ward.north, cohort="Adults", said=SAID
            )
        agree: Any = by(ward.manager, protocols.agree, protocol_id=row.id)
        became = outcomes(agree, agree)
        assert became.count("done") == 1
        with transaction.atomic():
            look(ward.head, TODAY)
            assert Protocol.objects.get().state == "half_agreed"
