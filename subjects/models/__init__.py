"""Tables of the room subjects, one file per thing."""

from core.sources import SourceKind
from subjects.models.judgement import Judgement, Verdict
from subjects.models.relation import Certainty, Relation, RelationKind
from subjects.models.statement import Credibility, Reliability, Statement
from subjects.models.subject import Kind, Subject, SubjectGroupGrant, SubjectKey, SubjectUserGrant

__all__ = [
    "Certainty",
    "Credibility",
    "Judgement",
    "Kind",
    "Relation",
    "RelationKind",
    "Reliability",
    "SourceKind",
    "Statement",
    "Subject",
    "SubjectGroupGrant",
    "SubjectKey",
    "SubjectUserGrant",
    "Verdict",
]
