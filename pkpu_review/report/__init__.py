"""Review → sheets: one neutral sheet model, one writer a format; and the JSON records of every result."""
