"""How somebody stands to an item of an agenda: all that the rules of inviting look at, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

POLICE, RIEC, MUNICIPALITY = "POLICE", "RIEC", "MUNICIPALITY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """What the rules look at: the item, and who would be invited to it."""

    regimes: frozenset[str] = frozenset()
    alignment: str = "NOT_NEEDED"
    organisation_kind: str = MUNICIPALITY
    own: bool = True  # of the municipality that holds the meeting
    on_his_ground: bool = True
    beyond_territory: bool = False
    named: bool = False  # the provision or consent that names him is on record
    basis: bool = False
    why: bool = False
    level: bool = True
    can_sign_in: bool = True

    @property
    def neighbour(self) -> bool:
        """Is it another municipality?"""
        return self.organisation_kind == MUNICIPALITY and not self.own

    def is_of(self, *kinds: str) -> bool:
        """Is the guest of one of these kinds of organisation?"""
        return self.organisation_kind in kinds
