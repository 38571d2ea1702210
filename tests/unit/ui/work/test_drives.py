from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from inspector.errors import KnownError
from resources import say
from ui.work.drives import (
    FAT_LARGEST,
    Kind,
    Mount,
    Place,
    is_removable,
    parse_mount_output,
    parse_mountinfo,
    place_in,
    place_of,
    refuse,
    require_workable,
    windows_mount,
)

MOUNTINFO = r"""
22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw,errors=remount-ro
35 22 8:17 / /media/an/TH\040E\040NHO rw,nosuid shared:2 master:3 - vfat /dev/sdb1 rw,uid=1000
36 22 0:50 / /mnt/chung rw,relatime - cifs //may-chu/chung rw,vers=3.0
37 22 0:51 / /mnt/xa rw,relatime - fuse.sshfs an@may:/ rw
38 22 11:0 / /media/an/DIA ro,nosuid - iso9660 /dev/sr0 ro
39 22 0:52 / /mnt/khoa rw - ext4 /dev/sdc1 ro
40 22 8:33 / /mnt/chong rw - ext4 /dev/sdd1 rw
41 40 0:53 / /mnt/chong rw - nfs4 may:/ rw
a line of another kind
"""
TABLE = parse_mountinfo(MOUNTINFO, {"8:17", "8:33"}.__contains__)
MACOS = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)
/dev/disk4s1 on /Volumes/THE NHO (1) (msdos, local, nodev, nosuid, noowners)
//an@may-chu/chung on /Volumes/chung (smbfs, nodev, nosuid, mounted by an)
"""


@pytest.mark.parametrize(
    ("path", "kind", "filesystem"),
    [
        ("/nha/an/.local/share/thisat", "fixed", "ext4"),
        ("/media/an/TH E NHO/dot.thisat", "removable", "vfat"),
        ("/media/an/TH", "fixed", "ext4"),
        ("/mnt/chung/a", "network", "cifs"),
        ("/mnt/xa", "network", "fuse.sshfs"),
        ("/media/an/DIA/a", "read_only", "iso9660"),
        ("/mnt/khoa/a", "read_only", "ext4"),
        ("/mnt/chong/a", "network", "nfs4"),
        ("/nha/an/OneDrive/a", "cloud", "ext4"),
        ("/nha/an/OneDrive - Sở Nội vụ/a", "cloud", "ext4"),
        ("/nha/an/Dropbox (An)/a", "cloud", "ext4"),
        ("/nha/an/Google Drive/a", "cloud", "ext4"),
        ("/nha/an/Library/Mobile Documents/a", "cloud", "ext4"),
        ("/nha/an/Dropboxes/a", "fixed", "ext4"),
    ],
)
def test_linux_tells_by_its_table(path: str, kind: Kind, filesystem: str) -> None:
    found = place_in(TABLE, PurePosixPath(path), 5)
    assert (found.kind, found.filesystem, found.free) == (kind, filesystem, 5)


def test_fat_holds_no_file_of_four_gibibytes() -> None:
    assert place_in(TABLE, PurePosixPath("/media/an/TH E NHO/a"), 0).largest_file == FAT_LARGEST == 4_294_967_295
    assert place_in(TABLE, PurePosixPath("/a"), 0).largest_file is None


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/System/Volumes/Data/Users/an/a", "fixed"),
        ("/Volumes/THE NHO (1)/a", "removable"),
        ("/Volumes/chung/a", "network"),
        ("/a", "read_only"),
    ],
)
def test_macos_tells_by_what_it_prints(path: str, kind: Kind) -> None:
    assert place_in(parse_mount_output(MACOS), PurePosixPath(path), 0).kind == kind


@pytest.mark.parametrize(
    ("kind_number", "flags", "kind"),
    [(2, 0, "removable"), (3, 0, "fixed"), (4, 0, "network"), (5, 0, "read_only"), (3, 0x80000, "read_only")],
)
def test_windows_tells_by_the_kind_of_the_drive(kind_number: int, flags: int, kind: Kind) -> None:
    table = (windows_mount("E:\\", kind_number, "FAT32", flags),)
    found = place_in(table, PureWindowsPath(r"E:\thi-sat\dot.thisat"), 0)
    assert found.kind == kind
    assert (found.largest_file == FAT_LARGEST) == (kind_number != 4)


def test_a_system_that_tells_nothing_keeps_nobody_from_work() -> None:
    assert place_in((), PurePosixPath("/a"), 7) == Place("unknown", "", 7, None)
    assert place_in((), PurePosixPath("/a/OneDrive/b"), 7).kind == "cloud"
    assert place_in((), PurePosixPath("/a"), 7, may_write=False).kind == "read_only"


def test_a_folder_without_leave_to_write_is_read_only() -> None:
    mount = Mount(PurePosixPath("/"), "ext4", is_read_only=False, is_removable=False)
    assert place_in((mount,), PurePosixPath("/a"), 0, may_write=False).kind == "read_only"


@pytest.mark.parametrize(
    ("way", "says", "expected"),
    [
        ("pci0/usb2/2-1/host6/block/sdb", "0", True),
        ("pci0/ata1/host0/block/sda", "0", False),
        ("pci0/ata1/host0/block/sda", "1", True),
    ],
)
def test_a_stick_is_known_by_what_it_says_or_by_the_way_to_it(
    tmp_path: Path, way: str, says: str, expected: bool
) -> None:
    disk = tmp_path / way
    (disk / "part1").mkdir(parents=True)
    (disk / "removable").write_text(says + "\n", encoding="ascii")
    devices = tmp_path / "devices"
    devices.mkdir()
    (devices / "8:16").symlink_to(disk)
    (devices / "8:17").symlink_to(disk / "part1")
    assert [is_removable(one, devices) for one in ("8:16", "8:17", "0:50")] == [expected, expected, False]


def test_an_encrypted_stick_is_known_by_the_device_below_it(tmp_path: Path) -> None:
    stick, mapped = tmp_path / "usb1" / "sdb", tmp_path / "virtual" / "dm-0"
    (mapped / "slaves").mkdir(parents=True)
    stick.mkdir(parents=True)
    for disk in (stick, mapped):
        (disk / "removable").write_text("0\n", encoding="ascii")
    (stick / "dev").write_text("8:16\n", encoding="ascii")
    devices = tmp_path / "devices"
    devices.mkdir()
    (devices / "8:16").symlink_to(stick)
    (devices / "253:0").symlink_to(mapped)
    assert not is_removable("253:0", devices)
    (mapped / "slaves" / "sdb").symlink_to(stick)
    assert is_removable("253:0", devices)


def test_a_place_that_is_not_there_yet_is_that_of_the_folder_above(tmp_path: Path) -> None:
    found = place_of(tmp_path / "chưa" / "có" / "đợt.thisat")
    assert found.free > 0
    assert found.kind == place_of(tmp_path).kind


@pytest.mark.parametrize("kind", ["removable", "network", "cloud", "read_only"])
def test_a_dossier_in_danger_is_not_worked_in_and_a_copy_is_offered(kind: Kind) -> None:
    with pytest.raises(KnownError) as error:
        refuse(Place(kind, "", 0, None), PurePosixPath("/x/đợt.thisat"))
    assert "bản làm việc" in say(error.value.key, "vi", **error.value.params)
    assert "đợt.thisat" in say(error.value.key, "en", **error.value.params)


def test_a_disk_of_this_machine_is_worked_on(tmp_path: Path) -> None:
    for kind in ("fixed", "unknown"):
        refuse(Place(kind, "", 0, None), PurePosixPath("/x"))
    with pytest.raises(KnownError, match=r"drive\.cloud"):
        require_workable(tmp_path / "OneDrive" / "a.thisat")
