"""Every change to subjects and objects."""

from subjects.operations.forgetting import (
    Departed,
    destroy_records,
    forget_told,
    numbers_behind,
    tell_when_destroyed,
    told_by,
)
from subjects.operations.judging import judge, withdraw_judgement
from subjects.operations.noting import end_common, mark_common
from subjects.operations.register import (
    NewFact,
    NewSubject,
    Source,
    form_key,
    register_subject,
    sent_before,
    state_fact,
    withdraw_fact,
)
from subjects.operations.relating import relate, withdraw_relation

__all__ = [
    "Departed",
    "NewFact",
    "NewSubject",
    "Source",
    "destroy_records",
    "end_common",
    "forget_told",
    "form_key",
    "judge",
    "mark_common",
    "numbers_behind",
    "register_subject",
    "relate",
    "sent_before",
    "state_fact",
    "tell_when_destroyed",
    "told_by",
    "withdraw_fact",
    "withdraw_judgement",
    "withdraw_relation",
]
