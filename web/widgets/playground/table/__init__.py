"""A reader's own table: out of any text that a spreadsheet or a person writes.

Pure functions, in the order of reading:

    numbers     a cell as a number, whatever its decimal mark and its thousands
    delimiter   what separates the cells
    cells       lines and cells, without comments and blank lines
    columns     columns with names and units
    classes     spellings of a class, and which class is blue
    choice      which columns are the inputs, and which the class or height
    sampling    fewer rows with the same shares of classes
    told        what is said about it
    reading     points and these words
"""
