"""`make audit`: list the parts, their licences and what is known against them, below `audit/`.

It ends with 1 where a weakness is known that no dated exception excuses, or where a list cannot be
made. What could not be asked is printed as "not run". ``--record FILE`` leaves that of B14.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from tests.audit.asking import NOT_RUN, ask_npm, ask_pip, exceptions, unexcused
from tests.audit.parts import ENVIRONMENTS, FROM_NPM, LOCKS, NO_LICENCE, ROOT, carried, licences
from tests.audit.parts import locked as parts_of
from tests.bars.bar import MISSED, OK, Bar, write
from tests.bars.command import say

OUT = ROOT / "audit"


def bill(lock: str) -> tuple[Path, int]:
    """Write the SBOM of a lock (CycloneDX), with what is carried along; how many parts it has."""
    made = OUT / f"sbom-{Path(lock).stem}.json"
    command = [sys.executable, "-m", "cyclonedx_py", "requirements", "--pyproject",
               str(ROOT / "pyproject.toml"), "--output-reproducible", "--of", "JSON",
               "--output-file", str(made), str(ROOT / lock)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    told = json.loads(made.read_text("utf-8"))
    for one in carried():
        kind = "npm" if one.name in FROM_NPM else "generic"
        name = one.name.replace(" ", "-")
        told["components"].append(
            {
                "type": "library",
                "bom-ref": f"carried-{name}",
                "name": one.name,
                "version": one.version,
                "purl": f"pkg:{kind}/{name}@{one.version}",
                "licenses": [{"license": {"id": one.licence}}],
            }
        )
    made.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    return made, len(told["components"])


def main() -> int:
    """Write the lists, ask, print a line for each, and tell whether all is well."""
    options = argparse.ArgumentParser()
    options.add_argument("--record", type=Path, help="file that takes the record")
    given = options.parse_args()
    OUT.mkdir(exist_ok=True)
    for lock in LOCKS:
        made, count = bill(lock)
        say(f"SBOM of {lock}: {count} parts in {made.relative_to(ROOT)}")
    with (OUT / "licences.csv").open("w", encoding="utf-8", newline="") as sink:
        rows = csv.writer(sink, lineterminator="\n")
        rows.writerow(["environment", "name", "version", "licence"])
        rows.writerows(["carried along", one.name, one.version, one.licence] for one in carried())
        for environment in ENVIRONMENTS:
            found = licences(ROOT / environment)
            rows.writerows([environment, one.name, one.version, one.licence] for one in found)
            silent = [one.name for one in found if one.licence == NO_LICENCE]
            said = f"{len(found)} parts, {len(silent)} without a licence in their metadata"
            told = f"{said}: {', '.join(silent)}" if silent else said
            say(f"licences of {environment}: {told if found else NOT_RUN + ', not installed'}")
    asked = [ask_pip(lock, parts_of(lock)) for lock in LOCKS]
    asked.append(ask_npm([one for one in carried() if one.name in FROM_NPM]))
    for one in asked:
        say(one.told())
    today = datetime.now(UTC).date()
    found = [weakness for one in asked for weakness in one.found]
    excepted = exceptions()
    for late in (one for one in excepted if one.until < today):
        say(f"exception for {late.id} of {late.name} ended on {late.until}")
    left = unexcused(found, excepted, today)
    for weakness in left:
        say(f"known: {weakness.id} of {weakness.name} {weakness.version}")
    unasked = sum(one.answered < one.parts for one in asked)
    told = f"{len(left)} known without an exception; {unasked} of {len(asked)} lists {NOT_RUN}"
    say(told)
    if given.record:
        ended = MISSED if left else NOT_RUN if unasked else OK
        limit = "0 known weaknesses without a dated exception"
        write([Bar("B14", "supply chain", told, limit, ended, len(left))], given.record)
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
