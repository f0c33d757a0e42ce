"""What the database itself refuses, whatever the code above it does: as the app role, with raw SQL."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection

from throughline.decisions.actions import draft_parts
from throughline.decisions.models import Draft, DraftSection, Signature
from throughline.frame.upload import Upload
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from .conftest import AT, Town


def raw(town: Town, sql: str, *values: Any) -> None:
    """The statement, inside an act, as a mistake above the database would send it."""
    with (
        act(actor=town["programme-lead"], at=AT, verb="test", subject=("draft", 1)),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, values)


@pytest.fixture
def draft(town: Town) -> Draft:
    return town.asked()


@pytest.fixture
def give(town: Town, draft: Draft) -> Callable[..., None]:
    """Marks the first signature as given by that person, under that delegation."""

    def giving(who: str, post: str = "assistant-director", under: Any = None) -> None:
        raw(
            town,
            "UPDATE decisions_signature SET state = 'given', answered_at = %s, answered_by = %s, on_behalf_id = %s "
            "WHERE draft_id = %s AND post_id = %s",
            *(AT, town[who].id, under, draft.id, town.post(post)),
        )

    return giving


class TestASignature:
    def test_is_given_by_the_holder_of_its_post(self, draft: Draft, give: Callable[..., None]) -> None:
        give("assistant-director")
        assert Signature.objects.filter(draft=draft, state="given").count() == 1

    @pytest.mark.parametrize("who", ["director", "auditor", "programme-lead"])
    def test_is_given_by_nobody_else(self, give: Callable[..., None], who: str) -> None:
        with pytest.raises(DatabaseError, match="Only the holder of the post"):
            give(who)

    def test_is_given_under_a_delegation_of_that_post_and_day_only(
        self, town: Town, give: Callable[..., None]
    ) -> None:
        with pytest.raises(DatabaseError, match="Only the holder of the post"):
            give("stand-in", under=town.delegate("director", "stand-in"))
        give("stand-in", under=town.delegate("assistant-director", "stand-in"))

    def test_is_given_by_nobody_who_drafted(self, town: Town, give: Callable[..., None]) -> None:
        given = town.delegate("assistant-director", "programme-officer")
        with pytest.raises(DatabaseError, match="Nobody signs what they drafted"):
            give("programme-officer", under=given)

    def test_is_given_by_nobody_for_two_posts(
        self, town: Town, draft: Draft, give: Callable[..., None]
    ) -> None:
        given = town.delegate("director", "assistant-director")
        town.signed_by(draft, "assistant-director")
        with pytest.raises(DatabaseError, match="person_signs_a_draft_once"):
            give("assistant-director", post="director", under=given)

    def test_is_given_by_nobody_who_stands_aside(
        self, town: Town, draft: Draft, give: Callable[..., None]
    ) -> None:
        raw(
            town,
            "INSERT INTO decisions_conflictdeclaration (id, draft_id, text, stands_aside, declared_at, declared_by) "
            "VALUES (gen_random_uuid(), %s, 'My sister applied', true, %s, %s)",
            *(draft.id, AT, town["assistant-director"].id),
        )
        with pytest.raises(DatabaseError, match="stands aside"):
            give("assistant-director")

    def test_is_not_given_before_it_is_asked_for(self, give: Callable[..., None]) -> None:
        with pytest.raises(DatabaseError, match="Invalid transition"):
            give("deputy-mayor", post="deputy-mayor")

    def test_never_begins_as_given(self, town: Town, draft: Draft) -> None:
        with pytest.raises(DatabaseError, match="cannot begin as given"):
            raw(
                town,
                "INSERT INTO decisions_signature (id, draft_id, version_id, turn, post_id, title, because, state, "
                "asked_by, answered_at, answered_by, reason) SELECT gen_random_uuid(), draft_id, version_id, 9, "
                "post_id, title, because, 'given', '', now(), 'person:1', '' FROM decisions_signature "
                "WHERE draft_id = %s LIMIT 1",
                draft.id,
            )

    @pytest.mark.parametrize("change", ["because = 'for no reason'", "turn = 9", "title = 'King'"])
    def test_stays_what_was_asked(self, town: Town, draft: Draft, change: str) -> None:
        with pytest.raises(DatabaseError, match=r"(?i)cannot update"):
            raw(town, f"UPDATE decisions_signature SET {change} WHERE draft_id = %s", draft.id)  # noqa: S608 - ours

    @pytest.mark.parametrize(
        "change", ["answered_by = 'person:1'", "answered_at = now()", "on_behalf_id = NULL", "reason = 'No'"]
    )
    def test_stays_what_was_answered(self, town: Town, draft: Draft, change: str) -> None:
        town.delegate("assistant-director", "stand-in")
        town.signed_by(draft, "stand-in")
        with pytest.raises(DatabaseError, match=r"(?i)cannot update"):
            raw(town, f"UPDATE decisions_signature SET {change} WHERE state = 'given'")  # noqa: S608 - ours

    @pytest.mark.parametrize("who", ["director", "programme-officer"])
    def test_is_withheld_by_nobody_but_the_post(self, town: Town, draft: Draft, who: str) -> None:
        with pytest.raises(DatabaseError, match="Only the holder of the post"):
            raw(
                town,
                "UPDATE decisions_signature SET state = 'withheld', answered_at = %s, answered_by = %s "
                "WHERE draft_id = %s AND state = 'asked'",
                *(AT, town[who].id, draft.id),
            )

    def test_is_given_by_nobody_before_they_were_asked(self, town: Town, draft: Draft) -> None:
        with pytest.raises(DatabaseError, match="before they are asked"):
            raw(
                town,
                "UPDATE decisions_signature SET state = 'given', answered_at = %s, answered_by = %s "
                "WHERE draft_id = %s AND state = 'asked'",
                *(AT - timedelta(days=1), town["assistant-director"].id, draft.id),
            )

    def test_is_given_by_nobody_who_took_a_file_away(self, town: Town) -> None:
        draft = town.begun()
        raw(
            town,
            "INSERT INTO frame_storedfile (sha256, name, kind, size, content, stored_at) "
            "VALUES (encode(sha256('x'), 'hex'), 'a.pdf', 'pdf', 1, 'x', %s)",
            AT,
        )
        raw(
            town,
            "INSERT INTO decisions_draftattachment (id, draft_id, file_id, name, title, exempt_ground, added_at, "
            "added_by, removed_at, removed_by) VALUES (gen_random_uuid(), %s, encode(sha256('x'), 'hex'), 'a.pdf', "
            "'A', '', %s, %s, %s, %s)",
            *(draft.id, AT, town["programme-officer"].id, AT, town["assistant-director"].id),
        )
        draft = town.ask(town.submit(draft))
        with pytest.raises(RefusedError, match="nobody signs what they drafted"):
            town.answer(draft, "assistant-director")

    def test_is_given_by_nobody_who_took_away_what_it_leaned_on(self, town: Town) -> None:
        draft, officer = town.begun(), town["programme-officer"]
        leaning = draft_parts.lean_on(draft_id=draft.id, text="The pilot", actor=officer, at=AT)
        town.delegate("assistant-director", "programme-lead")
        draft_parts.no_longer_lean_on(
            draft_id=draft.id, leaning_id=leaning.id, actor=town["programme-lead"], at=AT
        )
        draft = town.ask(town.submit(draft))
        with pytest.raises(RefusedError, match="nobody signs what they drafted"):
            town.answer(draft, "programme-lead")

    def test_is_never_deleted(self, town: Town, draft: Draft) -> None:
        with pytest.raises(DatabaseError, match=r"(?i)cannot delete"):
            raw(town, "DELETE FROM decisions_signature WHERE draft_id = %s", draft.id)


class TestADraftOutForSignature:
    @pytest.mark.parametrize(
        "change",
        ["title = 'Another'", "total_pence = 1", "decision_type = 'chief-officer'", "round_code = 'x/y'"],
    )
    def test_does_not_change_in_its_columns(self, town: Town, draft: Draft, change: str) -> None:
        with pytest.raises(DatabaseError, match="recall it first"):
            raw(town, f"UPDATE decisions_draft SET {change} WHERE id = %s", draft.id)  # noqa: S608 - ours

    def test_does_not_change_in_its_words(self, town: Town, draft: Draft) -> None:
        with pytest.raises(DatabaseError, match="recall it first"):
            raw(
                town,
                'UPDATE decisions_draftsection SET values = \'{"reasons": "Other"}\' '
                "WHERE draft_id = %s AND section = 'reasons'",
                draft.id,
            )

    @pytest.mark.parametrize("table", ["draftsection", "draftattachment", "leaning"])
    def test_loses_nothing_to_another_draft(self, town: Town, table: str) -> None:
        draft, other = town.begun(), town.begun()
        upload = Upload("a.txt", b"An offer of last May.")
        officer = town["programme-officer"]
        draft_parts.attach(draft_id=draft.id, upload=upload, title="Offer", actor=officer, at=AT)
        draft_parts.lean_on(draft_id=draft.id, text="The pilot", actor=officer, at=AT)
        town.ask(town.submit(draft))
        with pytest.raises(DatabaseError, match=r"(?i)cannot update"):
            raw(
                town,
                f"UPDATE decisions_{table} SET draft_id = %s WHERE draft_id = %s",  # noqa: S608 - ours
                *(other.id, draft.id),
            )

    def test_is_held_by_rules_that_nobody_who_serves_can_open(self, town: Town, draft: Draft) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('pgtrigger.ignore', array_agg(tgname::text)::text, true) FROM pg_trigger"
            )
        with pytest.raises(DatabaseError, match=r"(?i)cannot delete"):
            raw(town, "DELETE FROM decisions_signature WHERE draft_id = %s", draft.id)

    def test_changes_in_a_telephone_number(self, town: Town, draft: Draft) -> None:
        raw(
            town,
            'UPDATE decisions_draftsection SET values = values || \'{"contact_telephone": "1"}\' '
            "WHERE draft_id = %s AND section = 'contact'",
            draft.id,
        )
        assert DraftSection.objects.get(draft=draft, section="contact").values["contact_telephone"] == "1"

    def test_gets_no_file_and_leans_on_nothing_new(self, town: Town, draft: Draft) -> None:
        with pytest.raises(DatabaseError, match="recall it first"):
            raw(
                town,
                "INSERT INTO decisions_leaning (id, draft_id, text, linked_at, linked_by) "
                "VALUES (gen_random_uuid(), %s, 'An earlier decision', %s, 'person:1')",
                *(draft.id, AT),
            )

    @pytest.mark.parametrize("to", ["draft", "returned", "deferred"])
    def test_does_not_go_back_while_a_signature_counts(self, town: Town, draft: Draft, to: str) -> None:
        with pytest.raises(DatabaseError, match="Every signature falls"):
            raw(town, "UPDATE decisions_draft SET state = %s WHERE id = %s", to, draft.id)

    def test_is_not_approved_before_all_have_signed(self, town: Town, draft: Draft) -> None:
        with pytest.raises(DatabaseError, match="Not every post"):
            raw(town, "UPDATE decisions_draft SET state = 'approved' WHERE id = %s", draft.id)

    def test_is_not_approved_when_a_post_was_passed_over(self, town: Town, draft: Draft) -> None:
        town.signed_by(draft, "assistant-director")
        raw(
            town,
            "UPDATE decisions_signature SET state = 'lapsed' WHERE draft_id = %s AND state <> 'given'",
            draft.id,
        )
        with pytest.raises(DatabaseError, match="Not every post"):
            raw(town, "UPDATE decisions_draft SET state = 'approved' WHERE id = %s", draft.id)

    @pytest.mark.parametrize("to", ["refused", "deferred"])
    def test_is_not_refused_or_put_off_by_nobody(self, town: Town, draft: Draft, to: str) -> None:
        raw(town, "UPDATE decisions_signature SET state = 'lapsed' WHERE draft_id = %s", draft.id)
        with pytest.raises(DatabaseError, match="A post that was asked refuses"):
            raw(town, "UPDATE decisions_draft SET state = %s WHERE id = %s", to, draft.id)

    def test_keeps_what_was_said_when_it_came_back(self, town: Town, draft: Draft) -> None:
        town.answer(draft, "assistant-director", "return_with_reasons", "Name the winter.")
        with pytest.raises(DatabaseError, match=r"permission denied|never changed"):
            raw(town, "UPDATE decisions_sentback SET text = 'Nothing' WHERE draft_id = %s", draft.id)
