"""The command line keeps its contract: one JSON object, its keys, its exit codes, and never a traceback."""

import csv
import doctest
import json
import os
import subprocess
import sys
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest

import retention_core
from retention_core.__main__ import main
from retention_core.commands import run
from retention_core.commands.parse_answers import AskedAnswer, asked_answer, names_of
from retention_core.simulate import Shop, draw_shop

PROJECT = Path(__file__).parents[2]
KEYS = {"status", "message", "questions", "files", "notes", "totals"}
FILE_KEYS = {
    "evidence",
    "name",
    "kind",
    "sheet",
    "encoding",
    "delimiter",
    "header_row",
    "columns",
    "rows_read",
    "rows_used",
    "set_aside",
}
TOTAL_KEYS = {"orders", "refunds", "customers", "repeat_customers", "revenue", "currency", "first_day", "last_day"}

ORDERS = """order_id,customer,date,amount
1,ann,2024-01-30,10.00
2,bob,2024-02-03,20.50
3,ann,2024-02-20,5.25
4,,2024-02-21,7.00
"""
EITHER_WAY = """order_id,customer,date,amount
1,ann,01/02/2024,10.00
2,bob,03/04/2024,20.50
3,ann,05/06/2024,5.25
"""


@pytest.fixture
def orders(tmp_path):
    return written(tmp_path, "orders.csv", ORDERS)


@pytest.fixture
def either_way(tmp_path):
    """Three days that can be read day first or month first, and nothing that decides."""
    return written(tmp_path, "either.csv", EITHER_WAY)


@pytest.fixture
def told(capsys):
    """Runs a command in this process: its exit code and the object on standard output."""

    def run_it(*words):
        code = main([str(word) for word in words])
        out, err = capsys.readouterr()
        assert out.isascii()
        assert out.count("\n") == 1
        assert "Traceback" not in err
        return code, json.loads(out)

    return run_it


def written(folder, name, text):
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def in_a_process(*words, **environment):
    command = [sys.executable, "-m", "retention_core", *map(str, words)]
    return subprocess.run(
        command, cwd=PROJECT, capture_output=True, check=False, timeout=300, env={**os.environ, **environment}
    )


def rows_of(path):
    return list(csv.DictReader(StringIO(path.read_text("utf-8-sig"))))


# check


def test_check_of_a_readable_file_is_ready_with_all_keys_of_the_contract(told, orders):
    code, found = told("check", orders)
    assert (code, found["status"], found["message"], found["questions"]) == (0, "ready", None, [])
    assert set(found) == KEYS
    assert set(found["totals"]) == TOTAL_KEYS
    assert set(found["files"][0]) == FILE_KEYS
    assert all(set(note) == {"code", "text"} for note in found["notes"])


def test_check_counts_what_the_file_holds_and_what_was_set_aside(told, orders):
    _, found = told("check", orders)
    totals, file = found["totals"], found["files"][0]
    assert (totals["orders"], totals["customers"], totals["repeat_customers"], totals["refunds"]) == (3, 2, 1, 0)
    assert (totals["revenue"], totals["first_day"], totals["last_day"]) == ("35.75", "2024-01-30", "2024-02-20")
    assert (file["name"], file["kind"], file["rows_read"], file["rows_used"]) == ("orders.csv", "orders", 4, 3)
    assert file["set_aside"] == {"no_customer": {"rows": 1, "amount": "7.00"}}
    assert file["columns"] == {
        "order_id": "order_id",
        "customer_id": "customer",
        "ordered_on": "date",
        "amount": "amount",
    }


@pytest.mark.parametrize("kind", Shop)
def test_a_sample_shop_is_read_without_a_question_to_its_own_truth(told, tmp_path, kind):
    """The truth is counted by the simulation from its draw, apart from reading."""
    out, truth = tmp_path / f"{kind}.csv", draw_shop(kind).truth
    assert told("sample", kind, "--out", out)[0] == 0
    code, found = told("check", out)
    totals = found["totals"]
    assert code == 0
    assert (totals["orders"], totals["customers"], totals["repeat_customers"]) == (
        truth.orders,
        truth.customers,
        truth.repeat_customers,
    )
    assert Decimal(totals["revenue"]) == truth.revenue
    assert (totals["first_day"], totals["last_day"]) == (truth.first_day.isoformat(), truth.last_day.isoformat())
    assert {reason: aside["rows"] for reason, aside in found["files"][0]["set_aside"].items()} == truth.set_aside


def test_rows_and_money_used_and_set_aside_add_up_to_the_file(told, tmp_path):
    out = tmp_path / "webshop.csv"
    told("sample", "webshop", "--out", out)
    _, found = told("check", out)
    file = found["files"][0]
    aside = file["set_aside"].values()
    assert file["rows_read"] == file["rows_used"] + sum(reason["rows"] for reason in aside) == len(rows_of(out))
    money = Decimal(found["totals"]["revenue"]) + sum(Decimal(reason["amount"]) for reason in aside)
    assert money == sum(Decimal(row["Total"]) for row in rows_of(out))


def test_a_doubt_is_a_question_and_no_number_is_shown_before_its_answer(told, either_way):
    code, found = told("check", either_way)
    assert (code, found["status"], found["totals"]) == (3, "ask", None)
    question = found["questions"][0]
    assert set(question) == {"code", "file", "sheet", "field", "question", "choices"}
    assert (question["code"], question["file"]) == ("day_order", "either.csv")
    assert all(set(choice) == {"choice", "label", "effect"} for choice in question["choices"])
    assert {choice["choice"] for choice in question["choices"]} >= {"day_first", "month_first"}


@pytest.mark.parametrize(
    ("answer", "first_day"),
    [
        ("day_order=day_first", "2024-02-01"),
        ("day_order=month_first", "2024-01-02"),
        ("either.csv:day_order=day_first", "2024-02-01"),
        ("day_order.ordered_on=month_first", "2024-01-02"),
    ],
)
def test_an_answer_settles_the_question(told, either_way, answer, first_day):
    code, found = told("check", either_way, "--answer", answer)
    assert (code, found["totals"]["first_day"]) == (0, first_day)


def test_an_answer_about_another_file_settles_nothing(told, either_way, orders):
    code, _ = told("check", either_way, orders, "--answer", "orders.csv:day_order=day_first")
    assert code == 3


def test_a_choice_that_is_not_offered_settles_nothing(told, either_way):
    assert told("check", either_way, "--answer", "day_order=tomorrow")[0] == 3


def test_a_column_can_be_picked_by_hand(told, tmp_path):
    path = written(tmp_path, "two.csv", "wer,date,amount,customer\nx,2024-01-01,1,ann\ny,2024-01-02,2,ann\n")
    assert told("check", path)[1]["totals"]["customers"] == 1
    assert told("check", path, "--answer", "column.customer_id=wer")[1]["totals"]["customers"] == 2


@pytest.mark.parametrize("content", ["", "customer,date,amount\n", "\x00\x01\x02"])
def test_a_file_that_cannot_be_used_is_refused_with_a_sentence(told, tmp_path, content):
    path = written(tmp_path, "bad.csv", content)
    code, found = told("check", path)
    assert (code, found["status"], found["totals"]) == (4, "refused", None)
    assert "bad.csv" in found["message"]
    assert set(found) >= KEYS


def test_a_missing_path_and_a_folder_are_refused(told, tmp_path):
    assert told("check", tmp_path / "nowhere.csv")[0] == 4
    assert told("check", tmp_path)[0] == 4


def test_one_refused_file_makes_the_whole_refused(told, orders, tmp_path):
    code, found = told("check", orders, tmp_path / "nowhere.csv")
    assert (code, found["totals"]) == (4, None)
    assert "nowhere.csv" in found["message"]


def test_sentences_come_in_the_language_asked_for(told, tmp_path):
    english, chinese = (
        told("check", tmp_path / "nowhere.csv", "--language", language)[1]["message"]
        for language in ("en", "zh-Hans-CN")
    )
    assert english.isascii()
    assert not chinese.isascii()


# numbers


@pytest.fixture
def gym(told, tmp_path):
    out = tmp_path / "gym.csv"
    told("sample", "gym", "--out", out)
    return out


def test_numbers_are_the_keys_of_check_and_every_figure(told, gym):
    code, found = told("numbers", gym)
    assert code == 0
    assert set(found) == KEYS | {"numbers", "why_null"}
    numbers = found["numbers"]
    assert numbers["retention.rate"] + numbers["retention.churn_rate"] == pytest.approx(1)
    moved = numbers["retention.at_start"] + numbers["retention.gained"] - numbers["retention.lost"]
    assert moved == numbers["retention.at_end"]


def test_a_number_is_null_exactly_where_its_reason_is_told(told, gym):
    found = told("numbers", gym)[1]
    assert {name for name, value in found["numbers"].items() if value is None} == set(found["why_null"])


@pytest.mark.parametrize(
    ("period", "first_day", "last_day"),
    [
        ("month", "2025-05-01", "2025-05-31"),
        ("quarter", "2025-01-01", "2025-03-31"),
        ("half-year", "2024-07-01", "2024-12-31"),
        ("year", "2024-01-01", "2024-12-31"),
        ("week", "2025-06-02", "2025-06-08"),
    ],
)
def test_as_of_and_period_choose_the_last_finished_period(told, gym, period, first_day, last_day):
    """As of 2025-06-14, a Saturday."""
    numbers = told("numbers", gym, "--as-of", "2025-06-14", "--period", period)[1]["numbers"]
    assert numbers["period.kind"] == period
    assert (numbers["retention.first_day"], numbers["retention.last_day"]) == (first_day, last_day)


def test_what_lies_after_as_of_changes_no_number(told, gym, tmp_path):
    lines = gym.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines[1:] if line.split(",")[1][6:] + line.split(",")[1][3:5] <= "202505"]
    cut = written(tmp_path, "cut.csv", "".join([lines[0], *kept]))
    whole, part = (told("numbers", path, "--as-of", "2025-05-31")[1]["numbers"] for path in (gym, cut))
    assert whole == part


def test_no_number_while_a_question_is_open(told, either_way):
    code, found = told("numbers", either_way)
    assert (code, found["numbers"], found["totals"]) == (3, None, None)


# clean


def test_clean_writes_one_row_per_order_to_the_letter(told, tmp_path):
    names = ["=1+1", "![x](http://127.0.0.1:9/)", "<script>", "-1+1|cmd", "王芳", "O'Brien, Ann", 'say "hi"']
    source = tmp_path / "names.csv"
    with source.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["customer", "date", "amount"], *([name, "2024-01-30", "1.50"] for name in names)])
    out = tmp_path / "clean.csv"
    code, found = told("clean", source, "--out", out)
    assert (code, found["out"]) == (0, str(out))
    assert sorted(row["customer_id"] for row in rows_of(out)) == sorted(names)
    assert {row["ordered_on"] for row in rows_of(out)} == {"2024-01-30"}
    assert next(iter(rows_of(out)[0])) == "customer_id"


def test_clean_orders_add_up_to_the_totals(told, tmp_path):
    source, out = tmp_path / "cafe.csv", tmp_path / "clean.csv"
    told("sample", "cafe", "--out", source)
    totals = told("clean", source, "--out", out)[1]["totals"]
    assert len(rows_of(out)) == totals["orders"]
    assert sum(Decimal(row["amount"]) for row in rows_of(out)) == Decimal(totals["revenue"])


@pytest.mark.parametrize("kind", Shop)
def test_clean_orders_read_again_are_the_same_orders(told, tmp_path, kind):
    source, out = tmp_path / "shop.csv", tmp_path / "clean.csv"
    told("sample", kind, "--out", source)
    before = told("clean", source, "--out", out)[1]["totals"]
    after = told("check", out)[1]["totals"]
    assert {**after, "currency": None} == {**before, "currency": None}


def test_clean_writes_nothing_while_a_question_is_open(told, either_way, tmp_path):
    out = tmp_path / "clean.csv"
    assert told("clean", either_way, "--out", out)[0] == 3
    assert not out.exists()


def test_clean_never_writes_over_a_file_it_reads(told, orders):
    code, found = told("clean", orders, "--out", orders)
    assert (code, found["code"]) == (4, "would_overwrite")
    assert orders.read_text("utf-8") == ORDERS


def test_a_path_that_cannot_be_written_is_refused_and_leaves_nothing(told, orders, tmp_path):
    code, found = told("clean", orders, "--out", tmp_path / "no_such_folder" / "x.csv")
    assert (code, found["code"]) == (4, "cannot_write")
    assert [path.name for path in tmp_path.iterdir()] == ["orders.csv"]


# usage and failures


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["unknown"],
        ["check"],
        ["check", "x.csv", "--answer", "nothing"],
        ["check", "x.csv", "--answer", "y.csv:day_order=day_first"],
        ["numbers", "x.csv", "--as-of", "yesterday"],
        ["numbers", "x.csv", "--period", "decade"],
        ["clean", "x.csv"],
        ["sample", "bakery", "--out", "x.csv"],
        ["sample", "cafe"],
        ["check", "x.csv", "--ans", "day_order=day_first"],
    ],
)
def test_wrong_usage_ends_with_2_and_says_why_on_standard_error(words, capsys):
    with pytest.raises(SystemExit) as ended:
        main(words)
    out, err = capsys.readouterr()
    assert (ended.value.code, out) == (2, "")
    assert "usage" in err


class Panic(BaseException):
    """What a panic inside polars looks like: no Exception."""


def failing(error):
    def fail(_asked, _speech):
        raise error

    return fail


@pytest.mark.parametrize("error", [Panic("inside"), ValueError("x"), RecursionError()])
def test_our_own_fault_is_a_refusal_that_says_so(monkeypatch, told, orders, error):
    monkeypatch.setitem(run.COMMANDS, "check", failing(error))
    code, found = told("check", orders)
    assert (code, found["status"], found["code"]) == (4, "refused", "internal")
    assert "our fault" in found["message"]


def test_too_little_memory_is_told(monkeypatch, told, orders):
    monkeypatch.setitem(run.COMMANDS, "check", failing(MemoryError()))
    assert told("check", orders)[1]["code"] == "out_of_memory"


def test_a_developer_may_see_the_traceback(monkeypatch, capsys, orders):
    monkeypatch.setitem(run.COMMANDS, "check", failing(ValueError("x")))
    monkeypatch.setenv("RETAIN_DEBUG", "1")
    assert main(["check", str(orders)]) == 4
    assert "Traceback" in capsys.readouterr().err


def test_a_missing_part_is_told_without_a_traceback(orders):
    """polars, say, was not installed."""
    code = "import sys; sys.modules['polars'] = None; from retention_core import __main__ as retain; "
    code += "sys.exit(retain.main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "check", str(orders)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, check=False, timeout=300)
    found = json.loads(done.stdout)
    assert (done.returncode, found["status"], found["code"]) == (4, "refused", "cannot_start")
    assert set(found) >= KEYS
    assert b"Traceback" not in done.stderr


def test_exit_codes_reach_the_shell(orders, either_way):
    runs = [in_a_process("check", orders), in_a_process("check", either_way), in_a_process("check", "nowhere.csv")]
    assert [run.returncode for run in runs] == [0, 3, 4]
    assert [json.loads(run.stdout)["status"] for run in runs] == ["ready", "ask", "refused"]
    assert in_a_process("unknown").returncode == 2


def test_a_console_that_knows_ascii_only_can_show_the_result(tmp_path):
    path = written(tmp_path, "szabó-王.csv", ORDERS.replace("ann", "Szabó Ágnes"))
    done = in_a_process("check", path, PYTHONIOENCODING="ascii")
    assert (done.returncode, json.loads(done.stdout)["files"][0]["name"]) == (0, "szabó-王.csv")


def test_a_wrong_word_is_answered_before_anything_heavy_is_loaded():
    code = "import sys, retention_core.__main__; sys.exit('polars' in sys.modules or 'babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=PROJECT, check=False, timeout=300).returncode == 0


# answers on the command line


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("day_order=day_first", AskedAnswer("day_order", "day_first", None, None)),
        ("column.customer_id=Kunde", AskedAnswer("column", "Kunde", None, "customer_id")),
        ("column.customer_id=a:b=c", AskedAnswer("column", "a:b=c", None, "customer_id")),
        ("column.amount=", AskedAnswer("column", "", None, "amount")),
        ("a.csv:day_order=day_first", AskedAnswer("day_order", "day_first", "a.csv", None)),
        ("dir/a.csv:column.amount=x", AskedAnswer("column", "x", "a.csv", "amount")),
        ("x=1.csv:sheets=all", AskedAnswer("sheets", "all", "x=1.csv", None)),
        ("other.csv:day_order=day_first", None),
        ("day_order", None),
        ("", None),
    ],
)
def test_an_answer_is_taken_apart(text, answer):
    assert asked_answer(text, [Path("dir/a.csv"), Path("x=1.csv")]) == answer


def test_files_of_one_name_are_told_apart_by_their_paths():
    assert names_of([Path("a/x.csv"), Path("b/x.csv"), Path("c/y.csv")]) == (
        str(Path("a/x.csv")),
        str(Path("b/x.csv")),
        "y.csv",
    )


def test_the_eight_lines_of_the_package_run():
    results = doctest.testmod(retention_core)
    assert (results.failed, results.attempted > 4) == (0, True)


@pytest.mark.skipif(sys.platform == "win32", reason="closing a pipe is told in another way there")
@pytest.mark.parametrize("words", [["--help"], ["check", "orders.csv"], ["numbers", "orders.csv"]])
def test_a_reader_who_leaves_is_no_error_to_tell(orders, words):
    """As `| head -c 0` does: nothing is left to say, and nothing is said."""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "retention_core", *words]
    environ = os.environ | {"PYTHONPATH": str(PROJECT)}
    environ.pop("PYTHONUNBUFFERED", None)  # where it is set, the parser of arguments is the one that keeps quiet
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, cwd=orders.parent, env=environ)
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")
