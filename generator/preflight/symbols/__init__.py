"""Rules on QR codes, and how codes are found, read and measured."""
