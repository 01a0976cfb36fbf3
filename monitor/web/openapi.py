"""The description of the API: for programs as OpenAPI, with the forms as its schemas, and for people."""

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.openapi.utils import get_openapi
from starlette.responses import Response

from monitor.schemas import FORMS, Form, schema
from monitor.web.page import page

router = APIRouter(include_in_schema=False)


def told(form: Form, *, many: bool = False) -> dict[int | str, dict[str, Any]]:
    """What OpenAPI is told of an answer."""
    name = f"{form}_list" if many else form
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}
    return {200: {"description": f"`{form}.json`", "content": content}}


@router.get("/api/", name="api")
def describe(request: Request) -> Response:
    """What there is, for people."""
    document = request.app.openapi()
    return page(
        request,
        "api.html",
        at="status",
        paths=[(path, route["get"], _refs(route["get"])) for path, route in document["paths"].items()],
        forms={form: schema(form) for form in FORMS if form not in ("extract", "message")},
    )


def openapi(app: FastAPI) -> Callable[[], dict[str, Any]]:
    """The description of the API, with the forms as its schemas."""

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            found = get_openapi(
                title="Withdrawal monitor",
                version=app.version,
                description="What is recorded, to read. Where a password is set, send the access token as "
                "`Authorization: Bearer …`.",
                routes=app.routes,
            )
            known = found.setdefault("components", {}).setdefault("schemas", {})
            for form in FORMS:
                one = {key: value for key, value in schema(form).items() if key != "$schema"}
                if form == "alert":
                    # Here it has its headline beside it.
                    headline = {"type": "string", "description": "In one line."}
                    one |= {
                        "properties": {"headline": headline, **one["properties"]},
                        "required": ["headline", *one["required"]],
                    }
                known[form] = one
                known[f"{form}_list"] = {
                    "type": "object",
                    "required": ["items", "next"],
                    "properties": {
                        "items": {"type": "array", "items": {"$ref": f"#/components/schemas/{form}"}},
                        "next": {"type": ["string", "null"], "description": "Address of what follows."},
                    },
                }
            found["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
            app.openapi_schema = found
        return app.openapi_schema

    return described


def _refs(route: Mapping[str, Any]) -> list[str]:
    content = route["responses"]["200"].get("content", {}).get("application/json", {})
    ref = content.get("schema", {}).get("$ref", "")
    return [ref.rpartition("/")[2]] if ref else []
