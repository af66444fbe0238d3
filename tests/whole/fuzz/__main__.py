"""Try random input for FUZZ_SECONDS (60), from FUZZ_SEED on; the first that breaks a claim is shown and ends with 1."""

from __future__ import annotations

import faulthandler
import os
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.whole.fuzz.claims import in_folder
from tests.whole.fuzz.trying import TRIES, Round

_SLOWEST = 60
"""Seconds after which one input counts as one that keeps the tool busy without end; where it is busy is printed."""


def main() -> int:
    """Try input until the time is up, or a claim is broken."""
    end = time.monotonic() + float(os.environ.get("FUZZ_SECONDS", "60"))
    number = first = int(os.environ.get("FUZZ_SEED", random.SystemRandom().randrange(10**9)))
    counts = dict.fromkeys(TRIES, 0)
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder, in_folder(Path(folder)):
        while time.monotonic() < end:
            for name, trying in TRIES.items():
                faulthandler.dump_traceback_later(_SLOWEST, exit=True)
                found = trying(number)
                counts[name] += found.tried
                if found.broken:
                    faulthandler.cancel_dump_traceback_later()
                    _show(number, found.smaller())
                    return 1
            number += 1
    faulthandler.cancel_dump_traceback_later()
    done = ", ".join(f"{count:,} {name}" for name, count in counts.items())
    sys.stdout.write(f"seeds {first} to {number - 1}: {done}; every claim held\n")
    return 0


def _show(number: int, found: Round) -> None:
    files = "".join(f"\n{name}:\n{data!r}\n" for name, data in found.files.items())
    claims = "".join(f"\n{claim}\n" for claim in found.broken)
    sys.stdout.write(f"FUZZ_SEED={number} breaks a claim:\n{claims}{files}")


if __name__ == "__main__":
    sys.exit(main())
