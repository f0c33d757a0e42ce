"""Does the closed form hold? The same queue, person by person, with a seed. Imported in tests and benchmarks only."""

from heapq import heapify, heapreplace

import numpy as np

from .queue import Service


def waits(service: Service, *, seed: int, people: int) -> "np.ndarray[tuple[int], np.dtype[np.floating]]":
    """Working days that each of so many people waits for a place; the first fifth is left out as a warm-up.

    Times on a caseload are gamma with the service's mean and spread: exponential at 1, all equal at 0.
    """
    random = np.random.default_rng(seed)
    arrives = np.cumsum(random.exponential(1 / service.arrivals, people))
    if service.spread == 0:
        stays = np.full(people, service.stay)
    else:
        shape = 1 / service.spread**2
        stays = random.gamma(shape, service.stay / shape, people)
    free_at = [0.0] * service.places
    heapify(free_at)
    waited = np.empty(people)
    for person in range(people):
        begins = max(arrives[person], free_at[0])
        waited[person] = begins - arrives[person]
        heapreplace(free_at, begins + stays[person])
    return waited[people // 5 :]
