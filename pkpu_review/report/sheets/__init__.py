"""Review → numbered rows → the sheets of divisions, the secretariat and the matrix → documents."""
