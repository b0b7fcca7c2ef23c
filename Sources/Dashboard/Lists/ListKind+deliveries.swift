import Meetings
import MeetingsStore
import TerminalUI

/// The callbacks that were sent or shall be: those that fail first, then the newest.
extension ListKind {
    static let deliveries = ListKind(
        place: .deliveries, nouns: ("callback", "callbacks"), columns: deliveryColumns,
        objects: { model in model.state.deliveries.all.keys.map { .delivery($0) } },
        words: { model, object in
            guard let delivery = model.listedDelivery(object) else { return [] }
            let words = DeliveryWords(delivery)
            return [
                object.text, delivery.event, delivery.url, delivery.state.rawValue, words.status.text,
                delivery.lastError ?? "", model.room(of: object)?.title ?? "",
            ]
        },
        order: { model, object in
            guard let delivery = model.listedDelivery(object) else { return [] }
            let rank = !DeliveryWords(delivery).isFailing ? 1 : 0
            return [.count(rank), .number(-Double(delivery.id))]
        },
        orderName: "failing, newest",
        empty: { model in
            switch model.state.deliveries.areServed {
            case nil: "No answer from the server yet."
            case false?: "This server does not tell what became of its callbacks: its API has no deliveries."
            case true?: "No callback was sent yet. Rooms and applications have the URLs that they go to."
            }
        })

    private static let deliveryColumns: [ListColumn] = [
        column("sign", "ST", .cells(0)) { _, delivery in DeliveryWords(delivery).sign },
        column("created", "TIME", .cells(8, from: 60), letter: "t", value: { .time($0.createdAt) }) { model, delivery in
            ListCell(time(delivery.createdAt, model), .faint)
        },
        column("event", "EVENT", .fixed { $0 >= 36 ? 12 : 9 }, letter: "e", value: { .name($0.event) }) {
            _, delivery in
            ListCell(EventName(rawValue: delivery.event).map { EventsView.words($0).1 } ?? delivery.event)
        },
        ListColumn(
            id: "room", title: "ROOM", letter: "n", width: .share(most: 36, from: 36),
            cell: { _, _, room, _ in ListCell(room?.title ?? "–") },
            value: { model, object in .name(model.room(of: object)?.title ?? "") }),
        column(
            "url", "TO", .fixed { $0 >= 160 ? 32 : $0 >= 110 ? 18 : $0 >= 60 ? 17 : 0 }, letter: "u",
            value: { .name($0.url) }
        ) { _, delivery in
            ListCell(DeliveryWords(delivery).host)
        },
        column(
            "status", "STATUS", .fixed { $0 >= 36 ? 11 : 6 }, letter: "s",
            value: { .name(DeliveryWords($0).status.text) }
        ) {
            _, delivery in DeliveryWords(delivery).status
        },
        column("why", "WHY", .share(most: 80, from: 110)) { _, delivery in
            let words = DeliveryWords(delivery)
            return ListCell(words.isFailing ? words.reason : "", .faint)
        },
        column("age", "AGE/NEXT", .cells(8, from: 50), letter: "a", isNumber: true, value: { .time($0.nextAttemptAt) })
        {
            model, delivery in DeliveryWords(delivery).time(now: model.now)
        },
    ]

    /// `10:42:07`, or the date of what is older than today.
    private static func time(_ time: Timestamp, _ model: Model) -> String {
        let day = time.civil(utcOffset: model.utcOffset).dateText
        let isToday = day == model.now.civil(utcOffset: model.utcOffset).dateText
        return isToday ? TimeText.clock(time, utcOffset: model.utcOffset) : String(day.dropFirst(5))
    }

    private static func column(
        _ id: String, _ title: String, _ width: ListColumn.Width, letter: Character? = nil, isNumber: Bool = false,
        value: @escaping @Sendable (DeliverySummary) -> SortValue = { _ in .none },
        cell: @escaping @Sendable (Model, DeliverySummary) -> ListCell
    ) -> ListColumn {
        ListColumn(
            id: id, title: title, letter: letter, width: width, isNumber: isNumber,
            cell: { model, object, _, _ in model.listedDelivery(object).map { cell(model, $0) } ?? ListCell("") },
            value: { model, object in model.listedDelivery(object).map(value) ?? .none })
    }
}

extension Model {
    /// The callback that an object stands for, as far as the list knows it.
    func listedDelivery(_ object: ObjectID) -> DeliverySummary? { object.delivery.flatMap { state.deliveries.all[$0] } }
}
