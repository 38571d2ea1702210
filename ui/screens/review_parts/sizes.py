"""Sizes of files and places, in words."""

from __future__ import annotations

from pathlib import Path

from resources import Language, say
from ui.work.drives import Place


def size_words(size: int, language: Language) -> str:
    """Return "640 kB", "1,2 MB", "12 GB": two figures that count, by thousands of 1024."""
    unit, value = "kB", size / 1024
    for larger in ("MB", "GB"):
        if value >= 1000:
            unit, value = larger, value / 1024
    text = f"{value:.0f}" if value >= 10 or unit == "kB" else f"{value:.1f}".removesuffix(".0")
    if unit == "kB" and value < 1:
        text = "1"
    return f"{text.replace('.', ',') if language == 'vi' else text} {unit}"


_FILESYSTEMS = {
    "vfat": "FAT32", "msdos": "FAT32", "fat": "FAT32", "fat32": "FAT32", "fat16": "FAT16", "exfat": "exFAT",
    "ntfs": "NTFS", "ntfs3": "NTFS", "fuseblk": "NTFS", "apfs": "APFS",
}  # fmt: skip


def place_words(path: Path, place: Place, language: Language) -> str:
    """Return what is known of a place before anything is written: "USB TS-02 · FAT32 · còn 12 GB; …"."""
    name = path.name or str(path)
    filesystem = _FILESYSTEMS.get(place.filesystem.lower(), place.filesystem)
    parts = [name, filesystem, say("handing.free", language, size=size_words(place.free, language))]
    words = " · ".join(part for part in parts if part)
    return f"{words}; {say('handing.split', language)}" if place.largest_file is not None else words
