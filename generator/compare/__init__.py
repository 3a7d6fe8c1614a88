"""Lay two builds side by side: manifests and PDFs, old and new → what differs, per barrier."""
