"""The playground: any small network on any data in the plane, trained, rewound, edited, shared.

In the order of reading:

    recipe      what the form asks for: data, network, way to train
    workbench   what is made of it: samples, network, run, maps
    session     between the form and the run: wishes, buttons, time
    sharing     the state of a run as a text for the address
    axis        one direction of the plane: name, unit, range, numbers
    units       what the plane means: numbers, a story, a reader's table
    points      a reader's own points: as a text, in links and files
    table       out of a text of any kind: columns, classes, points
    meaning     what their numbers mean, as a text
    desk        the tables that were read, and what was answered
    places      which points share a place, which inputs never change
    exports     files to keep
    opening     files to open again
    doctor      what went wrong in a run, why, and what helps
    picture     the network with a map in every neuron
    scene       the decision map, the points, the cross-hair
    thumbnails  the data sets in small
    survey      the loss around the present weights, made in short pieces
    lossmap     that as a map, with the trail of the run
    words       status, figures, tables
    show        all of these put on the page
    show_table  the answer to a table, and its columns
    stills      pictures that change seldom
    gestures    pointer and keys on the pictures
    playground  the widget itself
"""

from widgets.playground.widget import Playground

__all__ = ["Playground"]
