#!/usr/bin/env python3
"""Writes LICENSE-THIRD-PARTY.txt: the licences of everything that a released program contains.

It needs cargo-about (`cargo install cargo-about --locked --features cli`) and the crates, not the network:
run `cargo fetch --locked` before.
"""

import pathlib
import re
import subprocess
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
RESULT = ROOT / "LICENSE-THIRD-PARTY.txt"

# Crates that come without a licence file: their Cargo.toml names licence and authors, and the text is the standard one.
WITHOUT_A_FILE = {"inquire"}


def blocks(text: str) -> list[tuple[set[str], str]]:
    """The crates and the licence text of each block."""
    found = []
    for block in text.split("=" * 80 + "\n")[1:]:
        head, _, licence = block.partition("-" * 80 + "\n")
        found.append((set(re.findall(r"^\* (\S+) \d", head, re.MULTILINE)), licence.strip()))
    return found


def shipped() -> set[str]:
    """The crates that the program is made from, on any of the targets, and the engine of pages inside it."""
    about = tomllib.loads((ROOT / ".ci/release/about.toml").read_text(encoding="utf-8"))
    tree = ["cargo", "tree", "--frozen", "--edges", "normal", "--prefix", "none", "--format", "{p}"]
    lines = []
    for target in [*about["targets"], "wasm32-unknown-unknown"]:
        ran = subprocess.run([*tree, "--target", target], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
        lines += ran.stdout.splitlines()
    return {line.split()[0] for line in lines if line}


def without_others(text: str, needed: set[str]) -> str:
    """The list without crates that are not needed: cargo-about also takes in what a crate of one target needs on another."""
    rule = "=" * 80 + "\n"
    head, *found = text.split(rule)
    kept = [head]
    for block in found:
        listed, dashes, licence = block.partition("-" * 80 + "\n")
        lines = [(re.match(r"\* (\S+) \d", line), line) for line in listed.splitlines(keepends=True)]
        crates = [crate for crate, _ in lines if crate]
        others = [crate for crate in crates if crate[1] not in needed]
        if crates and len(others) == len(crates):
            continue
        kept.append("".join(line for crate, line in lines if crate not in others) + dashes + licence)
    return rule.join(kept)


def problems(text: str, needed: set[str]) -> list[str]:
    """What is wrong with the list: crates or texts that are missing, texts that name nobody."""
    listed = blocks(text)
    missing = needed - set().union(*(crates for crates, _ in listed))
    found = [f"the list lacks the crate {name}" for name in sorted(missing)]
    for crates, licence in listed:
        names = ", ".join(sorted(crates))
        if len(licence) < 60:
            found.append(f"no licence text for {names}")
        elif "<copyright holders>" in licence and crates != WITHOUT_A_FILE:
            found.append(f"a standard text without the names of the authors for {names}: say in about.toml where theirs is")
    return found


def main() -> int:
    command = ["cargo", "about", "generate", "--frozen", "--fail"]
    command += ["--config", ".ci/release/about.toml", "--output-file", str(RESULT), ".ci/release/about.hbs"]
    subprocess.run(command, cwd=ROOT, check=True)
    text = RESULT.read_text(encoding="utf-8")
    # One line ending and no spaces at ends of lines, whatever the crates have.
    text = "\n".join(line.rstrip() for line in text.splitlines()) + "\n"
    needed = shipped()
    text = without_others(text, needed)
    RESULT.write_text(text, encoding="utf-8", newline="\n")
    found = problems(text, needed)
    for problem in found:
        print(f"error: {problem}", file=sys.stderr)
    if found:
        RESULT.unlink()
        return 1
    print(f"{RESULT.name}: {sum(len(crates) for crates, _ in blocks(text))} crates, {RESULT.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
