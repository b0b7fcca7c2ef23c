import Meetings
import MeetingsClient
import MeetingsWire

/// The server that the operator's profile names, from here: reachable, trusted, on time, and willing.
struct ServerCheckup {
    let connection: Connection
    let clock: any WallClock

    /// The rest is pointless once the server cannot be reached.
    func run() async -> [Finding] {
        let client: Client
        do {
            client = try connection.client()
        } catch {
            return [.failure("server", error)]
        }
        var findings = await reach(client)
        if findings.allSatisfy({ $0.verdict != .failure }) {
            let token = await token(client)
            findings.append(token)
            if token.verdict != .failure { findings += [await stream(client), await deliveries(client)] }
        }
        await client.close()
        return findings.compactMap { $0 }
    }

    private func reach(_ client: Client) async -> [Finding] {
        let certificate = await certificate(client)
        if certificate.verdict == .failure { return [certificate] }
        do {
            let health = try await client.health()
            return [server(health, at: client.server), certificate, clockFinding(health)]
        } catch {
            return [.failure("server", error)]
        }
    }

    private func server(_ health: ServerHealth, at address: String) -> Finding {
        guard health.isOurs else {
            return .warning(
                "server", "\(address) answers, but is no greenroom: only the published API can be expected.",
                fix: "Check the address if this should be one.")
        }
        guard health.readyStatus == 200 || health.readyStatus == 404 else {
            let reason = String(decoding: health.readyBody, as: UTF8.self).scrubbed(limit: 300)
            return .failure(
                "server", "\(address) runs but is not ready: \(reason)",
                fix: "Look at its log and at the disk of its data folder.")
        }
        return .ok("server", "\(address) answers and can store.")
    }

    private func certificate(_ client: Client) async -> Finding {
        do {
            guard let validity = try await client.certificate() else {
                let host = client.server.lowercased()
                let isNear = ["127.", "localhost", "[::1]"].contains { host.hasPrefix("http://" + $0) }
                if isNear { return .ok("TLS", "None, and none is needed on this machine.") }
                return .warning(
                    "TLS", "None: tokens and names travel readable.", fix: "Put TLS in front, or serve with it.")
            }
            let days = (validity.until - clock.now).components.seconds / 86_400
            let text = "The certificate is trusted here and good until \(validity.until.minuteText) UTC."
            if days < 14 { return .warning("TLS", text, fix: "Renew it within \(counted(Int(max(days, 0)), "day")).") }
            return .ok("TLS", text)
        } catch let error as ClientError where error.code == .tls {
            return .failure(
                "TLS", error.message, fix: "For a self-signed server name its certificate with --ca-cert.")
        } catch {
            return .failure("server", error)
        }
    }

    private func clockFinding(_ health: ServerHealth) -> Finding {
        guard let lead = health.clockLead else {
            return .warning("clock", "The server does not tell its time.", fix: "Compare both clocks by hand.")
        }
        let seconds = lead.components.seconds
        let text =
            abs(seconds) <= 1
            ? "The server's clock and this one agree."
            : "The server's clock is \(counted(Int(abs(seconds)), "second")) \(seconds > 0 ? "ahead" : "behind")."
        let fix = "Set both by NTP: tokens and callbacks carry the time."
        if abs(seconds) > 60 { return .failure("clock", text, fix: fix) }
        return abs(seconds) > 5 ? .warning("clock", text, fix: fix) : .ok("clock", text)
    }

    private func token(_ client: Client) async -> Finding {
        do {
            let page = try await client.answer(to: .rooms(pageSize: 1))
            return .ok("token", "It is accepted; the application has \(counted(page.totalItems, "room")).")
        } catch {
            return .failure("token", error)
        }
    }

    /// Waits for the first sign of life after the head: a proxy that holds answers back shows here.
    private func stream(_ client: Client) async -> Finding {
        do {
            let heard = try await withThrowingTaskGroup(of: Bool.self) { tasks in
                tasks.addTask {
                    var items = client.events(after: nil).makeAsyncIterator()
                    _ = try await items.next()
                    return try await items.next() != nil
                }
                tasks.addTask {
                    try await Task.sleep(for: .seconds(10))
                    return false
                }
                defer { tasks.cancelAll() }
                return try await tasks.next() ?? false
            }
            if heard { return .ok("event stream", "It opens, and news come through at once.") }
            return .failure(
                "event stream", "It opens, but nothing came through in 10 seconds.",
                fix: "Turn off buffering in the proxy before the server.")
        } catch let error as ClientError where error.code == .noStream {
            return .warning(
                "event stream", "The server has none: the dashboard asks every 5 seconds instead.",
                fix: "Receive callbacks in the profile (receiver.listen) to hear news at once.")
        } catch {
            return .failure("event stream", error)
        }
    }

    /// What became of real callbacks, which no test from here can show.
    private func deliveries(_ client: Client) async -> Finding {
        do {
            let dead = try await client.answer(to: .deliveries(state: .dead, pageSize: 1)).totalItems
            let paused = try await client.answer(to: .pausedEndpoints)
            if let endpoint = paused.first {
                return .warning(
                    "deliveries", "Nothing is sent to \(endpoint.url): \(endpoint.reason). \(endpoint.held) are held.",
                    fix: "When it works again: greenroom deliveries resume \(ShellQuoting.word(endpoint.url))")
            }
            if dead > 0 {
                return .warning(
                    "deliveries", "Given up: \(counted(dead, "callback")).",
                    fix: "See greenroom deliveries list --state dead; replay them once the receiver works.")
            }
            return .ok("deliveries", "None was given up, and no receiver is paused.")
        } catch let error as ClientError where error.problem?.kind == .notFound {
            return .ok("deliveries", "The server does not tell of them.")
        } catch {
            return .failure("deliveries", error)
        }
    }
}
