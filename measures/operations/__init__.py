"""Every change to measures and claims."""

from measures.operations.claiming import (
    Breach,
    Happening,
    enter_event,
    incur_penalty,
    record_claim,
    withdraw_event,
)
from measures.operations.destroying import agree_destruction, keep_after_all, propose_destruction
from measures.operations.details import fill_closure, record_drugs, set_order, write_proportionality
from measures.operations.entrusting import entrust
from measures.operations.objecting import Decision, NewRemedy, file_remedy, treat_remedy
from measures.operations.parties import (
    add_ground,
    involve_party,
    name_signal,
    note_notice,
    register_party,
    tie_to_case,
    withdraw_ground,
    withdraw_party,
)
from measures.operations.sealing import NewCheck, charge_costs, check_seals
from measures.operations.starting import NewMeasure, start_measure
from measures.operations.stepping import Step, take_step, undo_step
from measures.operations.watching import explain_overdue

__all__ = [
    "Breach",
    "Decision",
    "Happening",
    "NewCheck",
    "NewMeasure",
    "NewRemedy",
    "Step",
    "add_ground",
    "agree_destruction",
    "charge_costs",
    "check_seals",
    "enter_event",
    "entrust",
    "explain_overdue",
    "file_remedy",
    "fill_closure",
    "incur_penalty",
    "involve_party",
    "keep_after_all",
    "name_signal",
    "note_notice",
    "propose_destruction",
    "record_claim",
    "record_drugs",
    "register_party",
    "set_order",
    "start_measure",
    "take_step",
    "tie_to_case",
    "treat_remedy",
    "undo_step",
    "withdraw_event",
    "withdraw_ground",
    "withdraw_party",
    "write_proportionality",
]
