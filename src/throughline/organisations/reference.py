"""Which rows of the reference files does this database not hold yet?"""

from collections.abc import Sequence
from datetime import date

from django.db import models

from throughline.organisations.models import (
    Body,
    Place,
    PlaceServed,
    Post,
    PostTitle,
    ProbationDeliveryUnit,
    ProgrammeCode,
    UnitPlace,
)
from throughline.organisations.places import reference_rows

AUTHORITY = "gmca"


def missing_rows(org_id: str) -> list[Sequence[models.Model]]:
    """Unsaved rows by table, tables that others point to first; empty when nothing is missing."""
    places = {place.gss_code: place for place in Place.objects.all()}
    new_places = _places(places)
    places |= {place.gss_code: place for place in new_places}
    bodies = {body.code: body for body in Body.objects.all()}
    new_bodies, served = _bodies(bodies, places, org_id)
    bodies |= {body.code: body for body in new_bodies}
    tables: list[Sequence[models.Model]] = [
        new_places,
        new_bodies,
        served,
        *_posts(bodies),
        *_units(places),
        _programmes(),
    ]
    return [rows for rows in tables if rows]


def _places(known: dict[str, Place]) -> list[Place]:
    return [
        Place(name=row["name"], gss_code=row["gss_code"], kind=row["kind"].partition(" (")[0])
        for row in reference_rows("localities.csv")
        if row["gss_code"] not in known
    ]


def _bodies(
    known: dict[str, Body], places: dict[str, Place], org_id: str
) -> tuple[list[Body], list[PlaceServed]]:
    bodies, served = [], []
    for row in reference_rows("bodies.csv"):
        if row["code"] not in known:
            identifier = org_id if row["code"] == AUTHORITY else row["org_id"]
            body = Body(code=row["code"], name=row["name"], kind=row["kind"], org_id=identifier)
            bodies.append(body)
            served.append(PlaceServed(body=body, place=places[row["serves"]]))
    return bodies, served


def _posts(bodies: dict[str, Body]) -> tuple[list[Post], list[PostTitle]]:
    posts = {(post.body.code, post.code): post for post in Post.objects.select_related("body")}
    titled = set(PostTitle.objects.values_list("post_id", "titled_from"))
    new_posts, new_titles = [], []
    for row in reference_rows("post_titles.csv"):
        key = (row["body"], row["post"])
        if key not in posts:
            posts[key] = Post(body=bodies[row["body"]], code=row["post"])
            new_posts.append(posts[key])
        begins = date.fromisoformat(row["from"])
        if (posts[key].id, begins) not in titled:
            ends = date.fromisoformat(row["until"]) if row["until"] else None
            new_titles.append(
                PostTitle(
                    post=posts[key],
                    title=row["title"],
                    titled_from=begins,
                    titled_until=ends,
                    note=row["note"],
                )
            )
    return new_posts, new_titles


def _programmes() -> list[ProgrammeCode]:
    known = set(ProgrammeCode.objects.values_list("code", flat=True))
    return [
        ProgrammeCode(code=row["code"], name=row["name"])
        for row in reference_rows("programmes.csv")
        if row["code"] not in known
    ]


def _units(places: dict[str, Place]) -> tuple[list[ProbationDeliveryUnit], list[UnitPlace]]:
    codes = {place.name: place for place in places.values()}
    known = set(ProbationDeliveryUnit.objects.values_list("list_name", "name"))
    units, coverage = [], []
    for row in reference_rows("probation_delivery_units.csv"):
        if (row["list"], row["unit"]) not in known:
            unit = ProbationDeliveryUnit(name=row["unit"], list_name=row["list"])
            units.append(unit)
            coverage += [UnitPlace(unit=unit, place=codes[name]) for name in row["localities"].split(";")]
    return units, coverage
