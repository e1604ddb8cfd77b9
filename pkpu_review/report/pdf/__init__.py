"""Document → PDF, set by Typst."""
