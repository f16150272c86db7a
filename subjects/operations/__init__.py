"""Every change to subjects and objects."""

from subjects.operations.judging import judge, withdraw_judgement
from subjects.operations.register import (
    NewFact,
    NewSubject,
    Source,
    register_subject,
    state_fact,
    withdraw_fact,
)
from subjects.operations.relating import relate, withdraw_relation

__all__ = [
    "NewFact",
    "NewSubject",
    "Source",
    "judge",
    "register_subject",
    "relate",
    "state_fact",
    "withdraw_fact",
    "withdraw_judgement",
    "withdraw_relation",
]
