"""``python -m pkpu_review`` is the command ``pkpu-review``."""

from pkpu_review.cli import main

if __name__ == "__main__":
    main()
