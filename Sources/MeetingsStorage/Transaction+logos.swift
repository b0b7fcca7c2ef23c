internal import FoundationEssentials
internal import GRDB
public import Meetings

/// Logos: uploaded first, then made a theme's own under another key.
extension ReadTransaction {
    /// The picture of that key, whichever application owns it.
    public func logo(key: String) throws -> StoredLogo? {
        try first(
            "SELECT key, application_id, theme_id, kind, bytes, created_at FROM logos WHERE key = ?", [key]
        ) { row in
            StoredLogo(
                key: row[0], applicationID: row.id(1), themeID: row.optionalID(2), kind: try row.choice(3),
                bytes: row.bytes(4), createdAt: row.time(5))
        }
    }
}

extension WriteTransaction {
    /// Adds a picture, in place of one of the same key and application that no theme uses yet. Throws `conflict` when
    /// the key is otherwise taken.
    public func insert(_ logo: StoredLogo) throws {
        let changed = try execute(
            """
            INSERT INTO logos(key, application_id, theme_id, kind, bytes, created_at) VALUES (?,?,?,?,?,?)
            ON CONFLICT (key) DO UPDATE SET theme_id = excluded.theme_id, kind = excluded.kind,
                bytes = excluded.bytes, created_at = excluded.created_at
            WHERE theme_id IS NULL AND application_id = excluded.application_id
            """,
            [
                logo.key, logo.applicationID.rawValue, logo.themeID?.rawValue, logo.kind.rawValue, Data(logo.bytes),
                logo.createdAt.milliseconds,
            ])
        guard changed > 0 else {
            throw StorageError(.conflict, "A picture of the name \"\(logo.key.scrubbed(limit: 200))\" is in use.")
        }
    }

    /// Makes an uploaded picture a theme's own, under a key of its own. False when there is no such upload of the
    /// theme's application; throws `conflict` when the new key is taken. Pictures that the theme had stay.
    @discardableResult
    public func attach(logo key: String, newKey: String, to theme: ThemeID) throws -> Bool {
        try execute(
            """
            UPDATE logos SET key = ?1, theme_id = ?2 WHERE key = ?3 AND theme_id IS NULL
                AND application_id = (SELECT application_id FROM themes WHERE id = ?2)
            """, [newKey, theme.rawValue, key]) > 0
    }

    /// Deletes a picture. False when there is none.
    @discardableResult
    public func delete(logo key: String) throws -> Bool {
        try execute("DELETE FROM logos WHERE key = ?", [key]) > 0
    }

    /// Deletes pictures that were uploaded before that time and that no theme uses; returns how many.
    @discardableResult
    public func deleteUnusedLogos(before: Timestamp) throws -> Int {
        try execute("DELETE FROM logos WHERE theme_id IS NULL AND created_at < ?", [before.milliseconds])
    }
}
