"""Tables of access: when a grant starts or ends, so that its record's acl is derived anew in time."""

from django.db import models
from django.db.models import Q

from core.models import UUIDModel


class GrantMoment(UUIDModel):
    """A moment at which the acl of one record changes by itself, because a grant starts or ends.

    One small table over all rooms: asking "is anything due?" costs one index look-up per request,
    so an expired grant never depends on a job having run.
    """

    record_type = models.CharField(max_length=60)
    record_id = models.UUIDField()
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="access_grantmoment_due", condition=Q(done_at=None))]
