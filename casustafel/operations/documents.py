"""Put a file with an item, and take it away again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from access.contexts import elevated
from audit.models import Action
from casustafel.models import AgendaItem, ItemDocument
from casustafel.models.item import follow_item
from casustafel.operations.holding import WHY, changed, held_item, log
from casustafel.operations.items import regimes_of
from casustafel.rules import never_at_the_table
from core import clock
from core.errors import Refused
from documents.operations import hide_document, store_file

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from accounts.models import User


@transaction.atomic
def add_document(
    *, by: User, item: AgendaItem, upload: UploadedFile[Any], caption: str, regime: str
) -> ItemDocument:
    """Keep a file with an item. Its regime becomes one of the item; guests open it after the next sending."""
    row = held_item(by, item)
    if not caption.strip():
        raise Refused("Schrijf op wat dit is, zonder namen.", field="caption")
    if sentence := never_at_the_table([regime]):
        raise Refused(sentence, field="regime")
    hosts = row.policy.principals(row)
    document = store_file(
        by=by,
        upload=upload,
        owner=row.owner,
        audience=hosts,
        regimes=[regime],
        confidentiality=row.confidentiality,
    )
    with elevated(why="who sent a file is told by the item, and who may see it follows the item"):
        linked = ItemDocument(
            item=row, document=document, caption=caption.strip()[:120], added_by=by, added_at=clock.now()
        )
        linked.save()
        follow_item(document.pk, row, released=False)
    row.regimes = regimes_of(row, row.regimes)
    row.save()
    changed(row.meeting)
    log(row, Action.CHANGE, kind="document_added", document=document.number)
    return linked


@transaction.atomic
def take_document(*, by: User, item: AgendaItem, number: str, why: str) -> None:
    """Take a file away from an item; it is kept, out of sight."""
    row = held_item(by, item)
    linked = ItemDocument.objects.filter(item=row, document__number=number).visible_to(by)
    found = linked.select_related("document").first()
    if found is None:
        raise Refused("Dit stuk hoort niet (meer) bij dit punt.")
    if not why.strip():
        raise Refused("Schrijf in één of twee zinnen waarom.", field="why")
    document = found.document
    found.delete()
    with elevated(why=WHY):
        shared = ItemDocument.objects.filter(document=document).unrestricted(why=WHY).exists()
    if not shared:
        hide_document(by=by, document=document, why=why)
    changed(row.meeting)
    log(row, Action.CHANGE, reason=why.strip(), kind="document_taken", document=number)
