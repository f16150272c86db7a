"""Every change of people and rights: asked of the policy, in one transaction, on record.

When somebody's rights change his sessions end at once, so that nothing is shown on old rights.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction

from accounts import notices
from accounts.models import (
    SPECIAL_ROLES,
    Organisation,
    Role,
    RoleAssignment,
    SecrecyStatement,
    User,
    role_group,
)
from accounts.policy import must_fit, must_keep, must_manage, must_second
from accounts.sessions import end_sessions
from audit.models import Action, Result
from audit.record import record_event
from core import clock
from core.errors import Refused
from core.levels import Confidentiality

MOST_M_AUTHORISED = 2
# Which sentence belongs to which refusal of the database.
SENTENCES = {
    "accounts_two_m_authorised": "Er zijn al twee M.-gemachtigden. Meer mogen er niet zijn (contract M.).",
    "accounts_m_needs_statement": "Leg eerst de getekende geheimhoudingsverklaring vast.",
    "accounts_role_held_once": "Deze gebruiker heeft deze rol al, of er ligt al een voorstel.",
    "accounts_email_once": "Er is al een account met dit e-mailadres.",
    "accounts_user_email": "Er is al een account met dit e-mailadres.",
}


@transaction.atomic
def invite_user(
    *, by: User, email: str, name: str, organisation: Organisation, clearance: int = Confidentiality.INTERN
) -> User:
    """Make an account without rights and mail a link to set a password; no content in the mail."""
    _ask(must_keep, by, organisation)
    email = email.strip().lower()
    if not name.strip():
        raise Refused("Vul de naam in.", field="name")
    with _in_sentences(field="email"):
        user = User.objects.create_user(
            email, None, name=name.strip(), organisation=organisation, clearance=clearance
        )
    _log(Action.CREATE, user, clearance=int(clearance))
    _mail_invitation(user)
    return user


@transaction.atomic
def invite_again(*, by: User, user: User) -> None:
    """Mail a new link to somebody who never set a password; an older link keeps working until its end."""
    _ask(must_manage, by, user, about=user)
    if not user.is_active:
        raise Refused("Dit account is gesloten.")
    if user.has_usable_password():
        raise Refused("Deze gebruiker heeft al een wachtwoord. Hij kan zelf een nieuw wachtwoord aanvragen.")
    _log(Action.CHANGE, user, invited=True)
    _mail_invitation(user)


@transaction.atomic
def change_user(*, by: User, user: User, name: str, clearance: int, why: str) -> User:
    """Change name or clearance (how secret a thing somebody may see); a new clearance ends the sessions."""
    _ask(must_manage, by, user, about=user)
    _must_say_why(why)
    changed = user.clearance != clearance
    user.name, user.clearance = name.strip(), clearance
    if not user.name:
        raise Refused("Vul de naam in.", field="name")
    if clearance not in Confidentiality.values:
        raise Refused("Dit niveau bestaat niet.", field="clearance")
    user.save(update_fields=["name", "clearance"])
    _log(Action.CHANGE, user, why, clearance=int(clearance))
    if changed:
        end_sessions(user)
    return user


@transaction.atomic
def deactivate_user(*, by: User, user: User, why: str) -> User:
    """Close an account: sessions and rights end the same moment; the row stays for the log."""
    _ask(must_manage, by, user, about=user)
    _must_say_why(why)
    for assignment in user.assignments.filter(revoked_at=None, refused_at=None):
        _end(assignment, by)
    user.is_active = False
    user.save(update_fields=["is_active"])
    _after(user)
    _log(Action.REVOKE, user, why, account="closed")
    return user


@transaction.atomic
def reactivate_user(*, by: User, user: User, why: str) -> User:
    """Open a closed account again, without any rights."""
    _ask(must_manage, by, user, about=user)
    _must_say_why(why)
    user.is_active = True
    user.save(update_fields=["is_active"])
    _log(Action.GRANT, user, why, account="reopened")
    return user


@transaction.atomic
def assign_role(
    *, by: User, user: User, role: Role, why: str, starts_on: date | None = None, ends_on: date | None = None
) -> RoleAssignment:
    """Give a role; a special right becomes a proposal that a second person must approve."""
    _ask(must_manage, by, user, about=user)
    must_fit(role, user.organisation)
    _must_say_why(why)
    starts_on = starts_on or clock.today()
    if starts_on < clock.today():
        raise Refused("Een recht kan niet in het verleden beginnen.", field="starts_on")
    if ends_on and ends_on < starts_on:
        raise Refused("De einddatum ligt voor de begindatum.", field="ends_on")
    if not user.is_active:
        raise Refused("Dit account is gesloten.")
    if role == Role.M_AUTHORISED:
        _must_be_allowed_m(user, starts_on)
    with _in_sentences():
        assignment = RoleAssignment.objects.create(
            user=user,
            role_group=role_group(user.organisation, role),
            starts_on=starts_on,
            ends_on=ends_on,
            reason=why.strip()[:300],
            granted_by=by,
        )
    proposal = role in SPECIAL_ROLES
    _log(Action.GRANT, user, why, role=str(role), proposal=proposal)
    if not proposal:
        _after(user)
    return assignment


@transaction.atomic
def approve_role(*, by: User, assignment: RoleAssignment) -> RoleAssignment:
    """Agree as second person with a special right; only now it holds."""
    assignment = _open_proposal(assignment)
    _ask(must_second, by, assignment, about=assignment.user)
    if not assignment.user.is_active:
        raise Refused("Dit account is gesloten.")
    if assignment.role == Role.M_AUTHORISED:
        _must_be_allowed_m(assignment.user, assignment.starts_on)
    assignment.second_by, assignment.second_at = by, clock.now()
    with _in_sentences():
        assignment.save(update_fields=["second_by", "second_at"])
    _log(Action.GRANT, assignment.user, role=str(assignment.role), second=True)
    _after(assignment.user)
    return assignment


@transaction.atomic
def refuse_role(*, by: User, assignment: RoleAssignment, why: str) -> RoleAssignment:
    """Say no to a proposed special right."""
    assignment = _open_proposal(assignment)
    _ask(must_second, by, assignment, about=assignment.user)
    _must_say_why(why)
    assignment.refused_at = clock.now()
    assignment.save(update_fields=["refused_at"])
    _log(Action.REVOKE, assignment.user, why, role=str(assignment.role), proposal=True)
    return assignment


@transaction.atomic
def revoke_role(*, by: User, assignment: RoleAssignment, why: str) -> RoleAssignment:
    """Take a role away, from this moment."""
    _ask(must_manage, by, assignment.user, about=assignment.user)
    _must_say_why(why)
    assignment = _locked(assignment)
    if assignment.is_open:
        _end(assignment, by)
        _log(Action.REVOKE, assignment.user, why, role=str(assignment.role))
        _after(assignment.user)
    return assignment


@transaction.atomic
def confirm_role(*, by: User, assignment: RoleAssignment) -> RoleAssignment:
    """Confirm that a role is still needed (BIO2: yearly, special rights quarterly)."""
    _ask(must_manage, by, assignment.user, about=assignment.user)
    assignment = _locked(assignment)
    if not assignment.is_open or assignment.is_proposal:
        raise Refused("Deze rol geldt niet meer. Er valt niets te bevestigen.")
    assignment.confirmed_on = clock.today()
    assignment.save(update_fields=["confirmed_on"])
    _log(Action.GRANT, assignment.user, role=str(assignment.role), confirmed=True)
    return assignment


@transaction.atomic
def record_secrecy_statement(
    *, by: User, user: User, signed_on: date, reference: str, ends_on: date | None = None
) -> SecrecyStatement:
    """Put a signed statement of secrecy on record."""
    _ask(must_manage, by, user, about=user)
    if signed_on > clock.today():
        raise Refused("Deze datum ligt in de toekomst.", field="signed_on")
    if ends_on and ends_on < signed_on:
        raise Refused("De einddatum ligt voor de datum van tekenen.", field="ends_on")
    if not reference.strip():
        raise Refused("Vul het kenmerk van de verklaring in.", field="reference")
    statement = SecrecyStatement.objects.create(
        user=user, signed_on=signed_on, ends_on=ends_on, reference=reference.strip(), recorded_by=by
    )
    _log(Action.CHANGE, user, secrecy_statement=True)
    return statement


@transaction.atomic
def end_all_sessions(*, by: User, user: User, why: str) -> int:
    """Sign somebody out everywhere, for instance after a lost telephone."""
    _ask(must_manage, by, user, about=user)
    _must_say_why(why)
    ended = end_sessions(user)
    _log(Action.REVOKE, user, why, sessions=ended)
    return ended


@transaction.atomic
def end_session(*, by: User, user: User, session: int, why: str) -> None:
    """Sign somebody out on one device. ``session`` is the id of the session in the list."""
    _ask(must_manage, by, user, about=user)
    _must_say_why(why)
    for row in UserSession.objects.filter(user=user, pk=session):
        row.end()
        _log(Action.REVOKE, user, why, sessions=1)


@transaction.atomic
def expire_rights() -> int:
    """End the roles whose term passed or that nobody confirmed in time; returns how many.

    A passed term already gives no rights; this ends the sessions and closes the ledger row.
    """
    today = clock.today()
    ended = 0
    rows = RoleAssignment.objects.filter(revoked_at=None, refused_at=None).select_related(
        "role_group", "user"
    )
    for assignment in rows.select_for_update(of=("self",)):
        over = assignment.ends_on is not None and assignment.ends_on < today
        unconfirmed = not assignment.is_proposal and assignment.confirm_before < today
        silent = (
            assignment.role == Role.M_AUTHORISED
            and not assignment.is_proposal
            and not assignment.user.secrecy_statements.on_record(today).exists()
            and assignment.starts_on <= today
        )
        if over or unconfirmed or silent:
            _end(assignment, None)
            _log(
                Action.REVOKE,
                assignment.user,
                role=str(assignment.role),
                expired=over,
                unconfirmed=unconfirmed,
                without_statement=silent,
            )
            _after(assignment.user)
            ended += 1
    _follow_started(today)
    return ended


def _follow_started(today: date) -> None:
    """Put people in the group of a role that starts today; the ledger itself already counts it."""
    started = RoleAssignment.objects.in_force(today).filter(starts_on=today).select_related("user")
    for assignment in started:
        assignment.user.groups.add(assignment.role_group_id)


def _open_proposal(assignment: RoleAssignment) -> RoleAssignment:
    fresh = _locked(assignment)
    if fresh.second_by_id or not fresh.is_open:
        raise Refused("Over dit voorstel is al beslist.")
    return fresh


def _locked(assignment: RoleAssignment) -> RoleAssignment:
    """The row as it is now, held until the change is done."""
    rows = RoleAssignment.objects.select_for_update(of=("self",))
    return rows.select_related("user__organisation", "role_group").get(pk=assignment.pk)


def _must_be_allowed_m(user: User, on: date) -> None:
    if not user.secrecy_statements.on_record(on).exists():
        raise Refused(SENTENCES["accounts_m_needs_statement"], article="contract M.")
    holders = RoleAssignment.objects.in_force(on).filter(
        role_group__organisation=user.organisation, role_group__role=Role.M_AUTHORISED
    )
    if holders.exclude(user=user).values("user").distinct().count() >= MOST_M_AUTHORISED:
        raise Refused(SENTENCES["accounts_two_m_authorised"], article="contract M.")


@contextmanager
def _in_sentences(field: str | None = None) -> Iterator[None]:
    """Turn a refusal of the database into the sentence for the user."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        told = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or str(error)
        for name, sentence in SENTENCES.items():
            if name in told:
                raise Refused(sentence, field=field) from error
        raise


def _mail_invitation(user: User) -> None:
    """After the commit; a mail server that is down must not undo the account (robust)."""
    transaction.on_commit(lambda: notices.invitation(user), robust=True)


def _end(assignment: RoleAssignment, by: User | None) -> None:
    assignment.revoked_at, assignment.revoked_by = clock.now(), by
    assignment.save(update_fields=["revoked_at", "revoked_by"])


def _after(user: User) -> None:
    """Rights changed: guardian's groups follow, and what is open on old rights closes."""
    user.forget_roles()
    rows = RoleAssignment.objects.in_force(clock.today()).filter(user=user)
    user.groups.set(Group.objects.filter(pk__in=rows.values_list("role_group__group_id", flat=True)))
    end_sessions(user)


def _ask(policy: Callable[..., None], *question: object, about: User | None = None) -> None:
    """Ask the policy; a no is on record, since it may be an attempt at more rights."""
    try:
        policy(*question)
    except Refused:
        record_event(
            Action.DENIED,
            record_type="accounts.user",
            record_id=str(about.pk) if about else "",
            result=Result.DENIED,
            details={"policy": policy.__name__},
        )
        raise


def _must_say_why(why: str) -> None:
    if not why.strip():
        raise Refused("Geef een reden.", field="why")


def _log(action: Action, user: User, why: str = "", **details: str | int | bool) -> None:
    record_event(
        action, record_type="accounts.user", record_id=str(user.pk), reason=why[:500], details=details
    )
