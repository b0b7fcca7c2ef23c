extension Schema {
    /// What the second version added: recordings, logos, repeated requests, secrets that are being replaced, locked
    /// sessions, callbacks that are parked or held, and counts that are kept instead of made.
    static let second = [secondTables, secondDeliveries, secondCounts].joined(separator: "\n")

    private static let secondTables = """
        ALTER TABLE applications ADD COLUMN previous_signature_secret TEXT;
        ALTER TABLE applications ADD COLUMN previous_webhook_secret TEXT;
        ALTER TABLE applications ADD COLUMN previous_secrets_until INTEGER;
        ALTER TABLE sessions ADD COLUMN locked INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX sessions_by_start ON sessions(application_id, started_at);

        CREATE TABLE recordings(
            serial INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
            application_id TEXT NOT NULL REFERENCES applications(id),
            room_id TEXT NOT NULL REFERENCES rooms(id), session_id TEXT NOT NULL REFERENCES sessions(id),
            status TEXT NOT NULL, started_at INTEGER, ended_at INTEGER, url TEXT, file TEXT, bytes INTEGER) STRICT;
        CREATE INDEX recordings_by_application ON recordings(application_id, serial);
        CREATE INDEX recordings_by_room ON recordings(room_id);
        CREATE INDEX recordings_by_session ON recordings(session_id, serial);

        -- A logo without a theme was uploaded and never used.
        CREATE TABLE logos(
            key TEXT PRIMARY KEY, application_id TEXT NOT NULL REFERENCES applications(id),
            theme_id TEXT REFERENCES themes(id) ON DELETE CASCADE,
            kind TEXT NOT NULL, bytes BLOB NOT NULL, created_at INTEGER NOT NULL) STRICT;
        CREATE INDEX logos_by_theme ON logos(theme_id) WHERE theme_id IS NOT NULL;
        CREATE INDEX logos_unused ON logos(created_at) WHERE theme_id IS NULL;

        CREATE TABLE idempotency_keys(
            application_id TEXT NOT NULL REFERENCES applications(id), key TEXT NOT NULL, fingerprint TEXT NOT NULL,
            resource_id TEXT NOT NULL, created_at INTEGER NOT NULL,
            PRIMARY KEY (application_id, key)) STRICT, WITHOUT ROWID;
        CREATE INDEX idempotency_keys_by_age ON idempotency_keys(created_at);
        """

    private static let secondDeliveries = """
        -- A parked callback is tried on by itself while its lane goes on without it.
        ALTER TABLE deliveries ADD COLUMN parked INTEGER NOT NULL DEFAULT 0;
        -- Null: there is nothing to tell. 0: it was given up or parked, and the receiver does not know. 1: it was told.
        ALTER TABLE deliveries ADD COLUMN gap_told INTEGER;
        UPDATE deliveries SET gap_told = 0 WHERE state = 'dead';

        -- Pending callbacks of the application to the URL have no next_attempt_at.
        CREATE TABLE paused_endpoints(
            application_id TEXT NOT NULL REFERENCES applications(id), url TEXT NOT NULL,
            paused_at INTEGER NOT NULL, reason TEXT NOT NULL,
            PRIMARY KEY (application_id, url)) STRICT, WITHOUT ROWID;

        DROP INDEX deliveries_by_lane;
        CREATE INDEX deliveries_by_lane ON deliveries(lane, url, id) WHERE state = 'pending' AND parked = 0;
        CREATE INDEX deliveries_parked ON deliveries(lane, url, next_attempt_at) WHERE parked = 1;
        CREATE INDEX deliveries_gaps ON deliveries(lane, url, id) WHERE gap_told = 0;
        CREATE INDEX deliveries_by_url ON deliveries(application_id, url, state);
        CREATE INDEX deliveries_by_age ON deliveries(committed_at) WHERE state = 'pending';
        """

    private static let secondCounts = """
        CREATE TABLE delivery_counts(
            application_id TEXT NOT NULL, state TEXT NOT NULL, deliveries INTEGER NOT NULL,
            PRIMARY KEY (application_id, state)) STRICT, WITHOUT ROWID;
        INSERT INTO delivery_counts SELECT application_id, state, count(*) FROM deliveries GROUP BY 1, 2;
        CREATE TRIGGER delivery_counted AFTER INSERT ON deliveries BEGIN
            INSERT INTO delivery_counts VALUES (new.application_id, new.state, 1)
            ON CONFLICT (application_id, state) DO UPDATE SET deliveries = deliveries + 1;
        END;
        CREATE TRIGGER delivery_recounted AFTER UPDATE OF state ON deliveries WHEN new.state <> old.state BEGIN
            UPDATE delivery_counts SET deliveries = deliveries - 1
            WHERE application_id = old.application_id AND state = old.state;
            INSERT INTO delivery_counts VALUES (new.application_id, new.state, 1)
            ON CONFLICT (application_id, state) DO UPDATE SET deliveries = deliveries + 1;
        END;
        CREATE TRIGGER delivery_uncounted AFTER DELETE ON deliveries BEGIN
            UPDATE delivery_counts SET deliveries = deliveries - 1
            WHERE application_id = old.application_id AND state = old.state;
        END;

        CREATE TRIGGER room_uncounted AFTER DELETE ON rooms BEGIN
            UPDATE room_counts SET rooms = rooms - 1, available = available - old.is_available
            WHERE application_id = old.application_id;
        END;

        -- The same for the rooms of each theme.
        CREATE TABLE theme_counts(
            theme_id TEXT PRIMARY KEY REFERENCES themes(id) ON DELETE CASCADE,
            rooms INTEGER NOT NULL DEFAULT 0, available INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
        INSERT INTO theme_counts
            SELECT t.id, count(r.id), coalesce(sum(r.is_available), 0)
            FROM themes t LEFT JOIN rooms r ON r.theme_id = t.id GROUP BY t.id;
        CREATE TRIGGER theme_counts_made AFTER INSERT ON themes BEGIN
            INSERT INTO theme_counts(theme_id) VALUES (new.id);
        END;
        CREATE TRIGGER theme_room_counted AFTER INSERT ON rooms WHEN new.theme_id IS NOT NULL BEGIN
            UPDATE theme_counts SET rooms = rooms + 1, available = available + new.is_available
            WHERE theme_id = new.theme_id;
        END;
        CREATE TRIGGER theme_room_recounted AFTER UPDATE OF theme_id, is_available ON rooms
        WHEN new.theme_id IS NOT old.theme_id OR new.is_available <> old.is_available BEGIN
            UPDATE theme_counts SET rooms = rooms - 1, available = available - old.is_available
            WHERE theme_id = old.theme_id;
            UPDATE theme_counts SET rooms = rooms + 1, available = available + new.is_available
            WHERE theme_id = new.theme_id;
        END;
        CREATE TRIGGER theme_room_uncounted AFTER DELETE ON rooms WHEN old.theme_id IS NOT NULL BEGIN
            UPDATE theme_counts SET rooms = rooms - 1, available = available - old.is_available
            WHERE theme_id = old.theme_id;
        END;
        """
}
