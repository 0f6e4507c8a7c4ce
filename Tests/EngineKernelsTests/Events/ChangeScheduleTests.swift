import Testing

@testable import EngineKernels

@Suite("Schedules of changes")
struct ChangeScheduleTests {
  /// To 4 at 10 ms, along a line to 8 from 20 to 30 ms, and back to the original at 40 ms.
  private var schedule: ChangeSchedule {
    var schedule = ChangeSchedule()
    schedule.change(to: .fixed(4), at: 10, over: 0)
    schedule.change(to: .fixed(8), at: 20, over: 10)
    schedule.change(to: .original, at: 40, over: 0)
    return schedule
  }

  private func mean(_ from: Double, _ to: Double) -> ChangeSchedule.Value {
    var mean = ChangeSchedule.Value(offset: 0, share: 0)
    schedule.forEachPiece(from: from, to: to) { share, first, last in
      mean.offset += share * (first.offset + last.offset) / 2
      mean.share += share * (first.share + last.share) / 2
    }
    return mean
  }

  @Test(
    "values before, between and after changes",
    arguments: [
      (0.0, 0.0, 1.0), (10, 4, 0), (19, 4, 0), (25, 6, 0), (30, 8, 0), (39, 8, 0), (40, 0, 1),
      (1e9, 0, 1),
    ])
  func values(_ time: Double, _ offset: Double, _ share: Double) {
    #expect(schedule.value(at: time) == ChangeSchedule.Value(offset: offset, share: share))
  }

  @Test("means are exact over jumps and lines")
  func means() {
    #expect(mean(9, 11) == ChangeSchedule.Value(offset: 2, share: 0.5))
    #expect(mean(20, 30) == ChangeSchedule.Value(offset: 6, share: 0))
    #expect(mean(15, 25) == ChangeSchedule.Value(offset: 4.5, share: 0))
    #expect(mean(39, 41) == ChangeSchedule.Value(offset: 4, share: 0.5))
    #expect(mean(10, 20) == ChangeSchedule.Value(offset: 4, share: 0))
    #expect(mean(5, 5) == .original)
  }

  @Test("jumps are found, lines are not jumps")
  func jumps() {
    #expect(schedule.nextJump(at: 0) == 10)
    #expect(schedule.nextJump(at: 10) == 10)
    #expect(schedule.nextJump(at: 10.001) == 40)
    #expect(schedule.nextJump(at: 40.001) == .infinity)
    #expect(schedule.constantUntil(12) == 20)
    #expect(schedule.constantUntil(22) == 22)
    #expect(schedule.constantUntil(50) == .infinity)
  }

  @Test("a million repetitions are looked up without reading them all")
  func repetitions() {
    var schedule = ChangeSchedule()
    for i in 0..<1_000_000 {
      schedule.change(to: .fixed(1), at: Double(i), over: 0)
      schedule.change(to: .original, at: Double(i) + 0.5, over: 0)
    }
    for i in stride(from: 0, to: 1_000_000, by: 10) {
      #expect(schedule.value(at: Double(i) + 0.25).offset == 1)
      #expect(schedule.nextJump(at: Double(i) + 0.25) == Double(i) + 0.5)
    }
  }
}
