"""The weging of the model protocol: four questions, and where each answer leads."""

import pytest

from legal.weighing import BY_CODE, QUESTIONS, W1, missing_for_yes, unknown_codes, weigh

ALL_YES = {"W1": True, "W2A": True, "W2B": True, "W3": True}


def test_the_four_questions_come_in_the_order_of_the_protocol():
    assert [question.short for question in QUESTIONS] == ["1", "2A", "2B", "3"]


def test_weging_1_has_three_groups_of_five_points():
    assert [(group.label, len(group.items)) for group in W1.groups] == [
        ("Kenmerken", 5),
        ("Lokale verankering", 5),
        ("Signalering", 5),
    ]


@pytest.mark.parametrize(
    ("answers", "following"),
    [
        ({}, "W1"),
        ({"W1": True}, "W2A"),
        ({"W1": True, "W2A": True}, "W2B"),
        ({"W1": True, "W2A": True, "W2B": True}, "W3"),
        (ALL_YES, ""),
    ],
)
def test_after_a_yes_the_next_question_is_asked(answers, following):
    assert weigh(answers).next_question == following


@pytest.mark.parametrize(
    ("answers", "decisions"),
    [
        ({"W1": False}, {"NOT_UNDERMINING"}),
        ({"W1": True, "W2A": False}, {"REFERRED"}),
        ({"W1": True, "W2A": True, "W2B": False}, {"REFERRED"}),
        (ALL_YES, {"WITH_DEPARTMENT", "WITH_RIEC", "FURTHER_ANALYSIS", "NO_FOLLOW_UP"}),
        (ALL_YES | {"W3": False}, {"WITH_DEPARTMENT", "WITH_RIEC", "FURTHER_ANALYSIS", "NO_FOLLOW_UP"}),
    ],
)
def test_a_no_ends_the_weging_with_what_may_be_decided(answers, decisions):
    assert set(weigh(answers).decisions) == decisions


def test_a_light_signal_offers_no_follow_up_first():
    assert weigh(ALL_YES | {"W3": False}).decisions[0] == "NO_FOLLOW_UP"
    assert weigh(ALL_YES).decisions[-1] == "NO_FOLLOW_UP"


def test_every_outcome_says_why_in_a_sentence():
    for answers in ({}, {"W1": False}, {"W1": True, "W2A": False}, ALL_YES):
        assert weigh(answers).reason.endswith(".")


def test_a_yes_to_weging_1_needs_a_point_of_local_embedding():
    assert missing_for_yes("W1", {"K1", "S1"}) == "Kruis minstens één punt aan bij “Lokale verankering”."
    assert missing_for_yes("W1", {"V5"}) == ""
    assert missing_for_yes("W2B", set()) == ""


def test_points_of_another_question_are_unknown():
    assert unknown_codes("W1", {"V1", "T1"}) == {"T1"}


def test_codes_are_unique_within_the_whole_list():
    codes = [item.code for question in BY_CODE.values() for group in question.groups for item in group.items]
    assert len(codes) == len(set(codes))
