"""``match_pairs``: a line out for every line in, also for a broken one."""

import json

import pytest
from django.core.management import CommandError, call_command

PAIR = {"id": "p1", "type": "person", "a": {"name": "Sanne Vos"}, "b": {"name": "VOS, SANNE"}}


def test_every_pair_gets_a_line_in_order(tmp_path, capsys):
    file = tmp_path / "pairs.jsonl"
    file.write_text(
        "\n".join(json.dumps({**PAIR, "id": number}) for number in range(3)) + "\n\n", encoding="utf-8"
    )
    call_command("match_pairs", str(file))
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [answer["id"] for answer in answers] == [0, 1, 2]
    assert all(answer["score"] >= 0.5 and answer["reasons"] for answer in answers)


def test_a_broken_line_keeps_its_place_and_is_reported(tmp_path, capsys):
    file = tmp_path / "pairs.jsonl"
    file.write_bytes(
        b"\n".join([json.dumps(PAIR).encode(), b"{broken \xff", b"[1]", json.dumps(PAIR).encode()])
    )
    with pytest.raises(CommandError) as refused:
        call_command("match_pairs", str(file))
    out, err = capsys.readouterr()
    answers = [json.loads(line) for line in out.splitlines()]
    assert refused.value.returncode == 1
    assert [answer["id"] for answer in answers] == ["p1", None, None, "p1"]
    assert answers[1] == {"id": None, "score": 0, "reasons": []}
    assert "Regel 2" in err
    assert "Regel 3" in err


def test_an_odd_identity_comes_back_as_it_went_in(tmp_path, capsys):
    file = tmp_path / "pairs.jsonl"
    file.write_text(json.dumps({**PAIR, "id": "\ud83d é"}), encoding="utf-8")
    call_command("match_pairs", str(file))
    assert json.loads(capsys.readouterr().out)["id"] == "\ud83d é"


def test_a_file_that_is_not_there_is_a_plain_sentence(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("match_pairs", str(tmp_path / "absent.jsonl"))
