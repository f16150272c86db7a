"""Some documents with a measure, made through the operations that a jurist uses. All invented."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import typst
from django.core.files.uploadedfile import SimpleUploadedFile

from access.contexts import acting_as
from core.levels import Confidentiality
from documents.operations import Described, add_document
from documents.operations.redacting import Place, add_mark, redact
from measures.models import Measure

if TYPE_CHECKING:
    from accounts.models import User

REPORT: Final = """#set page(paper: "a4", margin: 2.5cm)
#set text(size: 11pt, lang: "nl")
= Bestuurlijke rapportage
*Kenmerk:* BR-2026-0417 \\
*Betreft:* loods aan het Kanaal Zuidzijde, Almelo

== Aanleiding
Bij een controle met de omgevingsdienst is in de loods een hennepkwekerij gevonden met 214 planten.

== Bevindingen
De huurder is E. Voorbeeld, geboren op 1 april 1980. Hij zei dat hij de loods sinds maart huurt.
De ramen waren afgeplakt. Er was een illegale aansluiting op het stroomnet.
#pagebreak()
== Gevolgen voor de omgeving
Omwonenden hebben last gehad van stank. Door de aansluiting was er brandgevaar.
"""
NOTE: Final = """Telefoonnotitie
Gesproken met de verhuurder. Hij zegt het huurcontract op zodra er een besluit is.
Hij stuurt de opzegging per brief.
"""


def add_papers(legal: User) -> int:
    """A report of the police with a redacted version, and a note; how many documents."""
    with acting_as(legal, why="demo", purpose="Proefdata"):
        measure = Measure.objects.visible_to(legal).order_by("-number").first()
        if measure is None:
            return 0
        report = add_document(
            by=legal,
            record=measure,
            upload=SimpleUploadedFile("rapportage.pdf", typst.compile(REPORT.encode())),
            described=Described(
                kind="REPORT",
                title="Bestuurlijke rapportage loods",
                source="DOCUMENT",
                source_number="BR-2026-0417",
                level=Confidentiality.VERTROUWELIJK,
                regimes=("wpg_received",),
            ),
        )
        add_mark(by=legal, document=report, place=Place(1, 115, 226, 400, 22), ground="5.1.2e")
        redact(by=legal, document=report)
        add_document(
            by=legal,
            record=measure,
            upload=SimpleUploadedFile("notitie.txt", NOTE.encode()),
            described=Described(kind="CORRESPONDENCE", title="Gesprek met de verhuurder"),
        )
    return 3
