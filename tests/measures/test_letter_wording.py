"""How anonymous information may be called, and that nothing of it is copied."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.wording import RUN, SAID, names_source, neutral, quotes


@pytest.mark.parametrize(
    "text",
    [
        "via Meld Misdaad Anoniem",
        "een M.-melding",
        "een M. melding",
        "de M-melding van juni",
        "MMA-melding 123",
        "NL Confidential",
        "bel 0800-7000",
        "een anonieme tip",
        "de anonieme melder",
        "anonieme meldingen",
    ],
)
def test_every_way_to_name_the_source_is_found_and_made_neutral(text: str) -> None:
    assert names_source(text)
    assert SAID in neutral(text)
    assert names_source(neutral(text)) == []


@pytest.mark.parametrize(
    "text", ["de heer M. de Vries", "anonieme informatie", "Jan M.", "de melding van de buurt", "een melding"]
)
def test_ordinary_words_are_left_alone(text: str) -> None:
    assert names_source(text) == []
    assert neutral(text) == text


STORY = ("een", "man", "reed", "elke", "nacht", "met", "zijn", "witte", "busje", "naar", "de", "schuur")
WORDS = st.lists(st.sampled_from(STORY), max_size=40)


@given(WORDS, WORDS)
def test_only_a_long_run_of_the_same_words_counts_as_a_quotation(ours: list[str], theirs: list[str]) -> None:
    runs = {tuple(theirs[at : at + RUN]) for at in range(len(theirs) - RUN + 1)}
    copied = any(tuple(ours[at : at + RUN]) in runs for at in range(len(ours) - RUN + 1))
    assert bool(quotes(" ".join(ours), ", ".join(theirs).upper())) == copied
