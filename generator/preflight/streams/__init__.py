"""Follow content streams as a printer's machine does: operators → what each page paints."""
