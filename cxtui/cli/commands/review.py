"""``cxtui review``: what is to be looked into, by whom, and what changed."""

import typer

from cxtui.cli.commands import review_change, review_plan, review_triggers
from cxtui.cli.examples import examples
from cxtui.cli.group import TriggersByDefault

EPILOG = examples(
    "cxtui review",
    "cxtui review ack csat_down --owner Ann --due 2026-04-30",
    "cxtui review plan",
)

review = typer.Typer(
    name="review",
    cls=TriggersByDefault,
    help="Look into what moved: triggers, the action plan, named changes. Without a command it is cxtui review "
    "triggers, and takes its options.",
    epilog=EPILOG,
    rich_markup_mode=None,
)
review.command("triggers", epilog=review_triggers.EPILOG)(review_triggers.triggers)
review.command("ack", epilog=review_plan.ACK)(review_plan.ack)
review.command("plan", epilog=review_plan.PLAN)(review_plan.plan)
review.command("add", epilog=review_plan.ADD)(review_plan.add)
review.command("done", epilog=review_plan.DONE)(review_plan.done)
review.command("before-after", epilog=review_change.BEFORE_AFTER)(review_change.before_after)
review.add_typer(review_change.change)
