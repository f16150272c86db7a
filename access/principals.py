"""Role groups as numbers in an acl: positive is a user, negative a group, zero the system."""

from __future__ import annotations

from collections.abc import Iterable

from access.contexts import remembered
from accounts.models import Role, RoleGroup


def groups_of(organisation_id: int, roles: Iterable[Role]) -> set[int]:
    """The principals of these role groups of one organisation.

    A role group that was never made is simply nobody.
    """
    book = remembered("role_groups")
    key = str(organisation_id)
    if key not in book:
        book[key] = dict(
            RoleGroup.objects.filter(organisation_id=organisation_id).values_list("role", "group_id")
        )
    ids = book[key]
    assert isinstance(ids, dict)
    return {-ids[role] for role in roles if role in ids}
