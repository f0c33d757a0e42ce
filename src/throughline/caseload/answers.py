"""What does the database answer across the walls, and no more than that? The first such functions stand in `walls`.

Each runs as the owner, who sees rows only while it answers, and asks itself whether whoever looks may be answered.
"""

_ACTIVE = (
    "'sent', 'already_in_treatment', 'accepted', 'assigned', 'assessed', 'on_pathway', 'paused', 'exited'"
)
_RUNS = f"'draft', {_ACTIVE}"
_RESTS = f"""
    SELECT CASE WHEN bool_or(r.state IN ({_RUNS})) THEN NULL ELSE max(greatest(
        r.begun_at::date, r.sent_at::date, r.triaged_at::date, r.exited_on)) END
    FROM caseload_referral r WHERE r.person_id = """  # noqa: S608 - our own words

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
    # With which key a glass says why it was broken, for who reviews it; the wall of the glass says who that is.
    """
    CREATE OR REPLACE FUNCTION caseload_key_of_glass(wanted uuid) RETURNS bytea
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
    DECLARE found bytea;
    BEGIN
        IF current_setting('throughline.side', true) IS DISTINCT FROM 'probation'
            OR NOT 'head-of-unit' = ANY (string_to_array(current_setting('throughline.roles', true), ',')) THEN
            RETURN NULL;
        END IF;
        PERFORM set_config('throughline.answering', 'yes', true);
        SELECT p.wrapped_key INTO found FROM caseload_glass g JOIN caseload_person p ON p.id = g.person_id
            WHERE g.id = wanted AND g.reviewed_at IS NULL AND g.unit_id = ANY (caseload_units())
            AND NOT g.person_id = ANY (caseload_ids('may_not'));
        PERFORM set_config('throughline.answering', '', true);
        RETURN found;
    END $$
    """,
    # Since when nothing is under way for somebody, with whichever provider; NULL while anything is. A day, no more.
    f"""
    CREATE OR REPLACE FUNCTION caseload_rests_since(whose uuid) RETURNS date
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
    DECLARE found date;
    BEGIN
        PERFORM set_config('throughline.answering', 'yes', true);
        found := ({_RESTS} whose);
        PERFORM set_config('throughline.answering', '', true);
        RETURN found;
    END $$
    """,
    # Whose record of a provider rests since before a day and is not held, also of those whom nobody sees: for the job.
    f"""
    CREATE OR REPLACE FUNCTION caseload_over(provider uuid, before date) RETURNS SETOF uuid
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
    BEGIN
        IF left(coalesce(current_setting('throughline.actor', true), ''), 7) <> 'system:' THEN
            RETURN;
        END IF;
        PERFORM set_config('throughline.answering', 'yes', true);
        RETURN QUERY SELECT p.id FROM caseload_person p
            WHERE p.body_id = provider AND p.deleted_at IS NULL AND p.legal_hold = ''
            AND ({_RESTS} p.id) < before ORDER BY p.id;
        PERFORM set_config('throughline.answering', '', true);
    END $$
    """,  # noqa: S608 - our own words
    # How many looks were recorded between two moments, and the digest over their digests: for the day's leaf.
    """
    CREATE OR REPLACE FUNCTION caseload_reads_between(since timestamptz, until timestamptz)
    RETURNS TABLE (many bigint, digest text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public SET timezone TO 'UTC' AS $$
    BEGIN
        IF left(coalesce(current_setting('throughline.actor', true), ''), 7) <> 'system:' THEN
            RAISE EXCEPTION 'Only a job asks how many looks there were.';
        END IF;
        PERFORM set_config('throughline.answering', 'yes', true);
        RETURN QUERY SELECT count(*), encode(sha256(convert_to(coalesce(string_agg(
            encode(sha256(convert_to(to_jsonb(r)::text, 'UTF8')), 'hex'), ',' ORDER BY r.id), ''), 'UTF8')), 'hex')
            FROM caseload_read r WHERE r.read_at >= since AND r.read_at < until;
        PERFORM set_config('throughline.answering', '', true);
    END $$
    """,
)
