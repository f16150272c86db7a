"""Role x action, as one table: what kind of thing a role may do.

On which record is decided by the acl; both must be yes. An action that is missing here is
refused to everybody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from accounts.models import Role

if TYPE_CHECKING:
    from accounts.models import User

R = Role
EVERYONE: Final = frozenset(Role)

ACTIONS: Final[dict[str, frozenset[Role]]] = {
    # own desk
    "desk.use": EVERYONE,
    "desk.own_log": EVERYONE,
    "search.use": frozenset({R.COORDINATOR, R.ANALYST}),
    # signals
    "signals.report": frozenset(
        {R.REPORTER, R.COORDINATOR, R.ANALYST, R.M_AUTHORISED, R.LEGAL, R.INSPECTOR, R.BIBOB, R.CHAIR}
    ),
    "signals.view": frozenset({R.COORDINATOR, R.ANALYST}),
    "signals.assign": frozenset({R.COORDINATOR, R.ANALYST}),
    "signals.assess": frozenset({R.COORDINATOR, R.ANALYST}),
    "signals.decide": frozenset({R.COORDINATOR}),
    "signals.edit": frozenset({R.COORDINATOR, R.ANALYST}),
    "signals.import": frozenset({R.COORDINATOR}),
    "signals.share": frozenset({R.COORDINATOR}),
    "signals.reveal_reporter": frozenset({R.COORDINATOR}),
    "signals.seal": frozenset({R.COORDINATOR}),
    "signals.open_seal": frozenset({R.COORDINATOR, R.PRIVACY_OFFICER}),
    # a special right of its own (security 2); what it lets out is still decided by the acl
    "signals.export": frozenset({R.EXPORTER}),
    # subjects and objects
    "subjects.view": frozenset({R.COORDINATOR, R.ANALYST, R.LEGAL, R.BIBOB}),
    "subjects.edit": frozenset({R.COORDINATOR, R.ANALYST}),
    "subjects.judge": frozenset({R.COORDINATOR, R.ANALYST, R.LEGAL}),
    "subjects.reveal": frozenset({R.COORDINATOR, R.ANALYST}),
    "subjects.import": frozenset({R.COORDINATOR}),
    "subjects.share": frozenset({R.COORDINATOR}),
    # cases; jurists and inspectors only see the ones that they are named in
    "cases.list": frozenset({R.COORDINATOR, R.ANALYST, R.CHAIR, R.LEGAL, R.INSPECTOR}),
    "cases.view": frozenset({R.COORDINATOR, R.ANALYST, R.CHAIR, R.LEGAL, R.INSPECTOR, R.PARTICIPANT}),
    # signals, subjects, documents and notes; the chair reads the summary (domain 1.5)
    "cases.parts": frozenset({R.COORDINATOR, R.ANALYST, R.LEGAL, R.INSPECTOR}),
    "cases.open": frozenset({R.COORDINATOR, R.ANALYST}),
    "cases.edit": frozenset({R.COORDINATOR, R.ANALYST, R.LEGAL, R.INSPECTOR}),
    "cases.decide": frozenset({R.COORDINATOR, R.CHAIR}),
    "cases.share": frozenset({R.COORDINATOR}),
    "cases.compartment": frozenset({R.COORDINATOR}),
    "cases.destroy": frozenset({R.COORDINATOR, R.PRIVACY_OFFICER}),
    # actions: everybody who can be asked to do something, partners included
    "cases.action": frozenset(
        {
            R.COORDINATOR,
            R.ANALYST,
            R.CHAIR,
            R.LEGAL,
            R.INSPECTOR,
            R.BIBOB,
            R.M_AUTHORISED,
            R.PARTICIPANT,
        }
    ),
    "cases.report_action": frozenset(
        {
            R.COORDINATOR,
            R.ANALYST,
            R.CHAIR,
            R.LEGAL,
            R.INSPECTOR,
            R.BIBOB,
            R.M_AUTHORISED,
            R.PARTICIPANT,
        }
    ),
    "cases.assign_action": frozenset({R.COORDINATOR, R.ANALYST, R.CHAIR, R.LEGAL, R.INSPECTOR}),
    "cases.verify_action": frozenset({R.CHAIR}),
    "cases.drop_action": frozenset({R.COORDINATOR, R.CHAIR}),
    "cases.action_numbers": frozenset({R.COORDINATOR, R.CHAIR, R.MANAGER}),
    # measures and claims
    "measures.view": frozenset({R.LEGAL, R.COORDINATOR, R.ANALYST, R.BIBOB}),
    "measures.edit": frozenset({R.LEGAL}),
    "measures.decide": frozenset({R.LEGAL}),
    "measures.source": frozenset({R.COORDINATOR, R.ANALYST}),
    "measures.collect": frozenset({R.LEGAL}),
    "measures.export": frozenset({R.LEGAL}),
    "measures.import": frozenset({R.LEGAL}),
    "measures.write": frozenset({R.LEGAL}),
    "measures.dossier": frozenset({R.LEGAL}),
    # the table: who is asked to it reads; the hosts prepare, send and lead. An analyst can be its secretary
    "casustafel.view": frozenset(
        {R.CHAIR, R.COORDINATOR, R.PARTICIPANT, R.ANALYST, R.LEGAL, R.INSPECTOR, R.BIBOB, R.M_AUTHORISED}
    ),
    "casustafel.open": frozenset({R.CHAIR, R.COORDINATOR}),
    "casustafel.prepare": frozenset({R.CHAIR, R.COORDINATOR, R.ANALYST}),
    "casustafel.send": frozenset({R.CHAIR, R.COORDINATOR, R.ANALYST}),
    "casustafel.lead": frozenset({R.CHAIR, R.COORDINATOR, R.ANALYST}),
    # controls; a jurist sees only findings that were proposed for a measure
    "inspections.view": frozenset({R.INSPECTOR, R.COORDINATOR, R.ANALYST, R.LEGAL}),
    "inspections.plan": frozenset({R.INSPECTOR, R.COORDINATOR}),
    "inspections.visit": frozenset({R.INSPECTOR, R.COORDINATOR}),
    "inspections.findings": frozenset({R.INSPECTOR, R.COORDINATOR, R.ANALYST, R.LEGAL}),
    "inspections.follow": frozenset({R.LEGAL}),
    "inspections.export": frozenset({R.COORDINATOR}),
    "measures.share": frozenset({R.LEGAL, R.COORDINATOR}),
    "measures.destroy": frozenset({R.LEGAL, R.COORDINATOR}),
    "casustafel.adopt": frozenset({R.CHAIR, R.COORDINATOR, R.ANALYST}),
    "casustafel.align": frozenset({R.CHAIR, R.COORDINATOR}),
    # vault of Bibob
    "bibob.lookup": frozenset({R.BIBOB}),
    "bibob.edit": frozenset({R.BIBOB}),
    # vault of M. reports
    "mreports.view": frozenset({R.M_AUTHORISED}),
    "mreports.receive": frozenset({R.M_AUTHORISED}),
    "mreports.align": frozenset({R.M_AUTHORISED}),
    "mreports.derive": frozenset({R.M_AUTHORISED}),
    "mreports.destroy": frozenset({R.M_AUTHORISED}),
    "mreports.account": frozenset({R.M_AUTHORISED, R.PRIVACY_OFFICER}),
    # audit and privacy
    "audit.view": frozenset({R.PRIVACY_OFFICER, R.AUDITOR}),
    "privacy.review": frozenset({R.PRIVACY_OFFICER}),
    "privacy.disclosures": frozenset({R.PRIVACY_OFFICER}),
    # administration
    "administration.users": frozenset({R.ADMIN}),
    "administration.users_read": frozenset({R.ADMIN, R.AUDITOR}),
    # the second person for special rights
    "administration.second": frozenset({R.ADMIN, R.PRIVACY_OFFICER}),
    "administration.reference": frozenset({R.ADMIN}),
    "administration.reference_read": frozenset({R.ADMIN, R.AUDITOR}),
    # documents: as visible as the record they belong to; who may report sees the photos of his draft
    "documents.view": frozenset(
        {
            R.REPORTER,
            R.COORDINATOR,
            R.ANALYST,
            R.M_AUTHORISED,
            R.LEGAL,
            R.INSPECTOR,
            R.BIBOB,
            R.CHAIR,
            R.PARTICIPANT,
            R.PRIVACY_OFFICER,
        }
    ),
    # besides, the record itself must be open to the change (documents.models.Bearer)
    "documents.edit": frozenset({R.COORDINATOR, R.ANALYST, R.LEGAL, R.INSPECTOR, R.BIBOB, R.CHAIR}),
    "documents.redact": frozenset({R.COORDINATOR, R.ANALYST, R.LEGAL}),
    "documents.copy": frozenset({R.COORDINATOR, R.LEGAL, R.BIBOB}),
    "documents.original": frozenset({R.COORDINATOR, R.LEGAL, R.BIBOB}),
    "styleguide.view": EVERYONE,
}


def may(user: User, action: str) -> bool:
    """Does one of the user's roles allow this kind of act?"""
    return user.is_active and not ACTIONS.get(action, frozenset()).isdisjoint(user.roles())


def who_may(action: str) -> list[str]:
    """The Dutch names of the roles that may do this, for refusals and the permissions page."""
    return [role.label for role in Role if role in ACTIONS.get(action, frozenset())]


def refusal(action: str) -> str:
    """The sentence for somebody whose roles don't allow an act."""
    names = who_may(action)
    if not names:
        return "Dit kan niemand doen."
    return "Dit kan alleen: " + ", ".join(names) + "."
