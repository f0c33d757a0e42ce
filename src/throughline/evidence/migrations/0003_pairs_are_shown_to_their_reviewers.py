from django.db import migrations

from throughline.frame.append_only import take_rights

_OF = "EXISTS (SELECT 1 FROM evidence_linkage l WHERE l.id = evidence_linkagepair.linkage_id AND {})"
_ACTOR = "current_setting('throughline.actor', true)"
_REVIEWERS = _OF.format(f"{_ACTOR} IN (l.kept_by, nullif(l.second_reviewer, ''))")
# A job deletes what nobody can open any more.
_MACHINE = _OF.format(f"l.state = 'closed' AND left({_ACTOR}, 7) = 'system:'")
_WALL = f"""
ALTER TABLE evidence_linkagepair ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence_linkagepair FORCE ROW LEVEL SECURITY;
CREATE POLICY app_sees ON evidence_linkagepair FOR SELECT TO app USING ({_REVIEWERS} OR {_MACHINE});
CREATE POLICY app_adds ON evidence_linkagepair FOR INSERT TO app WITH CHECK ({_REVIEWERS});
CREATE POLICY app_deletes ON evidence_linkagepair FOR DELETE TO app USING ({_REVIEWERS} OR {_MACHINE});
CREATE POLICY keeper_keeps ON evidence_linkagepair FOR ALL TO keeper USING (true) WITH CHECK (true);
"""


class Migration(migrations.Migration):
    dependencies = [("evidence", "0002_tables_that_left_stay")]
    operations = [
        take_rights("evidence_linkagelook"),
        migrations.RunSQL(_WALL, migrations.RunSQL.noop),
    ]
