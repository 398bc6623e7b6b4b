"""Bring other people's styles, scripts and icons into the repository.

Run by hand when a version changes: ``python tools/vendor_assets.py``. It asks
npm for the packages named here, checks each against its checksum, and keeps
only the files we serve. Nothing is built, and nothing is loaded from another
host at run time.
"""

import base64
import hashlib
import re
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UI = ROOT / "src/plushka/web/ui"
VENDOR = UI / "static/ui/vendor"
ICONS = UI / "icons"
TESTS = ROOT / "tests/browser/vendor"

ICON_NAMES = (
    "alert-triangle", "api", "arrow-back-up", "arrow-down", "arrow-left", "arrow-up",
    "building-store", "cash-register",
    "chart-bar", "check", "chevron-right", "coin", "columns", "discount", "download", "edit",
    "filter", "help",
    "history", "info-circle", "key", "language", "list", "lock", "lock-open", "logout", "mail",
    "plus", "printer",
    "receipt", "receipt-refund", "scan", "search", "send", "settings", "sparkles", "tag", "trash",
    "user-plus", "users", "wifi-off", "x",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Package:
    """One npm package at one version: its checksum, and what we keep of it."""

    name: str
    version: str
    sha512: str
    keep: dict[str, Path]


PACKAGES = (
    Package(
        name="@tabler/core",
        version="1.6.1",
        sha512="lgmR9gcxRp5JlLxcmRi9Rz85JrEvH6Bz71KnlcPVSa97wtwQNjgSs3g3fxwbAlulHyRMghhIV04QUuW3pqDsIg==",
        keep={
            # The package has no licence file; its terms stand in LICENSES.md and in the header.
            "dist/css/tabler.min.css": VENDOR / "tabler.min.css",
        },
    ),
    Package(
        name="htmx.org",
        version="4.0.1",
        sha512="oF7JgXhDW9UXCy/k1ZYFUQgzu/rm19ORWPSPNL91vPluB2PB9+MV55tyQdH/w7o2EAbTYUG5SDW1R60mdkdqGg==",
        keep={
            "dist/htmx.min.js": VENDOR / "htmx.min.js",
            "LICENSE": VENDOR / "htmx.LICENSE",
        },
    ),
    Package(
        name="@tabler/icons",
        version="3.51.0",
        sha512="0pinvPZz7YeX+OSfxuEAbnEPWbocVXW5iU8h5lh41pYG8sZuQfpWECC980lxOT0clGIcNGn8xsBr+zKaRGdA/g==",
        keep={f"icons/outline/{name}.svg": ICONS / f"{name}.svg" for name in ICON_NAMES}
        | {"LICENSE": ICONS / "LICENSE"},
    ),
    Package(
        # Only the tests of the pages use it: it finds what people with other eyes cannot read.
        name="axe-core",
        version="4.14.1",
        sha512="FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==",
        keep={"axe.min.js": TESTS / "axe.min.js", "LICENSE": TESTS / "axe.LICENSE"},
    ),
)

_SOURCE_MAP = re.compile(rb"\n?(//# sourceMappingURL=\S+|/\*# sourceMappingURL=\S+ \*/)\s*$")


def fetch(package: Package, folder: Path) -> Path:
    """Download a package and refuse it when its checksum is another."""
    packed = subprocess.run(
        ["npm", "pack", "--silent", f"{package.name}@{package.version}"],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    path = folder / packed.stdout.strip().splitlines()[-1]
    found = base64.b64encode(hashlib.sha512(path.read_bytes()).digest()).decode()
    if found != package.sha512:
        sys.exit(f"{package.name}@{package.version} has checksum {found}, not the one pinned.")
    return path


def unpack(package: Package, path: Path) -> None:
    """Write the kept files, without links to source maps that are not served."""
    with tarfile.open(path) as archive:
        held = {member.name: member for member in archive}
        for inside, target in package.keep.items():
            member = held.get(f"package/{inside}")
            content = member and archive.extractfile(member)
            if not content:
                sys.exit(f"{package.name}@{package.version} has no file {inside}.")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(_SOURCE_MAP.sub(b"\n", content.read()))


def main() -> None:
    """Fetch, check and unpack every package."""
    with tempfile.TemporaryDirectory() as folder:
        for package in PACKAGES:
            unpack(package, fetch(package, Path(folder)))
    lines = [f"{package.name} {package.version}\n" for package in PACKAGES]
    (VENDOR / "VERSIONS").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
