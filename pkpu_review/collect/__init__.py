"""Filled-in sheets → answers → remarks.

The road: ``files`` (a path → checked bytes), ``word`` and ``excel`` (bytes → what stands in which row),
``written`` (the folder that ``review`` wrote → the sheets as they went out), ``answers`` (a file that came back, held
against the sheet as it went out → :class:`~pkpu_review.model.remarks.Filled`), ``remarks`` (answers → remarks, each
at its provision), ``listing`` (remarks → the entries of the Daftar Inventarisasi Masalah).
"""
