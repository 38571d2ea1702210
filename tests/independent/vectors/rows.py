"""Damage to single rows."""

from __future__ import annotations

from typing import Any

from inspector.journal import canon
from inspector.journal.bodies import FactStated
from tests.independent.vectors.kit import (
    Rows,
    answered,
    changed,
    one_visit,
    raw,
    raw_payload,
    vector,
)


@vector
def id_of_another_header() -> Rows:
    rows, _, _, answers = answered()
    rows.entries[answers[-1]] = rows.entries[answers[-1]].replace(b'"off_min":420', b'"off_min":421')
    return rows


@vector
def header_not_canonical() -> Rows:
    return raw(lambda header: header.replace(b'"about":', b'"about": '))


@vector
def header_with_a_member_twice() -> Rows:
    return raw(lambda header: header.replace(b'"off_min":420', b'"off_min":420,"off_min":420'))


@vector
def header_members_out_of_order() -> Rows:
    return raw(lambda header: b"{" + header[header.index(b'"at"') : -1] + b',"about":["obs","e",""]}')


@vector
def header_with_an_escape_too_many() -> Rows:
    return raw(lambda header: header.replace(b'"obs"', b'"\\u006fbs"'))


@vector
def header_with_a_fraction() -> Rows:
    return raw(lambda header: header.replace(b'"off_min":420', b'"off_min":420.5'))


@vector
def header_with_an_exponent() -> Rows:
    return raw(lambda header: header.replace(b'"off_min":420', b'"off_min":42e1'))


@vector
def header_with_not_a_number() -> Rows:
    return raw(lambda header: header.replace(b'"off_min":420', b'"off_min":NaN'))


@vector
def header_with_a_huge_integer() -> Rows:
    return raw(lambda header: header.replace(b'"off_min":420', b'"off_min":9007199254740992'))


@vector
def header_with_trailing_newline() -> Rows:
    return raw(lambda header: header + b"\n")


@vector
def header_that_is_no_utf8() -> Rows:
    return raw(lambda header: header.replace(b'"obs"', b'"ob\xff"'))


@vector
def header_that_is_an_array() -> Rows:
    return raw(lambda header: b"[" + header + b"]")


@vector
def header_that_is_too_long() -> Rows:
    return changed({"about": ["x" * 60] * 600})


@vector
def header_member_name_outside_the_profile() -> Rows:
    return changed({"Weather": 1})


@vector
def header_nested_too_deeply() -> Rows:
    deep: Any = 1
    for _ in range(16):
        deep = [deep]
    return changed({"weather": deep})


@vector
def header_nested_just_deeply_enough() -> Rows:
    deep: Any = 1
    for _ in range(15):
        deep = [deep]
    return changed({"weather": deep})


@vector
def header_member_missing() -> Rows:
    rows, an, _, answers = answered()
    header = rows.header(answers[-1])
    del header["seen"]
    rows.replace(an.key, answers[-1], canon.encode(header))
    return rows


@vector
def upper_case_hex() -> Rows:
    rows, an, _, answers = answered()
    rows.replace(an.key, answers[-1], {"supersedes": ["AB" * 32], "tick": 99})
    return rows


@vector
def slot_with_a_letter_outside_ascii() -> Rows:
    return changed({"about": ["obs", "đ", ""]})


@vector
def slot_part_too_long() -> Rows:
    return changed({"about": ["obs", "e" * 65, ""]})


@vector
def kind_with_capital() -> Rows:
    return changed({"kind": "Observed"})


@vector
def version_zero() -> Rows:
    return changed({"v": 0})


@vector
def seen_not_sorted() -> Rows:
    return changed({"seen": ["ff" * 32, "ee" * 32], "tick": 99})


@vector
def seen_twice() -> Rows:
    return changed({"seen": ["ee" * 32, "ee" * 32], "tick": 99})


@vector
def seen_too_many() -> Rows:
    return changed({"seen": [f"{number:064x}" for number in range(129)], "tick": 99})


@vector
def supersedes_not_sorted() -> Rows:
    return changed({"supersedes": ["ff" * 32, "ee" * 32], "tick": 99})


@vector
def blobs_not_sorted() -> Rows:
    return changed({"blobs": [["ff" * 32, 1], ["ee" * 32, 1]]})


@vector
def blob_named_with_two_sizes() -> Rows:
    return changed({"blobs": [["ee" * 32, 1], ["ee" * 32, 2]]})


@vector
def blob_too_large() -> Rows:
    return changed({"blobs": [["ee" * 32, 2**28 + 1]]})


@vector
def scope_missing() -> Rows:
    rows, an, _, answers = answered()
    header = rows.header(answers[-1])
    del header["scope"]
    rows.replace(an.key, answers[-1], canon.encode(header))
    return rows


@vector
def scope_null() -> Rows:
    return changed({"scope": None})


@vector
def genesis_inside_a_round() -> Rows:
    return changed({"kind": "genesis"})


@vector
def genesis_with_a_scope() -> Rows:
    rows, an, _, answers = answered()
    header = rows.header(an.world.round)
    rows.put(an.key, {**header, "scope": "ab" * 32}, rows.said(answers[0]))
    return rows


@vector
def round_begun_by_another_kind() -> Rows:
    rows, an, _, answers = answered()
    header = rows.header(an.world.round)
    rows.put(an.key, {**header, "kind": "planned"}, rows.said(answers[0]))
    return rows


@vector
def payload_swapped() -> Rows:
    rows, _, _, answers = answered()
    one, other = answers[1:3]
    rows.payloads[one], rows.payloads[other] = rows.payloads[other], rows.payloads[one]
    return rows


@vector
def payload_with_one_letter_changed() -> Rows:
    rows, _, _, answers = answered()
    rows.payloads[answers[2]] = rows.payloads[answers[2]].replace(b"pass", b"fail")
    return rows


@vector
def payload_not_canonical() -> Rows:
    return raw_payload(lambda payload: payload.replace(b'","salt', b'", "salt')[:-3] + b'"} ')


@vector
def payload_with_a_member_twice() -> Rows:
    return raw_payload(lambda payload: payload.replace(b'"value":"pass"', b'"value":"fail","value":"pass"'))


@vector
def payload_not_padded() -> Rows:
    return raw_payload(lambda payload: payload.replace(b'  "', b' "', 1))


@vector
def payload_padded_with_letters() -> Rows:
    return raw_payload(lambda payload: payload.replace(b'  "', b' x"', 1))


@vector
def payload_without_pad() -> Rows:
    return raw_payload(lambda payload: payload.replace(b'"pad"', b'"pae"'))


@vector
def payload_without_salt() -> Rows:
    return raw_payload(lambda payload: payload.replace(b'"salt"', b'"salu"'))


@vector
def payload_with_a_short_salt() -> Rows:
    return changed(None, {"salt": "00" * 15})


@vector
def payload_that_is_an_array() -> Rows:
    return raw_payload(lambda _: canon.encode(["x" * 252]))


@vector
def payload_with_a_huge_integer() -> Rows:
    return raw_payload(lambda _: canon.pad({"salt": "00" * 16, "value": "pass", "x": 2**53}))


@vector
def payload_with_a_lone_surrogate() -> Rows:
    return raw_payload(lambda payload: payload.replace(b'  "', b'"', 1).replace(b'"pass"', b'"\\ud800"'))


@vector
def orphan_payload() -> Rows:
    rows, _, _, answers = answered()
    rows.payloads["ab" * 32] = rows.payloads[answers[0]]
    return rows


@vector
def orphan_signature() -> Rows:
    rows, _, _, _ = answered()
    rows.signatures.append(("ab" * 32, rows.signatures[0][1]))
    return rows


@vector
def orphan_blob() -> Rows:
    rows, _, _, _ = answered()
    rows.blobs[canon.blob_id(b"x")] = b"x"
    return rows


def with_photo() -> tuple[Rows, list[str]]:
    _, an, _, visit = one_visit()
    photo = an.photo(visit)
    return Rows.of(an), [blob for blob, _ in an.statements[photo].header.blobs]


@vector
def blob_swapped() -> Rows:
    rows, (one, other) = with_photo()
    rows.blobs[one], rows.blobs[other] = rows.blobs[other], rows.blobs[one]
    return rows


@vector
def blob_with_one_bit_changed() -> Rows:
    rows, (one, _) = with_photo()
    data = rows.blobs[one]
    rows.blobs[one] = data[:-1] + bytes([data[-1] ^ 1])
    return rows


@vector
def blob_of_another_size() -> Rows:
    rows, _, _, _ = answered()
    data = b"not so long"
    _, an, _, visit = one_visit()
    an.say(FactStated(value="x"), ("fact", "x"), visit, blobs=[data])
    rows = Rows.of(an)
    entry = an.own[visit]
    rows.replace(an.key, entry, {"blobs": [[canon.blob_id(data), 12]]})
    return rows
