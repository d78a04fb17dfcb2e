"""Networks small enough to be trained while the reader watches, with their data and settings.

    strokes, digits     pictures: convolution beside dense layers
    memory              a symbol to be kept: a plain recurrent layer beside an LSTM
    reverse, pronoun,   sequences whose tokens look at each other
        induction
    looking             where they look
    runs                what their runs have alike
    language            words, letter by letter; sampling and counts go with it

Each has `network` and `trainer`, and says how long a run is.
"""
