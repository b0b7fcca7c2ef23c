"""The rival of the create benchmark: FastAPI, one SQLite database, one durable commit a request.

It does what a straightforward service would: checks the RS256 token, checks the body, makes the ids and the two links,
inserts one row, and answers with the room after `COMMIT` under `synchronous=FULL`. Greenroom remembers a token whose
signature was good, so this does too. The commit blocks the event loop on purpose: handing it to FastAPI's threads was
tried, and made a third fewer rooms a second.
"""

import functools
import json
import os
import pathlib
import secrets
import sqlite3
import time
import uuid

import jwt
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from fastapi import Depends, FastAPI, HTTPException, Request
from pydantic import BaseModel, Field

folder = pathlib.Path(os.environ["RIVAL_FOLDER"])
public_key = load_pem_public_key((folder / "public.pem").read_bytes())
database = sqlite3.connect(folder / "rival.db", isolation_level=None)
database.execute("PRAGMA journal_mode=WAL")
database.execute("PRAGMA synchronous=FULL")
database.execute(
    "CREATE TABLE IF NOT EXISTS rooms (id TEXT PRIMARY KEY, code TEXT UNIQUE NOT NULL, application TEXT NOT NULL,"
    " created_at REAL NOT NULL, body TEXT NOT NULL)")
application = FastAPI()


class NewRoom(BaseModel):
    display_name: str = Field(min_length=1, max_length=200)
    metadata: str | None = Field(default=None, max_length=500)
    type: str = "instant"
    theme_id: str | None = None
    join_approval_level: str = "none"


@functools.lru_cache(maxsize=4096)
def verified(token):
    """The claims of a token with a good signature."""
    return jwt.decode(token, public_key, algorithms=["RS256"])


async def caller(request: Request):
    """The application that the token names."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    try:
        claims = verified(token if kind.lower() == "bearer" else "")
        if claims["exp"] > time.time():
            return claims["application_id"]
    except (jwt.PyJWTError, KeyError) as error:
        raise HTTPException(401, "Invalid token.") from error
    raise HTTPException(401, "The token has expired.")


@application.get("/healthz")
async def healthz():
    return {"status": "ok"}


@application.post("/rooms", status_code=201)
async def create(new: NewRoom, owner: str = Depends(caller)):
    now = time.time()
    code = f"{secrets.randbelow(900_000_000) + 100_000_000}"
    host = jwt.encode({"participantId": str(uuid.uuid4()), "iat": int(now)}, "k" * 32, algorithm="HS256")
    room = new.model_dump() | {
        "id": str(uuid.uuid4()), "meeting_code": code, "created_at": now, "expires_at": now + 600, "is_available": True,
        "_links": {
            "guest_url": {"href": f"http://127.0.0.1/{code}"},
            "host_url": {"href": f"http://127.0.0.1/?room_token={code}&participant_token={host}"},
        },
    }  # fmt: skip
    row = (room["id"], code, owner, now, json.dumps(room))
    database.execute("INSERT INTO rooms VALUES (?, ?, ?, ?, ?)", row)
    return room


@application.get("/rooms")
async def count(owner: str = Depends(caller)):
    (found,) = database.execute("SELECT count(*) FROM rooms WHERE application = ?", (owner,)).fetchone()
    return {"total_items": found}
