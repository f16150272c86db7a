"""The entrance of /beheer/."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from access.roles import ACTIONS, may
from access.views import Page
from accounts.models import Role


class Home(Page):
    """What can be kept here, and who may do what, read from the role table itself."""

    action = "administration.users_read"
    purpose = "Beheer"
    template_name = "administration/home.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Links and the role table."""
        table = [(action, [role in roles for role in Role]) for action, roles in sorted(ACTIONS.items())]
        return self.show(table=table, roles=list(Role), second=may(self.actor, "administration.second"))
