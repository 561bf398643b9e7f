"""`python -m careerclusters`: the command line."""

from careerclusters.cli import main

if __name__ == "__main__":
    main()
