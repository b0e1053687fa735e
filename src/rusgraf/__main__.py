"""``python -m rusgraf``."""

from rusgraf.cli import main

if __name__ == "__main__":
    main()
