"""What people do about numbers: fired triggers, who looks into them, actions and named changes.

It is kept in a small SQLite file beside the store, so that a console needs no right to write the store. The desk
knows no numbers: what fired is told to it.
"""

from cxtui.desk.desk import Desk
from cxtui.desk.model import Acknowledged, Action, Change, DeskState, Firing, Settled
from cxtui.desk.trouble import DeskError, DeskTrouble

__all__ = ["Acknowledged", "Action", "Change", "Desk", "DeskError", "DeskState", "DeskTrouble", "Firing", "Settled"]
