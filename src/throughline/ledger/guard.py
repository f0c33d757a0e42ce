"""How does the database itself keep history whole, whoever is connected?

Applied after every migrate, as the owner, to the ledger's tables and to every history table of any room:
rights are revoked, and plain triggers refuse. Those of django-pgtrigger, which hold lifecycles and rules and write
the history, could be opened by whoever says `SET pgtrigger.ignore`; here that opens none of them. See ADR 0010.
"""

from typing import Any

from django.apps import AppConfig, apps
from django.db import connections
from django.db.backends.utils import CursorWrapper

from .models import Act, Checkpoint, Leaf, Node, Pending, Personal
from .tracking import HistoryRow

KEEPER = "keeper"  # the role that purges (DESIGN §4)
APPEND_ONLY = (Act, Leaf, Node, Checkpoint)

# Settings that could change how a value is spelt are fixed, so that a digest never depends on the session. It is taken
# as the owner, over every row of the act: somebody may lose sight of a row by the very act that changed it.
FUNCTIONS = """
CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: nobody may % it.', TG_TABLE_NAME, lower(TG_OP)
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE OR REPLACE FUNCTION ledger_bind() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    act text := coalesce(current_setting('throughline.act', true), '');
    touched text := coalesce(nullif(current_setting('throughline.touched', true), ''), ',');
BEGIN
    IF act = '' THEN
        RAISE EXCEPTION 'A tracked row was changed outside an act (%).', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation', HINT = 'Change it inside ledger.actions.act.';
    END IF;
    NEW.pgh_act_id := act::uuid;
    IF position(',' || TG_TABLE_NAME || ',' IN touched) = 0 THEN
        PERFORM set_config('throughline.touched', touched || TG_TABLE_NAME || ',', true);
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION ledger_changes(act uuid) RETURNS jsonb LANGUAGE plpgsql
    SECURITY DEFINER SET search_path TO public, pg_temp SET timezone TO 'UTC' SET extra_float_digits TO 1
    SET bytea_output TO 'hex' SET intervalstyle TO 'iso_8601'
AS $$
DECLARE
    history text;
    part jsonb;
    changes jsonb := '[]';
BEGIN
    PERFORM set_config('throughline.answering', 'yes', true);
    FOR history IN
        SELECT name FROM string_to_table(current_setting('throughline.touched', true), ',') AS name
        WHERE name <> '' ORDER BY name COLLATE "C"
    LOOP
        EXECUTE format(
            'SELECT jsonb_build_object(''table'', %L, '
            ' ''columns'', (SELECT jsonb_agg(attname ORDER BY attname) '
            '  FROM pg_attribute WHERE attrelid = %L::regclass AND attnum > 0 AND NOT attisdropped), '
            ' ''rows'', jsonb_agg(jsonb_build_array(pgh_id, '
            '  encode(sha256(convert_to(to_jsonb(h)::text, ''UTF8'')), ''hex'')) ORDER BY pgh_id)) '
            'FROM %I AS h WHERE pgh_act_id = $1 HAVING count(*) > 0', history, history, history)
        INTO part USING act;
        IF part IS NOT NULL THEN
            changes := changes || part;
        END IF;
    END LOOP;
    PERFORM set_config('throughline.answering', '', true);
    RETURN changes;
END $$;

CREATE OR REPLACE FUNCTION "public"._pgtrigger_should_ignore(trigger_name name) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    RETURN false;
END $$;
"""

TRIGGER = (
    "CREATE OR REPLACE TRIGGER {name} BEFORE {when} ON {table} FOR EACH {each} EXECUTE FUNCTION {function}()"
)


def after_migrate(sender: AppConfig, using: str, **_: Any) -> None:
    """History and ledger tables are append-only for everyone but a superuser who takes the triggers away."""
    with connections[using].cursor() as cursor:
        there = set(connections[using].introspection.table_names(cursor))
        cursor.execute(FUNCTIONS)
        for table in history_tables():
            if table in there:
                _trigger(cursor, table, "ledger_bind", "INSERT", "ROW", "ledger_bind")
                _append_only(cursor, table)
        for model in APPEND_ONLY:
            _append_only(cursor, model._meta.db_table)
        _refuse(cursor, Pending._meta.db_table, "UPDATE, TRUNCATE")
        _refuse(cursor, Personal._meta.db_table, "UPDATE, TRUNCATE")
        _refuse(cursor, Personal._meta.db_table, "DELETE", but=KEEPER)


def history_tables() -> dict[str, type[HistoryRow]]:
    """Every history table with its model, in the order of their names."""
    models = [model for model in apps.get_models() if issubclass(model, HistoryRow)]
    return {model._meta.db_table: model for model in sorted(models, key=lambda model: model._meta.db_table)}


def _append_only(cursor: CursorWrapper, table: str) -> None:
    _refuse(cursor, table, "UPDATE, DELETE, TRUNCATE")
    _trigger(
        cursor, table, "ledger_append_only", "UPDATE OR DELETE OR TRUNCATE", "STATEMENT", "ledger_refuse"
    )


def _refuse(cursor: CursorWrapper, table: str, rights: str, but: str = "") -> None:
    """Take the rights on the table from everyone but its owner and the role `but`."""
    cursor.execute(
        "SELECT DISTINCT grantee FROM information_schema.role_table_grants "
        "WHERE table_schema = current_schema() AND table_name = %s AND grantee NOT IN (current_user, %s)",
        [table, but],
    )
    for (grantee,) in cursor.fetchall():
        name = "PUBLIC" if grantee == "PUBLIC" else _quoted(cursor, grantee)
        cursor.execute(f"REVOKE {rights} ON {_quoted(cursor, table)} FROM {name}")


def _trigger(cursor: CursorWrapper, table: str, name: str, when: str, each: str, function: str) -> None:
    cursor.execute(
        TRIGGER.format(name=name, when=when, table=_quoted(cursor, table), each=each, function=function)
    )


def _quoted(cursor: CursorWrapper, name: str) -> str:
    return str(cursor.db.ops.quote_name(name))
