"""Which rows of this room does the database itself show, and to whom?

Every model says its `wall`. From it come the policies of its table and of its history, made anew after a migration when
they changed, and forced on the tables' owner too. `app` sees by its sight (`frame.scope`), `keeper` sees all to back up
and to delete, `owner` sees nothing but inside the few functions here that answer one question. R37, R39; docs/adr/0040.
"""

from hashlib import sha256
from typing import Any

from django.apps import AppConfig, apps
from django.db import connections, models

from throughline.ledger.tracking import HistoryRow

from . import answers, firsts

OF_REFERRAL = "EXISTS (SELECT 1 FROM caseload_referral r WHERE r.id = {table}.referral_id)"
# As a person's own wall asks it, and without asking that wall on the way.
OF_PERSON = "EXISTS (SELECT 1 FROM caseload_referral r WHERE r.person_id = {table}.person_id)"

# Asked bare: the planner knows how few rows a unit holds and takes an index. In a SELECT of its own it does not.
_ACTOR = "current_setting('throughline.actor', true)"
_SIDE = "current_setting('throughline.side', true)"
_ROLES = "string_to_array(current_setting('throughline.roles', true), ',')"
_BODY = "caseload_body()"
_UNITS = "ANY (caseload_units())"
_MAY = "ANY (caseload_ids('may'))"
_MAY_NOT = "ANY (caseload_ids('may_not'))"
# Open to all in sight; a restriction to whom it names; an exclusion to all but them. Past its day nobody: it is stale.
NOT_LIMITED = (
    "({table}.access = 'open' OR {table}.access_good_until >= CURRENT_DATE AND ("
    f"{{table}}.access = 'restricted' AND {{table}}.person_id = {_MAY}"
    # A machine is nobody whom an exclusion names, and no exception to it either.
    f" OR {{table}}.access = 'excluding' AND left({_ACTOR}, 7) = 'person:' AND NOT {{table}}.person_id = {_MAY_NOT}))"
)
REFERRAL = (
    "({table}.state NOT IN ('draft', 'discarded') AND ("
    "   {table}.unit_id = ANY (caseload_ids('refers'))"
    f"   OR {{table}}.provider_id = {_BODY} AND {{table}}.unit_id = ANY (caseload_ids('serves'))"
    "   OR {table}.id = ANY (caseload_ids('offered')))"
    f"  OR {{table}}.begun_by = {_ACTOR} AND ({{table}}.state IN ('draft', 'discarded') OR {_SIDE} = 'court'))"
    f" AND {NOT_LIMITED} OR {{table}}.id = caseload_own()"
    " OR {table}.state NOT IN ('draft', 'discarded')"
    " AND {table}.person_id = ANY (caseload_ids('glass'))"
)
TRANSFER = (
    f"({_SIDE} = 'probation' AND ({{table}}.from_unit_id = {_UNITS} OR {{table}}.to_unit_id = {_UNITS})"
    f" OR {_SIDE} = 'provider' AND ({{table}}.from_provider_id = {_BODY} AND {{table}}.from_unit_id = {_UNITS}"
    f"    OR {{table}}.to_provider_id = {_BODY} AND {{table}}.to_unit_id = {_UNITS})) AND {NOT_LIMITED}"
)
PERSON = "EXISTS (SELECT 1 FROM caseload_referral r WHERE r.person_id = {table}.id)"
ANSWERS_FOR_A_UNIT = (
    "(SELECT string_to_array(current_setting('throughline.roles', true), ',')"
    " && ARRAY['head-of-unit', 'provider-manager'])"
)
# Whoever sees a person may record that they ask for their record; only the service reads what it gives them.
OF_PERSON_FOR_THE_SERVICE = f"{_SIDE} = 'provider' AND {OF_PERSON}"
# One's own name, and for who answers for a unit those of whom they see: elsewhere not even how many there are.
OWN_NAME = f"{{table}}.staff = {_ACTOR} OR {ANSWERS_FOR_A_UNIT} AND {OF_PERSON}"
# The head of its unit reviews broken glass also where the record itself is hidden from them: the act, never the record.
# Whom an exclusion names learns nothing; other providers of the unit do not either.
GLASS = (
    f"{OWN_NAME} OR {_SIDE} = 'probation' AND {{table}}.unit_id = {_UNITS} AND NOT {{table}}.person_id = {_MAY_NOT}"
    " AND 'head-of-unit' = ANY (string_to_array(current_setting('throughline.roles', true), ','))"
)
IN_ITS_UNIT = f"{_SIDE} IN ('probation', 'provider') AND {{table}}.unit_id = {_UNITS}"
# Probation's records are found one by one, by the CRN that is asked for: nobody counts them but who brings them.
BY_ITS_CRN = (
    "{table}.crn = ANY (string_to_array(current_setting('throughline.crn', true), ','))"
    f" AND ({_SIDE} = 'probation' AND {{table}}.unit_id = {_UNITS} OR {_SIDE} = 'court')"
    f" OR {_SIDE} = 'court' AND left({_ACTOR}, 7) = 'system:'"  # the extract that comes in
)
A_JOB = f"left({_ACTOR}, 7) = 'system:'"
ASKED = f"{{table}}.asked_by = {_ACTOR} OR {IN_ITS_UNIT} AND ({ANSWERS_FOR_A_UNIT} OR {A_JOB})"
OWN_BODY = f"{_SIDE} = 'provider' AND {{table}}.body_id = {_BODY}"
# The provider's machine knows each event that it brought; somebody of the provider those of whom they see.
BROUGHT_IN = f"{OWN_BODY} AND (left({_ACTOR}, 7) <> 'person:' OR {OF_REFERRAL})"
# A provider's files are its manager's; a file of referrals is of whoever brought it, like the drafts that it makes.
OWN_BODY_OR_OWN = f"{OWN_BODY} OR {_SIDE} IN ('probation', 'court') AND {{table}}.brought_by = {_ACTOR}"
TAKEN_FROM = f"{{table}}.taken_from = {_ACTOR}"
# What names nobody on probation, and whom it is for. Rules of work: whoever said who they are.
RULES_OF_WORK = f"coalesce({_ACTOR}, '') NOT IN ('', 'public')"
ASKED_FOR_BY = f"{{table}}.asked_by = {_ACTOR}"
EVALUATIONS = f"{_ROLES} && ARRAY['analyst', 'data-protection'] OR {A_JOB}"
# Who lets machines in sees those of their organisation; a machine that proves who it is, itself, before any sight.
CLIENTS = (
    f"{{table}}.body_id = {_BODY} AND {ANSWERS_FOR_A_UNIT} OR 'administrator' = ANY ({_ROLES})"
    " OR {table}.id = ANY (caseload_ids('client'))"
)
OF_NOBODY = (RULES_OF_WORK, ASKED_FOR_BY, EVALUATIONS, CLIENTS)


def through(column: str, table: str) -> str:
    """The wall of a row that is seen with the row that it belongs to."""
    return f"EXISTS (SELECT 1 FROM {table} parent WHERE parent.id = {{table}}.{column})"


FUNCTIONS = (
    """
    CREATE OR REPLACE FUNCTION caseload_units() RETURNS uuid[] LANGUAGE sql STABLE AS $$
        SELECT coalesce(nullif(current_setting('throughline.units', true), ''), '{}')::uuid[]
    $$
    """,
    """
    CREATE OR REPLACE FUNCTION caseload_body() RETURNS uuid LANGUAGE sql STABLE AS $$
        SELECT nullif(current_setting('throughline.body', true), '')::uuid
    $$
    """,
    """
    CREATE OR REPLACE FUNCTION caseload_ids(kind text) RETURNS uuid[] LANGUAGE sql STABLE AS $$
        SELECT coalesce(nullif(current_setting('throughline.' || kind, true), ''), '{}')::uuid[]
    $$
    """,
    # In which units who looks refers and in which they serve, for whom a limit names them, what glass they broke, what
    # is offered to their units. Asked once: a policy that asks for each row takes longer to plan than a page to answer.
    """
    CREATE OR REPLACE FUNCTION caseload_look() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
    DECLARE
        who text := current_setting('throughline.actor', true);
        side text := current_setting('throughline.side', true);
        mine uuid[] := caseload_units();
    BEGIN
        PERFORM set_config('throughline.answering', 'yes', true);
        PERFORM set_config('throughline.refers', CASE side WHEN 'probation' THEN mine ELSE '{}' END::text, true),
            set_config('throughline.serves', CASE side WHEN 'provider' THEN mine ELSE '{}' END::text, true);
        PERFORM set_config('throughline.may', coalesce(array_agg(person_id)
                FILTER (WHERE kind = 'may'), '{}')::text, true),
            set_config('throughline.may_not', coalesce(array_agg(person_id)
                FILTER (WHERE kind = 'may_not'), '{}')::text, true)
            FROM caseload_limitname WHERE staff = who;
        PERFORM set_config('throughline.glass', coalesce(array_agg(person_id), '{}')::text, true)
            FROM caseload_glass WHERE staff = who AND open_until > now();
        PERFORM set_config('throughline.offered', coalesce(array_agg(referral_id), '{}')::text, true)
            FROM caseload_transfer WHERE state = 'offered' AND to_unit_id = ANY (mine)
            AND to_provider_id = caseload_body() AND side = 'provider';
        PERFORM set_config('throughline.answering', '', true);
    END $$
    """,
    # Whose own page this transaction shows: the one referral of a code that was good.
    """
    CREATE OR REPLACE FUNCTION caseload_own() RETURNS uuid LANGUAGE sql STABLE AS $$
        SELECT nullif(current_setting('throughline.own', true), '')::uuid
    $$
    """,
    # Whether somebody with one of these hashes has an open referral that the asker does not see: yes or no, never who.
    """
    CREATE OR REPLACE FUNCTION caseload_is_known_elsewhere(wanted text[], apart uuid[]) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
    DECLARE is_known boolean;
    BEGIN
        PERFORM set_config('throughline.answering', 'yes', true);
        SELECT EXISTS (
            SELECT 1 FROM caseload_searchhash h JOIN caseload_referral r ON r.person_id = h.person_id
            WHERE h.hash = ANY (wanted) AND h.kind = 'crn' AND NOT r.id = ANY (apart)
            AND r.state NOT IN ('draft', 'discarded', 'declined', 'redirected', 'closed', 'withdrawn')) INTO is_known;
        PERFORM set_config('throughline.answering', '', true);
        RETURN is_known;
    END $$
    """,
    # Whether probation's record of somebody with one of these hashes is limited: yes or no, never who or where.
    """
    CREATE OR REPLACE FUNCTION caseload_is_limited(asked text[]) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
    DECLARE is_limited boolean;
    BEGIN
        PERFORM set_config('throughline.answering', 'yes', true);
        SELECT EXISTS (SELECT 1 FROM caseload_probationrecord p WHERE p.crn = ANY (caseload_is_limited.asked)
            AND p.access <> 'open')
            INTO is_limited;
        PERFORM set_config('throughline.answering', '', true);
        RETURN is_limited;
    END $$
    """,
    # Which referral a one-time code opens, once; nothing for any other.
    """
    CREATE OR REPLACE FUNCTION caseload_open_own_page(wanted text[], from_now timestamptz) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
    DECLARE found uuid;
    BEGIN
        PERFORM set_config('throughline.answering', 'yes', true);
        SELECT referral_id INTO found FROM caseload_owncode WHERE hash = ANY (wanted) AND good_until > from_now
            AND used_on IS NULL LIMIT 1;
        PERFORM set_config('throughline.answering', '', true);
        RETURN found;
    END $$
    """,
    # Whose token that is, while it is good; from here on the client sees itself.
    """
    CREATE OR REPLACE FUNCTION caseload_let_speak(wanted text[], from_now timestamptz) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
    BEGIN
        PERFORM set_config('throughline.answering', 'yes', true);
        PERFORM set_config('throughline.client', coalesce(array_agg(client_id), '{}')::text, true)
            FROM caseload_token WHERE hash = ANY (wanted) AND good_until > from_now;
        PERFORM set_config('throughline.answering', '', true);
    END $$
    """,
    # Breaks the glass for whoever asks, by our reference only; nothing when there is no such referral.
    """
    CREATE OR REPLACE FUNCTION caseload_break_glass(wanted text, new_id uuid, from_now timestamptz, to_then timestamptz)
    RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
    DECLARE found uuid;
    BEGIN
        PERFORM set_config('throughline.answering', 'yes', true);
        INSERT INTO caseload_glass (id, person_id, unit_id, staff, open_until, broken_at, broken_by, reviewed_by)
            SELECT new_id, person_id, unit_id, current_setting('throughline.actor'), to_then, from_now,
                current_setting('throughline.actor'), ''
            FROM caseload_referral WHERE reference = wanted AND state NOT IN ('draft', 'discarded')
            RETURNING person_id INTO found;
        PERFORM caseload_look();
        RETURN found;
    END $$
    """,
    # A person's limit stands on every referral and transfer of theirs, whoever set it.
    """
    CREATE OR REPLACE FUNCTION caseload_limit_stands_everywhere() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
    BEGIN
        PERFORM set_config('throughline.answering', 'yes', true);
        UPDATE caseload_referral SET access = NEW.access, access_good_until = NEW.access_good_until
            WHERE person_id = NEW.id
            AND (access, access_good_until) IS DISTINCT FROM (NEW.access, NEW.access_good_until);
        UPDATE caseload_transfer SET access = NEW.access, access_good_until = NEW.access_good_until
            WHERE person_id = NEW.id
            AND (access, access_good_until) IS DISTINCT FROM (NEW.access, NEW.access_good_until);
        PERFORM set_config('throughline.answering', '', true);
        RETURN NULL;
    END $$
    """,
    """
    CREATE OR REPLACE TRIGGER limit_stands_everywhere AFTER UPDATE OF access, access_good_until ON caseload_person
        FOR EACH ROW EXECUTE FUNCTION caseload_limit_stands_everywhere()
    """,
)


def statements() -> list[str]:
    """All that builds the walls, in order; running it twice changes nothing."""
    made = [*FUNCTIONS, *answers.FUNCTIONS, *firsts.FUNCTIONS]
    for model in sorted(apps.get_app_config("caseload").get_models(), key=lambda each: each._meta.db_table):
        if issubclass(model, HistoryRow):
            continue
        wall: str = model.wall  # type: ignore[attr-defined]  # a house test asks that each model says its wall
        table = model._meta.db_table
        shown = wall.format(table=table)
        added = getattr(model, "may_be_added", wall).format(table=table)
        gone = getattr(model, "may_be_deleted", "")
        made += _policies(table, shown, added, gone.format(table=table))
        history = f"{table}history"
        if model_of(history):
            own = (
                f"EXISTS (SELECT 1 FROM {table} live WHERE live.{model._meta.pk.column} = {history}.pgh_obj_id)"
                f" OR {history}.pgh_act_id::text = (SELECT current_setting('throughline.act', true))"
            )
            made += _policies(history, own, "true")
    return made


def model_of(table: str) -> type[models.Model] | None:
    """The model of this room whose table has that name, or None."""
    found = (m for m in apps.get_app_config("caseload").get_models() if m._meta.db_table == table)
    return next(found, None)


def _policies(table: str, shown: str, added: str, gone: str = "") -> list[str]:
    answering = "current_setting('throughline.answering', true) = 'yes'"
    wanted = {
        "app_sees": f"FOR SELECT TO app USING ({shown})",
        "app_adds": f"FOR INSERT TO app WITH CHECK ({added})",
        "app_changes": f"FOR UPDATE TO app USING ({shown}) WITH CHECK (true)",
        # Whoever may delete deletes of what they see, also where a statement asks for no row by name.
        **({"app_deletes": f"FOR DELETE TO app USING (({shown}) AND ({gone}))"} if gone else {}),
        "owner_answers": f"FOR ALL TO owner USING ({answering}) WITH CHECK ({answering})",
        "keeper_keeps": "FOR ALL TO keeper USING (true) WITH CHECK (true)",
    }
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"DROP POLICY IF EXISTS app_deletes ON {table}",
        *(
            line
            for name, policy in wanted.items()
            for line in (
                f"DROP POLICY IF EXISTS {name} ON {table}",
                f"CREATE POLICY {name} ON {table} {policy}",
            )
        ),
    ]


def after_migrate(sender: AppConfig, using: str, **_: Any) -> None:
    """The walls stand as this code says; nothing is touched when they do already."""
    with connections[using].cursor() as cursor:
        there = set(connections[using].introspection.table_names(cursor))
        if "caseload_referral" not in there:
            return
        wanted = statements()
        digest = sha256("\n".join(wanted).encode()).hexdigest()
        cursor.execute("SELECT obj_description(to_regprocedure('caseload_units()'), 'pg_proc')")
        [kept] = cursor.fetchone() or (None,)
        if kept == digest:
            return
        for statement in wanted:
            cursor.execute(statement)
        cursor.execute(f"COMMENT ON FUNCTION caseload_units() IS '{digest}'")
