"""The server's own OpenAPI document as a judge of its answers, stricter than it is to clients."""

import copy
import json
import re
import urllib.error
import urllib.request

import jsonschema

DIALECT = jsonschema.Draft202012Validator
METHODS = ("get", "post", "put", "patch", "delete")


class Document:
    def __init__(self, server):
        self.server = server
        with urllib.request.urlopen(f"{server.base}/openapi.json", timeout=20) as answer:
            self.whole = json.load(answer)
        self.strict = copy.deepcopy(self.whole)
        forbid_unknown_fields(self.strict["components"]["schemas"])
        self.operations = {
            operation["operationId"]: (path, method, operation)
            for path, item in self.whole["paths"].items()
            for method, operation in item.items()
            if method in METHODS
        }
        self.called = {}

    def address(self, path):
        servers = self.whole["paths"][path].get("servers", self.whole["servers"])
        return servers[0]["url"]

    def call(self, operation, expected, body=None, token=True, query="", headers=None, data=None, **names):
        """Calls an operation, checks the answer against the document and returns its JSON, text or bytes."""
        path, method, description = self.operations[operation]
        where = self.address(path) + re.sub(r"{(\w+)}", lambda match: str(names[match[1]]), path) + query
        sent = {"Content-Type": "application/json"}
        if token:
            sent["Authorization"] = f"Bearer {self.server.token}"
        data = json.dumps(body).encode() if body is not None else data
        request = urllib.request.Request(where, method=method.upper(), data=data, headers=sent | (headers or {}))
        try:
            answer = urllib.request.urlopen(request, timeout=20)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            content = answer.read()
        told = content.decode(errors="replace")
        assert answer.status == expected, f"{operation} was answered {answer.status}: {told}"
        self.called.setdefault(operation, set()).add(answer.status)
        return self.check(operation, description, answer, content)

    def check(self, operation, description, answer, content):
        response = self.resolved(description["responses"].get(str(answer.status)))
        assert response, f"{operation} has no {answer.status} in the document"
        for name, header in response.get("headers", {}).items():
            if answer.headers[name] is not None:
                schema = self.resolved(header)["schema"]
                value = int(answer.headers[name]) if schema["type"] == "integer" else answer.headers[name]
                DIALECT(schema).validate(value)
        if "content" not in response:
            assert content == b"", f"{operation} {answer.status} has a body that is not in the document"
            return None
        kind = answer.headers.get_content_type()
        assert kind in response["content"], f"{operation} {answer.status} is {kind}: not in the document"
        if kind != "application/json":
            return content.decode() if kind.startswith("text/") or kind == "application/xml" else content
        value = json.loads(content)
        self.validate(response["content"][kind]["schema"], value)
        return value

    def resolved(self, value):
        while value and "$ref" in value:
            found = self.whole
            for step in value["$ref"].removeprefix("#/").split("/"):
                found = found[step]
            value = found
        return value

    def validate(self, schema, value):
        """Formats count: a time is a time, a UUID is one. Unknown fields are an error here, for us only."""
        DIALECT(
            {**schema, "components": self.strict["components"]}, format_checker=DIALECT.FORMAT_CHECKER
        ).validate(value)


def forbid_unknown_fields(schema):
    if isinstance(schema, list):
        for element in schema:
            forbid_unknown_fields(element)
    elif isinstance(schema, dict):
        if schema.get("type") == "object" and "properties" in schema and list(schema["properties"]) != ["event"]:
            schema.setdefault("additionalProperties", False)
        for element in schema.values():
            forbid_unknown_fields(element)
