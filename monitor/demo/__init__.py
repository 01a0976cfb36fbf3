"""The demonstration: the real daemon on a bundled sample newswire, a story of years told in a minute."""

from monitor.demo.show import run

__all__ = ["run"]
