"""Which event does which handler hear? Everything that does not go by a plain call stands here."""

from throughline.frame.events import table

WIRES = {
    "throughline.decisions.decided.DecisionMade": [
        "throughline.agreements.actions.varied.hear_decision",
        "throughline.funding.actions.deciding.hear_decision",
    ],
    "throughline.decisions.actions.notices.DecisionPublished": [
        "throughline.decisions.actions.call_in.open_window",
        "throughline.publication.actions.freeze_edition",
    ],
    "throughline.decisions.actions.revisions.DecisionRevised": [
        "throughline.funding.actions.following.hear_revision",
        "throughline.publication.actions.freeze_edition",
    ],
    "throughline.agreements.events.AgreementInForce": [
        "throughline.agreements.actions.varied.hear_agreement"
    ],
    "throughline.agreements.events.GrantLive": [
        "throughline.assurance.actions.calendar.hear_grant_live",
        "throughline.payments.actions.planning.hear_live",
    ],
    "throughline.agreements.events.AwardChanged": ["throughline.payments.actions.planning.hear_award"],
    "throughline.agreements.events.GrantStopped": [
        "throughline.agreements.actions.agreements.hear_grant_stopped",
        "throughline.payments.actions.planning.hear_stopped",
    ],
    "throughline.assurance.events.YearEndDecided": ["throughline.payments.actions.recoveries.hear_year_end"],
    "throughline.funding.events.StreamStruck": ["throughline.agreements.actions.posts.hear_strike"],
}


class TestTheWires:
    def test_are_these_and_no_other(self, capsys: object) -> None:
        heard: dict[str, list[str]] = {}
        for event, handler in table():
            heard.setdefault(event, []).append(handler)
        assert heard == WIRES
