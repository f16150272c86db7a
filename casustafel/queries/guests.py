"""Who would be invited to an item and how he stands to it, for the rules of inviting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from access.roles import may
from casustafel.models import AgendaItem, ItemInvitee
from casustafel.standing import Guest

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Who would be invited to an item: why he must know, on which basis, and until when."""

    user: User
    why: str
    legal_basis: str = ""
    consent: str = ""
    beyond_territory: bool = False
    ends_at: datetime | None = None


def guest_of(item: AgendaItem, need: Need) -> Guest:
    """What the rules look at for somebody at an item."""
    organisation = need.user.organisation
    return Guest(
        regimes=frozenset(item.regimes),
        alignment=item.alignment,
        organisation_kind=organisation.kind,
        own=organisation.pk == item.owner_id,
        on_his_ground=organisation.municipality_code in item.territory,
        beyond_territory=need.beyond_territory,
        named=bool(need.consent.strip()),
        basis=bool(need.legal_basis.strip()),
        why=bool(need.why.strip()),
        level=need.user.clearance >= item.confidentiality,
        can_sign_in=may(need.user, "casustafel.view"),
    )


def need_of(row: ItemInvitee) -> Need:
    """An invitation as it would be asked for now."""
    return Need(
        user=row.user,
        why=row.why,
        legal_basis=row.legal_basis,
        consent=row.consent or "",
        beyond_territory=row.beyond_territory,
        ends_at=row.ends_at,
    )
