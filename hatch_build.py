"""Put ontology, data and queries into the wheel; a checkout has them beside ``src/``."""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg, misc]
    """Only a standard wheel gets copies: in an editable install they would go stale."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the folders to include, each under the package."""
        if version == "standard":
            build_data["force_include"] = {
                folder: f"rusgraf/{folder}" for folder in ("ontology", "data", "queries")
            }
