"""Where a folder really lies: on this machine's disk, on a stick, in the network, in a folder that is sent to a cloud.

A dossier that is worked in lies on a disk of this machine. A stick may be pulled out in the middle of a sentence, a
network forgets locks, and a program that copies files to a cloud copies half of a transaction.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path, PurePath
from typing import Final, Literal

import msgspec

from inspector.errors import KnownError

Kind = Literal["fixed", "removable", "network", "cloud", "read_only", "unknown"]

FAT_LARGEST: Final = 4 * 1024**3 - 1
"""Bytes of a file on FAT. Source: Microsoft FAT specification, section 6: the size is a 32-bit number."""
_FAT: Final = frozenset({"vfat", "msdos", "fat", "fat32", "fat16"})
_NETWORK: Final = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "webdav", "davfs", "afs", "9p", "ncpfs", "ceph", "glusterfs"}
)
_NETWORK_FUSE: Final = re.compile(r"fuse\.(sshfs|rclone|davfs2?|gvfsd-fuse|smbnetfs|curlftpfs|kio-fuse)\Z")
_CLOUD: Final = re.compile(
    r"(onedrive( - .*)?|dropbox( \(.*\))?|google ?drive|my drive|iclouddrive|icloud drive|mobile documents|cloudstorage"
    r"|box sync|nextcloud)\Z",
    re.IGNORECASE,
)
_ESCAPED: Final = re.compile(r"\\([0-7]{3})")


class Place(msgspec.Struct, frozen=True):
    """What is known of the place of a folder."""

    kind: Kind
    filesystem: str
    """As the system calls it; nothing if it does not tell."""
    free: int
    """Bytes that may still be written."""
    largest_file: int | None
    """Bytes that one file may have; None: as many as there is room for."""


class Mount(msgspec.Struct, frozen=True):
    """One line of the system's table: what lies at a folder and below it."""

    at: PurePath
    filesystem: str
    is_read_only: bool
    is_removable: bool


def place_of(path: Path) -> Place:
    """Return what is known of the place of a file or folder, which need not be there yet."""
    there = path.absolute().resolve()
    here = next(one for one in (there, *there.parents) if one.exists() or one == one.parent)
    return place_in(_table(here), there, _free(here), may_write=os.access(here, os.W_OK))


def place_in(table: Sequence[Mount], path: PurePath, free: int, *, may_write: bool = True) -> Place:
    """Return the place of an absolute path as a table of mounts tells; of two at one folder the later hides the other."""
    above = [mount for mount in table if path.is_relative_to(mount.at)]
    if not above:
        kind: Kind = "cloud" if _is_cloud(path) else "unknown" if may_write else "read_only"
        return Place(kind, "", free, None)
    mount = max(enumerate(above), key=lambda pair: (len(pair[1].at.parts), pair[0]))[1]
    largest = FAT_LARGEST if mount.filesystem.lower() in _FAT else None
    return Place(_kind(mount, path, may_write), mount.filesystem, free, largest)


def require_workable(path: Path) -> None:
    """Refuse to work in a dossier where its file is in danger; a copy of it on this machine can be worked in.

    Raises: KnownError drive.removable, drive.network, drive.cloud, drive.read-only.
    """
    refuse(place_of(path), path)


def refuse(place: Place, path: PurePath) -> None:
    """Raise what `require_workable` raises, for a place that is known."""
    if place.kind not in ("fixed", "unknown"):
        raise KnownError(f"drive.{place.kind.replace('_', '-')}", exit_code=6, file=path.name)


def _kind(mount: Mount, path: PurePath, may_write: bool) -> Kind:
    filesystem = mount.filesystem.lower()
    if mount.is_read_only or not may_write:
        return "read_only"
    if filesystem in _NETWORK or _NETWORK_FUSE.match(filesystem):
        return "network"
    if mount.is_removable:
        return "removable"
    return "cloud" if _is_cloud(path) else "fixed"


def _is_cloud(path: PurePath) -> bool:
    return any(_CLOUD.match(part) for part in path.parts)


def _free(path: Path) -> int:
    try:
        return shutil.disk_usage(path).free
    except OSError:
        return 0


def _table(path: Path) -> tuple[Mount, ...]:
    """Return what this system tells of its disks, or of the one that a path lies on; nothing if it tells nothing."""
    if sys.platform == "win32":
        return _windows(path)
    try:
        if sys.platform == "darwin":
            told = subprocess.run(["/sbin/mount"], capture_output=True, check=True, timeout=5)
            return parse_mount_output(told.stdout.decode("utf-8", "replace"))
        text = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
    except (OSError, subprocess.SubprocessError):
        return ()
    return parse_mountinfo(text, is_removable)


def parse_mountinfo(text: str, removable: Callable[[str], bool]) -> tuple[Mount, ...]:
    """Return the mounts of `/proc/self/mountinfo`; lines of another form are passed over.

    Args:
        text: the file.
        removable: tells of a device, given as `8:1`, whether it can be pulled out.

    Source: proc_pid_mountinfo(5).
    """
    mounts = []
    for line in text.splitlines():
        left, separator, right = line.partition(" - ")
        fields, told = left.split(" "), right.split(" ")
        if not separator or len(fields) < 6 or len(told) < 2:
            continue
        options = {*fields[5].split(","), *(told[2].split(",") if len(told) > 2 else ())}
        at = PurePath(_ESCAPED.sub(lambda found: chr(int(found[1], 8)), fields[4]))
        mounts.append(Mount(at, told[0], "ro" in options, removable(fields[2])))
    return tuple(mounts)


def parse_mount_output(text: str) -> tuple[Mount, ...]:
    """Return the mounts that macOS prints: `/dev/disk4s1 on /Volumes/USB (msdos, local, nodev)`.

    What somebody plugs in appears below /Volumes.
    """
    mounts = []
    for line in text.splitlines():
        found = re.match(r".+? on (/.*) \(([^()]*)\)\Z", line)
        if found:
            filesystem, *options = (one.strip() for one in found[2].split(","))
            at = PurePath(found[1])
            mounts.append(Mount(at, filesystem, "read-only" in options, at.is_relative_to("/Volumes")))
    return tuple(mounts)


def is_removable(device: str, devices: Path = Path("/sys/dev/block")) -> bool:
    """Tell whether a block device of Linux, given as `8:1`, can be pulled out: it says so, or hangs on USB.

    Many a stick calls itself a fixed disk, so that the way to it tells more; an encrypted one is a device of its own, which
    names the one below it. Source: the kernel's ABI of sysfs, block.
    """
    try:
        here = (devices / device).resolve(strict=True)
        disk = here if (here / "removable").exists() else here.parent
        if (disk / "removable").read_text(encoding="ascii").strip() == "1":
            return True
        below = [(one / "dev").read_text(encoding="ascii").strip() for one in sorted(disk.glob("slaves/*"))]
    except OSError:
        return False
    return any(re.match(r"usb[0-9]+\Z", part) for part in here.parts) or any(
        is_removable(one, devices) for one in below
    )


def _windows(path: Path) -> tuple[Mount, ...]:
    """Return the one drive that a path lies on. Source: GetDriveTypeW and GetVolumeInformationW, fileapi.h."""
    if sys.platform == "win32":
        import ctypes

        root = path.anchor
        kind = ctypes.windll.kernel32.GetDriveTypeW(root)
        name = ctypes.create_unicode_buffer(64)
        flags = ctypes.c_ulong()
        ctypes.windll.kernel32.GetVolumeInformationW(root, None, 0, None, None, ctypes.byref(flags), name, len(name))
        return (windows_mount(root, kind, name.value, flags.value),)
    raise AssertionError("asked on Windows alone")


def windows_mount(root: str, kind: int, filesystem: str, flags: int) -> Mount:
    """Return a drive as Windows tells of it: 2 removable, 4 remote, 5 a disc; 0x80000 among the flags: read only."""
    named = "smbfs" if kind == 4 else filesystem.lower()
    return Mount(PurePath(root), named, kind == 5 or bool(flags & 0x80000), kind == 2)
