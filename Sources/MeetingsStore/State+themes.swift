public import Meetings

/// Themes: fields by the newest event or listing, gone for good once deleted.
extension State {
    mutating func learn(_ theme: Theme, _ news: News, _ dirty: inout Dirty) {
        if removedThemes.contains(theme.id) { return }
        var known = themes[theme.id] ?? KnownTheme(theme: theme.scrubbed(), origin: news.origin)
        known.origin.renew(news.origin)
        if news.isNewer(than: known.sequence) {
            known.theme = theme.scrubbed()
            known.sequence = news.sequence ?? known.sequence
            known.fieldsAt = news.origin.at
        }
        themes[theme.id] = known
        dirty.themes.insert(theme.id)
    }

    mutating func delete(_ id: ThemeID, _ dirty: inout Dirty) {
        removedThemes.insert(id, isFinal: true)
        if themes.removeValue(forKey: id) != nil { dirty.themes.insert(id) }
    }

    mutating func apply(_ listing: Listing<Theme>, _ dirty: inout Dirty) {
        hear(.poll, at: listing.at, &dirty)
        if let last = themesListedAt, listing.askedAt < last { return }
        themesListedAt = listing.askedAt
        let origin = Origin(source: .poll, at: listing.askedAt)
        for theme in listing.items { learn(theme, listedAs: origin, &dirty) }
        let listed = Set(listing.items.lazy.map(\.id))
        for (id, known) in themes where !listed.contains(id) && known.origin.at < listing.askedAt {
            removedThemes.insert(id, isFinal: false)
            themes[id] = nil
            dirty.themes.insert(id)
        }
    }

    /// Takes in one theme that a server answered with, to a request sent at `askedAt`.
    public mutating func learn(_ theme: Theme, askedAt: Timestamp) -> Dirty {
        var dirty = Dirty()
        learn(theme, listedAs: Origin(source: .poll, at: askedAt), &dirty)
        return dirty
    }

    private mutating func learn(_ theme: Theme, listedAs origin: Origin, _ dirty: inout Dirty) {
        guard removedThemes.lift(theme.id) else { return }
        let before = themes[theme.id]
        var known = before ?? KnownTheme(theme: theme.scrubbed(), origin: origin)
        known.origin.renew(origin)
        if (known.fieldsAt ?? origin.at) <= origin.at { known.theme = theme.scrubbed() }
        themes[theme.id] = known
        if before?.theme != known.theme { dirty.themes.insert(theme.id) }
    }
}

extension Theme {
    fileprivate func scrubbed() -> Theme {
        var theme = self
        theme.name = name.scrubbed()
        theme.mainColor = mainColor.scrubbed()
        theme.brandText = brandText.scrubbed()
        theme.shortCompanyURL = shortCompanyURL?.scrubbed()
        theme.domain = domain.scrubbed()
        theme.accountID = accountID.scrubbed()
        return theme
    }
}
