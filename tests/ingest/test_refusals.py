"""What cannot be trusted or understood is refused, with what was seen."""

import gzip
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from retention_core import ingest
from retention_core.i18n import speech
from retention_core.ingest import File, read_files
from retention_core.kernel.errors import Refused
from retention_core.wording.reading import reading_sentences
from tests.ingest.shop import read, table

PROGRAMS = Path(ingest.__file__).parent / "spreadsheets"


def refused(content, **named) -> Refused:
    with pytest.raises(Refused) as caught:
        read(content, **named)
    return caught.value


def archive(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/"), content)
    return out.getvalue()


CASES = {
    "empty": (b"", "empty"),
    "blank lines": (b"\n\n  \n", "empty"),
    "commas only": (b",,\n,,\n", "empty"),
    "header only": (b"customer,date,amount\n", "header_only"),
    "no customer": (b"date,amount,product\n2023-01-02,1.00,Shoe\n2023-01-03,2.00,Shoe\n", "no_customer_column"),
    "no day": (b"customer,amount\nA,1.00\nB,2.00\n", "no_day_column"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 60, "is_picture"),
    "pdf": (b"%PDF-1.7 ...", "is_pdf"),
    "web page": (b"<!DOCTYPE html><html><body><form><input name=user></form></body></html>", "is_web_page"),
    "zeros within": (b"customer,date\x00,amount\nA,2023-01-02\x00,1.00\n" * 5, "not_a_table"),
    "cut workbook": (archive(xl__workbook=b"x" * 500)[:-60], "damaged"),
    "several files": (archive(a=b"a,b\n1,2\n", b=b"a,b\n1,2\n"), "several_files_inside"),
    "a bomb": (archive(xl__big=b" " * (40 << 20)), "too_large"),
    "a gz bomb": (gzip.compress(b" " * (64 << 20)), "too_large"),
    "declarations": (archive(xl__a=b"", **{"xl__b.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'}), "unsafe"),
    "a text": (b"Dear Sir, \nthis is a letter.\n", "no_"),
    "nothing usable": (b"customer,date,amount\nguest,2023-01-02,1.00\nguest,2023-01-03,2.00\n", "no_usable_rows"),
}


@pytest.mark.parametrize("case", CASES)
def test_each_is_refused_with_its_own_sentence(case):
    content, code = CASES[case]
    error = refused(content, name="given.xlsx")
    assert error.code.startswith(code)
    for language in ("en", "zh_CN"):
        sentence = reading_sentences.refusal(error, speech(language))
        assert sentence and "{" not in sentence and "given.xlsx" in sentence


def test_a_missing_path_is_refused(tmp_path):
    with pytest.raises(Refused) as caught:
        read_files([File("gone.csv", tmp_path / "gone.csv")])
    assert caught.value.code == "unreadable_file"


def test_one_customer_and_one_day_are_enough():
    reading = read("customer,date,amount\nA,2023-01-02,1.00\n")
    assert reading.workbook.customers.height == 1


def test_a_child_that_takes_too_much_is_ended(tmp_path):
    from retention_core.ingest.spreadsheets.child_process import run

    hog = tmp_path / "hog.py"
    hog.write_text(
        "import time\nx = []\nwhile True:\n    x.append(bytearray(b'x') * 10_000_000)\n    time.sleep(0.01)\n"
    )
    assert run(hog, seconds=300, megabytes=300).passed == "memory"
    sleeper = tmp_path / "sleeper.py"
    sleeper.write_text("import time\ntime.sleep(60)\n")
    assert run(sleeper, seconds=0.3, megabytes=300).passed == "time"


def test_the_programs_that_read_workbooks_know_nothing_of_the_product():
    for name in ("excel_program.py", "columnar_program.py"):
        assert "import retention_core" not in (PROGRAMS / name).read_text(encoding="utf-8")
        assert "from retention_core" not in (PROGRAMS / name).read_text(encoding="utf-8")


def test_names_that_are_formulas_or_markup_stay_text():
    names = ["=1+1", "<script>alert(1)</script>", "![x](http://127.0.0.1:9/)"]
    content = "customer,date,amount\n" + "".join(f'"{name}",2023-01-0{at},1.00\n' for at, name in enumerate(names, 2))
    assert set(read(content).workbook.customers["customer_id"]) == set(names)


def test_a_quote_that_is_an_inch_sign_is_a_letter():
    content = table().replace("Customer ", '12" Pipe ')
    assert read(content).workbook.customers["customer_id"].str.starts_with('12" Pipe').all()


def test_the_reader_of_workbooks_opens_nothing_before_the_look_into_the_zip_is_over(tmp_path):
    """Without the word to go on it ends, and says nothing even about a file that is no workbook."""
    from retention_core.ingest.spreadsheets.child_process import GO

    book = tmp_path / "book"
    book.write_bytes(b"no workbook at all")
    call = [sys.executable, str(PROGRAMS / "excel_program.py"), str(book), str(tmp_path)]
    assert subprocess.run(call, input=b"", check=False).returncode == 1
    assert (tmp_path / "problem.txt").read_text(encoding="utf-8").startswith("EOFError")
    assert subprocess.run(call, input=GO, check=False).returncode == 1
    assert not (tmp_path / "problem.txt").read_text(encoding="utf-8").startswith("EOFError")


def test_a_workbook_that_is_turned_away_by_the_look_is_never_read(monkeypatch):
    from retention_core.ingest.spreadsheets.readers import Reader

    def read(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(Reader, "tables", read)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("xl/workbook.xml", '<!DOCTYPE x [<!ENTITY a "b">]><workbook/>')
    with pytest.raises(Refused) as caught:
        read_files([File("orders.xlsx", content=content.getvalue())])
    assert caught.value.code == "unsafe"
