#!/usr/bin/env python3
"""Compares the archive for a target with the written list of what it holds: `check.py FOLDER TARGET`.

It reports every difference from `contents.txt` beside this file, in both directions, a name that cargo-binstall would not find,
a checksum that does not hold, and a program that cannot be run for want of its mode.
"""

import argparse
import pathlib
import sys
import tarfile
import zipfile

from names import NAME, ROOT, VERSION, archive_name, digest, extension, program_path


def entries(archive: pathlib.Path) -> dict[str, tuple[int, int]]:
    """The files of the archive with their sizes and modes."""
    if archive.name.endswith(".zip"):
        with zipfile.ZipFile(archive) as opened:
            bad = opened.testzip()
            if bad:
                raise zipfile.BadZipFile(f"`{bad}` is damaged")
            return {entry.filename: (entry.file_size, entry.external_attr >> 16 & 0o777) for entry in opened.infolist()}
    with tarfile.open(archive) as opened:
        return {entry.name: (entry.size, entry.mode) for entry in opened.getmembers()}


def expected(target: str) -> set[str]:
    """The list, as paths in the archive for the target."""
    lines = (ROOT / ".ci/release/contents.txt").read_text(encoding="utf-8").splitlines()
    names = [line for line in lines if line and not line.startswith("#")]
    top = f"{NAME}-{VERSION}-{target}"
    return {f"{top}/{name}{extension(target) if name == NAME else ''}" for name in names}


def problems(folder: pathlib.Path, target: str) -> list[str]:
    """Every difference."""
    name = f"{NAME}-{VERSION}-{target}{'.zip' if 'windows' in target else '.tar.gz'}"
    archive = folder / name
    if not archive.is_file():
        return [f"no `{name}` in {folder}"]
    found = []
    if archive_name(target) != name:
        found.append(f"cargo-binstall asks for `{archive_name(target)}` instead of `{name}`")
    held, listed = entries(archive), expected(target)
    found += [f"the archive lacks `{name}`" for name in sorted(listed - held.keys())]
    found += [f"`{name}` is not in .ci/release/contents.txt" for name in sorted(held.keys() - listed)]
    found += [f"`{name}` is empty" for name, (size, _) in held.items() if size == 0]
    program = program_path(target)
    if program not in held:
        found.append(f"cargo-binstall looks for `{program}`, which the archive lacks")
    for name, (_, mode) in held.items():
        wanted = 0o755 if name == program else 0o644
        if mode != wanted:
            found.append(f"`{name}` has the mode {mode:o} instead of {wanted:o}")
    checksum = archive.with_name(f"{archive.name}.sha256")
    if not checksum.is_file() or checksum.read_bytes() != f"{digest(archive)}  {archive.name}\n".encode():
        found.append(f"`{checksum.name}` does not hold the checksum of the archive")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path, metavar="FOLDER", help="where build.py wrote the archive")
    parser.add_argument("target", metavar="TARGET")
    arguments = parser.parse_args()
    found = problems(arguments.folder, arguments.target)
    for problem in found:
        print(f"error: {problem}", file=sys.stderr)
    if not found:
        print(f"{archive_name(arguments.target)} holds what .ci/release/contents.txt lists")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
