"""The program as a script runs it: words in, an exit code and two texts out."""

import json
import re
import subprocess

from terminal import environment, reaching


class Commands:
    """Runs verbs against one server, in a home of its own."""

    def __init__(self, binary, home, server=None):
        self.binary = binary
        self.home = home
        self.variables = {} if server is None else reaching(server)

    def env(self, **variables):
        merged = {**self.variables, **variables}
        return environment(self.home, **{name: value for name, value in merged.items() if value is not None})

    def run(self, *words, stdin=None, timeout=60, **variables):
        return subprocess.run(
            [self.binary, *map(str, words)], env=self.env(**variables), capture_output=True, text=True,
            timeout=timeout, input="" if stdin is None else stdin,
        )  # fmt: skip

    def __call__(self, *words, **options):
        """Standard output of a verb that must do its work."""
        result = self.run(*words, **options)
        assert result.returncode == 0, f"greenroom {' '.join(map(str, words))}: {result.stderr}"
        return result.stdout

    def json(self, *words, **options):
        return json.loads(self(*words, "--json", **options))

    def code(self, *words, **options):
        """The exit code of a verb that must fail, with one sentence and nothing on standard output."""
        result = self.run(*words, **options)
        assert result.stdout == "", result.stdout
        assert result.stderr.count("\n") >= 1, "a failure says nothing"
        assert result.stderr.startswith(("greenroom: ", "Error: ")), result.stderr
        return result.returncode

    def rows(self, *words, **options):
        """The lines of a table below its headings, by columns."""
        lines = self(*words, **options).splitlines()
        return [re.split(r" {2,}", line) for line in lines[1:]]
