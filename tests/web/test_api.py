"""The JSON API: every answer keeps to its schema, lists go on where they ended, OpenAPI tells the truth."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from monitor.schemas import Form, schema
from monitor.store import entries
from monitor.web import Site

LISTS: tuple[tuple[str, Form], ...] = (
    ("milestones", "milestone"),
    ("ledger", "ledger"),
    ("deadlines", "ledger"),
    ("shifts", "shift"),
    ("alerts", "alert"),
    ("entries", "listed"),
    ("stories", "story"),
    ("feeds", "feed"),
)


def every(client: TestClient, path: str) -> list[dict[str, Any]]:
    """All items of a list, page by page."""
    found, pages = [], 0
    following: str | None = path
    while following:
        told = client.get(following)
        assert told.status_code == 200, told.text
        found += told.json()["items"]
        following = told.json()["next"]
        pages += 1
        assert pages < 200
    return found


@pytest.mark.parametrize(("name", "form"), LISTS)
def test_lists_keep_to_their_schema_and_go_on_where_they_ended(
    client: TestClient, name: str, form: Form
) -> None:
    whole = every(client, f"/api/{name}")
    assert whole
    for item in whole:
        Draft202012Validator(schema(form)).validate({k: v for k, v in item.items() if k != "headline"})
    if name not in ("milestones", "deadlines"):
        assert every(client, f"/api/{name}?limit=7") == whole


def test_the_status_keeps_to_its_schema(client: TestClient) -> None:
    Draft202012Validator(schema("status")).validate(client.get("/api/status").json())


def test_one_of_each(client: TestClient) -> None:
    milestone = client.get("/api/milestones/mission_end", params={"lang": "ar"}).json()
    Draft202012Validator(schema("milestone")).validate(milestone)
    assert every(client, "/api/deadlines?milestone=mission_end&lang=ar") == [milestone["deadline"]]
    assert milestone["name"] == milestone["names"]["ar"]
    alert = next(one for one in every(client, "/api/alerts") if one["entry"])
    assert client.get(f"/api/alerts/{alert['ref']}").json() == alert
    entry = client.get(f"/api/entries/{alert['entry']}").json()
    Draft202012Validator(schema("listed")).validate(entry)
    Draft202012Validator(schema("score")).validate(entry["detail"])
    for said in entry["statements"]:
        assert entry[said["field"]][said["start"] : said["end"]] == said["quote"]
    assert alert["key"] in {one["key"] for one in entry["alerts"]}
    story = client.get(f"/api/stories/{entry['story']}").json()
    assert entry["id"] in story["ids"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("milestones/nothing", 404),
        ("ledger?milestone=nothing", 404),
        ("alerts/nothing", 404),
        ("entries/nothing", 404),
        ("stories/nothing", 404),
        ("alerts?lang=xx", 404),
        ("entries?limit=0", 422),
        ("entries?limit=501", 422),
        ("entries?after=nowhere", 422),
        ("entries?after=2026-01-01_x", 422),
        ("stories?after=%00", 422),
        ("feeds?health=well", 422),
        ("entries?since=yesterday", 422),
    ],
)
def test_what_there_is_not_is_said(client: TestClient, path: str, status: int) -> None:
    told = client.get(f"/api/{path}")
    assert told.status_code == status
    assert "<html" not in told.text


def test_lists_are_filtered(client: TestClient, site: Site) -> None:
    relevant = every(client, "/api/entries?relevant=true")
    assert 0 < len(relevant) < len(every(client, "/api/entries"))
    assert all(one["relevant"] for one in relevant)
    newest = relevant[0]
    since = every(client, f"/api/entries?since={newest['published'][:10]}T00:00:00")
    assert since[-1]["published"] >= newest["published"][:10]
    assert {one["feed"] for one in every(client, "/api/entries?feed=english")} == {"english"}
    held = every(client, "/api/deadlines")
    assert all(row["holds"] for row in held)
    assert len(every(client, "/api/deadlines?history=true")) > len(held)
    assert len(every(client, "/api/alerts?all=true")) > len(every(client, "/api/alerts"))
    assert {one["milestone"] for one in every(client, "/api/shifts?milestone=mission_end")} == {"mission_end"}
    assert [one["outlet"] for one in every(client, "/api/feeds?q=asharq")] == ["Asharq Al-Awsat"]
    assert len(every(client, "/api/ledger?all=true")) > len(every(client, "/api/ledger"))
    with site.read() as conn:
        assert len(every(client, "/api/entries")) == len(entries.latest(conn, 1_000))


def test_openapi_tells_every_path_and_form(client: TestClient) -> None:
    document = client.get("/api/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    assert set(document["paths"]) == {
        *(f"/api/{name}" for name, _ in LISTS),
        "/api/milestones/{milestone}",
        "/api/alerts/{ref}",
        "/api/entries/{id}",
        "/api/stories/{story}",
        "/api/status",
    }
    schemas = document["components"]["schemas"]
    for path, route in document["paths"].items():
        answer = route["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        name = answer["$ref"].removeprefix("#/components/schemas/")
        Draft202012Validator.check_schema(schemas[name])
        if "{" not in path:
            told = client.get(path).json()
            Draft202012Validator({**schemas[name], "components": document["components"]}).validate(told)
        for parameter in route["get"].get("parameters", ()):
            assert parameter["in"] == "path" or parameter["description"]


def test_people_read_about_it_on_a_page_of_ours(page: Page) -> None:
    page.goto("/status")
    page.get_by_role("link", name="API").click()
    expect(page.get_by_role("heading", name="GET /api/entries What was published")).to_be_visible()
    page.get_by_role("link", name="listed.json").first.click()
    expect(page.locator("#listed")).to_be_in_viewport()
    page.get_by_role("link", name="العربية").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
