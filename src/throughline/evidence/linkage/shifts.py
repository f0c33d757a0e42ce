"""Did a column change its meaning since the model was trained? Its distribution beside the one that the model froze."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from math import sqrt
from typing import Any

from .shapes import NAMED, NotTakenError, People, Problem

FAR = 0.3  # share of people who would have to be in another group for the two distributions to be alike
FEWEST = 100  # rows; with fewer, a difference may be chance
_EPOCH = date(1970, 1, 1).toordinal()
Shares = dict[str, float]


def distributions(people: People, today: date) -> dict[str, Shares]:
    """For each column that is compared, the share of people in each of a few groups; it names nobody."""
    group: dict[str, Callable[[Any], str]] = {
        "birth_date": lambda born: "" if born is None else _age((today.toordinal() - _EPOCH - born) / 365.25),
        "sex": lambda sex: sex or "",
        "locality": lambda place: "known" if place else "",
        "sector": lambda sector: "known" if sector else "",
    }
    if people.kind == "names":
        group |= dict.fromkeys(NAMED["names"], lambda name: _length(name))
    elif people.kind == "initials":
        group |= dict.fromkeys(NAMED["initials"], lambda letter: "known" if letter else "")
    return {name: _shares(people.values[name], of) for name, of in group.items()}


def shifts(people: People, frozen: Mapping[str, Mapping[str, float]], today: date) -> dict[str, float]:
    """How far each column is from the frozen one, 0 (alike) to 1, less what chance does in a file of this size."""
    now = distributions(people, today)
    noise = sqrt(len(frozen) / max(1, len(people)))
    found = {}
    for name in now.keys() & frozen.keys():
        groups = now[name].keys() | frozen[name].keys()
        apart = sum(abs(now[name].get(g, 0.0) - frozen[name].get(g, 0.0)) for g in groups) / 2
        found[name] = round(max(0.0, apart - noise), 3)
    return dict(sorted(found.items()))


def refuse_far(
    people: People,
    frozen: Mapping[str, Mapping[str, float]],
    found: Mapping[str, float],
    today: date,
    accepted: Sequence[str],
) -> None:
    """NotTakenError names each column that is so far from the frozen one that it may mean something else by now."""
    if len(people) < FEWEST:
        return
    now = distributions(people, today)
    problems = []
    for name, far in found.items():
        if far > FAR and name not in accepted:
            group = max(now[name], key=lambda g: abs(now[name].get(g, 0.0) - frozen[name].get(g, 0.0)))
            was, is_now = frozen[name].get(group, 0.0), now[name][group]
            says = (
                f"This column is not what the model was trained on: {group or 'empty'} is {is_now:.0%} here and was "
                f"{was:.0%} there. Did its meaning change? If it is right, say --accept {name}."
            )
            problems.append(Problem(people.file, says, name))
    if problems:
        raise NotTakenError(problems)


def _shares(values: Sequence[Any], group: Callable[[Any], str]) -> Shares:
    counted: Counter[str] = Counter()
    for value, many in Counter(values).items():
        counted[group(value)] += many
    return {name: round(many / max(1, len(values)), 4) for name, many in sorted(counted.items())}


def _age(years: float) -> str:
    return next((f"under {limit}" for limit in (18, 25, 35, 45, 55, 65) if years < limit), "65 and over")


def _length(name: str | None) -> str:
    if name is None:
        return ""
    return next((f"up to {limit} letters" for limit in (2, 4, 6, 8, 12) if len(name) <= limit), "longer")
