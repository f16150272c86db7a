"""Addresses of what happens at the table: leading, deciding, ending, the screen in the room."""

from django.urls import path

from casustafel.views import deciding, ending, live, minutes_paper, room, typing

_MEETING = "overleg/<str:number>/"
_MINUTES = "verslagen/<str:number>/"

live_routes = [
    path(f"{_MEETING}begin/", live.BeginPage.as_view(), name="begin"),
    path(f"{_MEETING}live/", live.LivePage.as_view(), name="live"),
    path(f"{_MEETING}live/bewaar/", live.SavePage.as_view(), name="save"),
    path(f"{_MEETING}live/stand/", live.StatePage.as_view(), name="state"),
    path(f"{_MEETING}aanwezig/", live.PresencePage.as_view(), name="presence"),
    path(f"{_MEETING}besproken/", live.FinishPage.as_view(), name="finish"),
    path(f"{_MEETING}scherm/", live.ScreenPage.as_view(), name="screen"),
    path(f"{_MEETING}kamer/", room.RoomPage.as_view(), name="room"),
    path(f"{_MEETING}voorlezen/", room.ReadOutPage.as_view(), name="read_out"),
    path(f"{_MEETING}afronden/", ending.EndPage.as_view(), name="end"),
    path(f"{_MEETING}heropenen/", ending.ReopenPage.as_view(), name="reopen"),
    path(f"{_MEETING}vaststellen/", ending.AdoptPage.as_view(), name="adopt"),
    path(f"{_MEETING}verslag/", ending.ReportPage.as_view(), name="report"),
    path(f"{_MEETING}verslag.pdf", minutes_paper.ReportFile.as_view(), name="report_file"),
    path(f"{_MINUTES}keuzes/", typing.ChoicesPage.as_view(), name="choices"),
    path(f"{_MINUTES}besluit/", deciding.DecidePage.as_view(), name="decide"),
    path(
        f"{_MINUTES}besluit/<uuid:decision>/intrekken/",
        deciding.WithdrawPage.as_view(),
        name="withdraw_decision",
    ),
    path(
        f"{_MINUTES}besluit/<uuid:decision>/antwoord/", deciding.AnswerPage.as_view(), name="answer_decision"
    ),
    path(f"{_MINUTES}afstemming/", deciding.AlignPage.as_view(), name="align"),
    path(f"{_MINUTES}verbeteren/", ending.CorrectPage.as_view(), name="correct"),
    path(f"{_MINUTES}verbetering/", ending.CorrectionReadyPage.as_view(), name="propose_correction"),
    path(
        f"{_MINUTES}verbetering/vaststellen/", ending.AdoptCorrectionPage.as_view(), name="adopt_correction"
    ),
    path(f"{_MINUTES}uitgave/<int:edition>/", ending.EditionPage.as_view(), name="edition"),
]
