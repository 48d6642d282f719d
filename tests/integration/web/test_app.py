"""The pages as an app: what a browser needs to install it, and files shared from other apps."""

import io
import json
import re
import struct
from pathlib import Path

import pytest

from service.web import factory
from tests.build import fit
from tests.build.web import house
from tests.integration.web.test_login import Outside

STATIC = Path(factory.__file__).parent / "static"
SHARED = {"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate"}


def a_file() -> dict[str, object]:
    return {"files": (io.BytesIO(fit.run(30)), "evening.fit", "application/octet-stream")}


def test_a_browser_finds_what_it_needs_to_install_the_app() -> None:
    here = house()
    (address,) = re.findall(r'rel="manifest" href="([^"]+)"', here.visit("/"))

    answer = here.client.get(address, buffered=True)
    manifest = json.loads(answer.data)

    assert answer.mimetype in {"application/manifest+json", "application/octet-stream"}
    assert {"name", "start_url", "display", "icons"} <= set(manifest)
    for icon in manifest["icons"]:
        data = here.client.get(icon["src"], buffered=True).data
        assert data.startswith(b"\x89PNG")
        assert "x".join(map(str, struct.unpack(">II", data[16:24]))) == icon["sizes"]
    assert {"any", "maskable"} == {icon.get("purpose", "any") for icon in manifest["icons"]}
    for shortcut in manifest["shortcuts"]:
        assert here.client.get(shortcut["url"]).status_code == 200


def test_the_worker_may_look_after_every_page_and_is_never_stale() -> None:
    answer = house().client.get("/worker.js", buffered=True)

    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"


def test_the_worker_keeps_no_page_about_anybody() -> None:
    kept = re.search(r"const KEPT = \[(.*?)\]", (STATIC / "worker.js").read_text("utf-8"))

    assert kept is not None
    assert kept[1] == 'PAGE, "/static/base.css", "/static/logo.svg"'
    assert ".put(" not in (STATIC / "worker.js").read_text("utf-8")


def test_the_page_without_a_network_needs_only_what_is_kept_and_no_login() -> None:
    page = Outside(house()).get("/offline").text

    assert set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page)) == {
        "/static/base.css",
        "/static/logo.svg",
    }


def test_a_file_shared_by_the_phone_is_read() -> None:
    here = house()

    answer = here.client.post("/share", data=a_file(), headers=SHARED)

    assert answer.status_code == 303
    assert "30" in here.visit(answer.headers["Location"])


@pytest.mark.parametrize("site", ["cross-site", "same-site", ""])
def test_no_site_shares_in_the_phone_s_name(site: str) -> None:
    here = house()

    answer = here.client.post("/share", data=a_file(), headers={"Sec-Fetch-Site": site} if site else {})

    assert answer.status_code in {400, 403}
    with here.world.store.unit() as unit:
        assert not unit.runs.files()


def test_a_share_before_the_login_is_asked_for_again() -> None:
    stranger = Outside(house())

    answer = stranger.post("/share", data=a_file(), headers=SHARED)

    assert answer.headers["Location"] == "/login?next=/share"
    assert "once more" in house().visit("/share")
