"""There is no place for special categories of personal data (AVG 9, Wpg 5): no column, no fact, no choice."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.apps import apps

from subjects.facts import FACTS

SPECIAL = re.compile(
    r"religi|geloof(?!waardig)|godsdienst|levensovertuiging|ethni|etni|afkomst|\bras\b|\brace\b|nationali|politic|politiek"
    r"|vakbond|trade_union|gezondheid|\bhealth|medisch|medical|seksue|sexual|orientation|geaardheid|genetic|genetisch",
    re.IGNORECASE,
)
OURS = [config.label for config in apps.get_app_configs() if "/.venv/" not in str(config.path)]
MODELS = [model for model in apps.get_models() if model._meta.app_label in OURS]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_no_column_or_choice_is_made_for_special_data(model: Any) -> None:
    found = []
    for field in model._meta.local_concrete_fields:
        # Of a choice the code counts: its label may be a sentence of the law.
        texts = [field.name, str(field.verbose_name), *(str(code) for code, _ in field.flatchoices)]
        found += [f"{field.name}: {text}" for text in texts if SPECIAL.search(text)]
    assert found == []


def test_no_fact_about_a_person_is_special() -> None:
    assert [fact.code for fact in FACTS if SPECIAL.search(f"{fact.code} {fact.label}")] == []


def test_the_words_are_recognised() -> None:
    for text in ("religie", "etnische afkomst", "Nationaliteit", "political_party", "ras", "gezondheid"):
        assert SPECIAL.search(text)
