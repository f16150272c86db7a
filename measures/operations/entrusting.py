"""Who handles a measure, and who is told as well when a term is late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from core.errors import Refused
from measures.models import Measure
from measures.operations.settling import for_change, write_step
from measures.queries.colleagues import jurists

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def entrust(*, by: User, measure: Measure, handler: User, second: User | None) -> Measure:
    """Give a measure to a jurist, with a second person for what is late.

    Raises :class:`Refused` for somebody who does not handle measures of this level, and when both are
    the same person.
    """
    measure = for_change(by, measure)
    able = {user.pk for user in jurists(measure)}
    for name, user in (("handler", handler), ("second", second)):
        if user is not None and user.pk not in able:
            raise Refused("Kies een collega die deze maatregel mag bijhouden.", field=name)
    if second == handler:
        raise Refused("De vervanger is een ander dan de behandelaar.", field="second")
    measure.handler, measure.second = handler, second
    measure.save()
    write_step(measure, kind="entrusted", by=by)
    return measure
