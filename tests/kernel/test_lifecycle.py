import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughline.kernel.actor import PUBLIC, Actor
from throughline.kernel.lifecycle import Cell, Lifecycle, Step
from throughline.kernel.verdict import Allowed, Refused


def step(name: str, start: str, to: str, *roles: str) -> Step:
    return Step(
        name, tuple(start.split()), to, frozenset(roles or {"officer"}), f"loan.{name}", f"{name.title()} it."
    )


LOAN = Lifecycle(
    "loan",
    (
        step("ask_for", "", "asked_for", "officer", "lead"),
        step("lend", "asked_for overdue", "lent", "lead"),
        step("remind", "lent overdue", "overdue"),
        step("take_back", "lent overdue", "returned"),
    ),
)
OFFICER = Actor("person:1", frozenset({"officer"}))
LEAD = Actor("person:2", frozenset({"lead"}))


class TestAStep:
    def test_may_be_taken_in_its_state_by_its_role(self) -> None:
        assert LOAN.may("lend", "asked_for", LEAD) == Allowed()
        assert LOAN.may("lend", "overdue", LEAD) == Allowed()
        assert LOAN.may("ask_for", None, OFFICER) == Allowed()

    def test_is_refused_to_another_role_and_the_sentence_says_whose_it_is(self) -> None:
        assert LOAN.may("lend", "asked_for", OFFICER) == Refused(
            "“Lend it” is not for your role.", "It is for: lead."
        )
        verdict = LOAN.may("ask_for", None, PUBLIC)
        assert isinstance(verdict, Refused)
        assert verdict.lifted_by == "It is for: lead or officer."

    def test_is_refused_without_the_numbers_of_rules_behind_it(self) -> None:
        begins = Step("ask_for", (), "asked_for", frozenset({"lead"}), "loan.ask_for", "Asks for it (R29).")
        verdict = Lifecycle("loan", (begins,)).may("ask_for", None, OFFICER)
        assert isinstance(verdict, Refused)
        assert verdict.reason == "“Asks for it” is not for your role."

    def test_is_refused_in_another_state_and_the_sentence_says_when_it_can_be_done(self) -> None:
        assert LOAN.may("take_back", "asked_for", OFFICER) == Refused(
            "This loan is asked for; this can be done while it is lent or overdue."
        )

    def test_is_refused_before_there_is_anything_to_take_it_on(self) -> None:
        assert LOAN.may("take_back", None, OFFICER) == Refused("There is no loan yet to take back.")

    def test_that_begins_is_refused_once_it_has_begun(self) -> None:
        assert LOAN.may("ask_for", "lent", OFFICER) == Refused(
            "This loan is lent already; it cannot begin again."
        )

    def test_that_the_table_does_not_have_is_a_mistake_of_the_program(self) -> None:
        with pytest.raises(KeyError, match="no step “steal”"):
            LOAN.may("steal", "lent", OFFICER)

    def test_is_offered_where_it_can_be_taken(self) -> None:
        assert [row.name for row in LOAN.steps_from("lent")] == ["remind", "take_back"]
        assert [row.name for row in LOAN.steps_from(None)] == ["ask_for"]


class TestTheTable:
    def test_knows_its_states_first_to_last(self) -> None:
        assert LOAN.states == ("asked_for", "overdue", "lent", "returned")
        assert LOAN.first_states == ("asked_for",)
        assert LOAN.last_states == ("returned",)
        assert LOAN.roles == ("lead", "officer")

    def test_gives_the_database_every_allowed_pair_once(self) -> None:
        assert LOAN.transitions() == (
            ("asked_for", "lent"),
            ("lent", "overdue"),
            ("lent", "returned"),
            ("overdue", "lent"),
            ("overdue", "overdue"),
            ("overdue", "returned"),
        )

    def test_draws_itself(self) -> None:
        assert LOAN.diagram() == (
            "stateDiagram-v2\n"
            '    state "asked for" as asked_for\n'
            "    [*] --> asked_for: ask for\n"
            "    asked_for --> lent: lend\n"
            "    overdue --> lent: lend\n"
            "    lent --> overdue: remind\n"
            "    overdue --> overdue: remind\n"
            "    lent --> returned: take back\n"
            "    overdue --> returned: take back\n"
            "    returned --> [*]\n"
        )

    def test_lists_every_state_and_step_and_role_with_nobody_among_them(self) -> None:
        cells = list(LOAN.cells())
        assert len(cells) == len(set(cells)) == 5 * 4 * 3
        assert {cell for cell in cells if cell.allowed} == {
            Cell(None, "ask_for", "lead", True),
            Cell(None, "ask_for", "officer", True),
            Cell("asked_for", "lend", "lead", True),
            Cell("overdue", "lend", "lead", True),
            Cell("lent", "remind", "officer", True),
            Cell("overdue", "remind", "officer", True),
            Cell("lent", "take_back", "officer", True),
            Cell("overdue", "take_back", "officer", True),
        }


class TestATableThatContradictsItself:
    def test_with_two_steps_of_one_name_is_refused(self) -> None:
        with pytest.raises(ValueError, match="same name"):
            Lifecycle("loan", (step("ask", "", "asked"), step("ask", "asked", "lent")))

    def test_with_a_state_that_no_steps_lead_to_is_refused(self) -> None:
        with pytest.raises(ValueError, match="lead to lost, lost_too"):
            Lifecycle("loan", (step("ask", "", "asked"), step("find", "lost", "lost_too")))

    @pytest.mark.parametrize("name", ["Ask", "ask for", "ask-for", "_ask", "", "1st", "ask__for"])
    def test_with_a_name_that_no_database_and_diagram_can_carry_is_refused(self, name: str) -> None:
        with pytest.raises(ValueError, match="is no name"):
            Lifecycle("loan", (Step(name, (), "asked", frozenset({"lead"}), "loan.asked", "Ask."),))
        with pytest.raises(ValueError, match="is no name"):
            Lifecycle("loan", (Step("ask", (), name, frozenset({"lead"}), "loan.asked", "Ask."),))

    @pytest.mark.parametrize(
        ("roles", "event", "sentence"),
        [((), "loan.asked", "Ask."), (("lead",), "", "Ask."), (("lead",), "x", "")],
    )
    def test_with_a_step_that_says_too_little_is_refused(
        self, roles: tuple[str, ...], event: str, sentence: str
    ) -> None:
        with pytest.raises(ValueError, match="needs roles, an event and a sentence"):
            Lifecycle("loan", (Step("ask", (), "asked", frozenset(roles), event, sentence),))


names = st.sampled_from(["a", "b", "c", "d"])


@st.composite
def tables(draw: st.DrawFn) -> Lifecycle:
    """Any table whose states all lead from a first one."""
    reached, steps = ["start"], [step("begin", "", "start", "lead")]
    for number in range(draw(st.integers(1, 8))):
        start = draw(st.lists(st.sampled_from(reached), min_size=1, max_size=3, unique=True))
        to = draw(names)
        reached.append(to) if to not in reached else None
        roles = draw(st.lists(st.sampled_from(["officer", "lead", "treasurer"]), min_size=1, unique=True))
        steps.append(step(f"step_{number}", " ".join(start), to, *roles))
    return Lifecycle("thing", tuple(steps))


class TestWhateverTheTable:
    @given(tables())
    def test_every_cell_agrees_with_the_verdict(self, table: Lifecycle) -> None:
        for cell in table.cells():
            actor = Actor("person:1", frozenset({cell.role} - {""}))
            assert bool(table.may(cell.step, cell.state, actor)) == cell.allowed

    @given(tables())
    def test_the_database_lets_pass_exactly_what_somebody_may_do(self, table: Lifecycle) -> None:
        done = {
            (cell.state, table.step(cell.step).to) for cell in table.cells() if cell.allowed and cell.state
        }
        assert done == set(table.transitions())

    @given(tables())
    def test_the_diagram_shows_every_state_and_pair(self, table: Lifecycle) -> None:
        lines = table.diagram().splitlines()
        for start, to in table.transitions():
            assert any(line.startswith(f"    {start} --> {to}: ") for line in lines)
        assert sum(" --> [*]" in line for line in lines) == len(table.last_states)
