"""`python -m generator`: the same as the command `drempels`."""

from generator.cli import main

if __name__ == "__main__":
    main(prog_name="drempels")
