"""Reading a store: one short transaction at a time, and every failure a state that a screen can show."""

from cxtui.errors import StoreTrouble, Trouble
from cxtui.store.read.queries import query
from cxtui.store.read.reader import Reader, Remembering, Row, Transaction

__all__ = ["Reader", "Remembering", "Row", "StoreTrouble", "Transaction", "Trouble", "query"]
