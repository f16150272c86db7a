"""What the design system's tags say to the user, and what they never put into a page."""

import datetime as dt
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
import time_machine
from django import forms
from django.template import Context, Template
from django.test import RequestFactory

from core.levels import Confidentiality

MONDAY = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)


def render(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


class ReportForm(forms.Form):
    title = forms.CharField(label="Titel", help_text="Zonder namen.", max_length=80)
    place = forms.CharField(label="Plaats", required=False)
    urgency = forms.ChoiceField(label="Haast", choices=[("A", "Vandaag")], widget=forms.RadioSelect)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


class TestMoments:
    @pytest.fixture(autouse=True)
    def _on_a_monday(self) -> Iterator[None]:
        with time_machine.travel(MONDAY, tick=False):
            yield

    @pytest.mark.parametrize(
        ("day", "words"),
        [
            (dt.date(2026, 11, 23), "vandaag"),
            (dt.date(2026, 11, 22), "gisteren"),
            (dt.date(2026, 11, 24), "morgen"),
            (dt.date(2026, 11, 19), "4 dagen geleden"),
            (dt.date(2026, 11, 27), "over 4 dagen"),
            (dt.date(2026, 10, 1), "1 okt"),
            (dt.date(2025, 10, 1), "1 okt 2025"),
        ],
    )
    def test_a_day_is_told_in_words_when_it_is_near(self, day: dt.date, words: str) -> None:
        assert f'<span class="no-print">{words}</span>' in render("{% when day style='short' %}", day=day)

    def test_on_paper_stands_the_date_itself(self) -> None:
        page = render("{% when day style='short' %}", day=dt.date(2026, 11, 23))
        assert '<span class="print-only">ma 23 nov 2026</span>' in page

    def test_relative_and_absolute_stand_together(self) -> None:
        page = render("{% when day %}", day=dt.date(2026, 11, 22))
        assert "gisteren" in page
        assert "zo 22 nov 2026" in page

    def test_a_moment_just_before_midnight_utc_falls_on_the_dutch_day(self) -> None:
        late = dt.datetime(2026, 11, 22, 23, 30, tzinfo=dt.UTC)
        page = render("{% when moment %}", moment=late)
        assert "vandaag" in page
        assert "00:30" in page

    def test_an_unknown_moment_says_so(self) -> None:
        assert "onbekend" in render("{% when None %}")

    @pytest.mark.parametrize(
        ("day", "words", "tone"),
        [
            (dt.date(2026, 11, 20), "3 dagen te laat", "danger"),
            (dt.date(2026, 11, 22), "1 dag te laat", "danger"),
            (dt.date(2026, 11, 23), "vandaag", "danger"),
            (dt.date(2026, 11, 24), "nog 1 dag", "warn"),
            (dt.date(2027, 1, 2), "nog 40 dagen", "neutral"),
        ],
    )
    def test_a_deadline_counts_its_days_in_words_and_not_only_in_colour(
        self, day: dt.date, words: str, tone: str
    ) -> None:
        page = render("{% days_left day article='Awb 4:13' %}", day=day)
        assert words in page
        assert f"term--{tone}" in page
        assert "Awb 4:13" in page

    def test_a_deadline_without_a_date_is_not_invented(self) -> None:
        assert "nog niet bepaald" in render("{% retention None %}")


class TestMasked:
    def test_a_masked_value_says_when_it_becomes_visible(self) -> None:
        page = render("{% masked until='weging 1' what='naam' %}")
        assert "naam tot weging 1" in page

    def test_showing_it_goes_through_an_address_that_records_it(self) -> None:
        page = render("{% masked reveal_url='/signalen/toon/' %}")
        assert 'hx-post="/signalen/toon/"' in page

    def test_inline_tags_leave_no_white_space_in_the_sentence(self) -> None:
        assert render("({% masked %})").endswith(")")
        assert "\n" not in render("{% masked %}{% when None %}{% badge 'a' %}{% source 'M' %}{% chip 'a' %}")


class TestLabels:
    @pytest.mark.parametrize("level", Confidentiality)
    def test_every_level_has_its_word(self, level: Confidentiality) -> None:
        assert level.label in render("{% level value %}", value=level.value)

    def test_a_regime_takes_the_label_of_the_reference_list(self) -> None:
        row = SimpleNamespace(code="WPG_RECEIVED", label="Politiegegevens")
        assert "Politiegegevens" in render("{% regime row %}", row=row)

    def test_an_unknown_regime_is_shown_and_not_hidden(self) -> None:
        assert "Nieuwe wet" in render("{% regime 'NIEUWE_WET' %}")

    def test_an_m_report_is_called_anonymous_information(self) -> None:
        page = render("{% source 'M' %}")
        assert "Anonieme informatie" in page

    @pytest.mark.parametrize(
        ("name", "letters"),
        [("Sanne Broekhuis", "SB"), ("Henk van der Wal", "HW"), ("analist@almelo.demo", "AA"), ("", "?")],
    )
    def test_initials(self, name: str, letters: str) -> None:
        assert render("{{ name|initials }}", name=name) == letters

    def test_text_of_a_user_is_escaped_everywhere(self) -> None:
        evil = '"><script>x</script>'
        page = render(
            "{% badge t %}{% chip t %}{% banner t %}{% source t %}{% icon 'check' label=t %}", t=evil
        )
        assert "<script" not in page

    def test_a_chip_can_be_taken_away(self) -> None:
        assert "Filter Almelo weghalen" in render("{% chip 'Almelo' remove='?' %}")

    def test_a_message_of_django_gets_its_tone(self) -> None:
        assert "banner--ok" in render("{% banner 'Bewaard' tone='success' %}")

    def test_a_refusal_is_announced(self) -> None:
        assert 'role="alert"' in render("{% banner 'Dit mag niet' tone='error' %}")


class TestFields:
    def test_hint_and_counter_are_read_with_the_field(self) -> None:
        page = render("{% field form.title counter=True %}", form=ReportForm())
        assert 'aria-describedby="id_title-hint id_title-teller"' in page
        assert 'id="id_title-hint"' in page

    def test_an_error_stands_at_its_field_and_is_read_with_it(self) -> None:
        page = render("{% field form.title %}", form=ReportForm({}))
        assert 'aria-invalid="true"' in page
        assert "id_title-fout" in page
        assert "Dit veld is verplicht." in page

    def test_a_field_that_may_stay_empty_says_so(self) -> None:
        assert "(mag leeg blijven)" in render("{% field form.place %}", form=ReportForm())
        assert "(mag leeg blijven)" not in render("{% field form.title %}", form=ReportForm())

    def test_choices_stand_in_a_fieldset_with_the_question_as_legend(self) -> None:
        page = render("{% field form.urgency %}", form=ReportForm())
        assert "<fieldset" in page
        assert "<legend" in page

    def test_a_hidden_field_has_no_label(self) -> None:
        assert "<label" not in render("{% field form.secret %}", form=ReportForm())

    def test_a_vague_date_is_explained_while_typing(self) -> None:
        page = render("{% field form.place understood='/datum/' %}", form=ReportForm())
        assert 'data-date-url="/datum/"' in page
        assert 'role="status"' in page

    def test_the_summary_links_every_error_to_its_field(self) -> None:
        page = render("{% error_summary form %}", form=ReportForm({}))
        assert 'href="#id_title"' in page
        assert 'href="#id_place"' not in page
        assert "Titel: Dit veld is verplicht." in page

    def test_a_form_without_errors_has_no_summary(self) -> None:
        assert render("{% error_summary form %}", form=ReportForm()).strip() == ""

    def test_a_form_rendered_whole_uses_the_same_fields(self) -> None:
        page = str(ReportForm({}))
        assert "field--invalid" in page
        assert "error-summary" in page


class TestLists:
    def test_a_heading_sorts_up_then_down_and_keeps_the_filters(self) -> None:
        first = RequestFactory().get("/", {"wijk": "oost", "page": "3"})
        assert "?wijk=oost&amp;sort=age" in render("{% sort_heading 'Ouderdom' 'age' %}", request=first)
        second = RequestFactory().get("/", {"sort": "age"})
        page = render("{% sort_heading 'Ouderdom' 'age' %}", request=second)
        assert 'aria-sort="ascending"' in page
        assert "sort=-age" in page

    def test_progress_tells_the_count_and_the_time_left(self) -> None:
        page = render("{% progress 5 10 left='2 minuten' %}")
        assert "5 van 10" in page
        assert "nog ongeveer 2 minuten" in page

    def test_the_palette_knows_the_rail_and_nothing_else(self) -> None:
        nav = [SimpleNamespace(label="Signalen", url="/signalen/")]
        page = render("{% palette_commands %}", nav=nav)
        assert "Naar Signalen" in page
        assert render("{% palette_commands %}").endswith(">[]</script>")

    def test_nothing_in_the_palette_can_close_its_data_block(self) -> None:
        page = render("{% palette_commands %}", commands=[{"label": "</script><b>", "url": "/"}])
        assert page.count("</script>") == 1
