"""The process in which typst runs: a template and data come in, a PDF goes out, nothing else is reached.

Started by :mod:`documents.typesetting` with ``python -I``, so it imports nothing of VIK. What it gets
comes by its standard input and never touches a disk; the folder that is its root is empty.
"""

from __future__ import annotations

import json
import resource
import sys

import typst

MEMORY = 2 * 1024**3
REFUSED = 3


def main() -> int:
    """Typeset one document; the answer is the PDF, or nothing and a code."""
    asked = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_CPU, (asked["seconds"], asked["seconds"]))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        made = typst.compile(
            asked["source"].encode(),
            root=asked["root"],
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"data": json.dumps(asked["data"])},
            pdf_standards=asked["standards"],
            package_path=asked["root"],
            package_cache_path=asked["root"],
            timestamp=0,
        )
    except Exception as error:  # the message can quote the text, so it goes to the caller alone
        sys.stderr.write(str(error)[:2000])
        return REFUSED
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
