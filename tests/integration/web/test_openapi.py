"""The document of the API against the API: every route is in it, and every status it names can come."""

import os
from pathlib import Path

import yaml

from service.web.api.description import in_yaml
from service.web.api.openapi import endpoints
from tests.build.web import house

GOLDEN = Path(__file__).parents[2] / "golden/openapi.yaml"


def test_the_document_is_the_one_that_was_looked_at() -> None:
    here = house()
    served = here.client.get("/api/v1/openapi.yaml").text
    made = yaml.safe_load(served)
    made["info"]["version"] = "0"
    if os.environ.get("REFRESH_GOLDEN"):
        GOLDEN.write_text(in_yaml(made), encoding="utf-8")

    assert here.client.get("/api/v1/openapi.json").get_json() == yaml.safe_load(served)
    assert in_yaml(made) == GOLDEN.read_text(encoding="utf-8"), "look at it, then REFRESH_GOLDEN=1"


def test_every_route_of_the_api_makes_its_promise() -> None:
    app = house().app
    promised = {one.name for one in endpoints(app)}
    all_routes = {rule.endpoint for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/")}

    amazon_s = {"api_alexa.answer", "api_alexa.sound"}  # in Amazon's own form, opened by Amazon's signature
    assert all_routes - promised - amazon_s == {"api_description.as_json", "api_description.as_yaml"}


def test_the_pages_show_every_address_and_every_schema_and_are_light() -> None:
    here = house()
    made = here.client.get("/api/v1/openapi.json").get_json()

    page, fields = here.visit("/api"), here.visit("/api-schemas")

    for path, methods in made["paths"].items():
        for method in methods:
            assert f"<code>{method.upper()} {path}</code>" in page
    for name in made["components"]["schemas"]:
        assert f'id="{name}"' in fields
    assert max(len(page), len(fields)) < 48_000  # with the styles of 31 kB under 80 kB
