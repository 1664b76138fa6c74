"""A news and policy event tracker for critical minerals."""

__version__ = "0.1.0"
