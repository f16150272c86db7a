"""The Chromium that drives the browser tests: the machine's own, or Debian's."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = (
    "No Chromium found. Install it (Debian: apt-get install chromium) or name it in VIK_CHROMIUM; "
    "without it: script/test --fast"
)


def path() -> str | None:
    """Return the program, or nothing when this machine has none."""
    named = os.environ.get("VIK_CHROMIUM")
    if named:
        return named if shutil.which(named) else None
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def make_sure() -> str | None:
    """Return the program after installing Debian's when we may; say what to do when we may not."""
    if path() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        print("VIK: installing Chromium for the browser tests ...", flush=True)
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (
            ["apt-get", "update", "-qq"],
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-dejavu-core"],
        ):
            done = subprocess.run(command, check=False, env=quiet, stdout=subprocess.DEVNULL)
            if done.returncode:
                print(f"VIK: {' '.join(command)} failed.", file=sys.stderr)
    if path() is None:
        print(f"VIK: {MISSING}", file=sys.stderr)
    return path()
