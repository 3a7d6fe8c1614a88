"""What other tools need: their pages, their commands, and small programs that call them."""
