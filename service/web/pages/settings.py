"""The settings: one page of sections, each a template and a function that gives what it shows.

To add a door of another room (a vendor's account, an assistant): write `templates/settings/NAME.html`, which
is a section with its own forms, and a function that gives its values; then put both into `SECTIONS`. The
forms post to a view of that room's own blueprint and come back to `/settings#NAME`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from service.app.access import SHORTEST, asks_for_code, browsers_in, has_password
from service.app.feeding import feed_token
from service.app.profile import get_profile, put_profile
from service.app.pushing import how_many
from service.core.errors import InputError, NotFound
from service.web.auth import is_outside
from service.web.context import the_services, the_world

blueprint = Blueprint("settings", __name__, url_prefix="/settings")

RATES = (("110", "Very slow"), ("125", "Slow"), ("145", "As usual"), ("165", "Brisk"), ("190", "Fast"))
"""Words a minute to choose from. Ours: 145 is what the scripts are written for."""


SPOKEN = {
    "en-029": "Caribbean",
    "en-gb": "British",
    "en-gb-scotland": "Scottish",
    "en-gb-x-gbclan": "Lancashire",
    "en-gb-x-gbcwmd": "West Midlands",
    "en-gb-x-rp": "British, Received Pronunciation",
    "en-us": "American",
    "en-us-nyc": "New York",
}
"""What eSpeak's English voices are; another engine's voice goes by its own name."""


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the page; `name` is its template and its anchor."""

    name: str
    title: str
    values: Callable[[], Mapping[str, object]]


def _you() -> Mapping[str, object]:
    return {"athlete": get_profile(the_world())}


def _voice() -> Mapping[str, object]:
    voices, now = the_services().voices(), str(the_services().choices.shown()["voice"])
    named = sorted((SPOKEN.get(name, name), name) for name in {*voices, now} - {"en-shaw"})
    return {"voices": named, "rates": RATES}


def _reminders() -> Mapping[str, object]:
    world = the_world()
    calendar = url_for("reminders.calendar", token=feed_token(world), _external=True)
    return {
        "quiet": world.quiet,
        "zone": str(world.clock.zone),
        "calendar": calendar,
        "push_key": the_services().push_key(),
        "browsers": how_many(world),
        "outlets": len(world.outlets),
        "tried": request.args.get("tried", "").partition("-"),
    }


def _outside() -> Mapping[str, object]:
    world = the_world()
    return {
        "door": the_services().door,
        "locked": has_password(world),
        "with_code": asks_for_code(world),
        "browsers": browsers_in(world),
        "outside": is_outside(),
        "shortest": SHORTEST,
    }


def _nothing() -> Mapping[str, object]:
    return {}


SECTIONS: tuple[Section, ...] = (
    Section("you", "You", _you),
    Section("voice", "Voice", _voice),
    Section("reminders", "Reminders", _reminders),
    Section("folders", "Folders", _nothing),
    Section("outside", "Other devices", _outside),
    Section("data", "Your data", _nothing),
)


@blueprint.get("")
def show() -> str:
    """Show all sections."""
    return _page()


@blueprint.post("/<name>")
def save(name: str) -> Response | tuple[str, int]:
    """Keep what a section's form says, or say what cannot be; nothing of it is kept then."""
    change = _CHANGES.get(name)
    if change is None:
        raise NotFound("There is no such setting here.")
    try:
        change(request.form)
    except InputError as wrong:
        return _page(wrong=(name, wrong.words)), 400
    return redirect(url_for("settings.show", saved=name, _anchor=name), 303)


def _page(wrong: tuple[str, str] | None = None) -> str:
    choices = the_services().choices
    return render_template(
        "settings/show.html",
        sections=[(section, section.values()) for section in SECTIONS],
        now=choices.shown(),
        pinned=choices.pinned(),
        saved=request.args.get("saved"),
        wrong=wrong,
    )


Form = Mapping[str, str]


def _change_you(form: Form) -> None:
    units = form.get("units")
    if units not in {"km", "mi"}:
        raise InputError("Choose kilometres or miles.")
    put_profile(the_world(), replace(get_profile(the_world()), units=units))


def _change_voice(form: Form) -> None:
    sent = {"voice": form.get("voice"), "words_per_minute": form.get("words_per_minute")}
    if sent["voice"] not in {None, *the_services().voices(), the_services().choices.shown()["voice"]}:
        raise InputError("That voice is not on this machine. Choose one of the list.")
    the_services().choices.choose({name: value for name, value in sent.items() if value is not None})


def _change_reminders(form: Form) -> None:
    choices = the_services().choices
    sent: dict[str, object] = {"remind": "remind" in form, "speak_reminders": "speak_reminders" in form}
    if "sleeps" in form and "wakes" in form:
        sent["quiet_hours"] = f"{form['sleeps']}-{form['wakes']}"
    choices.choose({name: value for name, value in sent.items() if name not in choices.pinned()})


def _change_addresses(form: Form) -> None:
    if "drop" in form:
        the_services().choices.drop_address(int(form["drop"]) if form["drop"].isdecimal() else -1)
        return
    address = form.get("address", "").strip()
    if "://" not in address:
        raise InputError("An address begins with what takes the message, such as ntfy://your-topic.")
    the_services().choices.add_address(address)


def _change_folders(form: Form) -> None:
    lines = [line.strip() for line in form.get("watch", "").splitlines()]
    the_services().choices.choose({"watch": [line for line in lines if line]})


_CHANGES: Mapping[str, Callable[[Form], None]] = {
    "you": _change_you,
    "voice": _change_voice,
    "reminders": _change_reminders,
    "addresses": _change_addresses,
    "folders": _change_folders,
}
