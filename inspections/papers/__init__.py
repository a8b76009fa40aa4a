"""Papers with legal effect 文书, as PDF."""

from inspections.papers.order import order_pdf

__all__ = ["order_pdf"]
