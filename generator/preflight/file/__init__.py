"""Rules on the file as a printer or a reader takes it: boxes, fonts, pictures, what it claims."""
