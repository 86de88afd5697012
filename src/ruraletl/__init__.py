"""Numbers on rural China, read from Chinese pages into an evidence-backed warehouse."""

__version__ = "0.1.0"
