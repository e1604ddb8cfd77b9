"""Document → DOCX; and two versions woven into one Word file with tracked changes."""
