"""A terminal's screen as text: enough of xterm to read what ncurses programs draw."""

import codecs
import re
import unicodedata

_SEQUENCE = re.compile(
    r"\x1b\[(?P<private>[<=>?]?)(?P<arguments>[0-9;:]*)[ -/]*(?P<final>[@-~])"
    r"|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|\x1b[ -/]+[0-~]"
    r"|\x1b(?P<single>[0-Z\\^-~])"
)


class Screen:
    """The characters of the screen after the bytes fed so far. Colours and modes are passed over."""

    def __init__(self, rows, columns):
        self.rows, self.columns = rows, columns
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._rest = ""
        self._last = " "
        self._saved = (0, 0)
        self._top, self._bottom = 0, rows - 1
        self.row = self.column = 0
        self.cells = [self._blank() for _ in range(rows)]

    @property
    def lines(self):
        return ["".join(cells) for cells in self.cells]

    def shows(self, *texts):
        """True when each text stands on one line of the screen."""
        lines = self.lines
        return all(any(text in line for line in lines) for text in texts)

    def feed(self, data):
        text = self._rest + self._decoder.decode(data)
        self._rest = ""
        position, end = 0, len(text)
        while position < end:
            character = text[position]
            if character != "\x1b":
                self._character(character)
                position += 1
                continue
            match = _SEQUENCE.match(text, position)
            if match is None:
                # The rest of the sequence comes with the next bytes.
                self._rest = text[position:]
                return
            position = match.end()
            if match["final"] and not match["private"]:
                self._control(match["final"], match["arguments"])
            elif match["final"] and match["arguments"] == "1049":
                self._erase(0, self.rows)
            elif match["single"]:
                self._escape(match["single"])

    def _blank(self):
        return [" "] * self.columns

    def _erase(self, start, end):
        for row in range(start, end):
            self.cells[row] = self._blank()

    def _character(self, character):
        code = ord(character)
        if code >= 32:
            self._put(character)
        elif character == "\r":
            self.column = 0
        elif character == "\n":
            self._line_feed()
        elif character == "\b":
            self.column = max(0, self.column - 1)
        elif character == "\t":
            self.column = min(self.columns - 1, self.column // 8 * 8 + 8)

    def _put(self, character):
        if unicodedata.combining(character):
            return
        width = 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if self.column + width > self.columns:
            self.column = 0
            self._line_feed()
        cells = self.cells[self.row]
        cells[self.column] = self._last = character
        if width == 2:
            cells[self.column + 1] = ""
        self.column += width

    def _line_feed(self):
        if self.row == self._bottom:
            self._scroll(self._top, 1)
        else:
            self.row = min(self.rows - 1, self.row + 1)

    def _scroll(self, top, count):
        """Moves the lines from `top` to the end of the scrolling region up, or down when `count` is negative."""
        height = self._bottom - top + 1
        count = max(-height, min(height, count))
        region = self.cells[top : self._bottom + 1]
        blanks = [self._blank() for _ in range(abs(count))]
        region = region[count:] + blanks if count > 0 else blanks + region[: height + count]
        self.cells[top : self._bottom + 1] = region

    def _escape(self, final):
        if final == "7":
            self._saved = (self.row, self.column)
        elif final == "8":
            self.row, self.column = self._saved
        elif final == "M":
            if self.row == self._top:
                self._scroll(self._top, -1)
            else:
                self.row = max(0, self.row - 1)

    def _control(self, final, arguments):
        numbers = [int(part) if part.isdigit() else 0 for part in arguments.split(";")]
        first = numbers[0]
        count = max(1, first)
        self.column = min(self.column, self.columns - 1)
        cells = self.cells[self.row]
        if final in "Hf":
            self.row, self.column = count - 1, max(1, numbers[1] if len(numbers) > 1 else 1) - 1
        elif final == "A":
            self.row -= count
        elif final in "Be":
            self.row += count
        elif final in "Ca":
            self.column += count
        elif final == "D":
            self.column -= count
        elif final in "G`":
            self.column = count - 1
        elif final == "d":
            self.row = count - 1
        elif final == "J":
            self._erase_display(first)
        elif final == "K":
            start, end = {0: (self.column, self.columns), 1: (0, self.column + 1)}.get(first, (0, self.columns))
            cells[start:end] = [" "] * (end - start)
        elif final == "X":
            end = min(self.columns, self.column + count)
            cells[self.column : end] = [" "] * (end - self.column)
        elif final == "@":
            cells[self.column : self.column] = [" "] * count
            del cells[self.columns :]
        elif final == "P":
            del cells[self.column : self.column + count]
            cells += [" "] * (self.columns - len(cells))
        elif final in "LM":
            self._scroll(self.row, -count if final == "L" else count)
        elif final in "ST":
            self._scroll(self._top, count if final == "S" else -count)
        elif final == "r":
            self._top = count - 1
            self._bottom = (numbers[1] if len(numbers) > 1 and numbers[1] else self.rows) - 1
            self.row = self.column = 0
        elif final == "b":
            for _ in range(count):
                self._put(self._last)
        self.row = max(0, min(self.rows - 1, self.row))
        self.column = max(0, min(self.columns - 1 if final != "b" else self.columns, self.column))

    def _erase_display(self, kind):
        if kind == 0:
            self.cells[self.row][self.column :] = [" "] * (self.columns - self.column)
            self._erase(self.row + 1, self.rows)
        elif kind == 1:
            self._erase(0, self.row)
            self.cells[self.row][: self.column + 1] = [" "] * (self.column + 1)
        else:
            self._erase(0, self.rows)
