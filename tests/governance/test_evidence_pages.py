"""The pages of endorsements, consultations, appraisals and priorities: what they show, refuse and cost."""

from collections.abc import Callable

from django.test import Client
from tests.pages import words

from throughline.governance.models import Appraisal, Consultation, Plan

from .test_meeting_pages import MOST_QUERIES, at, queries_for

Staff = Callable[..., Client]


class TestWhatIsKeptBesideMeetings:
    def test_an_endorsement_is_noted_and_read(self, reference: None, staff: Staff) -> None:
        client = staff("programme-officer")
        typed = {"title": "Grants", "by": "Director of probation", "words": "Endorses it."}
        text = words(client.post(at("add-endorsement"), typed, follow=True))
        assert "Endorses it." in text
        assert "Director of probation" in words(client.get(at("endorsements") + "?q=director"))

    def test_a_consultation_is_asked_answered_and_closed(self, reference: None, staff: Staff) -> None:
        client = staff("programme-officer")
        client.post(at("add-consultation"), {"title": "Grants?", "question": "Grants?"})
        it = Consultation.objects.get()
        client.post(at("ask-further", it.pk), {"who": "Providers"})
        one = it.asked.get()
        wrong = client.post(at("answer", one.pk), {"position": "opposes"})
        assert "Say in a sentence what they answered." in words(wrong)
        client.post(at("answer", one.pk), {"position": "opposes", "text": "Not viable."})
        client.post(at("close-consultation", it.pk), {"came_of_it": "Grants."})
        text = words(client.get(at("consultation", it.pk)))
        assert "Opposes: 1." in text
        assert "Grants." in text
        assert queries_for(client, at("consultation", it.pk)) <= MOST_QUERIES

    def test_an_appraisal_is_compared_and_chosen(self, reference: None, staff: Staff) -> None:
        client = staff("programme-officer")
        client.post(at("add-appraisal"), {"title": "Which way?", "question": "Which?"})
        it = Appraisal.objects.get()
        for name in ("As now", "One contract"):
            client.post(at("add-option", it.pk), {"name": name})
        client.post(at("add-criterion", it.pk), {"name": "Sooner", "weight": "2"})
        now, contract = it.options.order_by("position")
        rule = it.criteria.get()
        client.post(at("score", it.pk, now.pk), {f"points-{rule.pk}": "4", f"note-{rule.pk}": "At once."})
        assert "not fully scored" in words(client.get(at("appraisal", it.pk)))
        chosen = {"option": str(now.pk), "because": "Best."}
        wrong = client.post(at("choose", it.pk), chosen)
        assert "Say why “One contract” is not chosen." in words(wrong)
        text = words(client.post(at("choose", it.pk), {**chosen, f"not-{contract.pk}": "Late."}, follow=True))
        assert "As now is chosen: Best." in text
        assert "Late." in text
        assert queries_for(client, at("appraisal", it.pk)) <= MOST_QUERIES
        assert "Being compared" in words(
            client.post(at("compare-again", it.pk), {"because": "New money."}, follow=True)
        )

    def test_a_form_that_is_sent_twice_is_kept_once(self, reference: None, staff: Staff) -> None:
        client = staff("programme-officer")
        for name, typed, sentence in (
            (
                "endorsement",
                {"title": "Grants", "by": "Director", "words": "Endorses it."},
                "This endorsement is noted already.",
            ),
            (
                "consultation",
                {"title": "Grants?", "question": "Grants?"},
                "This very question is put already",
            ),
            ("appraisal", {"title": "Which?", "question": "Which way?"}, "This appraisal has begun already"),
        ):
            assert client.post(at(f"add-{name}"), typed).status_code == 302
            assert sentence in words(client.post(at(f"add-{name}"), typed))

    def test_priorities_are_listed_by_the_lead_and_confirmed_by_the_monitoring_officer(
        self, reference: None, staff: Staff
    ) -> None:
        lead, officer = staff("programme-lead"), staff("monitoring-officer")
        typed = {"title": "Plan", "source": "Its page", "priorities": "Priority 1: Safer\n\nSooner"}
        lead.post(at("add-plan"), typed)
        plan = Plan.objects.get()
        assert [(each.label, each.item.title) for each in plan.priorities.all()] == [
            ("Priority 1", "Safer"),
            ("", "Sooner"),
        ]
        assert "Unverified" in words(lead.get(at("priorities")))
        assert lead.post(at("confirm-plan", plan.pk)).status_code == 403
        assert "Confirmed on" in words(officer.post(at("confirm-plan", plan.pk), follow=True))
        dropped = {"dropped_on_day": "1", "dropped_on_month": "2", "dropped_on_year": "2026"}
        lead.post(at("drop-priority", plan.priorities.first().pk), dropped)  # type: ignore[union-attr]  # two are there
        lead.post(at("edit-plan", plan.pk), {"title": "Plan two", "source": "Its page"})
        lead.post(at("add-priority", plan.pk), {"words": "Fairer"})
        text = words(lead.get(at("priorities")))
        assert "Plan two Unverified" in text
        assert "Fairer" in lead.get(at("priorities-csv")).content.decode()
        assert queries_for(lead, at("priorities")) <= MOST_QUERIES
