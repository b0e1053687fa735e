"""Checking a submission: what it states, who may state it, and the shapes it must have.

:mod:`rusgraf.intake` brings files here; :func:`rusgraf.validation.checking.check` does the work.
"""

from __future__ import annotations

from rusgraf.validation.findings import Finding, Place, Report

__all__ = ["Finding", "Place", "Report"]
