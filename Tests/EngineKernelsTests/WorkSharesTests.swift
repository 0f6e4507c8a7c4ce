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

  @Test("a round need not be finished, and rounds may be left out")
  func unfinished() {
    let shares = WorkShares([[4, 2, 7]])
    var taken: [Int] = []
    shares.forEach(0, round: 0) { taken.append($0) }
    shares.forEach(0, round: 3) { taken.append($0) }
    shares.forEach(0, round: 3) { taken.append($0) }
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
