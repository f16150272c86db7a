"""Sealed content and received files take part in key rotation."""

from __future__ import annotations

from typing import Any, Final

from encryption import keyring, seals
from encryption.files import FileTampered
from encryption.rotation import Column, Count, Target, key_id_or_none
from signals.intake import files
from signals.models import ImportRun, SealedContent
from signals.operations.sealing import CONTEXT

WHY: Final = "sleutelrotatie"


class StoreShares:
    """The halves of sealed keys in the key store, outside the database."""

    name = "signals.sealedcontent.store"

    def batch(self, after: Any, size: int) -> tuple[Any, Count]:
        """Hold the signals, as destruction does: a share destroyed meanwhile must not be written back."""
        rows = SealedContent.objects.filter(destroyed_at=None).unrestricted(why=WHY).order_by("pk")
        if after is not None:
            rows = rows.filter(pk__gt=after)
        rows = rows.select_related("signal").only("pk", "signal__id")
        held = list(rows.select_for_update(of=("self", "signal"))[:size])
        count = Count()
        for row in held:
            _rewrap_share(str(row.pk), count)
        return (held[-1].pk if len(held) == size else None), count

    def keys_in_use(self) -> set[int]:
        """Not asked at start: the shares in the database are of the same age."""
        return set()


def _rewrap_share(row: str, count: Count) -> None:
    try:
        if seals.reseal_store(row, context=CONTEXT):
            count.rotated += 1
        else:
            count.active += 1
    except FileNotFoundError:
        count.miss(row)
    except keyring.DecryptionError:
        count.miss(row, key_id_or_none(seals.stored_share(row)))


class ReceivedFiles:
    """Files of imports that are still kept."""

    name = "signals.importrun.file"

    def batch(self, after: Any, size: int) -> tuple[Any, Count]:
        """One run at a time: a file is rewritten wholly."""
        rows = ImportRun.objects.exclude(file_key="").unrestricted(why=WHY).order_by("pk")
        if after is not None:
            rows = rows.filter(pk__gt=after)
        run = rows.select_for_update(no_key=True).only("pk", "file_key").first()
        count = Count()
        if run is None:
            return None, count
        try:
            if files.rewrap_file(run.file_key):
                count.rotated += 1
            else:
                count.active += 1
        except FileNotFoundError:
            count.miss(run.pk)
        except (FileTampered, keyring.DecryptionError):
            count.miss(run.pk)
        return run.pk, count

    def keys_in_use(self) -> set[int]:
        """Not asked at start: it would read the store."""
        return set()


def targets() -> list[Target]:
    """Both halves of the keys of sealed content, and the files of imports."""
    shares = SealedContent.objects.unrestricted(why=WHY)
    return [
        Column(shares, "share", f"{seals.SHARE_CONTEXT}:{CONTEXT}"),
        StoreShares(),
        ReceivedFiles(),
    ]
