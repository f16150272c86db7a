"""What was sent to one person: his items as they were then. The ledger of what the table disclosed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from access.records import Record
from casustafel.models.meeting import Invitation, Meeting
from casustafel.policy import PackPolicy
from encryption.fields import EncryptedJSONField


class Pack(Record):
    """One person's agenda of one meeting, as it was sent; a later sending is a new row."""

    policy = PackPolicy()
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="packs")
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    edition = models.PositiveSmallIntegerField("versie van de agenda")
    # The items in his order, each with title, question, note, goal, minutes, why, basis and documents.
    content = EncryptedJSONField(context="casustafel.pack.content")
    sent_at = models.DateTimeField("verstuurd")
    seen_at = models.DateTimeField("voor het eerst geopend", null=True)

    class Meta(Record.Meta):
        verbose_name = "verstrekte stukken"
        verbose_name_plural = "verstrekte stukken"
        default_permissions = ()
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(fields=["meeting", "recipient", "edition"], name="casustafel_pack_once"),
            models.CheckConstraint(condition=Q(edition__gte=1), name="casustafel_pack_edition"),
        ]

    def derive_acl(self) -> list[int]:
        """The hosts, and its recipient as long as he may read and once he accepted secrecy."""
        found = set(super().derive_acl())
        if self.meeting.items_open():
            asked = Invitation.objects.filter(
                meeting=self.meeting_id,
                user=self.recipient_id,
                withdrawn_at=None,
                secrecy_at__isnull=False,
            ).unrestricted(why="derive acl")
            if asked.exists():
                found.add(self.recipient_id)
        return sorted(found)
