"""What is told → lines for a terminal, and Markdown."""
