"""Text → spans and values, pure: references, words, spelling. Every room may use these."""
