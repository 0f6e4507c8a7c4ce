import ModelDescription
import Testing

@testable import Analysis

@Suite("Outcome of a place")
struct OutcomeCourseTests {
  /// A sign, when it was found, and since when its condition had been true.
  typealias Note = (sign: OutcomeDescription.Sign, time: Double, since: Double)

  private func course(_ notes: [Note]) -> OutcomeCourse {
    notes.reduce(into: OutcomeCourse()) { course, note in
      course.note(note.sign, at: note.time, since: note.since)
    }
  }

  private static let block: Note = (.block, 1500, 500)
  private static let rise: Note = (.potassiumRise, 700, 700)
  private static let fall: Note = (.potassiumFall, 900, 900)
  private static let repolarization: Note = (.repolarization, 4000, 4000)

  private func spikes(_ times: [Double]) -> [Note] { times.map { (.spike, $0, $0) } }

  @Test("A place without signs rests; a potential that is high at the start is no spike")
  func resting() {
    #expect(course([]).outcome(at: 5000, silence: 1000) == .resting)
    let start = course([(.spike, 0, 0), (.repolarization, 0, 0)])
    #expect(start.outcome(at: 5000, silence: 1000) == .resting)
    #expect(start.spikeCount == 0 && start.lastRepolarization == nil && start.episodeCount == 0)
  }

  @Test(
    "One that fires is silent if its last spike lies before the last part of the run",
    arguments: [(3999.0, CellOutcome.silent), (4000, .active), (4999, .active)])
  func silence(_ last: Double, _ outcome: CellOutcome) {
    let found = course(spikes([10, 20, last]))
    #expect(found.outcome(at: 5000, silence: 1000) == outcome)
    #expect(found.spikeCount == 3 && found.lastSpike == last)
  }

  @Test("A block lasts until it is repolarized, from when the potential rose")
  func block() {
    let blocked = course(spikes([400, 505]) + [Self.block])
    #expect(blocked.outcome(at: 5000, silence: 1000) == .blocked)
    #expect(blocked.firstBlock == 500 && blocked.firstDepolarization == nil)
    let recovered = course(spikes([400, 505]) + [Self.block, Self.repolarization])
    #expect(recovered.outcome(at: 5000, silence: 1000) == .recovered)
    #expect(recovered.lastRepolarization == 4000 && recovered.spikeCount == 2)
  }

  @Test("With potassium outside it is spreading depolarization, from when both held")
  func depolarization() {
    let late: Note = (.potassiumRise, 1700, 1700)
    for (notes, begin) in [
      ([Self.rise, Self.block], 700.0), ([(.potassiumRise, 0, 0), Self.block], 500),
      ([Self.block, late], 1700), ([Self.rise, Self.fall, Self.block, late], 1700),
    ] {
      let found = course(notes)
      #expect(found.outcome(at: 5000, silence: 1000) == .depolarized)
      #expect(found.firstDepolarization == begin)
      #expect(found.episodeCount == 1 && found.firstBlock == 500)
      let over = course(notes + [Self.repolarization])
      #expect(over.outcome(at: 5000, silence: 1000) == .recovered)
    }
    let before = course([Self.rise, Self.fall, Self.block])
    #expect(before.outcome(at: 5000, silence: 1000) == .blocked)
    // High potassium alone is no depolarization.
    #expect(course([Self.rise]).outcome(at: 5000, silence: 1000) == .resting)
    // One that falls again in an episode has spread.
    let again = course([Self.rise, Self.block, (.potassiumFall, 3000, 3000)])
    #expect(again.outcome(at: 5000, silence: 1000) == .depolarized)
  }

  @Test("What returns after a repolarization is another episode, and one that only dips is not")
  func episodes() {
    // Below the upper level but not the lower one: two blocks, one episode.
    let dipped = course([Self.block, (.block, 3500, 2500)])
    #expect(dipped.episodeCount == 1 && dipped.firstBlock == 500)
    let twice = course([
      Self.rise, Self.block, (.potassiumFall, 2000, 2000), Self.repolarization,
      (.block, 6000, 5000),
    ])
    #expect(twice.episodeCount == 2)
    #expect(twice.firstBlock == 500 && twice.lastRepolarization == 4000)
    // The second episode is none of spreading depolarization.
    #expect(twice.outcome(at: 7000, silence: 1000) == .blocked)
  }
}
