"""What does an extract say of each unit's demand and supply? Arrivals, time on a caseload, posts. docs/capacity.md

Imported inside functions only: it loads numpy. Working days are Monday to Friday; bank holidays are not taken out.
"""

from collections.abc import Mapping
from datetime import date
from math import ceil
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from .queue import Service

Days = NDArray[np.datetime64]
_STEP = 5


def services(tables: Mapping[str, "pa.Table"], first: date, until: date) -> dict[str, tuple[int, Service]]:
    """For each unit how many were taken on from `first` until `until`, and the queue that follows."""
    referrals = tables["referrals"]
    units = _texts(referrals, "unit")
    names = sorted({unit for unit in units if unit})
    begins, ends = np.datetime64(first), np.datetime64(until)
    taken, out, seen = (_days(referrals, name) for name in ("assigned_on", "exited_on", "first_contact_on"))
    out = np.where(np.isnat(out), ends, np.minimum(out, ends))
    posts = posts_by_unit(tables, first, until)
    found = {}
    for name in names:
        here = np.array([unit == name for unit in units]) & ~np.isnat(taken) & (taken < ends)
        new = here & (taken >= begins)
        if not new.any():
            continue
        left = here & (out >= begins) & (out < ends)
        whole = np.busday_count(taken[left].astype("datetime64[D]"), out[left].astype("datetime64[D]"))
        answered = new & ~np.isnat(seen)
        least = np.busday_count(
            taken[answered].astype("datetime64[D]"), seen[answered].astype("datetime64[D]")
        )
        on = _days_on(taken[here], out[here], begins, ends)
        found[name] = (
            int(new.sum()),
            Service(
                name,
                arrivals=float(new.sum()) / float(np.busday_count(begins, ends)),
                # Little's law: all days on the caseload, spread over those who came.
                stay=float(on.sum()) / float(new.sum()),
                spread=float(whole.std() / whole.mean()) if len(whole) > 1 and whole.mean() else 1.0,
                posts=round(posts.get(name, 0.0), 2),
                each=0,
                least=float(np.median(least)) if len(least) else 0.0,
            ),
        )
    return found


def people_a_post(found: Mapping[str, tuple[int, Service]]) -> int:
    """How many people a filled post has carried in the busiest tenth of units, up to the next five."""
    carried = [service.busy / service.posts for _, service in found.values() if service.posts]
    return max(_STEP, ceil(float(np.quantile(carried, 0.9)) / _STEP) * _STEP) if carried else _STEP


def posts_by_unit(tables: Mapping[str, "pa.Table"], first: date, until: date) -> dict[str, float]:
    """Filled whole-time equivalents of the period; a post that sits in no unit counts equally for the units from which
    its provider's people in that place come.
    """
    posts, referrals = tables["posts"], tables["referrals"]
    comes_from: dict[tuple[str, str], set[str]] = {}
    for provider, place, unit in zip(
        *(_texts(referrals, name) for name in ("provider", "place", "unit")), strict=True
    ):
        if unit:
            comes_from.setdefault((provider, place), set()).add(unit)
    begins, ends = np.datetime64(first), np.datetime64(until)
    since, to = _days(posts, "runs_from"), _days(posts, "runs_until")
    to = np.where(np.isnat(to), ends, np.minimum(to, ends))
    part = np.clip((to - np.maximum(since, begins)).astype(float), 0, None) / float(
        (ends - begins).astype(int)
    )
    hundredths = posts["hundredths"].to_numpy(zero_copy_only=False).astype(float)
    found: dict[str, float] = {}
    texts = (_texts(posts, name) for name in ("unit", "provider", "place", "state"))
    for unit, provider, place, state, equivalents in zip(*texts, part * hundredths / 100, strict=True):
        if state != "filled":
            continue
        share = [unit] if unit else sorted(comes_from.get((provider, place), ()))
        for each in share:
            found[each] = found.get(each, 0.0) + float(equivalents) / len(share)
    return found


def _days_on(taken: Days, out: Days, begins: np.datetime64, ends: np.datetime64) -> NDArray[Any]:
    first, last = np.maximum(taken, begins), np.minimum(out, ends)
    return np.busday_count(first.astype("datetime64[D]"), np.maximum(first, last).astype("datetime64[D]"))


def _texts(table: "pa.Table", name: str) -> list[str]:
    return [value or "" for value in table[name].cast(pa.string()).to_pylist()]


def _days(table: "pa.Table", name: str) -> Days:
    days: Days = table[name].to_numpy(zero_copy_only=False).astype("datetime64[D]")
    return days
