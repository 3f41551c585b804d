"""The sample office: a district's register in every state, made by the real services on a clock that walks. Knows no door."""

from app.services.sample.build import Built, SampleClock, build
from app.services.sample.large import fill

__all__ = ["Built", "SampleClock", "build", "fill"]
