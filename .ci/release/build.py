#!/usr/bin/env python3
"""Builds the wheel and the archive for a target: `build.py TARGET [--out dist] [--extras DIR] [--engine FILE]`.

It needs the tools of `.ci/release/requirements.txt` in the Python that runs it, a Rust toolchain with the target's
standard library, and LICENSE-THIRD-PARTY.txt, which `.ci/release/licences.py` writes. Programs for Linux are linked by
zig, against glibc 2.17 or musl; the others on their own system. Archive and wheel hold the same bytes of the program, which
has the engine of pages inside.
"""

import argparse
import gzip
import io
import os
import pathlib
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile

import extras
from names import NAME, ROOT, archive_name, extension, write_checksum

# The files of the repository that stand beside the program.
BESIDE = ["CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT", "LICENSE-THIRD-PARTY.txt", "README.md"]


def source_date() -> int:
    """The time stamp of everything in an archive: SOURCE_DATE_EPOCH, or else the time of the commit."""
    if "SOURCE_DATE_EPOCH" in os.environ:
        return int(os.environ["SOURCE_DATE_EPOCH"])
    command = ["git", "log", "-1", "--format=%ct"]
    return int(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout)


def flags(target: str) -> list[str]:
    """What the compiler is told: the program names no folder of the computer that it was built on."""
    cargo = os.environ.get("CARGO_HOME", str(pathlib.Path.home() / ".cargo"))
    hidden = [f"--remap-path-prefix={cargo}=cargo", f"--remap-path-prefix={ROOT}={NAME}"]
    # Without this, the program needs a library that Windows does not bring: VCRUNTIME140.dll.
    return hidden + (["-Ctarget-feature=+crt-static"] if target.endswith("-msvc") else [])


def build_engine() -> pathlib.Path:
    """Builds the engine of pages, or finds it built."""
    ran = subprocess.run(["bash", ".ci/engine"], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return pathlib.Path(ran.stdout.splitlines()[-1])


def build_wheel(target: str, engine: pathlib.Path, out: pathlib.Path, date: int) -> pathlib.Path:
    """Builds the wheel for the target, with this engine inside the program, into the folder."""
    command = [sys.executable, "-m", "maturin", "build", "--release", "--locked", "--features", "engine", "--target", target]
    if "linux" in target:
        command += ["--zig", "--compatibility", "musllinux_1_2" if "musl" in target else "manylinux2014"]
    # maturin looks for zig and Python in the path.
    path = os.pathsep.join([str(pathlib.Path(sys.executable).parent), os.environ.get("PATH", "")])
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(date), "PATH": path}
    environment["CARGO_ENCODED_RUSTFLAGS"] = "\x1f".join(flags(target))
    # In one place for all builds, so that the compiler sees when it has changed.
    packed = ROOT / "target/engine.wasm.gz"
    packed.parent.mkdir(exist_ok=True)
    packed.write_bytes(gzip.compress(engine.read_bytes(), 9, mtime=0))
    environment["SKILLGAP_ENGINE"] = str(packed)
    with tempfile.TemporaryDirectory() as place:
        subprocess.run([*command, "--out", place], cwd=ROOT, check=True, env=environment)
        [built] = pathlib.Path(place).glob("*.whl")
        wheel = out / built.name
        wheel.write_bytes(built.read_bytes())
    return wheel


def program_of(wheel: pathlib.Path, target: str) -> bytes:
    """The program inside the wheel."""
    with zipfile.ZipFile(wheel) as opened:
        [name] = [name for name in opened.namelist() if name.endswith(f".data/scripts/{NAME}{extension(target)}")]
        return opened.read(name)


def extras_of(program: bytes, target: str) -> dict[str, bytes]:
    """The extras as this very program writes them, which therefore must run here."""
    with tempfile.TemporaryDirectory() as place:
        path = pathlib.Path(place) / f"{NAME}{extension(target)}"
        path.write_bytes(program)
        path.chmod(0o755)
        folder = pathlib.Path(place) / "extras"
        extras.write(path, folder)
        return read_extras(folder)


def read_extras(folder: pathlib.Path) -> dict[str, bytes]:
    """The files below the folder, by their path in it."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def as_tar(files: dict[str, bytes], programs: set[str], date: int) -> bytes:
    """The files as .tar.gz: the same bytes for the same files and date, whoever packs them."""
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", fileobj=buffer, mode="wb", mtime=date) as packed:
        with tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as archive:
            for name in sorted(files):
                entry = tarfile.TarInfo(name)
                entry.size = len(files[name])
                entry.mtime = date
                entry.mode = 0o755 if name in programs else 0o644
                archive.addfile(entry, io.BytesIO(files[name]))
    return buffer.getvalue()


def as_zip(files: dict[str, bytes], programs: set[str], date: int) -> bytes:
    """The files as .zip: the same bytes for the same files and date, whoever packs them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, time.gmtime(date)[:6])
            entry.create_system = 3  # Unix: the mode is read
            entry.external_attr = (0o100755 if name in programs else 0o100644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name])
    return buffer.getvalue()


def build_archive(target: str, program: bytes, more: dict[str, bytes], out: pathlib.Path, date: int) -> pathlib.Path:
    """Packs the program with what stands beside it into the folder."""
    name = archive_name(target)
    pack, ending = (as_zip, ".zip") if name.endswith(".zip") else (as_tar, ".tar.gz")
    top = name.removesuffix(ending)
    own = f"{top}/{NAME}{extension(target)}"
    files = {own: program}
    files |= {f"{top}/{beside}": (ROOT / beside).read_bytes() for beside in BESIDE}
    files |= {f"{top}/{path}": content for path, content in more.items()}
    archive = out / name
    archive.write_bytes(pack(files, {own}, date))
    return archive


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("target", metavar="TARGET", help="such as x86_64-unknown-linux-gnu")
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "dist", help="where the files go (default: dist)")
    parser.add_argument("--extras", type=pathlib.Path, metavar="DIR",
                        help="completions and man, from extras.py (default: as the program that was built writes them)")
    parser.add_argument("--engine", type=pathlib.Path, metavar="FILE",
                        help="the engine of pages, as .wasm (default: as .ci/engine builds it)")
    arguments = parser.parse_args()
    missing = [name for name in BESIDE if not (ROOT / name).is_file()]
    if missing:
        print(f"error: {', '.join(missing)} not found; .ci/release/licences.py writes the licences", file=sys.stderr)
        return 1
    arguments.out.mkdir(parents=True, exist_ok=True)
    date = source_date()
    wheel = build_wheel(arguments.target, arguments.engine or build_engine(), arguments.out, date)
    program = program_of(wheel, arguments.target)
    more = read_extras(arguments.extras) if arguments.extras else extras_of(program, arguments.target)
    archive = build_archive(arguments.target, program, more, arguments.out, date)
    for path in (wheel, archive):
        write_checksum(path)
        print(f"{path}: {path.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
