"""Start a campaign of one's own: a folder's name → content, templates and a workflow in it."""

from generator.starter.campaign import start_campaign
from generator.starter.template import write_template

__all__ = ["start_campaign", "write_template"]
