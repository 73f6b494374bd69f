#!/usr/bin/env python3
"""Writes the completions for shells and the manual pages: `extras.py PROGRAM FOLDER`.

PROGRAM is a skillgap that runs on this machine; the files are the same for every system. FOLDER gets two folders,
`completions` and `man`, which must not be there.
"""

import argparse
import pathlib
import subprocess

# The names under which shells look for completions.
COMPLETIONS = {
    "bash": "skillgap.bash",
    "elvish": "skillgap.elv",
    "fish": "skillgap.fish",
    "powershell": "_skillgap.ps1",
    "zsh": "_skillgap",
}


def write(program: pathlib.Path, folder: pathlib.Path) -> None:
    """Writes all of them below the folder."""
    program = program.resolve()
    completions = folder / "completions"
    completions.mkdir(parents=True)
    for shell, name in COMPLETIONS.items():
        script = subprocess.run([program, "completions", shell], check=True, stdout=subprocess.PIPE).stdout
        (completions / name).write_bytes(script)
    manual = folder / "man"
    manual.mkdir()
    subprocess.run([program, "man", "-o", manual.resolve()], check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=pathlib.Path, metavar="PROGRAM")
    parser.add_argument("folder", type=pathlib.Path, metavar="FOLDER")
    arguments = parser.parse_args()
    write(arguments.program, arguments.folder)


if __name__ == "__main__":
    main()
