"""The whole API under Schemathesis: whatever is sent, what comes back is what the document says."""

import os
from dataclasses import replace
from typing import Any
from zlib import crc32

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.build import fit
from tests.build.web import House, house
from tests.integration.test_to_watch import Wrist, furnish
from tests.integration.web.conversation import SORE_THE_NEXT_DAY, answered

pytestmark = pytest.mark.filterwarnings(  # Schemathesis leaves the sound files open that it was sent
    "ignore:unclosed file:ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)

EXAMPLES = int(os.environ.get("AFTERRUN_API_EXAMPLES", "3"))
"""Requests for each operation and way of making them; a long run asks for hundreds."""


def lived_in(here: House) -> dict[str, str]:
    """Put one of everything into the house, and give what stands in addresses, by its name there."""
    api, home = "/api/v1", here.client
    check_in = here.send("/check-ins").headers["Location"]
    session = home.post(f"{api}/sessions", json={"sitting": "warm_up", "hurts": False}).get_json()
    return {
        "activity_id": home.post(f"{api}/activities", data=fit.run(60)).get_json()["activity_id"],
        "assessment_id": answered(here, check_in, SORE_THE_NEXT_DAY).rsplit("/", 1)[1],
        "check_in_id": home.post(f"{api}/check-ins", json={}).get_json()["id"],
        "session_id": session["id"],
        "key": session["speech"][0].rsplit("/", 1)[1].removesuffix(".wav"),
        "name": home.post(f"{api}/ears").get_json()["id"],
    }


HOUSE = house()
furnish(HOUSE, replace(HOUSE.world, watch=Wrist([], mounts=())))
KNOWN = lived_in(HOUSE)
schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", HOUSE.app)


@schema.hook
def map_path_parameters(_: schemathesis.HookContext, made: dict[str, str]) -> dict[str, str]:
    """Put in names that exist, in two of three requests: of what is not there all that comes back is 404."""
    return {
        name: KNOWN[name] if name in KNOWN and crc32(repr(value).encode()) % 3 else value
        for name, value in (made or {}).items()
    }


@schema.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_one_that_the_document_names(case: "schemathesis.Case[Any]") -> None:
    # No schema can say which bytes are a run, or which answer fits the question that is asked now.
    case.call_and_validate(excluded_checks=[positive_data_acceptance])
