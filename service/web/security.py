"""Who may talk to us. Three walls, each alone enough for its attack.

- *Host allow-list*: a foreign page that points its own name at this machine (DNS rebinding) sends its own
  name as Host, and gets nothing.
- *Form tokens*: a form post carries an HMAC of a cookie that other sites can neither read nor send
  (SameSite=Strict). API posts carry no token: browsers mark cross-site ones, and what has no mark (curl, a
  phone's shortcut) has no cookies to abuse either.
- *Content policy*: no inline code, no other host, no framing; so that even text that slipped through an
  escape could not run.
"""

import hmac
import secrets
from hashlib import sha256
from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import Flask, Response, g, request
from werkzeug.http import parse_options_header

from service.core.errors import InputError
from service.web.auth import is_outside
from service.web.context import the_services

COOKIE = "afterrun_form"
FIELD = "form_token"

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_FILES = "/api/v1/activities"
SHARE = "/share"
"""Where a phone's share sheet sends files: no form, so no token; its browser vouches that no site asked."""
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "media-src 'self' blob:; connect-src 'self'; object-src 'none'; frame-ancestors 'none'; "
        "base-uri 'none'; form-action 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(self), payment=(), usb=()",
}


def register(app: Flask) -> None:
    """Put all three walls around the app."""
    app.before_request(check_host)
    app.before_request(check_origin)
    app.before_request(check_form)
    app.after_request(_harden)
    app.jinja_env.globals["form_token"] = form_token
    app.jinja_env.globals["FORM_FIELD"] = FIELD


def host_name(netloc: str) -> str:
    """Give the bare host of `host:port`, in lower case; an IPv6 address loses its brackets."""
    try:
        return (urlsplit(f"//{netloc}").hostname or "").lower()
    except ValueError:
        return ""


def check_host() -> None:
    """Refuse a request that was meant for another name."""
    name, services = host_name(request.headers.get("Host", "")), the_services()
    known = services.outside_hosts if is_outside() else services.allowed_hosts
    if name not in known and not (is_outside() and _is_address(name)):
        raise InputError(
            "This server does not answer to that name. Open it by its own address.", code="bad_host"
        )


def _is_address(name: str) -> bool:
    """Say whether it is a bare address: there is no name in it that somebody could point elsewhere."""
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def check_origin() -> None:
    """Refuse a change that another site asked for; silence about the origin is no offence."""
    if request.method in _SAFE:
        return
    site = request.headers.get("Sec-Fetch-Site", "none")
    origin = request.headers.get("Origin")
    foreign = origin is not None and urlsplit(origin).netloc.lower() != request.host.lower()
    if site not in {"same-origin", "none"} or foreign:
        raise InputError("This came from another site, so it was not done.", code="cross_site")


def check_form() -> None:
    """Refuse a form of a page without its token, and an API post in a form's own content types.

    Files are taken under any: curl says form-urlencoded of whatever it sends, and another site's form could
    send a file in parts all the same; it is its origin that is refused.
    """
    if request.method in _SAFE:
        return
    if request.path.startswith("/api/"):
        kind, _ = parse_options_header(request.headers.get("Content-Type", ""))
        if request.path != _FILES and kind in {"text/plain", "application/x-www-form-urlencoded"}:
            raise InputError("Send JSON, a form with a file, or the bytes of a file.", code="bad_type")
        return
    if request.path == SHARE and request.headers.get("Sec-Fetch-Site") in {"none", "same-origin"}:
        return
    nonce = request.cookies.get(COOKIE, "")
    if not nonce or not hmac.compare_digest(_sign(nonce), request.form.get(FIELD, "")):
        raise InputError(
            "This page had been open too long to be sent safely. Go back, reload it and send it again.",
            code="stale_form",
        )


def form_token() -> str:
    """Give the token for the hidden field of a form; the cookie that it belongs to is set with the answer."""
    nonce = request.cookies.get(COOKIE) or g.get("form_nonce")
    if nonce is None:
        nonce = g.form_nonce = secrets.token_urlsafe(18)
    return _sign(nonce)


def _sign(nonce: str) -> str:
    return hmac.new(the_services().secret, b"form:" + nonce.encode(), sha256).hexdigest()


def _harden(answer: Response) -> Response:
    for name, value in _HEADERS.items():
        answer.headers.setdefault(name, value)
    if request.endpoint != "static":
        answer.headers.setdefault("Cache-Control", "no-store")
    if "form_nonce" in g:
        answer.set_cookie(COOKIE, g.form_nonce, httponly=True, samesite="Strict", secure=request.is_secure)
    return answer
