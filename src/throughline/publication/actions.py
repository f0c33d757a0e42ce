"""How does a published decision become files that stay as they are?"""

from throughline.decisions.actions.notices import DecisionPublished
from throughline.decisions.actions.revisions import DecisionRevised
from throughline.decisions.queries.notices import decision_on_record
from throughline.decisions.record import published_bytes
from throughline.decisions.shown import shown_published
from throughline.frame.upload import Upload, store
from throughline.ledger.actions import act
from throughline.publication.documents import decision_pdf
from throughline.publication.models import Edition


def freeze_edition(event: DecisionPublished | DecisionRevised) -> Edition | None:
    """Freeze the decision's record and document as an edition of its own; their hashes stand in a public act.

    An illustration has none. Authority: R46.
    """
    notice = decision_on_record(event.number)
    if notice.is_illustration:
        return None
    record = published_bytes(notice.facts())
    kept = store(Upload(f"{event.number}.json", record), kind="json", at=event.at)
    document = decision_pdf(shown_published(record), fingerprint=kept.sha256, at=event.at)
    forms = {
        "record": kept,
        "document": store(Upload(f"{event.number}.pdf", document), kind="pdf", at=event.at),
    }
    with act(
        actor=event.actor, at=event.at, verb="edition.frozen", subject=("decision", event.number), public=True
    ) as doing:
        doing.facts |= {
            "edition": notice.version,
            "json_sha256": forms["record"].sha256,
            "pdf_sha256": forms["document"].sha256,
        }
        return Edition.objects.create(
            decision=notice,
            version=notice.version,
            act=doing.id,
            made_at=event.at,
            made_by=event.actor.id,
            **forms,
        )
