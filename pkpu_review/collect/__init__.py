"""Filled-in sheets → answers → remarks.

The road: ``files`` (a path → checked bytes), ``word`` and ``excel`` (bytes → what stands in which row, a ``grid``),
``written`` (the folder that ``review`` wrote → the draft, and the sheets as they went out), ``outlined`` and
``reworded`` (a row and a cell that came back → those that they were), ``answers`` (a file → everything that was written
in it), ``remarks`` and ``category`` (answers → remarks, each at its provision), ``alike`` and ``listing`` (remarks →
the Daftar Inventarisasi Masalah).
"""
