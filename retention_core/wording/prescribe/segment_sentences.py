"""Segments in words: their names, who is in them, and what to do."""

from retention_core.i18n.speech import Speech
from retention_core.kernel.messages import N_
from retention_core.prescribe.segments.group_movement import NOWHERE
from retention_core.prescribe.segments.segments import Segment

NAMES = {
    Segment.CHAMPIONS: N_("Champions"),
    Segment.LOYAL: N_("Loyal"),
    Segment.POTENTIAL_LOYAL: N_("Potentially loyal"),
    Segment.PROMISING: N_("Promising"),
    Segment.NEW: N_("New"),
    Segment.NEEDS_ATTENTION: N_("Needs attention"),
    Segment.ABOUT_TO_SLEEP: N_("About to sleep"),
    Segment.AT_RISK: N_("At risk"),
    Segment.CANNOT_LOSE: N_("Cannot lose"),
    Segment.HIBERNATING: N_("Hibernating"),
    Segment.LOST: N_("Lost"),
}
WHO = {
    Segment.CHAMPIONS: N_("Bought lately, buy often and spend most."),
    Segment.LOYAL: N_("Come often and spend well."),
    Segment.POTENTIAL_LOYAL: N_("Bought lately and more than once."),
    Segment.PROMISING: N_("Bought lately, still few times and little."),
    Segment.NEW: N_("Bought for the first time, lately."),
    Segment.NEEDS_ATTENTION: N_("Were regular, and become less so."),
    Segment.ABOUT_TO_SLEEP: N_("Little bought, and a while ago."),
    Segment.AT_RISK: N_("Used to come often or spend much, and have not come for long."),
    Segment.CANNOT_LOSE: N_("Were among the best, and have been away longest."),
    Segment.HIBERNATING: N_("Bought little, and have been away for long."),
    Segment.LOST: N_("Bought little, and have been away longest."),
}
ADVICE = {
    Segment.CHAMPIONS: N_("Thank them, show them new things first, ask them for a review or to bring a friend."),
    Segment.LOYAL: N_("Reward them; offer what goes well with what they buy."),
    Segment.POTENTIAL_LOYAL: N_("Give them a reason to come regularly: a card, a membership, a series."),
    Segment.PROMISING: N_("Stay in touch; help them to find more that they like."),
    Segment.NEW: N_("Welcome them, help with the first use, invite them to a second purchase."),
    Segment.NEEDS_ATTENTION: N_("Remind them with something chosen for them, for a limited time."),
    Segment.ABOUT_TO_SLEEP: N_("Remind them of what they liked; ask what was missing."),
    Segment.AT_RISK: N_("Speak to them now, in person where you can, and offer a way back."),
    Segment.CANNOT_LOSE: N_("Call them. Ask what went wrong, and make it good."),
    Segment.HIBERNATING: N_("Write now and then, at little cost."),
    Segment.LOST: N_("One last friendly word; then leave them in peace."),
}


def segment_name(segment: str, speech: Speech) -> str:
    """The name of a segment in words; for `nowhere`: not yet a customer."""
    return speech.say(N_("Not yet a customer")) if segment == NOWHERE else speech.say(NAMES[Segment(segment)])


def who_is_in(segment: str, speech: Speech) -> str:
    """Who is in a segment."""
    return speech.say(WHO[Segment(segment)])


def what_to_do(segment: str, speech: Speech) -> str:
    """What to do for a segment."""
    return speech.say(ADVICE[Segment(segment)])
