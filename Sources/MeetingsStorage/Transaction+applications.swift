internal import GRDB
public import Meetings

/// Applications: few, made by the operator, read with every request.
extension ReadTransaction {
    private static let applicationColumns = """
        id, name, api_key, public_key, signature_secret, webhook_secret, default_theme_id, rooms_callback_url,
        sessions_callback_url, recordings_callback_url, created_at, previous_signature_secret,
        previous_webhook_secret, previous_secrets_until
        """

    private static let applicationByID = "SELECT \(applicationColumns) FROM applications WHERE id = ?"

    /// The application of that id.
    public func application(_ id: ApplicationID) throws -> StoredApplication? {
        try first(Self.applicationByID, [id.rawValue], StoredApplication.init)
    }

    /// All applications, in the order in which they were made.
    public func applications() throws -> [StoredApplication] {
        try rows(
            "SELECT \(Self.applicationColumns) FROM applications ORDER BY created_at, id", [],
            StoredApplication.init)
    }
}

extension WriteTransaction {
    /// Adds an application. Throws `conflict` when the id is taken.
    public func insert(_ application: StoredApplication) throws {
        try execute(
            """
            INSERT INTO applications(
                id, name, api_key, public_key, signature_secret, webhook_secret, default_theme_id,
                rooms_callback_url, sessions_callback_url, recordings_callback_url, created_at,
                previous_signature_secret, previous_webhook_secret, previous_secrets_until)
            VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)
            """,
            [
                application.id.rawValue, application.name, application.apiKey, application.publicKey,
                application.signatureSecret, application.webhookSecret,
                application.defaultThemeID?.rawValue,
                application.callbackURLs.rooms, application.callbackURLs.sessions,
                application.callbackURLs.recordings,
                application.createdAt.milliseconds, application.previousSignatureSecret,
                application.previousWebhookSecret, application.previousSecretsUntil?.milliseconds,
            ])
    }

    /// Replaces everything but the id and the time of creation. False when there is no such application.
    @discardableResult
    public func update(_ application: StoredApplication) throws -> Bool {
        try execute(
            """
            UPDATE applications SET name = ?, api_key = ?, public_key = ?, signature_secret = ?, webhook_secret = ?,
                default_theme_id = ?, rooms_callback_url = ?, sessions_callback_url = ?, recordings_callback_url = ?,
                previous_signature_secret = ?, previous_webhook_secret = ?, previous_secrets_until = ?
            WHERE id = ?
            """,
            [
                application.name, application.apiKey, application.publicKey, application.signatureSecret,
                application.webhookSecret, application.defaultThemeID?.rawValue,
                application.callbackURLs.rooms,
                application.callbackURLs.sessions, application.callbackURLs.recordings,
                application.previousSignatureSecret, application.previousWebhookSecret,
                application.previousSecretsUntil?.milliseconds, application.id.rawValue,
            ]) > 0
    }
}

extension StoredApplication {
    fileprivate init(_ row: Row) {
        self.init(
            id: row.id(0), name: row[1], apiKey: row[2], publicKey: row[3], signatureSecret: row[4],
            webhookSecret: row[5], defaultThemeID: row.optionalID(6), callbackURLs: row.callbackURLs(7),
            createdAt: row.time(10), previousSignatureSecret: row[11], previousWebhookSecret: row[12],
            previousSecretsUntil: row.optionalTime(13))
    }
}
