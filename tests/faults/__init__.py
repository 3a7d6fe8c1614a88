"""Files that are wrong in exactly one way, each with its clean twin: what preflight is tried on."""
