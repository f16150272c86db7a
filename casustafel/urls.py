"""Addresses of the room."""

from django.urls import path

from casustafel.urls_live import live_routes
from casustafel.views import agenda, board, calendar, documents, guests, items, sending

app_name = "casustafel"

_MEETING = "overleg/<str:number>/"
_ITEM = "punten/<str:number>/"

urlpatterns = [
    path("", board.HomePage.as_view(), name="home"),
    path("nieuw/", board.OpenMeetingPage.as_view(), name="open"),
    path("reeksen/nieuw/", board.OpenSeriesPage.as_view(), name="open_series"),
    path("reeksen/<str:number>/", board.SeriesPage.as_view(), name="series"),
    path("kalender/", calendar.FeedPage.as_view(), name="feed"),
    path("kalender/<slug:key>.ics", calendar.calendar_feed, name="calendar_feed"),
    path(_MEETING, agenda.MeetingPage.as_view(), name="meeting"),
    path(f"{_MEETING}wijzigen/", board.ChangeMeetingPage.as_view(), name="change"),
    path(f"{_MEETING}afgelasten/", board.CancelMeetingPage.as_view(), name="cancel"),
    path(f"{_MEETING}genodigden/", guests.AskPage.as_view(), name="ask"),
    path(f"{_MEETING}antwoord/", guests.AnswerPage.as_view(), name="answer"),
    path(f"{_MEETING}geheimhouding/", guests.SecrecyPage.as_view(), name="secrecy"),
    path(f"{_MEETING}nieuw-punt/", items.NewItemPage.as_view(), name="new_item"),
    path(f"{_MEETING}uit-voorraad/", agenda.TakePage.as_view(), name="take"),
    path(f"{_MEETING}volgorde/", agenda.OrderPage.as_view(), name="order"),
    path(f"{_MEETING}versturen/", sending.SendPage.as_view(), name="send"),
    path(f"{_MEETING}agenda.pdf", sending.PackFile.as_view(), name="pack"),
    path(f"{_MEETING}stukken.pdf", sending.WholePackFile.as_view(), name="whole_pack"),
    path(f"{_MEETING}afspraak.ics", calendar.InvitationFile.as_view(), name="invitation_file"),
    path(_ITEM, items.ItemPage.as_view(), name="item"),
    path(f"{_ITEM}bewerken/", items.EditItemPage.as_view(), name="edit_item"),
    path(f"{_ITEM}genodigden/", items.InvitePage.as_view(), name="invite"),
    path(f"{_ITEM}stuk/", documents.AddDocumentPage.as_view(), name="add_document"),
    path(f"{_ITEM}stuk-weg/", documents.TakeDocumentPage.as_view(), name="take_document"),
    path(f"{_ITEM}splitsen/", items.SplitPage.as_view(), name="split"),
    path(f"{_ITEM}achteraan/", items.BehindPage.as_view(), name="behind"),
    path(f"{_ITEM}parkeren/", items.ParkPage.as_view(), name="park"),
    path(f"{_ITEM}van-de-agenda/", items.AsidePage.as_view(), name="aside"),
    *live_routes,
]
