"""Which rows have a history, and how does each version know the act that made it?

`@tracked` above a model gives it a history table, `<Model>History`: a row for each insert, update and delete,
written by a trigger, bound to the open act (`pgh_act`), salted (`pgh_salt`) and append-only. A change
outside an act is refused by the database. Give a column that is no part of the record (`last_login`)
to `exclude`.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar, overload

import pghistory
import pghistory.models
from django.contrib.postgres.functions import RandomUUID
from django.db import models

M = TypeVar("M", bound=type[models.Model])


class HistoryRow(pghistory.models.Event):
    """One version of a tracked row: the version after an insert or update, the last one for a delete."""

    pgh_id = models.BigAutoField(primary_key=True)
    pgh_act = models.ForeignKey("ledger.Act", on_delete=models.PROTECT, related_name="+")
    pgh_salt = models.UUIDField(db_default=RandomUUID(), editable=False)

    class Meta:
        abstract = True


@overload
def tracked(model: M) -> M: ...
@overload
def tracked(*, exclude: Iterable[str] = ()) -> Callable[[M], M]: ...
def tracked(model: M | None = None, *, exclude: Iterable[str] = ()) -> M | Callable[[M], M]:
    """Every version of the model's rows is kept; the database refuses a change that belongs to no act."""

    def track(model: M) -> M:
        personal: dict[str, str] = getattr(model, "personal_fields", {})
        wrap: Callable[[M], Any] = pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            exclude=list(exclude),
            model_name=f"{model.__name__}History",
            base_model=HistoryRow,
            obj_field=pghistory.ObjForeignKey(related_name="history"),
            context_field=None,  # type: ignore[arg-type]  # None is what its documentation offers
            append_only=False,
            attrs={"personal_fields": {k: v for k, v in personal.items() if k not in set(exclude)}},
        )
        wrap(model)
        return model

    return track if model is None else track(model)
