import EngineKernels
import Synchronization
import Testing

@Suite("Work shares")
struct WorkSharesTests {
  @Test("every piece is taken once a round, by whoever has time", arguments: [1, 2, 3, 5])
  func once(workers: Int) {
    let count = 37
    let pool = WorkerPool(count: workers)
    defer { pool.shutDown() }
    let costs = [Double](repeating: 1, count: count)
    let shares = WorkShares(GroupDealing.deal(costs, among: workers))
    let taken = Taken(count)
    for round in 0..<100 {
      pool.run { worker in
        shares.forEach(worker, round: round) { piece in
          taken.add(piece)
          // The first worker is slow; the others take what it has not begun.
          if worker == 0 { for _ in 0..<200 { taken.add(count) } }
        }
      }
      #expect((0..<count).allSatisfy { taken[$0] == round + 1 })
    }
  }

  @Test("rounds of a piece follow each other where workers do not meet", arguments: [1, 2, 3])
  func order(workers: Int) {
    let (count, rounds) = (11, 300)
    let pool = WorkerPool(count: workers)
    defer { pool.shutDown() }
    let shares = WorkShares(GroupDealing.deal([Double](repeating: 1, count: count), among: workers))
    let taken = Taken(count)
    let isInOrder = Mutex(true)
    pool.run { worker in
      for round in 0..<rounds {
        shares.forEach(worker, round: round) { piece in
          // Some pieces take long, others now and then, so that workers overtake each other.
          for _ in 0..<((piece * 7 + round * 13) % 29) * 10 { taken.add(count) }
          if taken[piece] != round { isInOrder.withLock { $0 = false } }
          taken.add(piece)
        }
      }
    }
    #expect(isInOrder.withLock { $0 })
    #expect((0..<count).allSatisfy { taken[$0] == rounds })
  }

  @Test("a share keeps its order")
  func own() {
    let shares = WorkShares([[4, 2, 7]])
    var taken: [Int] = []
    for round in [0, 1, 1] { shares.forEach(0, round: round) { taken.append($0) } }
    #expect(taken == [4, 2, 7, 4, 2, 7])
    #expect(shares.own(0) == [4, 2, 7])
  }

  private final class Taken: Sendable {
    private let counts: Mutex<[Int]>
    init(_ count: Int) { counts = Mutex([Int](repeating: 0, count: count + 1)) }
    func add(_ piece: Int) { counts.withLock { $0[piece] += 1 } }
    subscript(piece: Int) -> Int { counts.withLock { $0[piece] } }
  }
}
