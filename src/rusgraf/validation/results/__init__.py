"""From the results of an engine to what a person did wrong."""
