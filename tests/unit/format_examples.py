"""The worked examples of docs/format.md, made from fixed keys.

`python -m tests.unit.format_examples` writes them into the page again after the text around them was changed.
"""

from __future__ import annotations

import re
from pathlib import Path

from inspector.dossier import schema
from inspector.journal import canon
from inspector.journal.bodies import FormatVersion, Genesis, Observed, Opened, Sealed, UnitRef
from inspector.journal.entry import Clock, Entry, Header, Statement, read_header, write
from inspector.journal.seal import code_of, root_of
from tests.builder import Key

PAGE = Path(__file__).parents[2] / "docs" / "format.md"
LEAD = Key(bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))
"""Source: RFC 8032 section 7.1, the secret keys of tests 1 and 2."""
DEPUTY = Key(bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"))
CHECKLIST = b'{"family":"one_stop","items":["fb_hotline_posted"]}'
CHECKLIST_ID = canon.blob_id(CHECKLIST)


def salt(number: int) -> bytes:
    return bytes([number]) * 16


def clock(second: int, round_id: str) -> Clock:
    boot = canon.boot_of(round_id, "example boot")
    return Clock(boot=boot, mono_ms=1000 * second, off_min=420, utc_ms=1_763_692_927_000 + 1000 * second)


def statement(entry: Entry) -> Statement:
    return Statement(entry.id, read_header(entry.header), entry.payload)


def genesis() -> Entry:
    body = Genesis(
        roots=tuple(sorted((LEAD.public, DEPUTY.public))),
        nonce="000102030405060708090a0b0c0d0e0f",
        hash="sha-256",
        sig="ed25519",
        format=FormatVersion(1, 0),
        application_id="THS1",
        program="example 1.0.0",
        title="Kiểm tra đột xuất",
    )
    header = Header(
        about=(),
        at=clock(0, ""),
        author=LEAD.public,
        blobs=(),
        chain="00000000000000a1",
        kind="genesis",
        payload="0" * 64,
        prev=None,
        round=None,
        seen=(),
        seq=0,
        supersedes=(),
        tick=0,
        v=1,
    )
    return write(header, body, salt(1), LEAD)


def opened(first: Entry) -> Entry:
    body = Opened(started="2025-11-21T09:42:07+07:00", unit=UnitRef(name="Xã Đất Mũi"), checklist=CHECKLIST_ID)
    header = Header(
        about=(),
        at=clock(1, first.id),
        author=LEAD.public,
        blobs=((CHECKLIST_ID, len(CHECKLIST)),),
        chain="00000000000000a1",
        kind="opened",
        payload="0" * 64,
        prev=first.id,
        round=first.id,
        scope=first.id,
        seen=(),
        seq=1,
        supersedes=(),
        tick=1,
        v=1,
    )
    return write(header, body, salt(2), LEAD)


def observed(first: Entry, visit: Entry) -> Entry:
    body = Observed(value="fail", checklist=CHECKLIST_ID, note="Bảng bị che")
    header = Header(
        about=("obs", "fb_hotline_posted", ""),
        at=clock(2, first.id),
        author=LEAD.public,
        blobs=(),
        chain="00000000000000a2",
        kind="observed",
        payload="0" * 64,
        prev=None,
        round=first.id,
        scope=visit.id,
        seen=(visit.id,),
        seq=0,
        supersedes=(),
        tick=2,
        v=1,
    )
    return write(header, body, salt(3), LEAD)


def sealed(first: Entry, visit: Entry, answer: Entry) -> Entry:
    body = Sealed(
        purpose="onsite",
        tips=(answer.id,),
        entries=1,
        blobs=0,
        root=root_of([statement(answer)]),
        checklist=CHECKLIST_ID,
        program="example 1.0.0",
    )
    header = Header(
        about=("seal",),
        at=clock(3, first.id),
        author=LEAD.public,
        blobs=(),
        chain="00000000000000a2",
        kind="sealed",
        payload="0" * 64,
        prev=answer.id,
        round=first.id,
        scope=visit.id,
        seen=(),
        seq=1,
        supersedes=(),
        tick=3,
        v=1,
    )
    return write(header, body, salt(4), LEAD)


def tree(first: Entry, visit: Entry, answer: Entry) -> str:
    """Return a tree of three entries and a blob, written out step by step."""
    names = sorted(
        [b"e" + bytes.fromhex(one.id) for one in (first, visit, answer)] + [b"b" + bytes.fromhex(CHECKLIST_ID)]
    )
    leaves = [canon.blob_id(b"\0" + name) for name in names]
    left, right = (canon.blob_id(b"\1" + bytes.fromhex(a + b)) for a, b in (leaves[:2], leaves[2:]))
    root = canon.blob_id(b"\1" + bytes.fromhex(left + right))
    assert root == root_of([statement(one) for one in (first, visit, answer)])
    lines = [
        f"leaf {name[:1].decode()} {name[1:].hex()}\n     {leaf}" for name, leaf in zip(names, leaves, strict=True)
    ]
    return "\n".join([*lines, f"node {left}", f"node {right}", f"root {root}"])


def code(seal: Entry) -> str:
    bits = f"{int(seal.id[:24], 16) >> 1:095b}"
    groups = [bits[start : start + 5] for start in range(0, 95, 5)]
    text = code_of(seal.id)
    letters = text.replace(" ", "")
    rows = [
        f"id      {seal.id}",
        f"bits    {' '.join(groups)}",
        f"values  {' '.join(str(int(group, 2)) for group in groups)}",
        f"letters {' '.join(letters[:19])}",
        f"check   {letters[19]}",
        f"code    {text}",
    ]
    return "\n".join(rows)


def told(entry: Entry) -> str:
    return "\n".join(
        (
            f"header    {entry.header.decode()}",
            f"payload   {entry.payload.decode()}",
            f"hash      {canon.payload_hash(entry.payload)}",
            f"id        {entry.id}",
            f"signature {entry.signature.hex()}",
        )
    )


def schema_digest() -> str:
    rows = sorted(tuple((word or "").encode() for word in row) for row in schema.EXPECTED)
    return canon.blob_id(b"\0".join(word for row in rows for word in row))


def examples() -> dict[str, str]:
    """Return the text of every example by its name."""
    first = genesis()
    visit = opened(first)
    answer = observed(first, visit)
    seal = sealed(first, visit, answer)
    message = canon.signed_message(first.id)
    return {
        "keys": f"lead   {LEAD.public}\ndeputy {DEPUTY.public}",
        "checklist": f"bytes  {CHECKLIST.decode()}\nid     {CHECKLIST_ID}",
        "genesis": told(first),
        "message": message.hex(),
        "opened": told(visit),
        "observed": told(answer),
        "sealed": told(seal),
        "tree": tree(first, visit, answer),
        "code": code(seal),
        "boot": f"{first.id}/example boot\n{canon.boot_of(first.id, 'example boot')}",
        "set": f"{canon.set_digest([answer.id, visit.id])}",
        "schema-digest": schema_digest(),
    }


BLOCK = re.compile(r"```text example=(\S+)\n(.*?)\n```", re.DOTALL)


def with_examples(page: str) -> str:
    """Return the page with every example as it is made today."""
    made = examples()
    return BLOCK.sub(lambda found: f"```text example={found[1]}\n{made[found[1]]}\n```", page)


if __name__ == "__main__":
    PAGE.write_text(with_examples(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
