"""Fetches and unpacks released packages for the scripts that make resources/. Needs npm, apt-get and dpkg."""

import subprocess
import tarfile
from pathlib import Path


def npm_package(spec: str, folder: Path) -> Path:
    """Fetch an npm package into `folder` and unpack it; returns the folder of its files."""
    name = subprocess.run(["npm", "pack", "--silent", spec], cwd=folder, check=True, capture_output=True, text=True)
    target = folder / name.stdout.strip().removesuffix(".tgz")
    with tarfile.open(folder / name.stdout.strip()) as archive:
        archive.extractall(target, filter="data")
    return target / "package"


def debian_package(spec: str, folder: Path) -> Path:
    """Fetch a Debian package into `folder` and unpack it without installing; returns the folder that stands for /."""
    subprocess.run(["apt-get", "download", "--quiet", spec], cwd=folder, check=True)
    target = folder / spec.partition("=")[0]
    (file,) = folder.glob(f"{target.name}_*.deb")
    subprocess.run(["dpkg", "-x", file, target], check=True)
    return target
