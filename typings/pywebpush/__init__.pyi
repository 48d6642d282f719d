from collections.abc import Mapping

import requests
from py_vapid import Vapid02

class WebPushException(Exception):
    response: requests.Response | None

def webpush(
    subscription_info: Mapping[str, object],
    data: str | None = ...,
    vapid_private_key: Vapid02 | None = ...,
    vapid_claims: dict[str, str | int] | None = ...,
    *,
    timeout: float | None = ...,
    ttl: int = ...,
    headers: dict[str, str] | None = ...,
    requests_session: requests.Session | None = ...,
) -> requests.Response: ...
