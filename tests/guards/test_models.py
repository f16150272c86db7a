"""A new table, column or job must say how it is protected; silence fails."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from access.records import Part, ProtectedModel, Record
from encryption.fields import EncryptedField
from vik.celery import app as celery_app
from vik.timetable import TIMETABLE

ROOT = Path(__file__).parents[2]
OURS = (
    "core",
    "access",
    "accounts",
    "audit",
    "reference",
    "documents",
    "subjects",
    "signals",
    "cases",
    "measures",
    "inspections",
    "bibob",
    "casustafel",
    "mreports",
)
HOUSE = {path.parent.name for path in ROOT.glob("*/apps.py")}
# Tables without case data, each with the reason.
OPEN_TABLES = {
    "core.numberseries": "numbers only",
    "access.grantmoment": "when an acl must be derived anew; keys and times only",
    "accounts.organisation": "names of organisations",
    "accounts.user": "colleagues, kept by the administrator",
    "accounts.rolegroup": "roles per organisation",
    "accounts.roleassignment": "who holds which role, kept by the administrator",
    "accounts.secrecystatement": "that a colleague signed",
    "audit.auditevent": "readable through its own door only",
    "audit.reasonkey": "wrapped keys",
    "reference.area": "reference list",
    "reference.areashape": "boundaries of areas, a public map",
    "reference.bagaddress": "addresses of a public register, without who lives there",
    "reference.bagextract": "dates of extracts of a public register",
    "reference.theme": "reference list",
    "reference.phenomenon": "reference list",
    "reference.indicator": "reference list",
    "reference.legalregime": "reference list",
    "reference.legalbasis": "reference list",
    "reference.measuretype": "reference list",
    "reference.closurerule": "reference list",
    "reference.freeday": "reference list",
    "reference.lettertext": "reference list",
    "reference.letterhead": "reference list",
    "reference.controltype": "reference list",
    "reference.controlcheck": "reference list",
    "reference.retentionterm": "reference list",
    "signals.columnmapping": "headings of tables, no rows",
    "signals.signalusergrant": "guarded by row-level security, see test_second_lock",
    "signals.signalgroupgrant": "guarded by row-level security, see test_second_lock",
    "subjects.subjectusergrant": "guarded by row-level security, see test_second_lock",
    "subjects.subjectgroupgrant": "guarded by row-level security, see test_second_lock",
    "measures.measureusergrant": "guarded by row-level security, see test_second_lock",
    "measures.measuregroupgrant": "guarded by row-level security, see test_second_lock",
    "cases.caseusergrant": "guarded by row-level security, see test_second_lock",
    "cases.casegroupgrant": "guarded by row-level security, see test_second_lock",
    "signals.savedfilter": "a user's own default filter: codes only",
}
# Text that stands readable in the database, each with the reason. Everything else is encrypted.
READABLE = {
    "number": "public number",
    "about": "public number of what an agenda item is about",
    "territory": "codes of municipalities",
    "record_number": "public number",
    "record_type": "name of a table",
    "title": "neutral by rule: no names in titles",
    "team": "name of a team",
    "observed_text": "a date in words",
    "retention_ground": "computed from the rule",
    "file_key": "name in the file store, random",
    "header_signature": "hash",
    "source_name": "name of a source",
    "reason": "a sentence of ours, or a code",
    "field": "name of a field",
    "sheet": "name of a sheet",
    "kind": "code",
    "article": "article of a law",
    "lbb_number": "number of the LBB, without content",
    "wkpb_number": "number in a public register",
    "code": "code of a term",
    "next_code": "code of a term",
    "period": "unit of time",
    "source": "code",
    "target": "code",
    "recipient": "department or organisation",
    "legal_basis": "label of the list of legal bases",
    "purpose": "purpose in general words",
    "media_type": "media type",
    "also_sent_to": "kind of organisation",
    "verified_by": "kind of source",
    "destroyed_why": "reason without content, part of the tombstone",
    "spoken_with": "function, not a name",
    "source_reliability": "code",
    "content_credibility": "code",
    "answer": "code",
    "token": "random",
    "short_status": "one of a few words for the reporter",
    "names": "names without accents, to be found with typing errors; under both locks",
    "fact": "code of the table of facts",
    "since": "a day in register notation",
    "until": "a day in register notation",
    "source_number": "public number of a signal or document",
    "check_code": "code of a reference list",
    "query": "a filter without the words that were searched for",
}
PROTECTED = [model for model in apps.get_models() if issubclass(model, ProtectedModel)]


def test_every_table_of_ours_is_protected_or_on_the_short_list() -> None:
    found = [
        model._meta.label_lower
        for model in apps.get_models()
        if model._meta.app_label in OURS and not issubclass(model, Record | Part)
    ]
    assert sorted(set(found) - OPEN_TABLES.keys()) == []


@pytest.mark.parametrize("model", PROTECTED, ids=lambda model: model._meta.label)
def test_every_text_of_a_case_is_encrypted_or_says_why_not(model: Any) -> None:
    bare = [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, EncryptedField)
        and not field.choices
        and field.name not in READABLE
    ]
    assert bare == []


def test_every_protected_table_has_a_policy() -> None:
    assert [model._meta.label for model in PROTECTED if model.policy is None] == []


def test_every_encrypted_field_has_a_context_of_its_own() -> None:
    contexts = [
        field.context
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, EncryptedField)
    ]
    assert len(contexts) == len(set(contexts))


def test_every_job_is_made_by_the_one_way() -> None:
    celery_app.loader.import_default_modules()
    ours = {name: task for name, task in celery_app.tasks.items() if not name.startswith("celery.")}
    assert [
        name
        for name, task in ours.items()
        if not getattr(task, "vik_why", "") and not name.startswith("audit.")
    ] == []
    assert ours


def test_every_job_of_the_timetable_exists() -> None:
    celery_app.loader.import_default_modules()
    assert {str(entry["task"]) for entry in TIMETABLE.values()} - set(celery_app.tasks) == set()


def test_nobody_opens_a_record_with_a_name_of_his_own() -> None:
    """``__str__`` of a record would carry its content into logs."""
    named = [model._meta.label for model in PROTECTED if model.__str__ is not models.Model.__str__]
    assert named == []


def test_pages_never_open_a_sealed_table_without_actor() -> None:
    """``unrestricted`` and ``elevated`` stand in operations, queries, jobs and commands, never where a page is made.

    Such a place is a module of pages (it builds on ``access.views``), of forms or of template tags.
    """
    wrong = []
    places = 0
    for path in ROOT.glob("*/**/*.py"):
        inside = path.relative_to(ROOT)
        if inside.parts[0] not in HOUSE:
            continue
        text = path.read_text()
        pages = "from access.views import" in text or {"views", "forms", "templatetags"} & {
            *inside.parts,
            path.stem,
        }
        if pages and inside.parts[0] != "access":
            places += 1
            wrong += [
                f"{inside}:{node.lineno}"
                for node in ast.walk(ast.parse(text))
                if (isinstance(node, ast.Attribute) and node.attr == "unrestricted")
                or (isinstance(node, ast.alias) and node.name == "elevated")
            ]
    assert wrong == []
    assert places > 25
