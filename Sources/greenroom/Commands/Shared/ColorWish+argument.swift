public import ArgumentParser
public import Curses

/// Its raw values are the words of the command line.
extension ColorWish: ExpressibleByArgument {}
