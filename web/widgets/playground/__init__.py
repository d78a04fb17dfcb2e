"""The playground: any small network on any data in the plane, trained, rewound, edited, shared.

In the order of reading:

    recipe              what the form asks for: data, network, way to train
    workbench           what is made of it: samples, network, run, maps
    run/session         between the form and the run: wishes, buttons, time
    run/story           the past of a run as something to be told, and made again (replay)
    run/sharing         the state of a run as a text for the address
    run/saved           a run in a file
    run/moments         what Undo gives back
    data/axis, units    one direction of the plane; what the plane means
    data/points         a reader's own points as a text (meaning: what their numbers mean)
    data/tables         the tables that were read, and what was answered
    data/places         which points share a place, which inputs never change
    data/opening        files to open again
    table               out of a text of any kind: columns, classes, points
    exports             files to keep
    doctor              what went wrong in a run, why, and what helps
    pictures/network    the network with a map in every neuron
    pictures/scene      the decision map, the points, the cross-hair
    pictures/thumbnails the data sets in small
    pictures/survey     the loss around the present weights, made in short pieces
    pictures/loss_map   that as a map, with the trail of the run
    pictures/stills     pictures that change seldom
    pictures/show       all of these put on the page, with words (words) and tables (show_table)
    gestures            pointer and keys on the pictures
    widget              the widget itself
"""

from widgets.playground.widget import Playground

__all__ = ["Playground"]
