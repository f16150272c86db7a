"""The entrance of /beheer/."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from access.roles import ACTIONS, may
from access.views import Page
from accounts.models import SPECIAL_ROLES, Role
from administration.queries import people, to_confirm, waiting_proposals

ROOMS: Final = {
    "desk": "Eigen werk",
    "search": "Zoeken",
    "signals": "Signalen",
    "subjects": "Subjecten en objecten",
    "cases": "Casussen",
    "measures": "Maatregelen",
    "inspections": "Controles",
    "casustafel": "Casustafel",
    "bibob": "Bibob",
    "mreports": "M.-meldingen",
    "documents": "Documenten",
    "audit": "Logboek",
    "privacy": "Privacy",
    "administration": "Beheer",
    "styleguide": "Vormgeving",
}
# What each kind of act is called; a test keeps this list complete.
ACTS: Final = {
    "desk.use": "Eigen werklijst gebruiken",
    "desk.own_log": "Eigen logboek lezen",
    "search.use": "Overal zoeken",
    "signals.report": "Een signaal melden",
    "signals.view": "Signalen bekijken",
    "signals.assign": "Signalen toewijzen",
    "signals.assess": "Wegingen invullen",
    "signals.decide": "Over een signaal beslissen",
    "signals.edit": "Een signaal aanvullen",
    "signals.import": "Bestanden inlezen",
    "signals.share": "Een signaal voor iemand openzetten",
    "signals.reveal_reporter": "De melder zien",
    "signals.seal": "Een signaal verzegelen",
    "signals.open_seal": "Een zegel openen (met twee personen)",
    "signals.export": "Lijsten exporteren",
    "subjects.view": "Subjecten en objecten bekijken",
    "subjects.edit": "Subjecten en objecten vastleggen",
    "subjects.judge": "Beoordelen of twee registraties dezelfde zijn",
    "subjects.reveal": "Een afgeschermd nummer tonen",
    "subjects.import": "Registers inlezen",
    "subjects.share": "Een subject voor iemand openzetten",
    "casustafel.view": "Overleggen bekijken waarvoor men genodigd is",
    "casustafel.open": "Een overleg of een reeks beginnen",
    "casustafel.prepare": "Een agenda maken en mensen uitnodigen",
    "casustafel.send": "Een agenda versturen (met twee personen)",
    "casustafel.lead": "Een overleg leiden",
    "casustafel.adopt": "Het verslag vaststellen",
    "casustafel.align": "De afstemming met de politie aan tafel vastleggen",
    "bibob.lookup": "Raadplegen wat eerder is opgelegd",
    "bibob.edit": "Bibob-onderzoeken houden",
    "cases.list": "De lijst van casussen bekijken",
    "cases.view": "Een casus bekijken die voor hem openstaat",
    "cases.parts": "Signalen, subjecten, documenten en notities van een casus bekijken",
    "cases.open": "Een casus openen",
    "cases.edit": "Een casus bijhouden",
    "cases.decide": "Over een casus besluiten, sluiten en heropenen",
    "cases.share": "Een casus aan een andere organisatie verstrekken",
    "cases.compartment": "Een casus afschermen",
    "cases.destroy": "Casussen na de bewaartermijn vernietigen (met twee personen)",
    "cases.action": "Acties bekijken",
    "cases.report_action": "Over een eigen actie berichten",
    "cases.assign_action": "Acties uitzetten en wijzigen",
    "cases.verify_action": "Een actie verifiëren",
    "cases.drop_action": "Een actie laten vervallen",
    "cases.action_numbers": "Cijfers over acties per organisatie bekijken",
    "privacy.disclosures": "Het register van verstrekkingen bekijken",
    "measures.view": "Maatregelen en vorderingen bekijken",
    "measures.edit": "Maatregelen voorbereiden en bijhouden",
    "measures.decide": "Een besluit over een maatregel vastleggen",
    "measures.source": "Een signaal als bron van een maatregel noemen",
    "measures.collect": "Vorderingen bijhouden en innen",
    "measures.import": "Een oud register van maatregelen inlezen",
    "measures.export": "Vorderingen exporteren",
    "measures.write": "Brieven bij een maatregel schrijven en maken",
    "measures.dossier": "Een procesdossier maken",
    "inspections.view": "Controles bekijken",
    "inspections.plan": "Controles voorbereiden en plannen",
    "inspections.visit": "Controles uitvoeren en bevindingen vastleggen",
    "inspections.findings": "Bevindingen bekijken",
    "inspections.follow": "Over een voorgestelde maatregel antwoorden",
    "inspections.export": "De lijst van controles exporteren",
    "measures.share": "Een maatregel voor iemand openzetten",
    "measures.destroy": "Maatregelen na de bewaartermijn vernietigen",
    "mreports.view": "Ruwe M.-meldingen bekijken",
    "mreports.receive": "M.-meldingen inlezen",
    "mreports.align": "Afstemming met de politie vastleggen",
    "mreports.derive": "Een neutraal signaal maken",
    "mreports.destroy": "M.-meldingen vernietigen",
    "mreports.account": "Jaarlijks gebruik verantwoorden",
    "audit.view": "Het logboek doorzoeken",
    "privacy.review": "Toezien op privacy",
    "administration.users": "Gebruikers en rollen beheren",
    "administration.users_read": "Gebruikers en rollen bekijken",
    "administration.second": "Bijzondere rechten goedkeuren",
    "administration.reference": "Lijsten wijzigen",
    "administration.reference_read": "Lijsten bekijken",
    "documents.view": "Documenten bekijken",
    "documents.original": "Het originele bestand ophalen",
    "documents.edit": "Een nieuwe versie toevoegen, gegevens wijzigen, verbergen",
    "documents.redact": "Een document lakken",
    "documents.copy": "Een kopie met watermerk meenemen",
    "styleguide.view": "De stijlgids bekijken",
}


@dataclass(frozen=True, slots=True)
class Act:
    """One kind of act and the roles that may do it."""

    label: str
    roles: tuple[str, ...]


def acts_by_room() -> list[tuple[str, list[Act]]]:
    """The role table itself, in Dutch and by room."""
    rooms = []
    for room, actions in groupby(ACTIONS, key=lambda action: action.partition(".")[0]):
        acts = [
            Act(
                ACTS.get(action, action),
                tuple(role.label for role in Role if role in ACTIONS[action])
                if set(ACTIONS[action]) != set(Role)
                else ("iedereen",),
            )
            for action in actions
        ]
        rooms.append((ROOMS.get(room, room), acts))
    return rooms


class Home(Page):
    """What can be kept here, and who may do what, read from the role table itself."""

    action = "administration.users_read"
    purpose = "Beheer"
    template_name = "administration/home.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Tiles with what waits, and the role table."""
        actor = self.actor
        second, keeps = may(actor, "administration.second"), may(actor, "administration.users")
        return self.show(
            active=people(actor).filter(is_active=True).count(),
            proposals=len(waiting_proposals(actor)) if second else None,
            due=len(to_confirm(actor)) if keeps else None,
            rooms=acts_by_room(),
            special=[role.label for role in Role if role in SPECIAL_ROLES],
        )
