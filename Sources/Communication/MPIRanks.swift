import CMPI

/// The processes that `mpirun` has started.
///
/// An error of MPI ends all of them: none could go on without the others.
public final class MPIRanks: Ranks {
  /// The number of this process.
  public let rank: Int
  /// How many there are.
  public let count: Int
  private let library: MPILibrary
  private let onFailure: @Sendable (String) -> Void

  /// Meets the other processes.
  ///
  /// - Parameters:
  ///   - folder: where the library lies that `make mpi` builds.
  ///   - onFailure: told what went wrong before all processes are ended.
  /// - Throws: a `CommunicationError` where there is no library, or MPI does not begin.
  public init(
    library folder: String, onFailure: @escaping @Sendable (String) -> Void
  ) throws(CommunicationError) {
    library = try MPILibrary(folder: folder)
    self.onFailure = onFailure
    var (rank, count) = (Int32(0), Int32(0))
    let code = library.functions.begin(&rank, &count)
    guard code == 0 else {
      throw CommunicationError(
        "MPI does not begin: \(library.words(code))",
        suggestion: "start with 'mpirun -n 4 skou run --mpi MODEL'")
    }
    (self.rank, self.count) = (Int(rank), Int(count))
  }

  /// Gives every rank the blocks of all.
  public func share(_ base: UnsafeMutablePointer<Double>, _ blocks: RankBlocks) {
    check(library.functions.share(base, narrow(blocks.counts), narrow(blocks.places)))
  }

  /// Gives each rank its block, and takes one from each.
  public func exchange(
    _ outgoing: UnsafePointer<Double>, _ outgoingBlocks: RankBlocks,
    _ incoming: UnsafeMutablePointer<Double>, _ incomingBlocks: RankBlocks
  ) {
    check(
      library.functions.exchange(
        outgoing, narrow(outgoingBlocks.counts), narrow(outgoingBlocks.places), incoming,
        narrow(incomingBlocks.counts), narrow(incomingBlocks.places)))
  }

  /// The largest of everybody's numbers.
  public func largest(_ value: Double) -> Double {
    var value = value
    check(library.functions.largest(&value))
    return value
  }

  /// Begins to share blocks of one size.
  public func beginSharing(_ base: UnsafeMutablePointer<Double>, size: Int) {
    check(library.functions.begin_sharing(base, narrow([size])[0]))
  }

  /// Lets what has begun get on.
  public func poll() { check(library.functions.poll()) }

  /// Waits for what has begun.
  public func finishSharing() { check(library.functions.finish_sharing()) }

  /// Takes leave of the others, when all do.
  public func end() { check(library.functions.end()) }

  /// Ends all ranks at once: one of them cannot go on.
  public func abort(status: Int32) { library.functions.abort(status) }

  /// MPI counts in 32 bits.
  private func narrow(_ values: [Int]) -> [Int32] {
    values.map { value in
      if let narrow = Int32(exactly: value) { return narrow }
      fail("\(value) numbers are more than ranks can hand over at once; run with more of them")
      return 0
    }
  }

  private func check(_ code: Int32) {
    if code != 0 { fail("ranks cannot reach each other: \(library.words(code))") }
  }

  private func fail(_ message: String) {
    onFailure(message)
    abort(status: 1)
  }
}
