"""Addresses of actions, under the casustafel that sets them out."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from cases.views import actions


class ActionNumber(StringConverter):
    """The public number of an action."""

    regex = r"A-\d{4}-\d{5,}"


register_converter(ActionNumber, "action")

app_name = "actions"

_ACTION = "<action:number>/"

urlpatterns = [
    path("", actions.ActionBoardPage.as_view(), name="board"),
    path("nieuw/", actions.AssignPage.as_view(), name="assign"),
    path("cijfers/", actions.ActionNumbersPage.as_view(), name="numbers"),
    path(_ACTION, actions.ActionPage.as_view(), name="page"),
    path(f"{_ACTION}bericht/", actions.ReportActionPage.as_view(), name="report"),
    path(f"{_ACTION}wijzigen/", actions.ChangeActionPage.as_view(), name="change"),
    path(f"{_ACTION}verifieren/", actions.VerifyActionPage.as_view(), name="verify"),
    path(f"{_ACTION}terugsturen/", actions.ReturnActionPage.as_view(), name="return"),
    path(f"{_ACTION}vervallen/", actions.DropActionPage.as_view(), name="drop"),
]
