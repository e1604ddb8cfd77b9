"""Document, duties or timeline → XLSX."""
