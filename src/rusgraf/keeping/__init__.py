"""Keeping what conforms: submitted to a graph directory, replaced, withdrawn, and never lost."""

from __future__ import annotations

from rusgraf.keeping.changes import Done, replace, submit, withdraw

__all__ = ["Done", "replace", "submit", "withdraw"]
