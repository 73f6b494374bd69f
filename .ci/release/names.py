"""What building and checking a release share: the version, and the names of archives."""

import hashlib
import pathlib
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
MANIFEST = tomllib.loads((ROOT / "Cargo.toml").read_text(encoding="utf-8"))
NAME = MANIFEST["package"]["name"]
VERSION = MANIFEST["package"]["version"]


def expand(template: str, target: str) -> str:
    """A template of cargo-binstall for a target. The repository's address stays as it is: it has no place in names."""
    values = {"name": NAME, "version": VERSION, "target": target, "bin": NAME, "binary-ext": extension(target)}
    for key, value in values.items():
        template = template.replace("{ " + key + " }", value)
    return template


def extension(target: str) -> str:
    """What the name of a program ends in."""
    return ".exe" if "windows" in target else ""


def archive_name(target: str) -> str:
    """The file name of the archive, as cargo-binstall asks for it."""
    settings = MANIFEST["package"]["metadata"]["binstall"]
    url = settings.get("overrides", {}).get(target, {}).get("pkg-url", settings["pkg-url"])
    return expand(url, target).rpartition("/")[2]


def program_path(target: str) -> str:
    """Where cargo-binstall looks for the program in the archive."""
    return expand(MANIFEST["package"]["metadata"]["binstall"]["bin-dir"], target)


def digest(path: pathlib.Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_checksum(path: pathlib.Path) -> None:
    """Writes the file beside it that `sha256sum -c` reads."""
    line = f"{digest(path)}  {path.name}\n"
    path.with_name(f"{path.name}.sha256").write_text(line, encoding="ascii", newline="\n")
