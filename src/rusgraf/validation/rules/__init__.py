"""The rules of submission: who may say what, and how; what no shape can state."""
