"""Answers a check-in through its pages, as a runner without scripts would."""

import re

from tests.build.web import House

SORE_THE_NEXT_DAY = {
    "q.site": "thighs_general", "q.side": "both", "q.pain": "3", "q.onset": "next_day", "q.walk": "normal",
    "q.tender": "diffuse", "q.trend": "same", "q.onset_days": "1",
}  # fmt: skip


def answered(house: House, check_in: str, answers: dict[str, str], *, bundles: str = "no") -> str:
    """Go through the check-in to its end; give the address of the assessment."""
    for _ in range(40):
        page = house.client.get(check_in, query_string={"ask": 1})
        if page.status_code == 303:
            return page.headers["Location"]
        assert page.status_code == 200, page.text
        reply = house.client.post(check_in, data=_reply(page.text, answers, bundles))
        assert reply.status_code == 303, reply.text
    raise AssertionError("the check-in does not end")


def _reply(page: str, answers: dict[str, str], bundles: str) -> dict[str, str]:
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))
    names = set(re.findall(r'<(?:button|input)[^>]* name="([^"]+)"', page)) - hidden.keys()
    if "rest" in names:
        return hidden | {"rest": "no", "p.age": "51", "p.sex": "female"}
    if "bundle" in names:
        return hidden | {"bundle": bundles}
    if "spot" in names:
        return hidden | {"spot": f"{answers['q.site']}:{answers['q.side']}"}
    (fact,) = (name for name in names if name.startswith("q."))
    return hidden | {fact: answers.get(fact, "no")}
