import Foundation
import Synchronization
import Testing

@testable import EngineKernels

@Suite("Rounds at whose end workers do not meet")
struct SecondRoundsTests {
  /// What a worker emits in a round: later rounds first, so that it has to be put in order.
  private func spikes(_ worker: Int, _ round: Int) -> [Spike] {
    (0..<3).map { Spike(time: Double(10 * round + 9 - 3 * worker - $0), detector: worker) }
  }

  @Test("what is emitted in a round is due in the second one after it", arguments: [1, 2, 3])
  func due(workers: Int) {
    let pool = WorkerPool(count: workers)
    defer { pool.shutDown() }
    let kinds = [SecondRounds(workers: pool.count), SecondRounds(workers: pool.count)]
    for round in [0, 1] { kinds[round].begin(round, due: [Spike(time: 0, detector: -round)]) }
    let errors = Mutex(0)
    pool.run { worker in
      for round in 0..<200 {
        let rounds = kinds[round % 2]
        let isOpen = rounds.enter(round)
        let source = Spike(time: Double(10 * (round - 2)) - 5, detector: 99)
        let expected =
          round < 2
          ? [Spike(time: 0, detector: -round)]
          : ((0..<pool.count).flatMap { spikes($0, round - 2) } + [source]).sorted {
            ($0.time, $0.detector) < ($1.time, $1.detector)
          }
        if !isOpen || rounds.due != expected { errors.withLock { $0 += 1 } }
        rounds.post(worker, spikes(worker, round), hasFailed: false)
        rounds.leave(round) { $0.append(Spike(time: Double(10 * round) - 5, detector: 99)) }
      }
    }
    #expect(errors.withLock { $0 } == 0)
  }

  @Test("a worker may be a round ahead, and not more")
  func ahead() {
    let pool = WorkerPool(count: 2)
    defer { pool.shutDown() }
    guard pool.count == 2 else { return }
    let kinds = [SecondRounds(workers: 2), SecondRounds(workers: 2)]
    for round in [0, 1] { kinds[round].begin(round, due: []) }
    // How many rounds worker 1 has entered.
    let entered = Atomic<Int>(0)
    let before = Mutex(0)
    let after = Mutex(0)
    pool.run { worker in
      for round in 0..<3 {
        _ = kinds[round % 2].enter(round)
        if worker == 1 { entered.store(round + 1, ordering: .releasing) }
        if worker == 0 && round == 0 {
          // Ends only if the other one goes on by itself.
          while entered.load(ordering: .acquiring) < 2 {}
          before.withLock { $0 = entered.load(ordering: .acquiring) }
          usleep(20_000)
          after.withLock { $0 = entered.load(ordering: .acquiring) }
        }
        kinds[round % 2].leave(round) { _ in }
      }
    }
    #expect(before.withLock { $0 } == 2)
    #expect(after.withLock { $0 } == 2, "the third round has to wait for the first")
    #expect(entered.load(ordering: .acquiring) == 3)
  }

  @Test("the second round after a failure is not entered, whoever failed", arguments: [0, 1, 2])
  func failure(failing: Int) {
    let pool = WorkerPool(count: 3)
    defer { pool.shutDown() }
    guard pool.count == 3 else { return }
    let kinds = [SecondRounds(workers: 3), SecondRounds(workers: 3)]
    for round in [7, 8] { kinds[round % 2].begin(round, due: []) }
    let entered = Mutex([0, 0, 0])
    pool.run { worker in
      var round = 7
      while kinds[round % 2].enter(round) {
        entered.withLock { $0[worker] = round }
        kinds[round % 2].post(worker, [], hasFailed: worker == failing && round == 20)
        kinds[round % 2].leave(round) { _ in }
        round += 1
      }
    }
    #expect(entered.withLock { $0 } == [21, 21, 21])
  }
}
