"""`python -m validator`: the command without its script."""

from validator.entry import main

if __name__ == "__main__":
    main()
