"""What is the least that sending a referral can cost: the same rows, written by hand in the same request?

The door, the session, the transaction and the sight of every page. Then whatever must be read or written by whoever
sends: the draft locked, with the person and the protocol in force; the lock of that CRN and whether the person is known
or limited; both texts opened once; the row, its needs and their history; the act with its leaf in the ledger.
"""

import json
from typing import Any
from uuid import uuid4

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache

from throughline.caseload.sight import case_door
from throughline.caseload.views.referring import REFERRERS
from throughline.frame.middleware import actor_of
from throughline.frame.sealing import keyed_hashes, unseal, unwrapped
from throughline.ledger.canonical import leaf_of
from throughline.web import urls

DRAFT = """SELECT r.id, r.person_id, r.unit_id, r.provider_id, r.source, r.asked, p.identity, p.wrapped_key, p.access,
    (SELECT id FROM caseload_protocol a WHERE a.provider_id = r.provider_id AND a.unit_id = r.unit_id
        AND state = 'agreed' AND eligible_from <= %(on)s ORDER BY eligible_from DESC, version DESC LIMIT 1)
    FROM caseload_referral r JOIN caseload_person p ON p.id = r.person_id
    WHERE r.reference = %(reference)s AND r.state = 'draft' FOR UPDATE OF r"""
KNOWN = """SELECT caseload_is_limited(%(crn)s), ARRAY(SELECT r.id FROM caseload_referral r
    JOIN caseload_person p ON p.id = r.person_id JOIN caseload_searchhash h ON h.person_id = p.id
    WHERE r.unit_id = %(unit)s AND r.provider_id = %(provider)s AND r.person_id <> %(person)s AND h.kind = 'crn'
    AND h.hash = ANY (%(crn)s) AND r.sent_at IS NOT NULL AND p.deleted_at IS NULL ORDER BY r.sent_at DESC)"""
SENT = """UPDATE caseload_referral SET state = 'sent', sent_at = %(at)s, sent_by = %(actor)s, send_key = %(key)s,
    protocol_id = %(protocol)s, practitioner = '' WHERE id = %(id)s"""
NEEDS = """INSERT INTO caseload_needsought (id, referral_id, need, complexity)
    SELECT gen_random_uuid(), %s, key, value FROM jsonb_each_text(%s)"""
CHANGES = """SELECT changes::text, encode(sha256(convert_to(changes::text, 'UTF8')), 'hex')
    FROM ledger_changes(%s) AS changes"""
ACT = """WITH act AS (INSERT INTO ledger_act (id, at, actor, verb, subject_kind, subject_id, public, leaf, changes)
    VALUES (%s, %s, %s, 'referral.sent', 'referral', %s, false, %s, %s::jsonb) RETURNING id)
    INSERT INTO ledger_pending (act_id) SELECT id FROM act"""


@case_door(*REFERRERS)
@never_cache
def by_hand(request: HttpRequest, reference: str) -> HttpResponse:
    """The draft is sent; nothing is asked of it, and nothing is made of it that is not written."""
    actor, at, doing = actor_of(request).id, timezone.now(), uuid4()
    with connection.cursor() as cursor:

        def ask(statement: str, said: Any) -> Any:
            cursor.execute(statement, said)
            return cursor.fetchone() if cursor.description else None

        of_that_day = {"reference": reference, "on": timezone.localdate(at)}
        row, person, unit, provider, source, asked, identity, wrapped, _, protocol = ask(DRAFT, of_that_day)
        key = unwrapped(bytes(wrapped))
        who = json.loads(unseal(key, identity, place=f"caseload_person/{person}/identity"))
        said = json.loads(unseal(key, asked, place=f"caseload_referral/{row}/asked"))
        crn = list(keyed_hashes("crn", who["crn"]))
        ask("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"sent {crn[0]}"])
        ask(KNOWN, {"crn": crn, "unit": unit, "provider": provider, "person": person})
        ask(
            "SELECT set_config('throughline.touched', '', true), set_config('throughline.act', %s, true)",
            [str(doing)],
        )
        send_key = request.POST["send_key"]
        ask(SENT, {"at": at, "actor": actor, "key": send_key, "protocol": protocol, "id": row})
        ask(NEEDS, [row, json.dumps(said["needs"])])
        changes, digest = ask(CHANGES, [doing])
        leaf = leaf_of(
            act=str(doing),
            actor=actor,
            at=at,
            verb="referral.sent",
            subject=("referral", str(row)),
            facts={"unit": str(unit), "provider": str(provider), "source": source, "protocol": str(protocol)},
            personal={},
            changes=digest,
            within=None,
        )
        ask(ACT, [doing, at, actor, row, leaf.decode(), changes])
    return redirect("referral-sent", reference)


@case_door("key-worker")
@never_cache
def nothing(request: HttpRequest) -> HttpResponse:
    """What every page of the room costs before it reads or shows anything."""
    return HttpResponse()


urlpatterns = [*urls.urlpatterns, path("by-hand/<str:reference>/", by_hand), path("nothing/", nothing)]
