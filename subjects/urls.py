"""Addresses of subjects and objects."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from subjects.views import documents, facts, identity, noise, page, register, sharing
from subjects.views import path as paths


class Room(StringConverter):
    """Subjects and objects stand under two addresses that work alike."""

    regex = "subjecten|objecten"


class RecordNumber(StringConverter):
    """The public number of a subject (SB) or object (OB)."""

    regex = r"(?:SB|OB)-\d{4}-\d{5,}"


register_converter(Room, "room")
register_converter(RecordNumber, "record")

app_name = "subjects"

_RECORD = "<room:room>/<record:number>/"

urlpatterns = [
    path("<room:room>/", register.RegisterPage.as_view(), name="list"),
    path("<room:room>/veelvoorkomend/", noise.CommonListPage.as_view(), name="common_list"),
    path("<room:room>/nieuw/", register.NewPage.as_view(), name="new"),
    path(_RECORD, page.SubjectPage.as_view(), name="page"),
    path(f"{_RECORD}gegeven/", facts.AddFactPage.as_view(), name="add_fact"),
    path(f"{_RECORD}gegeven/<uuid:statement>/tonen/", facts.RevealPage.as_view(), name="reveal"),
    path(
        f"{_RECORD}gegeven/<uuid:statement>/intrekken/",
        facts.WithdrawFactPage.as_view(),
        name="withdraw_fact",
    ),
    path(f"{_RECORD}relatie/", identity.RelatePage.as_view(), name="relate"),
    path(
        f"{_RECORD}relatie/<uuid:relation>/intrekken/",
        identity.WithdrawRelationPage.as_view(),
        name="withdraw_relation",
    ),
    path(f"{_RECORD}document/", documents.AttachToSubjectPage.as_view(), name="attach"),
    path(f"{_RECORD}veelvoorkomend/", noise.CommonPage.as_view(), name="common"),
    path(f"{_RECORD}pad/", paths.PathPage.as_view(), name="path"),
    path(f"{_RECORD}openzetten/", sharing.ShareSubjectPage.as_view(), name="share"),
    path(f"{_RECORD}vergelijken/", identity.ComparePage.as_view(), name="compare"),
    path(
        f"{_RECORD}oordeel/<uuid:judgement>/intrekken/",
        identity.WithdrawJudgementPage.as_view(),
        name="withdraw_judgement",
    ),
]
