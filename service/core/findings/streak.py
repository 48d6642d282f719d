"""Hard days in a row. From fifty on we look one day sooner: a prompt to ask, not a weight (ours).

Age changes recovery less than many think (studies of masters runners are small and mixed), so no time here is
multiplied by it. Source: coaching_load.
"""

from service.core.findings.values import Circumstances, Finding
from service.core.findings.weigh import FIFTY, STREAK_FLAG, STREAK_FLAG_FROM_50, Weighed
from service.core.findings.words import counted

ID = "hard_days"
NOTE = 2


def hard_days(weighed: Weighed, *, around: Circumstances) -> Finding:
    """Say how many hard days in a row end with this run."""
    days = weighed.hard_streak
    older = around.age is not None and around.age >= FIFTY
    flag = STREAK_FLAG_FROM_50 if older else STREAK_FLAG
    level = "flag" if days >= flag else "note" if days >= NOTE else "usual"
    sentence = "Not one of your hard days."
    if days == 1:
        sentence = "A hard day, and the day before it was none."
    elif days:
        sentence = f"{counted(days, 'hard day')} in a row, this one among them."
    return Finding(
        ID,
        level,
        {"hard_streak_days": float(days)},
        sentence,
        "Hard is a long run, 20 minutes at threshold, or a load in your own top fifth. Coaches put an easy day "
        "between hard ones; a convention.",
        source="coaching_load",
    )
