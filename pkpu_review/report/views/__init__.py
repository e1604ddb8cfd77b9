"""A result → what every view of it tells, before any format: one module a result, and its records for JSON."""
