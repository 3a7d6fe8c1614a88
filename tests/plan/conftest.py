"""Examples that hypothesis makes up for selections."""

from hypothesis import settings

# The same examples every time, and no deadline: a slow machine is not a fault.
settings.load_profile("ci")
