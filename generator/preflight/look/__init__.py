"""Rules on what the eye sees: type, contrast, margins, bleed."""
