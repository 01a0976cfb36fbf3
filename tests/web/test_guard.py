"""What stands before the page: other sites, other names, wrong passwords, and words that want to be code."""

import re
import stat
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from monitor import store
from monitor.records import Alert, Quote
from monitor.render import reference
from monitor.store import alerts, pins
from monitor.web import Site, make
from monitor.web.app import KEY
from monitor.web.guard import HEADERS, host_name, known_host
from monitor.web.login import TRIES, WITHIN_S, Tries
from tests.web.conftest import Open, post, token_of

HERE = "http://127.0.0.1:8787"
SECRETS = {
    "PAGE": "marked-secret-of-the-page",
    "TOKEN": "marked-secret-of-programs",
    "HOOK": "marked-secret-of-a-webhook",
    "BEAT": "marked-secret-of-the-heartbeat",
}


def newest(site: Site) -> Alert:
    with site.read() as conn:
        return alerts.latest(conn, 1)[0]


@contextmanager
def browser_of(site: Site, **more: Any) -> Iterator[TestClient]:
    with TestClient(make(site), base_url=HERE, **more) as client:
        yield client


@pytest.mark.parametrize(
    ("headers", "token", "status"),
    [
        ({"origin": HERE}, "own", 200),
        ({"origin": HERE, "sec-fetch-site": "same-origin"}, "own", 200),
        ({"sec-fetch-site": "none"}, "own", 200),
        ({}, "own", 200),
        ({"origin": HERE, "x-token": "own"}, None, 200),
        ({"origin": "http://evil.example"}, "own", 403),
        ({"origin": "http://127.0.0.1:8788"}, "own", 403),
        ({"origin": "http://127.0.0.1"}, "own", 403),
        ({"origin": "null"}, "own", 403),
        ({"origin": HERE, "sec-fetch-site": "cross-site"}, "own", 403),
        ({"origin": HERE, "sec-fetch-site": "same-site"}, "own", 403),
        ({"origin": HERE}, None, 403),
        ({"origin": HERE}, "", 403),
        ({"origin": HERE}, "of-another-session", 403),
        ({"origin": HERE, "x-token": "ö"}, None, 403),
    ],
)
def test_a_change_must_come_from_a_page_of_this_session(
    client: TestClient, site: Site, headers: dict[str, str], token: str | None, status: int
) -> None:
    alert, own = newest(site), token_of(client)
    data = {} if token is None else {"token": own if token == "own" else token}
    sent = [(name.encode(), (own if value == "own" else value).encode()) for name, value in headers.items()]
    answer = client.post(f"/alerts/{reference(alert.key)}/pin", data=data, headers=sent)
    assert answer.status_code == status
    with site.read() as conn:
        assert [pin.alert for pin in pins.all(conn)] == ([alert.key] if status == 200 else [])


def test_a_token_of_another_session_is_worth_nothing(site: Site) -> None:
    with browser_of(site) as one, browser_of(site) as other:
        token_of(one)
        path = f"/alerts/{reference(newest(site).key)}/pin"
        answer = one.post(path, data={"token": token_of(other)}, headers={"origin": HERE})
        assert answer.status_code == 403


def test_no_change_is_made_by_a_link(client: TestClient, site: Site) -> None:
    """Every route that changes something takes POST only."""
    for path in (f"/alerts/{reference(newest(site).key)}/pin", "/silences/1/expire", "/logout"):
        assert client.get(path).status_code == 405


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8787", 200),
        ("localhost", 200),
        ("LOCALHOST:8787", 200),
        ("[::1]:8787", 200),
        ("192.168.1.20:8787", 200),
        ("monitor.lan", 200),
        ("page.example.org", 200),
        ("evil.example", 421),
        ("evil.example:8787", 421),
        ("127.0.0.1.evil.example", 421),
        ("localhost.evil.example", 421),
        ("evil.example@localhost", 200),
        ("localhost@evil.example", 421),
        ("[::1", 421),
        ("", 421),
    ],
)
def test_the_page_answers_to_its_own_names_only(open_site: Open, host: str, status: int) -> None:
    site = open_site(names=("Monitor.lan",), address="https://page.example.org/")
    with browser_of(site, follow_redirects=False) as client:
        answer = client.get("/healthz-of-nothing", headers={"host": host})
        assert answer.status_code == (404 if status == 200 else status)
        if status == 421:
            assert "names" in answer.text


@pytest.mark.parametrize(
    ("name", "ours"),
    [("localhost", True), ("10.0.0.1", True), ("::1", True), ("2130706433", False), ("", False)],
)
def test_addresses_are_ours_and_names_are_not(name: str, ours: bool) -> None:
    assert known_host(name, ()) is ours
    assert host_name("[::1]:80") == "::1"


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/", {}, 200),
        ("GET", "/nothing", {}, 404),
        ("GET", "/api/nothing", {}, 404),
        ("GET", "/static/style.css?v=1", {}, 200),
        ("GET", "/static/../app.py", {}, 404),
        ("GET", "/", {"host": "evil.example"}, 421),
        ("POST", "/silences", {"origin": "http://evil.example"}, 403),
        ("POST", "/silences", {}, 403),
        ("GET", "/alerts?before=x", {}, 422),
        ("GET", "/?theme=dark", {}, 303),
    ],
)
def test_every_answer_keeps_browsers_in_bounds(
    site: Site, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    with browser_of(site, follow_redirects=False) as client:
        answer = client.request(method, path, headers=headers)
    assert answer.status_code == status
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    assert "unsafe" not in HEADERS["Content-Security-Policy"]
    assert "server" not in answer.headers


def broken(*_: Any) -> Any:
    raise ZeroDivisionError("inner words")


@pytest.mark.parametrize(
    ("fails", "method", "path", "words"),
    [
        # Something behind a page, and what every page needs.
        ({"ask": broken}, "POST", "/alerts/{ref}/pin", "<!doctype html>"),
        ({"now": broken}, "GET", "/alerts", "The program failed."),
    ],
)
def test_a_failure_keeps_them_too_and_tells_nothing(
    site: Site, fails: dict[str, Any], method: str, path: str, words: str
) -> None:
    to = path.format(ref=reference(newest(site).key))
    with browser_of(replace(site, **fails)) as client:
        answer = post(client, to) if method == "POST" else client.get(to)
    assert answer.status_code == 500
    assert words in answer.text
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    for inner in ("ZeroDivisionError", "inner words", "Traceback"):
        assert inner not in answer.text


@pytest.mark.parametrize(
    "path", ["//evil.example", "//evil.example/%2e%2e", "/%5cevil.example", "/%09/evil.example"]
)
@pytest.mark.parametrize("query", ["lang=ar", "theme=dark"])
def test_a_choice_leads_to_no_other_site(site: Site, path: str, query: str) -> None:
    with browser_of(site, follow_redirects=False) as client:
        answer = client.request("GET", f"{HERE}{path}?{query}&more=1")
        to = answer.headers["location"]
        assert answer.status_code == 303
        assert to.startswith("/")
        assert not to.startswith(("//", "/\\", "/\t"))
        shown = client.get(f"{HERE}{path}").text
    assert 'href="//' not in shown
    assert 'href="/\\' not in shown


OPEN_PATHS = ("/login", "/static/style.css", "/fonts/MonitorSans-Regular.ttf")
CLOSED_PATHS = (
    "/", "/alerts", "/silences", "/undelivered", "/milestones/mission_end", "/now/alerts", "/live",
    "/api/openapi.json", "/login2", "/nothing", "/static/../alerts", "//login/../alerts",
)  # fmt: skip


@pytest.mark.parametrize("path", OPEN_PATHS)
def test_without_the_password_the_way_in_is_open(open_site: Open, path: str) -> None:
    with browser_of(open_site(password="right"), follow_redirects=False) as client:
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", CLOSED_PATHS)
def test_without_the_password_all_else_is_closed(open_site: Open, path: str) -> None:
    with browser_of(open_site(password="right"), follow_redirects=False) as client:
        person = client.get(path, headers={"accept": "text/html"})
        program = client.get(path)
        assert person.status_code in (303, 401)
        assert person.headers.get("location", "/login") == "/login"
        assert program.status_code == 401


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ("Bearer right-token", 200),
        ("bearer right-token", 200),
        ("Bearer wrong", 401),
        ("Bearer ", 401),
        ("Bearer right", 401),
        ("Basic right-token", 401),
        ("", 401),
    ],
)
def test_programs_read_with_the_token(open_site: Open, sent: str, status: int) -> None:
    with browser_of(open_site(password="right", token="right-token")) as client:
        assert client.get("/alerts", headers={"authorization": sent}).status_code == status
        # It reads: it does not change.
        if status == 200:
            answer = client.post("/silences", headers={"authorization": sent})
            assert answer.status_code == 403


@pytest.mark.parametrize(
    ("address", "secure"), [("", False), ("http://a.example/", False), ("https://a.example/", True)]
)
def test_the_password_opens_a_session_that_ends(open_site: Open, address: str, secure: bool) -> None:
    scheme = "https" if secure else "http"
    site = open_site(password="right", address=address)
    with TestClient(make(site), base_url=f"{scheme}://127.0.0.1:8787", follow_redirects=False) as client:
        form = client.get("/login")
        cookie = form.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
        assert ("secure" in cookie) is secure
        token = form.text.partition('"X-Token": "')[2].partition('"')[0]
        origin = {"origin": f"{scheme}://127.0.0.1:8787"}
        wrong = client.post("/login", data={"password": "wrong", "token": token}, headers=origin)
        assert wrong.status_code == 401
        right = client.post("/login", data={"password": "right", "token": token}, headers=origin)
        assert (right.status_code, right.headers["location"]) == (303, "/")
        inside = client.get("/")
        assert inside.status_code == 200
        # The token from before the password is worth nothing after it.
        assert client.post("/logout", data={"token": token}, headers=origin).status_code == 403
        token = inside.text.partition('"X-Token": "')[2].partition('"')[0]
        assert client.post("/logout", data={"token": token}, headers=origin).status_code == 303
        assert client.get("/").status_code == 401


def test_another_password_ends_every_session(open_site: Open) -> None:
    with browser_of(open_site(password="old")) as client:
        post_login(client, "old")
        assert client.get("/").status_code == 200
        cookies = dict(client.cookies)
    with browser_of(open_site(password="old"), cookies=cookies) as client:
        assert client.get("/").status_code == 200
    with browser_of(open_site(password="new"), cookies=cookies) as client:
        assert client.get("/").status_code == 401


def post_login(client: TestClient, password: str) -> Any:
    token = client.get("/login").text.partition('"X-Token": "')[2].partition('"')[0]
    return client.post("/login", data={"password": password, "token": token}, headers={"origin": HERE})


def test_wrong_passwords_close_the_way_in_for_a_while(open_site: Open) -> None:
    with browser_of(open_site(password="right")) as client:
        assert [post_login(client, "wrong").status_code for _ in range(TRIES)] == [401] * TRIES
        assert post_login(client, "wrong").status_code == 429
        assert post_login(client, "right").status_code == 429
        assert client.get("/").status_code == 401


@pytest.mark.parametrize(
    ("wrong_at", "now", "exhausted"),
    [
        ([0, 1, 2, 3], 4, False),
        ([0, 1, 2, 3, 4], 5, True),
        ([0, 1, 2, 3, 4], WITHIN_S - 1, True),
        ([0, 1, 2, 3, 4], WITHIN_S, False),
        ([0, 200, 299, 400, 450, 460], 461, True),
        ([0, 100, 200, 300, 400], 401, False),
    ],
)
def test_how_many_tries_there_are(wrong_at: list[float], now: float, exhausted: bool) -> None:
    tries = Tries()
    for at in wrong_at:
        tries.wrong(at)
    assert tries.exhausted(now) is exhausted


def test_the_key_of_sessions_is_for_its_owner_only(site: Site) -> None:
    path = site.settings.state / KEY
    path.unlink(missing_ok=True)
    make(site)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    key = path.read_bytes()
    assert len(key) == 32
    make(site)
    assert path.read_bytes() == key
    assert [one for one in path.parent.iterdir() if KEY in one.name] == [path]


ALIKE = 12
"""Pages under one first part of an address that are read."""


def test_no_secret_is_on_any_page(open_site: Open, home: Any) -> None:
    config = home / "config" / "monitor.toml"
    text = config.read_text("utf-8")
    for empty, filled in (
        ('#password = ""', 'password = "${PAGE}"'),
        ('#token = ""', 'token = "${TOKEN}"'),
        ('#url = "" ', 'url = "https://example.org/${BEAT}" '),
    ):
        assert empty in text
        text = text.replace(empty, filled, 1)
    hook = '\n[[destination]]\nname = "hook"\nurl = "webhook:https://example.org/${HOOK}"\n'
    config.write_text(text + hook, encoding="utf-8")
    (home / "config" / "secrets.toml").write_text(
        "".join(f'{name} = "{value}"\n' for name, value in SECRETS.items())
    )
    (home / "config" / "secrets.toml").chmod(0o600)
    site = open_site()
    with browser_of(site) as client:
        assert post_login(client, SECRETS["PAGE"]).status_code == 200
        alert = newest(site)
        seen, todo = Counter[str](), ["/", f"/alerts/{reference(alert.key)}", "/api/openapi.json", "/nothing"]
        visited: set[str] = set()
        # Every page that links lead to; of those that are alike, some.
        while todo:
            path = todo.pop(0)
            kind = path.split("/")[1]
            if path in visited or seen[kind] >= ALIKE:
                continue
            seen[kind] += 1
            visited.add(path)
            answer = client.get(path)
            for value in SECRETS.values():
                assert value not in answer.text, path
                assert value not in str(answer.headers), path
            todo += re.findall(r'href="(/[^"#?]*)', answer.text)
        assert {"/alerts", "/silences", "/undelivered", "/milestones/mission_end"} <= visited


NASTY = '<script>alert(1)</script><img src=x onerror="alert(2)">"\'</bdi>{{ 7*7 }}'


@pytest.mark.parametrize(
    "url", ["javascript:alert(3)", "data:text/html,<script>alert(4)</script>", "JaVaScRiPt:alert(5)"]
)
def test_words_from_outside_stay_words(page: Page, site: Site, url: str) -> None:
    """In a real browser: no dialog, nothing in the console (the fixture sees to that), no link to it."""
    alert = newest(site)
    nasty = replace(
        alert, key="nasty", title=NASTY, outlet=NASTY, speaker=NASTY,
        url=url, origins=(NASTY,), outlets=(NASTY,),
        quote=replace(alert.quote, text=NASTY) if isinstance(alert.quote, Quote) else None,
    )  # fmt: skip
    with closing(store.open(site.settings.state, site.now())) as state, state.write() as conn:
        alerts.add(conn, [nasty])
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for path in ("/", "/alerts", f"/alerts/{reference('nasty')}"):
        page.goto(path)
        expect(page.locator("main")).to_contain_text("<script>alert(1)</script>")
        assert page.locator("main script, main img").count() == 0
        assert page.locator("main a[href^='javascript' i], main a[href^='data' i]").count() == 0
    assert dialogs == []
