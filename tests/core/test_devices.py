"""A list of sessions speaks of browsers and machines, not of version numbers."""

import pytest

from core.devices import device_name

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (WINDOWS + "Chrome/130.0.0.0 Safari/537.36", "Chrome op Windows"),
        (WINDOWS + "Chrome/130.0.0.0 Safari/537.36 Edg/130.0", "Edge op Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0", "Firefox op Linux"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1",
            "Safari op iPhone",
        ),
        (
            "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537.36",
            "Chrome op Android",
        ),
        ("Iets (Windows)", "Onbekende browser op Windows"),
        ("Firefox/132.0", "Firefox"),
        ("", "Onbekend apparaat"),
        ("curl/8.5.0", "Onbekend apparaat"),
    ],
)
def test_a_browser_is_named_as_people_know_it(said: str, shown: str) -> None:
    assert device_name(said) == shown
