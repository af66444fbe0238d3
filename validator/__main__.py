"""`python -m validator`: the command without its script."""

from validator.cli.entry import main

if __name__ == "__main__":
    main()
