"""What does the database answer across the walls, and no more than that? The first such functions stand in `walls`.

Each runs as the owner, who sees rows only while it answers, and asks itself whether whoever looks may be answered.
"""

_ACTIVE = (
    "'sent', 'already_in_treatment', 'accepted', 'assigned', 'assessed', 'on_pathway', 'paused', 'exited'"
)
_RUNS = f"'draft', {_ACTIVE}"

FUNCTIONS = (
    # Whose limit nobody confirmed, or it ran out, in the units of the head who looks: a reference, never who it is.
    # Whom an exclusion names learns nothing, and nobody whose limit is good is there.
    f"""
    CREATE OR REPLACE FUNCTION caseload_limits_to_confirm()
    RETURNS TABLE (reference varchar, referral_id uuid, person_id uuid, unit uuid, access varchar, access_on date,
        good_until date, sent_at timestamptz, sent_by varchar, was_named boolean)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
    DECLARE who text := current_setting('throughline.actor', true);
    BEGIN
        IF current_setting('throughline.side', true) IS DISTINCT FROM 'probation'
            OR NOT 'head-of-unit' = ANY (string_to_array(current_setting('throughline.roles', true), ',')) THEN
            RETURN;
        END IF;
        PERFORM set_config('throughline.answering', 'yes', true);
        RETURN QUERY
            SELECT DISTINCT ON (p.id) r.reference, r.id, p.id, r.unit_id, p.access, p.access_on, p.access_good_until,
                r.sent_at, r.sent_by, p.access = 'unknown' OR p.access = 'excluding'
                OR EXISTS (SELECT 1 FROM caseload_limitname n WHERE n.person_id = p.id AND n.staff = who)
            FROM caseload_referral r JOIN caseload_person p ON p.id = r.person_id
            WHERE r.unit_id = ANY (caseload_units()) AND r.access <> 'open' AND r.state IN ({_ACTIVE})
            AND (p.access = 'unknown' OR p.access IN ('restricted', 'excluding') AND p.access_good_until < CURRENT_DATE)
            AND NOT EXISTS (SELECT 1 FROM caseload_limitname n
                WHERE n.person_id = p.id AND n.kind = 'may_not' AND n.staff = who)
            ORDER BY p.id, r.sent_at DESC, r.id;
        PERFORM set_config('throughline.answering', '', true);
    END $$
    """,  # noqa: S608 - our own words
)
