"""What is told → HTML pages that need nothing else; the templates stand in ``report/templates``."""
