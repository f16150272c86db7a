"""Addresses of measures."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from measures.views import (
    board,
    calendar,
    claims,
    closing,
    destroying,
    details,
    dossiers,
    letters,
    page,
    parties,
    register,
    registers,
    remedies,
    sharing,
    stepping,
    watching,
)


class MeasureNumber(StringConverter):
    """The public number of a measure."""

    regex = r"MA-\d{4}-\d{5,}"


class ClaimNumber(StringConverter):
    """The public number of a claim."""

    regex = r"V-\d{4}-\d{5,}"


class FeedToken(StringConverter):
    """The secret of the address that a calendar follows."""

    regex = r"[A-Za-z0-9_-]{43}"


register_converter(MeasureNumber, "measure")
register_converter(FeedToken, "feed")
register_converter(ClaimNumber, "claim")


class RegisterNumber(StringConverter):
    """The public number of an old register that was read in."""

    regex = r"MI-\d{4}-\d{5,}"


register_converter(RegisterNumber, "register")

app_name = "measures"

_MEASURE = "<measure:number>/"
_CLAIM = "vorderingen/<claim:number>/"
_REGISTER = "register/<register:number>/"

urlpatterns = [
    path("", register.MeasureListPage.as_view(), name="list"),
    path("nieuw/", register.StartPage.as_view(), name="start"),
    path("vernietigen/", destroying.DestructionPage.as_view(), name="destruction"),
    path("termijnen/", board.TermsPage.as_view(), name="terms"),
    path("termijnen/agenda.ics", calendar.TermsCalendar.as_view(), name="calendar"),
    path("termijnen/agenda/", calendar.FeedPage.as_view(), name="feed"),
    path("termijnen/<feed:token>.ics", calendar.follow_terms, name="follow"),
    path("termijnen/wat-als/", board.WhatIfPage.as_view(), name="what_if"),
    path("register/", registers.RegistersPage.as_view(), name="registers"),
    path(_REGISTER, registers.RegisterPage.as_view(), name="register"),
    path(f"{_REGISTER}regels/", registers.RegisterRowsPage.as_view(), name="register_rows"),
    path(f"{_REGISTER}regels/<uuid:register_row>/", registers.RegisterRowPage.as_view(), name="register_row"),
    path(f"{_REGISTER}vraag/<uuid:match_question>/", registers.AnswerPage.as_view(), name="answer_match"),
    path("vorderingen/", claims.DebtorsPage.as_view(), name="debtors"),
    path("vorderingen/export/", claims.ClaimsExport.as_view(), name="export_claims"),
    path("vorderingen/nieuw/", claims.RecordClaimPage.as_view(), name="record_claim"),
    path(
        f"{_CLAIM}termijn/<uuid:claim_watch>/uitleg/",
        watching.ExplainClaimPage.as_view(),
        name="explain_claim",
    ),
    path(_CLAIM, claims.ClaimPage.as_view(), name="claim"),
    path(f"{_CLAIM}gebeurtenis/", claims.RecordEventPage.as_view(), name="record_event"),
    path(
        f"{_CLAIM}gebeurtenis/<uuid:event>/intrekken/",
        claims.WithdrawEventPage.as_view(),
        name="withdraw_event",
    ),
    path(f"{_CLAIM}brief/", letters.ChooseClaimLetterPage.as_view(), name="claim_letter"),
    path(f"{_MEASURE}brief/", letters.ChooseLetterPage.as_view(), name="choose_letter"),
    path(f"{_MEASURE}brief/<uuid:letter>/", letters.LetterPage.as_view(), name="letter"),
    path(f"{_MEASURE}brief/<uuid:letter>/bewerk/", letters.EditLetterPage.as_view(), name="edit_letter"),
    path(f"{_MEASURE}brief/<uuid:letter>/maak/", letters.MakeLetterPage.as_view(), name="make_letter"),
    path(f"{_MEASURE}brief/<uuid:letter>/nieuw/", letters.NextEditionPage.as_view(), name="next_edition"),
    path(f"{_MEASURE}brief/<uuid:letter>/vervalt/", letters.DropLetterPage.as_view(), name="drop_letter"),
    path(f"{_MEASURE}dossier/", dossiers.DossiersPage.as_view(), name="dossiers"),
    path(f"{_MEASURE}dossier/<uuid:dossier>/", dossiers.DossierPage.as_view(), name="dossier"),
    path(
        "dossiers/<uuid:dossier>/voortgang/",
        dossiers.DossierProgressPage.as_view(),
        name="dossier_progress",
    ),
    path(_MEASURE, page.MeasurePage.as_view(), name="page"),
    path(f"{_MEASURE}documenten/", page.AttachToMeasurePage.as_view(), name="attach"),
    path(f"{_MEASURE}stap/<slug:state>/", stepping.TakeStepPage.as_view(), name="step"),
    path(f"{_MEASURE}terug/", stepping.UndoStepPage.as_view(), name="undo"),
    path(f"{_MEASURE}partij/", parties.AddPartyPage.as_view(), name="add_party"),
    path(
        f"{_MEASURE}partij/<uuid:party>/weghalen/",
        parties.WithdrawPartyPage.as_view(),
        name="withdraw_party",
    ),
    path(f"{_MEASURE}partij/<uuid:party>/besluit/", parties.NoticePage.as_view(), name="notice"),
    path(f"{_MEASURE}behandelaar/", watching.EntrustPage.as_view(), name="entrust"),
    path(f"{_MEASURE}termijn/<uuid:watch>/uitleg/", watching.ExplainPage.as_view(), name="explain"),
    path(f"{_MEASURE}signaal/", parties.NameSignalPage.as_view(), name="name_signal"),
    path(f"{_MEASURE}casus/", parties.TieToCasePage.as_view(), name="case"),
    path(f"{_MEASURE}bron/", parties.AddGroundPage.as_view(), name="add_ground"),
    path(
        f"{_MEASURE}bron/<uuid:ground>/weghalen/",
        parties.WithdrawGroundPage.as_view(),
        name="withdraw_ground",
    ),
    path(f"{_MEASURE}sluiting/", details.ClosurePage.as_view(), name="closure"),
    path(f"{_MEASURE}zegel/", closing.SealPage.as_view(), name="check_seals"),
    path(f"{_MEASURE}kosten/", closing.CostsPage.as_view(), name="charge_costs"),
    path(f"{_MEASURE}openzetten/", sharing.ShareMeasurePage.as_view(), name="share"),
    path(f"{_MEASURE}middelen/", details.DrugsPage.as_view(), name="drugs"),
    path(f"{_MEASURE}evenredigheid/", details.ProportionalityPage.as_view(), name="proportionality"),
    path(f"{_MEASURE}verbeurte/", claims.IncurPage.as_view(), name="incur"),
    path(f"{_MEASURE}bezwaar/", remedies.FileRemedyPage.as_view(), name="file_remedy"),
    path(f"{_MEASURE}bezwaar/<uuid:remedy>/", remedies.TreatRemedyPage.as_view(), name="treat_remedy"),
    path(f"{_MEASURE}dwangsom/", details.OrderPage.as_view(), name="order"),
]
