#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import Synchronization

/// A few threads that live as long as the pool and run the same body between two barriers.
///
/// The caller is worker 0. A waiting thread spins for a moment and then yields: an epoch costs
/// 0.3 µs on cores of its own, and a shared core is not held (docs/decisions/0001).
public final class WorkerPool: @unchecked Sendable {
  // `body` is written by the caller alone, before a barrier that all workers pass before reading.
  /// How many workers, the caller among them.
  public let count: Int
  private let barrier: SpinBarrier
  /// For workers that meet while they run.
  private let inner: SpinBarrier
  private let stopping = Atomic<Bool>(false)
  private var body: @Sendable (Int) -> Void = { _ in }
  private var threads: [pthread_t] = []

  /// Starts `count − 1` threads; fewer where the system gives no more.
  public init(count: Int) {
    let wanted = max(1, count)
    let starts = (1..<max(wanted, 1)).map { Start(worker: $0) }
    var threads: [pthread_t] = []
    for start in starts {
      guard let thread = start.launch() else { break }
      threads.append(thread)
    }
    self.threads = threads
    self.count = threads.count + 1
    barrier = SpinBarrier(count: threads.count + 1)
    inner = SpinBarrier(count: threads.count + 1)
    for start in starts.prefix(threads.count) { start.pool.store(self) }
  }

  /// Runs `body` once for each worker number and returns when all are done.
  public func run(_ body: @escaping @Sendable (Int) -> Void) {
    guard count > 1 else { return body(0) }
    self.body = body
    barrier.wait()
    body(0)
    barrier.wait()
    self.body = { _ in }
  }

  /// Waits, within `run`, until all workers have come here.
  ///
  /// Every worker has to call it as often as every other.
  public func synchronize() {
    guard count > 1 else { return }
    inner.wait()
  }

  /// Ends the threads, after which the pool cannot be used any more.
  public func shutDown() {
    guard count > 1, !threads.isEmpty else { return }
    stopping.store(true, ordering: .releasing)
    barrier.wait()
    for thread in threads { pthread_join(thread, nil) }
    threads = []
  }

  fileprivate func work(_ worker: Int) {
    while true {
      barrier.wait()
      if stopping.load(ordering: .acquiring) { return }
      body(worker)
      barrier.wait()
    }
  }
}

/// What a new thread needs to know; the pool itself comes once it is complete.
private final class Start: Sendable {
  let worker: Int
  let pool = Slot()

  init(worker: Int) { self.worker = worker }

  func launch() -> pthread_t? {
    let argument = Unmanaged.passRetained(self)
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    let code = pthread_create(&thread, nil, { runWorker($0) }, argument.toOpaque())
    guard code == 0 else {
      argument.release()
      return nil
    }
    return thread
  }
}

#if canImport(Darwin)
  private func runWorker(_ argument: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
    start.pool.wait().work(start.worker)
    return nil
  }
#else
  private func runWorker(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
    start.pool.wait().work(start.worker)
    return nil
  }
#endif

/// A pool handed to a thread that already waits for it.
private final class Slot: @unchecked Sendable {
  // `pool` is written once, before `isSet` is released, and read after it is acquired.
  private var pool: WorkerPool?
  private let isSet = Atomic<Bool>(false)

  func store(_ pool: WorkerPool) {
    self.pool = pool
    isSet.store(true, ordering: .releasing)
  }

  func wait() -> WorkerPool {
    while true {
      if isSet.load(ordering: .acquiring), let pool {
        self.pool = nil
        return pool
      }
      sched_yield()
    }
  }
}

/// A barrier that spins a little and then yields.
final class SpinBarrier: Sendable {
  private let count: Int
  private let arrived = Atomic<Int>(0)
  private let generation = Atomic<Int>(0)

  init(count: Int) { self.count = count }

  func wait() {
    let present = generation.load(ordering: .acquiring)
    if arrived.add(1, ordering: .acquiringAndReleasing).newValue == count {
      arrived.store(0, ordering: .relaxed)
      generation.store(present &+ 1, ordering: .releasing)
      return
    }
    spin { self.generation.load(ordering: .acquiring) != present }
  }
}
