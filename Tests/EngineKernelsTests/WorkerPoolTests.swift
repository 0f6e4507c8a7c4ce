import EngineKernels
import Synchronization
import Testing

@Suite("Worker pool")
struct WorkerPoolTests {
  @Test("every worker runs once an epoch, and epochs do not overlap", arguments: [1, 2, 3, 5])
  func epochs(workers: Int) {
    let pool = WorkerPool(count: workers)
    defer { pool.shutDown() }
    #expect(pool.count == workers)
    let counts = Counts()
    for epoch in 1...200 {
      pool.run { worker in counts.add(worker) }
      for worker in 0..<workers { #expect(counts[worker] == epoch) }
    }
  }

  @Test("a pool can be shut down without having been used")
  func shutDown() {
    for _ in 0..<20 { WorkerPool(count: 4).shutDown() }
  }

  private final class Counts: Sendable {
    private let counts = Mutex([Int](repeating: 0, count: 8))
    func add(_ worker: Int) { counts.withLock { $0[worker] += 1 } }
    subscript(worker: Int) -> Int { counts.withLock { $0[worker] } }
  }
}
