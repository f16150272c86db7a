"""Every answer carries the headers of the web baseline; no template holds inline script or style."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.cast import sign_in
from tests.guards.routes import PAGES, address
from tests.guards.world import build

pytestmark = pytest.mark.django_db
TEMPLATES = sorted((Path(__file__).parents[2] / "templates").rglob("*.html"))
INLINE = re.compile(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=|javascript:|\shx-on", re.IGNORECASE)
UNESCAPED = re.compile(r"\|\s*safe(seq)?\b|autoescape\s+off")
SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>", re.IGNORECASE)


def test_every_answer_has_the_headers(cast: dict[str, Any], client: Any) -> None:
    world = build(cast)
    wrong = []
    for part in ("coordinator", "m_authorised", "reporter", "admin", "privacy_officer", "police"):
        sign_in(client, world.people[part])
        for route in PAGES:
            answer = client.get(address(route, world))
            policy = answer.headers.get("Content-Security-Policy", "")
            complaints = [
                name
                for name, good in {
                    "csp": "default-src 'none'" in policy and "unsafe" not in policy,
                    "frame": "frame-ancestors 'none'" in policy,
                    "cache": "no-store" in answer.headers.get("Cache-Control", ""),
                    "sniff": answer.headers.get("X-Content-Type-Options") == "nosniff",
                    "referrer": answer.headers.get("Referrer-Policy") == "same-origin",
                    "permissions": "camera=()" in answer.headers.get("Permissions-Policy", ""),
                    "opener": answer.headers.get("Cross-Origin-Opener-Policy") == "same-origin",
                    "resource": answer.headers.get("Cross-Origin-Resource-Policy") == "same-origin",
                }.items()
                if not good
            ]
            if complaints:
                wrong.append((part, route.name, answer.status_code, complaints))
    assert wrong == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(path.parents[2])))
def test_no_template_holds_inline_script_or_style(path: Path) -> None:
    text = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.DOTALL)
    assert UNESCAPED.search(text) is None
    text = re.sub(r"{%.*?%}", "", text, flags=re.DOTALL)
    assert INLINE.findall(text) == []
    assert SCRIPT.findall(text) == []
