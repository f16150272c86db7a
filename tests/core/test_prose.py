"""The small text format of letters: what it means, and that nothing else means anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.prose import (
    Block,
    ProseProblem,
    Section,
    Span,
    as_data,
    check,
    clean,
    escape,
    fields_in,
    fill,
    gaps_in,
    join,
    parse,
    sections,
)

ANY = st.text(max_size=200)
NASTY = st.text(alphabet="#*-{}[].\\ \n1ab$@<>_`/'\"()=&:;", max_size=60)


def test_headings_paragraphs_lists_and_bold_words_are_read() -> None:
    blocks = parse(
        "# Besluit\n\nIk sluit **het pand**\nvoor zes maanden.\n\n- eerste\n- tweede\n  gaat door\n\n1. een\n2. twee"
    )
    assert [block.kind for block in blocks] == ["heading", "paragraph", "bullets", "numbers"]
    assert blocks[0] == Block("heading", ((Span("Besluit"),),), 1)
    assert blocks[1].lines[0] == (Span("Ik sluit "), Span("het pand", True), Span(" voor zes maanden."))
    assert [block.text for block in blocks[2:]] == ["eerste\ntweede gaat door", "een\ntwee"]


def test_two_lists_with_an_empty_line_between_are_two_lists() -> None:
    assert [block.text for block in parse("- a\n\n- b")] == ["a", "b"]


def test_a_pair_of_stars_that_is_never_closed_stands_as_it_is() -> None:
    assert parse("2 ** 3")[0].text == "2 ** 3"
    assert parse("**a** en **b")[0].text == "a en **b"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Nummer {{ maatregel.numer }}", "Bedoelt u {{ maatregel.nummer }}?"),
        ("a\n{{ 7 * 7 }}", "Regel 2: het veld “7 * 7” bestaat niet."),
        ("{{ maatregel.nummer", "eindigt met }} op dezelfde regel"),
        ("maatregel }}", "eindigt met }} op dezelfde regel"),
        ("{{ }}", "het veld “” bestaat niet"),
    ],
)
def test_an_unknown_or_broken_field_is_told_with_its_line(text: str, sentence: str) -> None:
    with pytest.raises(ProseProblem, match=r".*") as told:
        check(text, ["maatregel.nummer", "maatregel.soort"])
    assert sentence in str(told.value)


def test_known_fields_and_escaped_braces_are_right() -> None:
    check(r"{{ maatregel.nummer }} en \{\{ niets \}\}", ["maatregel.nummer"])
    assert fields_in("{{ a.b }} {{a.b}} {{ c.d }}") == ["a.b", "c.d"]


def test_a_field_without_a_value_is_a_gap_that_can_be_found() -> None:
    text = fill(
        "Op {{ besluit.datum }} en {{ besluit.nummer }}.", {"besluit.nummer": "B-1"}, lambda name: "de dag"
    )
    assert text == "Op [vul in: de dag] en B-1."
    assert gaps_in(text) == ["de dag"]
    assert gaps_in(r"\[vul in: niets]") == []


def test_a_value_of_more_lines_becomes_paragraphs() -> None:
    blocks = parse(fill("{{ a.b }}", {"a.b": "eerste regel\n# geen kop\n- geen punt"}))
    assert [(block.kind, block.text) for block in blocks] == [
        ("paragraph", "eerste regel"),
        ("paragraph", "# geen kop"),
        ("paragraph", "- geen punt"),
    ]


def test_a_text_is_edited_in_sections_and_comes_together_again() -> None:
    text = "Beste lezer,\n\n# Besluit\n\nIk sluit.\n\n## Duur\n\nZes maanden.\n\n# Bezwaar"
    found = sections(text)
    assert found[1] == Section("Besluit", "Ik sluit.\n\n## Duur\n\nZes maanden.")
    assert join(found) == text


def words(text: str) -> str:
    return " ".join(clean(text).split())


@given(st.one_of(ANY, NASTY))
def test_any_text_has_blocks_of_plain_strings_and_loses_no_letter(text: str) -> None:
    blocks = parse(text)
    letters = [sign for sign in clean(text) if sign.isalpha()]
    assert [sign for sign in "".join(block.text for block in blocks) if sign.isalpha()] == letters
    for row in as_data(blocks):
        assert row["kind"] in {"heading", "paragraph", "bullets", "numbers"}
        assert all(isinstance(span["text"], str) for line in row["lines"] for span in line)


@given(
    st.one_of(ANY, NASTY),
    st.sampled_from(["{{ a.b }}", "x {{ a.b }} y", "**{{ a.b }}**", "- {{ a.b }}", "# {{ a.b }}"]),
)
def test_a_value_never_changes_what_the_text_around_it_means(value: str, template: str) -> None:
    """Whatever a name or reason holds, it stays words within its own place."""
    flat = words(value)
    if not flat:
        return
    filled = fill(template, {"a.b": flat})
    plain = parse(fill(template, {"a.b": "woord"}))
    blocks = parse(filled)
    assert [(block.kind, block.level) for block in blocks] == [(block.kind, block.level) for block in plain]
    assert [block.text for block in blocks] == [block.text.replace("woord", flat) for block in plain]
    assert fields_in(filled) == []
    assert gaps_in(filled) == []


@given(st.one_of(ANY, NASTY))
def test_what_is_escaped_reads_as_it_was(value: str) -> None:
    blocks = parse(escape(value))
    assert "".join(block.text for block in blocks) == words(value)


@given(st.one_of(ANY, NASTY))
def test_cutting_a_text_in_sections_and_joining_it_changes_nothing_that_is_read(text: str) -> None:
    assert parse(join(sections(text))) == parse(text)
