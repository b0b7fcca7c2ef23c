extension Schema {
    /// What was sent in each attempt besides the body, and what came back: for whoever looks why it was not believed.
    static let attempts = """
        ALTER TABLE delivery_attempts ADD COLUMN headers TEXT;
        ALTER TABLE delivery_attempts ADD COLUMN answer TEXT;
        """
}
