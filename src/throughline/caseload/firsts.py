"""How does a long list begin, when reading all of it would take too long? Functions that see what their asker sees.

The database thinks that a wall lets few rows of a unit through, and would rather read and sort all 14,000 than take the
first of an index; in these it may not sort. Their plan is kept with the connection. docs/under-load.md
"""

_KEPT = (
    "r.state <> 'discarded'"
    " AND NOT r.person_id IN (SELECT p.id FROM caseload_person p WHERE p.deleted_at IS NOT NULL)"
)


def _first(name: str, order: str) -> str:
    """The first of each unit, what `who` drafted, and of whom they broke the glass."""
    return f"""
    CREATE OR REPLACE FUNCTION {name}(units uuid[], many int, who text) RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE SET enable_sort = off SET enable_bitmapscan = off AS $$
    BEGIN
        RETURN QUERY SELECT shown.id FROM unnest(units) AS own (unit) CROSS JOIN LATERAL (
            SELECT r.id FROM caseload_referral r WHERE r.unit_id = own.unit AND {_KEPT} ORDER BY {order} LIMIT many
        ) AS shown
        UNION SELECT r.id FROM caseload_referral r WHERE r.begun_by = who AND r.state = 'draft' AND {_KEPT}
        UNION SELECT seen.id FROM unnest(caseload_ids('glass')) AS glass (person) CROSS JOIN LATERAL (
            SELECT r.id FROM caseload_referral r WHERE r.person_id = glass.person AND {_KEPT}
        ) AS seen;
    END $$
    """  # noqa: S608 - our own words


FUNCTIONS = (
    _first("caseload_newest", "r.sent_at DESC NULLS FIRST, r.id"),
    _first("caseload_oldest", "r.sent_at NULLS LAST, r.id"),
)
