"""What `show league` says of the sample round, against what the other verbs say of it."""

from __future__ import annotations

from tests.flows.stage import Played


def test_the_league_has_the_figures_of_the_findings_and_the_matrix(played: Played) -> None:
    lead = played.person("truong-doan")
    found = lead.do("show", "league", lead.dossier, "--json")
    findings = lead.do("show", "findings", lead.dossier, "--json")
    told = {
        item: (claim["k"], claim["n"])
        for sentence in findings["shortcomings"]
        for item, claim in zip(sentence["items"], sentence["claims"], strict=True)
    }
    ranked = {one["id"]: (one["k"], one["n"]) for one in found["items"] if one["sentence"]}
    assert ranked == told
    assert [(one["code"], one["k"], one["n"]) for one in found["items"]][:2] == [("E1", 14, 16), ("C1", 6, 16)]
    matrix = lead.do("show", "matrix", lead.dossier, "--json")
    failed = {
        unit["number"]: sum(cell["failed"] for cell in row)
        for unit, row in zip(matrix["units"], matrix["cells"], strict=True)
    }
    assert {one["number"]: one["k"] for one in found["units"]} == failed
    assert [found["coverage"][name] for name in ("planned", "visited", "sealed")] == [16, 16, 16]
    (now,) = found["rounds"]
    assert now["units"]["8"] == {"k": 5, "n": 14}
    assert found["repeated"] == found["problems"] == []


def test_the_league_is_told_in_lines(played: Played) -> None:
    lead = played.person("truong-doan")
    told = lead.do("show", "league", lead.dossier).splitlines()
    assert told[0] == "Đã kiểm tra 16/16 đơn vị dự kiến, đã niêm phong 16/16"
    assert told[2].startswith("  E1   14/16   Sử dụng Hệ thống nhận diện")
    assert told[-1].endswith("Thị trấn Minh hoạ 13")
