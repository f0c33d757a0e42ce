"""How is a model trained on two files, without knowing who is who? By expectation–maximisation, from a stated seed.

How often two different people are alike is counted in random pairs; how often two records of one person are alike is
estimated in two rounds, one among pairs of the same birth date, one among pairs of the same sector. How common a value
is does not enter the training, so that it stays fast and steady. A model is trained once and then frozen: with another
seed some people are linked otherwise.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from throughline.kernel.verdict import RefusedError

from .choosing import choose
from .comparing import CHARTED, TRAINED_ON, settings
from .engine import compared, linker
from .model import LEAST, Level, Model, compared_by
from .scoring import score
from .shapes import People
from .shifts import distributions

FEWEST = 500  # rows in the smaller file
_RANDOM_PAIRS = 2e7
_PAIRS = 2e6
Tell = Callable[[str], None]


def train(
    probation: People, treatment: People, *, name: str, trained_on: str, seed: int, today: date, tell: Tell
) -> Model:
    """The model of these two files; RefusedError when they are too small, or too few people are in both."""
    if min(len(probation), len(treatment)) < FEWEST:
        raise RefusedError(
            f"A model wants at least {FEWEST} people in each file. Use one that was trained before."
        )
    kind = probation.kind
    with compared(
        probation, treatment, threads=1
    ) as connection:  # one thread: the same seed, the same sample
        splink = linker(connection, settings(kind))
        tell("How often are two different people alike? Counting in random pairs.")
        splink.training.estimate_u_using_random_sampling(
            max_pairs=_RANDOM_PAIRS, seed=seed, min_count_per_level=None
        )
        for rule in TRAINED_ON:
            tell(f"How often are two records of one person alike? Estimating among pairs with {rule}.")
            splink.training.estimate_parameters_using_expectation_maximisation(
                rule, estimate_without_term_frequencies=True, max_pairs=_PAIRS
            )
        saved = splink.misc.save_model_to_json()
    model = Model(
        name,
        kind,
        trained_on,
        probation.is_made_up,
        share=0.25,
        comparisons={each["output_column_name"]: _levels(each) for each in saved["comparisons"]},
        distributions=distributions(probation, today),
        compared_by=compared_by(kind),
    )
    tell("How many are in both files? Comparing them with the trained model.")
    chosen = choose(score(probation, treatment, model), model.share, (len(probation), len(treatment)))
    if not 0 < chosen.share <= 1:
        raise RefusedError("Nobody seems to be in both files, so that nothing can be learned from them.")
    return Model(**{**_fields(model), "share": float(f"{chosen.share:.4g}")})


def _fields(model: Model) -> dict[str, Any]:
    return {name: getattr(model, name) for name in Model.__dataclass_fields__}


def _levels(comparison: dict[str, Any]) -> tuple[Level, ...]:
    return tuple(
        Level(level[CHARTED], _share(level.get("m_probability")), _share(level.get("u_probability")))
        for level in comparison["comparison_levels"]
        if not level.get("is_null_level")
    )


def _share(value: Any) -> float:
    """As it is kept: four digits, never nought; what was never seen is as rare as can be."""
    return float(f"{max(LEAST, value if isinstance(value, float) else 0.0):.4g}")
