import Meetings
import Testing

@testable import MeetingsMedia

/// Whose voice is sent in a crowd.
struct TalkersTests {
    private func id(_ number: Int) -> ParticipantID { ParticipantID("\(number)") }

    private func heard(_ happened: [(Int, Bool)]) -> Set<ParticipantID> {
        var talkers = Talkers()
        for (number, isTalking) in happened { talkers.update(id(number), isTalking: isTalking) }
        return talkers.heard
    }

    @Test("the last few who talked are heard")
    func last() {
        let everybody = (1...7).flatMap { [($0, true), ($0, false)] }
        #expect(heard(everybody) == Set((3...7).map(id)))
        #expect(heard(everybody + [(1, true)]) == Set([1, 4, 5, 6, 7].map(id)))
    }

    @Test("who goes on talking is not cut short by others who cough")
    func coughs() {
        let coughs = (2...9).flatMap { [($0, true), ($0, false)] }
        #expect(heard([(1, true)] + coughs).contains(id(1)))
    }

    @Test("who has gone makes room")
    func gone() {
        var talkers = Talkers()
        for number in 1...6 { talkers.update(id(number), isTalking: false) }
        #expect(talkers.heard.isEmpty)
        for number in 1...6 {
            talkers.update(id(number), isTalking: true)
            talkers.update(id(number), isTalking: false)
        }
        talkers.forget(id(6))
        #expect(talkers.heard == Set((1...5).map(id)))
    }
}
