"""What makes numbers doubtful: the kinds of doubt in words, and how they are found in a store."""

from cxtui.kpis.data_quality.kinds import KINDS, DoubtKind
from cxtui.kpis.data_quality.recorded import Doubt, kept
from cxtui.kpis.data_quality.scan import scan, walked

__all__ = ["KINDS", "Doubt", "DoubtKind", "kept", "scan", "walked"]
