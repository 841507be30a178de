"""Files brought in the browser: looked at, confirmed, refused; and nothing stored before."""

from __future__ import annotations

import re
import zipfile
from html import unescape
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from tests.serve.conftest import ADDRESS, client_of

from yuebao import Store
from yuebao.domain import SILENT
from yuebao.publish.demo import load_sample, read_sample, unpack_sample
from yuebao.sources import scratch_folder
from yuebao.web.app import make_app
from yuebao.web.posting import MAX_FILES, plain_name
from yuebao.web.settings import WebSettings
from yuebao.web.staging import Staging
from yuebao.web.works import MOST_WATCHED, Works, new_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from starlette.testclient import TestClient

TOKEN = "fedcba9876543210"
SAID = {"token": TOKEN, "released": "2025-04-20"}


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bring") / "files"
    unpack_sample(folder)
    return folder


@pytest.fixture
def store(tmp_path: Path, unpacked: Path) -> Store:
    """A store of the sample's first report."""
    made = Store(tmp_path / "store")
    load_sample(made, read_sample().reports[0], unpacked)
    return made


@pytest.fixture
def writer(store: Store) -> Iterator[TestClient]:
    """A reader of a server that takes files."""
    app = make_app(WebSettings(store=store.path, write_token=TOKEN, max_upload=4 << 20))
    with client_of(app) as reader:
        yield reader


@pytest.fixture
def export(unpacked: Path) -> tuple[str, bytes]:
    """A query export that revises one value of the store."""
    (path,) = (unpacked / "lithium-2025-02").glob("出口_*_202501-202502_*.csv")
    text = path.read_bytes().decode("gb18030").replace('"34,107,486"', '"44,107,486"')
    return path.name, text.encode("gb18030")


def send(client: TestClient, *files: tuple[str, bytes], to: str = "/zh/bring", **said: str) -> Any:
    return client.post(to, data=SAID | said, files=[("file", one) for one in files])


def text_of(answer: Any) -> str:
    return unescape(re.sub(r"<[^>]*>", " ", answer.text))


def error_of(answer: Any) -> dict[str, str]:
    return dict(answer.json()["error"])


def test_files_are_looked_at_then_stored(
    writer: TestClient, store: Store, export: tuple[str, bytes]
) -> None:
    before = len(store.loads())
    answer = send(writer, export)
    assert answer.status_code == 303, answer.text
    lot = answer.headers["location"]
    looked = writer.get(lot)
    assert export[0] in looked.text
    assert "修订 1 行" in looked.text
    assert "海关统计数据在线查询平台的导出文件" in looked.text
    assert looked.headers["cache-control"] == "no-store"
    assert len(store.loads()) == before
    stored = send(writer, to=lot, what="store")
    assert "修订 1 行" in stored.text
    assert len(store.loads()) == before + 1
    assert writer.get(lot).status_code == 404
    assert send(writer, to=lot, what="store").status_code == 404
    assert len(store.loads()) == before + 1


def test_a_page_that_waits_hears_how_far_the_work_is(
    writer: TestClient, export: tuple[str, bytes]
) -> None:
    (address,) = re.findall('data-work="([^"]*)"', writer.get("/zh/bring").text)
    assert writer.get(address).json() == {"step": "", "percent": 0}
    lot = send(writer, export, work=address.rpartition("/")[2]).headers["location"]
    heard = writer.get(address)
    assert heard.json() == {"step": "read", "percent": 100}
    assert heard.headers["cache-control"] == "no-store"
    (other,) = re.findall('data-work="([^"]*)"', writer.get(lot).text)
    send(writer, to=lot, what="store", work=other.rpartition("/")[2])
    assert writer.get(other).json() == {"step": "commit", "percent": 100}
    works = Works()
    assert works.begin("short") is SILENT
    for _ in range(2 * MOST_WATCHED):
        works.begin(new_name()).step("read", 1, 2)
    assert len(works) == MOST_WATCHED


def test_what_is_looked_at_is_what_a_load_does(
    store: Store, unpacked: Path, tmp_path: Path
) -> None:
    for folder in sorted(path for path in unpacked.iterdir() if path.is_dir()):
        looked = store.load([folder], look=True)
        loaded = store.load([folder])
        assert looked.record is None
        assert (looked.changes, looked.slices) == (loaded.changes, loaded.slices)
    made = Store(tmp_path / "none")
    made.load([unpacked / "lithium-2025-02"], look=True)
    assert not made.path.exists()


def test_refused_files_are_gone_and_change_nothing(
    writer: TestClient, store: Store, export: tuple[str, bytes]
) -> None:
    before = store.loads()
    lot = send(writer, export).headers["location"]
    assert send(writer, to=lot, what="maybe").status_code == 400
    assert send(writer, to=lot, what="drop").headers["location"] == "/zh/bring"
    assert writer.get(lot).status_code == 404
    assert store.loads() == before


@pytest.mark.parametrize(
    ("said", "status", "where"),
    [
        ({"token": ""}, 403, "token"),
        ({"token": "令牌令牌令牌令牌"}, 403, "token"),
        ({"released": "yesterday"}, 400, "released"),
        ({"flow": "total"}, 400, "flow"),
        ({"months": "'; DROP TABLE fact; --"}, 400, "months"),
        ({"scope": "<script>"}, 400, "scope"),
        ({"mode": "all"}, 400, "mode"),
        ({"codes": "85; --"}, 400, ""),
    ],
)
def test_what_is_said_wrongly_is_refused(
    writer: TestClient, store: Store, export: tuple[str, bytes],
    said: dict[str, str], status: int, where: str,
) -> None:  # fmt: skip
    before = store.loads()
    answer = send(writer, export, **said)
    assert answer.status_code == status, answer.text
    assert where in error_of(answer)["where"]
    assert store.loads() == before


def test_nobody_writes_where_it_was_not_said(client: TestClient, export: tuple[str, bytes]) -> None:
    closed = client.get("/zh/bring").text
    assert "服务器管理者" in closed
    assert "--write" not in closed
    answer = send(client, export)
    assert (answer.status_code, error_of(answer)["kind"]) == (403, "WritingError")


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"}, {"origin": "null"},
        {"origin": ADDRESS, "sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"},
    ],
)  # fmt: skip
def test_a_page_of_another_site_sends_nothing(
    writer: TestClient, export: tuple[str, bytes], headers: dict[str, str]
) -> None:
    for to in ("/zh/bring", "/zh/bring/x", "/zh/audit", "/api/v1/audit"):
        answer = writer.post(to, data=SAID, files=[("file", export)], headers=headers)
        assert (answer.status_code, error_of(answer)["kind"]) == (403, "OriginError")
    own = {"origin": ADDRESS, "sec-fetch-site": "same-origin"}
    answer = writer.post("/zh/bring", data=SAID, files=[("file", export)], headers=own)
    assert answer.status_code == 303


def bomb() -> bytes:
    """A workbook of half a megabyte that unpacks to half a gigabyte."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(600):
                part.write(b" " * (1 << 20))
    return out.getvalue()


def wide() -> bytes:
    return (
        "商品编码," + ",".join(f"列{n}" for n in range(1000)) + "\n" + "1," * 1000 + "1\n"
    ).encode()


HOSTILE: dict[str, Callable[[], bytes]] = {
    "bomb.xlsx": bomb, "出口_wide.csv": wide,
    "出口_<script>alert(1)</script>.csv": lambda: b"a,b\n1,2\n",
    "../../../../tmp/出口_out.csv": lambda: b"a\n1\n",
    "..\\..\\出口_out.csv": lambda: b"\x00" * 5000, "出口_empty.csv": lambda: b"",
    "出口_quote.csv": lambda: b'"' * 2_000_000,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_and_named_as_sent(
    writer: TestClient, store: Store, name: str
) -> None:
    before = store.loads()
    answer = send(writer, (name, HOSTILE[name]()))
    assert 400 <= answer.status_code < 500, answer.text
    error = error_of(answer)
    assert "/yuebao-" not in answer.text, "the server's folders are its own affair"
    assert plain_name(name) in error["where"] + error["message"]
    assert store.loads() == before
    assert writer.get("/healthz").status_code == 200
    page = writer.post(
        "/zh/bring", data=SAID, files=[("file", (name, b"a,b\n"))], headers={"accept": "text/html"}
    )
    assert "<script>alert" not in page.text


def test_too_much_is_refused_before_it_is_read(writer: TestClient) -> None:
    def long() -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
        for _ in range(80):
            yield b"x" * 65536

    kind = {"content-type": "multipart/form-data; boundary=x"}
    said = writer.post("/zh/bring", content=b"x", headers=kind | {"content-length": str(1 << 30)})
    streamed = writer.post("/zh/bring", content=long(), headers=kind)
    many = send(writer, *[("a.csv", b"")] * (MAX_FILES + 1))
    for answer in (said, streamed, many):
        assert (answer.status_code, error_of(answer)["kind"]) == (413, "LimitError")


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("application/json", b"{}"), ("multipart/form-data", b"--x"),
        ("multipart/form-data; boundary=x", b"--y\r\n\xff"), ("text/plain", b""),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: x\r\n\r\n\r\n--x--"),
        ("application/x-www-form-urlencoded", b"a=1&" * 50),
    ],
)  # fmt: skip
def test_what_is_no_form_is_refused(writer: TestClient, kind: str, content: bytes) -> None:
    answer = writer.post("/zh/bring", content=content, headers={"content-type": kind})
    assert 400 <= answer.status_code < 500
    assert error_of(answer)["kind"] in ("UserError", "WritingError")


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("出口 a.csv", "出口 a.csv"), ("../../etc/passwd", "passwd"),
        ("C:\\x\\出口.csv", "出口.csv"),
        ("a\x00b\n.csv", "a_b_.csv"), (".hidden", "hidden"), ("\u202evsc.exe", "_vsc.exe"),
        ("长" * 300 + ".csv", "长" * 65 + ".csv"),
    ],
)  # fmt: skip
def test_a_name_has_no_folders(sent: str, name: str) -> None:
    assert plain_name(sent).encode()[:200] == name.encode()[:200]
    assert "/" not in plain_name(sent)
    assert len(plain_name(sent).encode()) <= 200


def test_files_wait_no_longer_than_they_may(tmp_path: Path) -> None:
    staging: Staging[str] = Staging(most=2, seconds=0.0)
    with scratch_folder():
        folder = staging.folder()
        name = staging.put(folder, "a")
        with pytest.raises(Exception, match="no longer"):
            staging.get(name)
        assert not folder.exists()
        kept = staging.folder()
        staging.folder()
        with pytest.raises(Exception, match="wait"):
            staging.folder()
        staging.close()
        assert not kept.exists()
