"""An index on Milvus: the same passages, vectors, words and filters as on this machine, on one server or many.

    store.py     the connection: rows in, rows out
    failures.py  errors in our words
    schema.py    the collections of an index
    head.py      what counts: the number of the last commit, and the writer's lease
    rows.py      reports and passages as rows, and back
    words.py     BM25 with exact statistics
    reader.py    searching
    writer.py    adding and removing
    upkeep.py    checking, and dropping what nothing uses

Milvus has no transactions over collections. So every row carries the number of the commit that it was ``born`` in, and
a commit counts once its number is in the head, which is one row: readers look at rows born up to the head that they
opened, and leave out the reports that the head names as gone. What a killed writer left is dropped by the next one.
"""
