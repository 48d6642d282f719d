"""The commands and their arguments. `command` names the function that runs: `<module of this folder>.<function>`."""

import argparse
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from pathlib import Path

ROUTINES = ("plan", "warm_up", "after_run")


def parser() -> argparse.ArgumentParser:
    """Give the whole command line."""
    top = argparse.ArgumentParser(
        prog="afterrun", description="A voice coach for runners who hurt after a run."
    )
    top.add_argument("--version", action="version", version=f"afterrun {version('afterrun')}")
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, command: str, says: str, *, as_json: str | None = None) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=says, description=says)
        made.set_defaults(command=command)
        if as_json:
            made.add_argument("--json", action="store_true", help=as_json)
        return made

    for made in (
        add("run", "serving.run", "start everything on this machine and print the page's address"),
        add("serve", "serving.serve", "start the pages alone"),
    ):
        made.add_argument("--lan", action="store_true", help="serve your phone as well: HTTPS and a login")
    add("worker", "serving.worker", "start the clock alone: due re-checks (exactly one worker may run)")
    line = "print one JSON line a file"
    take = add(
        "import", "files.take", "take in watch files, archives, and all of them in folders", as_json=line
    )
    take.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    _connecting(add)
    look = add(
        "inspect", "looking.look", "say what is in a watch file, without storing it", as_json="print JSON"
    )
    look.add_argument("file", type=Path)
    look.add_argument("--metrics", action="store_true", help="also every number of every run in it")
    add("demo", "files.demo", "add the sample season that ends with a marathon yesterday", as_json=line)
    judge = add(
        "assess", "looking.judge", "assess facts: {run: {...}, q: {...}, p: {...}}", as_json="print JSON"
    )
    judge.add_argument("facts", type=Path, metavar="FACTS.yaml")
    ask = add("check-in", "asking.check_in", "ask how the legs feel, answered in your own words")
    ask.add_argument("--run", metavar="ID", help="the run it is about; default: the one that asks for it")
    ask.add_argument(
        "--speak", action="store_true", help="say every question through the loudspeaker as well"
    )
    again = add(
        "replay",
        "replaying.replay",
        "judge every stored assessment again and show what would change",
        as_json="print JSON",
    )
    again.add_argument(
        "--content", type=Path, metavar="DIR", help="the content to judge by; default: the installed one"
    )
    lead = add(
        "session", "speaking.lead", "lead a session here, or render it into files", as_json="with --render"
    )
    lead.add_argument("routine", nargs="?", choices=ROUTINES, help="default: today's plan, else warm_up")
    lead.add_argument(
        "--render",
        type=Path,
        metavar="DIR",
        help="write the session as MP3 with chapters, WAV, WebVTT and playlist",
    )
    lead.add_argument("--text", action="store_true", help="show the words instead of speaking them")
    lead.add_argument("--listen", action="store_true", help="obey spoken commands, through the microphone")
    lead.add_argument(
        "--nothing-hurts", action="store_true", help="answers the one question before a warm-up"
    )
    like = add(
        "coaching", "coaching.choose", "show or choose how each kind of cue is given", as_json="print JSON"
    )
    like.add_argument("choices", nargs="*", metavar="KIND=WAY", help="such as countdown=tone or praise=off")
    hear = add("listen", "hearing.listen", "say which commands are heard in WAV files", as_json=line)
    hear.add_argument("files", nargs="+", metavar="FILE.wav")
    hear.add_argument("--mode", choices=("working", "question"), default="working", help="what may be said")
    take_along = add(
        "export", "own_data.take_along", "write everything into one zip that can be imported again"
    )
    take_along.add_argument("file", type=Path, metavar="FILE.zip")
    gone = add("erase", "own_data.erase_all", "erase everything, with a receipt", as_json="print JSON")
    gone.add_argument("--word", help="the word that is asked for: erase")
    enter = add(
        "password", "access.password", "set the password for those who come from outside this machine"
    )
    enter.add_argument(
        "--without-code", action="store_true", help="ask for no code of an authenticator app any more"
    )
    key = add(
        "token", "tokens.run", "make, list or withdraw tokens for programs", as_json="print the list as JSON"
    )
    key.add_argument("name", nargs="?", help="what a new one is for; it is printed once")
    key.add_argument(
        "--may", metavar="SCOPES", help="read,write,import,session,settings,assistant, or some of these"
    )
    key.add_argument("--withdraw", metavar="ID", help="let one open nothing any more")
    add(
        "doctor",
        "looking.check",
        "say what works on this machine, and what to do about the rest",
        as_json="print JSON",
    )
    return top


def _connecting(add: Callable[..., argparse.ArgumentParser]) -> None:
    join = add(
        "connect",
        "connecting.connect_to",
        "connect an account elsewhere; its key is asked for, or read from a pipe",
        as_json="without SERVICE: print JSON",
    )
    join.add_argument("service", nargs="?", metavar="SERVICE", help="garmin or intervals; default: list them")
    join.add_argument(
        "--ends", type=date.fromisoformat, metavar="DAY", help="the last day of the key: 2027-01-31"
    )
    other = join.add_mutually_exclusive_group()
    other.add_argument("--switch", choices=("on", "off"), help="go on, or fetch nothing and keep the key")
    other.add_argument(
        "--tell-back", choices=("on", "off"), help="write back soreness and injury (intervals)"
    )
    other.add_argument("--remove", action="store_true", help="forget the key; what was fetched stays")
    fetch = add(
        "sync",
        "connecting.fetch",
        "fetch what is new from connected accounts now",
        as_json="print one JSON line a service",
    )
    fetch.add_argument("service", nargs="?", metavar="SERVICE", help="default: all that are switched on")
    fetch.add_argument("--all", action="store_true", help="look for whatever is not here, however old it is")
    lead = add(
        "workout",
        "connecting.workout",
        "put today's session on the watch that is mounted, as a FIT workout",
        as_json="print the file's place",
    )
    lead.add_argument("--to", type=Path, metavar="DIR", help="write it into this folder instead")
