"""Words for states, acts, closing kinds and requirements; the workflow itself knows none."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inspections.workflow import Act, ClosingKind, Need, State

STATES: list[tuple[str, str | Promise]] = [
    (State.PROPOSED, pgettext_lazy("hazard state", "Proposed")),
    (State.REPORTED, pgettext_lazy("hazard state", "Reported")),
    (State.VERIFIED, pgettext_lazy("hazard state", "Verified")),
    (State.DISMISSED, pgettext_lazy("hazard state", "Dismissed")),
    (State.WITHDRAWN, pgettext_lazy("hazard state", "Withdrawn")),
    (State.GRADED, pgettext_lazy("hazard state", "Graded")),
    (State.ORDER_ISSUED, pgettext_lazy("hazard state", "Order issued")),
    (State.RECTIFYING, pgettext_lazy("hazard state", "Rectifying")),
    (State.SUBMITTED, pgettext_lazy("hazard state", "Submitted")),
    (State.REINSPECTING, pgettext_lazy("hazard state", "Re-inspecting")),
    (State.RETURNED, pgettext_lazy("hazard state", "Returned")),
    (State.CLOSED, pgettext_lazy("hazard state", "Closed")),
]
CLOSING_KINDS: list[tuple[str, str | Promise]] = [
    (ClosingKind.ENGINEERING, _("Engineering measure")),
    (ClosingKind.MANAGEMENT, _("Management measure")),
    (ClosingKind.DEMOLISHED, _("Building demolished")),
    (ClosingKind.NOT_FOUND, _("Nothing found")),
]
ACTS: dict[Act, str | Promise] = {
    Act.PROPOSE: pgettext_lazy("act", "Propose"),
    Act.REPORT: pgettext_lazy("act", "Report a hazard"),
    Act.RENEW: pgettext_lazy("act", "Found again by a check"),
    Act.WITHDRAW: pgettext_lazy("act", "Withdraw"),
    Act.NOTE_PASSED: pgettext_lazy("act", "A later check passes"),
    Act.VERIFY: pgettext_lazy("act", "Verify"),
    Act.DISMISS: pgettext_lazy("act", "Dismiss"),
    Act.GRADE: pgettext_lazy("act", "Grade"),
    Act.REGRADE: pgettext_lazy("act", "Re-grade"),
    Act.FLAG_IMMINENT: pgettext_lazy("act", "Flag imminent danger"),
    Act.LIFT_IMMINENT: pgettext_lazy("act", "Lift imminent danger"),
    Act.TAKE_MEASURES: pgettext_lazy("act", "Record interim measures"),
    Act.REASSIGN: pgettext_lazy("act", "Reassign"),
    Act.ISSUE_ORDER: pgettext_lazy("act", "Issue order"),
    Act.SERVE: pgettext_lazy("act", "Record service"),
    Act.SUBMIT: pgettext_lazy("act", "Send rectification"),
    Act.START_REINSPECTION: pgettext_lazy("act", "Start re-inspection"),
    Act.RETURN: pgettext_lazy("act", "Send back"),
    Act.CLOSE: pgettext_lazy("act", "Accept and close"),
    Act.REOPEN: pgettext_lazy("act", "Reopen"),
}
NEEDS: dict[Need, str | Promise] = {
    Need.REASON: _("Give a reason."),
    Need.GRADE: _("Choose a grade."),
    Need.CLOSING_KIND: _("Name the kind of closing: engineering, management, demolished or nothing found."),
    Need.PHOTOS: _("Add at least one photo."),
    Need.FRESH_PHOTOS: _("Add at least one photo; none may be older than the day of service."),
    Need.SERVED_ON: _("Give the day on which the order was served."),
    Need.METHOD: _("Say how the order was served."),
    Need.MEASURES: _("Say which interim measures are taken."),
    Need.TEXT: _("Describe it in words."),
    Need.DEMAND: _("Say what has to be done."),
    Need.RESPONSIBLE: _("Name the responsible organisation."),
    Need.RESPONSIBLE_PARTY: _("Nobody is responsible yet: name the organisation that the order goes to."),
    Need.MEASURES_IN_FORCE: _("Imminent danger: record interim measures first."),
    Need.FLAGGED: _("It is not flagged as imminent danger."),
    Need.NOT_FLAGGED: _("It is flagged as imminent danger: lift the flag first."),
    Need.NO_ORDER: _("An order was issued: only a person may end it."),
    Need.FROM_CHECK: _("It does not come from a model check."),
    Need.NOT_THE_RECTIFIER: _("You rectified it yourself: another person must re-inspect."),
    Need.NOT_OF_THE_PARTY: _("You belong to the party that rectifies: somebody else must re-inspect."),
    Need.NOT_THE_FINDER: _("You found it yourself: for this grade another person must re-inspect."),
    Need.FLAG_LIFTED: _("It is flagged as imminent danger: lift the flag first, or close it by a management measure."),
    Need.MEASURES_STAND: _("Imminent danger: record the measures in force before you close it by management."),
    Need.SECOND_PERSON: _("You found or verified it yourself: a second person must decide that nothing is there."),
}
STATE_WORDS = dict(STATES)
CLOSING_WORDS = dict(CLOSING_KINDS)
EVENTS: dict[str, str | Promise] = {f"hazard.{act}": words for act, words in ACTS.items()} | {
    "hazard.followed": _("Its element has another GlobalId in a new version of the model"),
    "hazard.deadline_settled": _("Deadline counted again with the holiday table"),
}
"""Kind of change record -> words, for every page that shows a history."""
