#!/usr/bin/env python3
"""Checks that a release may be made: `tag.py TAG NOTES`.

The tag, the version in Cargo.toml and the newest heading of CHANGELOG.md must agree, and Cargo.toml must name the
repository, without which cargo-binstall finds no archive. The newest part of the changelog is written to NOTES.
"""

import pathlib
import re
import sys

from names import MANIFEST, ROOT, VERSION


def main() -> int:
    tag, notes = sys.argv[1:]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    [_, newest, *_] = re.split(r"^## ", changelog, flags=re.MULTILINE)
    heading, _, text = newest.partition("\n")
    found = []
    if tag != f"v{VERSION}":
        found.append(f"the tag is `{tag}`, and Cargo.toml has the version `{VERSION}`: the tag must be `v{VERSION}`")
    if not re.fullmatch(rf"\[{re.escape(VERSION)}\] - \d{{4}}-\d\d-\d\d", heading):
        found.append(f"the newest heading of CHANGELOG.md is `{heading}`: it must be `[{VERSION}] - DATE`")
    if not MANIFEST["package"].get("repository"):
        found.append("Cargo.toml has no `repository`: write the address of the repository there")
    for problem in found:
        print(f"error: {problem}", file=sys.stderr)
    if not found:
        pathlib.Path(notes).write_text(text.strip() + "\n", encoding="utf-8", newline="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
