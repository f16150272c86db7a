"""One registration of a person, organisation, premises, vehicle, phone or account: as one source knows it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from access.grants import GroupGrant, UserGrant
from access.records import Part
from documents.models import Bearer
from encryption.fields import EncryptedCharField
from subjects import facts
from subjects.policy import SubjectPolicy


class Kind(models.TextChoices):
    """What a record is about."""

    PERSON = facts.PERSON, "Persoon"
    ORGANISATION = facts.ORGANISATION, "Organisatie"
    PREMISES = facts.PREMISES, "Pand of adres"
    VEHICLE = facts.VEHICLE, "Voertuig"
    PHONE = facts.PHONE, "Telefoonnummer"
    ACCOUNT = facts.ACCOUNT, "Rekening"


class Subject(Bearer):
    """What one source says about one subject or object; the facts are its statements.

    Two registrations of the same person stay two rows: :class:`subjects.models.Judgement` ties them.
    ``label`` is the shown name, derived from the statements. ``names`` holds every name in the form
    in which typing errors are found, ``name_keys`` the keyed hashes of its sounds
    (:mod:`subjects.naming`); both under both locks like the row itself.
    """

    policy = SubjectPolicy()

    kind = models.CharField("soort", max_length=12, choices=Kind)
    label = EncryptedCharField("naam", max_length=300, context="subjects.subject.label")
    names = models.TextField(blank=True, editable=False)
    name_keys = ArrayField(models.BigIntegerField(), default=list, editable=False)
    origin_key = models.BinaryField(null=True, editable=False)
    common_until = models.DateField("veelvoorkomend tot", null=True)
    # Roles of the owner that may see this registration besides those that keep the register: the jurists
    # for a party of a measure, say.
    also_for = ArrayField(models.CharField(max_length=16), default=list, editable=False)

    class Meta(Bearer.Meta):
        verbose_name = "subject of object"
        verbose_name_plural = "subjecten en objecten"
        default_permissions = ()
        indexes = [
            *Bearer.Meta.indexes,
            models.Index(
                fields=["kind", "-created_at", "-id"],
                include=["acl", "confidentiality"],
                name="subjects_subject_list",
            ),
            GinIndex(fields=["names"], opclasses=["gin_trgm_ops"], name="subjects_subject_names"),
            # Every signal asks this one: a list of rows still to be filed would be read each time.
            # With the acl in it, who sees little reads none of the many that he may not see.
            GinIndex(fields=["name_keys", "acl"], fastupdate=False, name="subjects_subject_keys_acl"),
        ]
        constraints = [
            *Bearer.Meta.constraints,
            # The same row of the same source never comes in twice.
            models.UniqueConstraint(
                fields=["owner", "origin_key"],
                condition=~Q(origin_key=None),
                name="subjects_subject_origin_once",
            ),
        ]

    @property
    def room(self) -> str:
        """The first part of its address."""
        return "subjecten" if self.kind in facts.SUBJECTS else "objecten"

    @property
    def address(self) -> str:
        """Where the record is shown: fixed by contract, so that it may stand in a letter."""
        return f"/{self.room}/{self.number}/"


class SubjectUserGrant(UserGrant):
    """A subject opened for one person."""

    content_object = models.ForeignKey(Subject, models.CASCADE, related_name="user_grant_rows")

    class Meta(UserGrant.Meta):
        pass


class SubjectGroupGrant(GroupGrant):
    """A subject opened for a role group."""

    content_object = models.ForeignKey(Subject, models.CASCADE, related_name="group_grant_rows")

    class Meta(GroupGrant.Meta):
        pass


Subject.user_grants = SubjectUserGrant
Subject.group_grants = SubjectGroupGrant


class SubjectKey(Part):
    """A keyed hash under which a subject is found: a number, a house, a name as it sounds."""

    track_changes = False  # follows the statements, which are logged
    part_of = "subject"
    policy = SubjectPolicy()
    subject = models.ForeignKey(Subject, models.CASCADE, related_name="keys")
    kind = models.CharField(max_length=16)
    key = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["kind", "key"], name="subjects_subjectkey_lookup")]
        constraints = [
            models.UniqueConstraint(fields=["subject", "kind", "key"], name="subjects_subjectkey_once")
        ]
