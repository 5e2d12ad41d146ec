"""What makes numbers doubtful: the kinds of doubt in words, and how they are found in a store."""

from cxtui.kpis.doubts.kept import Doubt, kept
from cxtui.kpis.doubts.kinds import KINDS, DoubtKind
from cxtui.kpis.doubts.looking import look, walked

__all__ = ["KINDS", "Doubt", "DoubtKind", "kept", "look", "walked"]
