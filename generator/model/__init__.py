"""What the stages hand to one another: frozen values without I/O."""
