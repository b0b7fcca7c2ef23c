/// The layout of the database, as the steps that lead to it.
enum Schema {
    /// What takes an empty file to the present layout, one step a version; steps are added, never changed. The
    /// `user_version` of a file is the number of steps it has taken.
    static let steps = [
        [tables, indexes, triggers].joined(separator: "\n"), second, waiting, alarms, attempts,
        ends, recordingJobs, chat,
    ]

    /// Marks the file as ours (`PRAGMA application_id`): the letters "grrm".
    static let applicationID: Int32 = 0x6772_726D

    private static let tables = """
        CREATE TABLE applications(
            id TEXT PRIMARY KEY, name TEXT NOT NULL, api_key TEXT NOT NULL, public_key TEXT NOT NULL,
            signature_secret TEXT NOT NULL, webhook_secret TEXT NOT NULL,
            default_theme_id TEXT REFERENCES themes(id) ON DELETE SET NULL,
            rooms_callback_url TEXT, sessions_callback_url TEXT, recordings_callback_url TEXT,
            created_at INTEGER NOT NULL) STRICT;

        -- How many rooms an application has, kept by triggers: counting a million rows takes too long for a list.
        CREATE TABLE room_counts(
            application_id TEXT PRIMARY KEY REFERENCES applications(id) ON DELETE CASCADE,
            rooms INTEGER NOT NULL DEFAULT 0, available INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;

        CREATE TABLE themes(
            serial INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
            application_id TEXT NOT NULL REFERENCES applications(id),
            theme_name TEXT NOT NULL, main_color TEXT NOT NULL, brand_text TEXT NOT NULL,
            short_company_url TEXT UNIQUE, domain TEXT NOT NULL, account_id TEXT NOT NULL,
            colored_logo_key TEXT, colored_logo_url TEXT, white_logo_key TEXT, white_logo_url TEXT,
            favicon_key TEXT, favicon_url TEXT,
            UNIQUE (application_id, theme_name)) STRICT;

        CREATE TABLE rooms(
            serial INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
            application_id TEXT NOT NULL REFERENCES applications(id),
            display_name TEXT NOT NULL, metadata TEXT, type TEXT NOT NULL, expires_at INTEGER NOT NULL,
            expire_after_use INTEGER NOT NULL, auto_record INTEGER NOT NULL, record_only_owner INTEGER NOT NULL,
            theme_id TEXT REFERENCES themes(id) ON DELETE SET NULL,
            join_approval_level TEXT NOT NULL, microphone_state TEXT NOT NULL,
            rooms_callback_url TEXT, sessions_callback_url TEXT, recordings_callback_url TEXT,
            recording_available INTEGER NOT NULL, chat_available INTEGER NOT NULL,
            whiteboard_available INTEGER NOT NULL, locale_switcher_available INTEGER NOT NULL,
            captions_available INTEGER NOT NULL, language TEXT NOT NULL,
            meeting_code TEXT NOT NULL UNIQUE, is_available INTEGER NOT NULL, created_at INTEGER NOT NULL,
            host_participant_id TEXT NOT NULL, closes_at INTEGER, close_reason TEXT, closed_at INTEGER) STRICT;

        CREATE TABLE sessions(
            serial INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
            room_id TEXT NOT NULL REFERENCES rooms(id), application_id TEXT NOT NULL REFERENCES applications(id),
            started_at INTEGER NOT NULL, ended_at INTEGER) STRICT;

        CREATE TABLE participants(
            serial INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
            session_id TEXT NOT NULL REFERENCES sessions(id), room_id TEXT NOT NULL,
            name TEXT NOT NULL, role TEXT NOT NULL, is_host INTEGER NOT NULL, resume_digest BLOB,
            joined_at INTEGER NOT NULL, left_at INTEGER) STRICT;

        CREATE TABLE events(
            seq INTEGER PRIMARY KEY AUTOINCREMENT, application_id TEXT NOT NULL, room_id TEXT, session_id TEXT,
            name TEXT NOT NULL, body BLOB NOT NULL, at INTEGER NOT NULL) STRICT;

        -- A lane is the room, or else the application: its callbacks to one URL go out one after the other. Only the
        -- oldest pending one of a lane has a next_attempt_at; it hands the turn on when it is done.
        CREATE TABLE deliveries(
            id INTEGER PRIMARY KEY AUTOINCREMENT, event_seq INTEGER NOT NULL REFERENCES events(seq),
            application_id TEXT NOT NULL, room_id TEXT, lane TEXT NOT NULL, kind TEXT NOT NULL, url TEXT NOT NULL,
            origin TEXT NOT NULL, webhook_id TEXT NOT NULL, metadata TEXT, state TEXT NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0, next_attempt_at INTEGER, last_status INTEGER, last_error TEXT,
            committed_at INTEGER NOT NULL) STRICT;

        CREATE TABLE delivery_attempts(
            delivery_id INTEGER NOT NULL REFERENCES deliveries(id), number INTEGER NOT NULL, at INTEGER NOT NULL,
            status INTEGER, error TEXT, milliseconds INTEGER NOT NULL,
            PRIMARY KEY (delivery_id, number)) STRICT, WITHOUT ROWID;
        """

    private static let indexes = """
        CREATE INDEX rooms_by_application ON rooms(application_id, serial);
        CREATE INDEX rooms_by_theme ON rooms(theme_id, serial) WHERE theme_id IS NOT NULL;
        CREATE INDEX rooms_by_closing ON rooms(closes_at) WHERE is_available AND closes_at IS NOT NULL;
        CREATE INDEX sessions_by_application ON sessions(application_id, serial);
        CREATE INDEX sessions_by_room ON sessions(room_id, ended_at);
        CREATE UNIQUE INDEX sessions_live ON sessions(room_id) WHERE ended_at IS NULL;
        CREATE INDEX participants_by_session ON participants(session_id, left_at);
        CREATE INDEX participants_by_digest ON participants(resume_digest) WHERE resume_digest IS NOT NULL;
        CREATE INDEX events_by_application ON events(application_id, seq);
        CREATE INDEX events_by_room ON events(room_id, seq) WHERE room_id IS NOT NULL;
        CREATE INDEX deliveries_due ON deliveries(next_attempt_at, id, origin) WHERE next_attempt_at IS NOT NULL;
        CREATE INDEX deliveries_by_lane ON deliveries(lane, url, id) WHERE state = 'pending';
        CREATE INDEX deliveries_by_application ON deliveries(application_id, state, id);
        CREATE INDEX deliveries_by_event ON deliveries(event_seq);
        """

    private static let triggers = """
        CREATE TRIGGER application_counts AFTER INSERT ON applications BEGIN
            INSERT INTO room_counts(application_id) VALUES (new.id);
        END;
        CREATE TRIGGER room_counted AFTER INSERT ON rooms BEGIN
            UPDATE room_counts SET rooms = rooms + 1, available = available + new.is_available
            WHERE application_id = new.application_id;
        END;
        CREATE TRIGGER room_recounted AFTER UPDATE OF is_available ON rooms
        WHEN new.is_available <> old.is_available BEGIN
            UPDATE room_counts SET available = available + new.is_available - old.is_available
            WHERE application_id = new.application_id;
        END;
        """
}
