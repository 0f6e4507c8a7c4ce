import Communication
import Foundation
import MechanismCatalogue
import ResultsIO

/// The ranks of a run, as the command line sees them: alone, or started by `mpirun`.
final class Team {
  /// For the engine.
  let ranks: any Ranks
  private let mpi: MPIRanks?
  private var hasEnded = false

  /// Meets the other ranks where `--mpi` asks for it.
  ///
  /// - Throws: a `UserError` where that cannot be, or where `mpirun` has started several processes
  ///   that know nothing of each other.
  init(usesMPI: Bool) throws {
    guard usesMPI else {
      try Self.requireAlone()
      (ranks, mpi) = (OneRank(), nil)
      return
    }
    let folder = (Installation.executable as NSString).deletingLastPathComponent
    let mpi = try wrongInput {
      try MPIRanks(library: folder) { Terminal.error($0) }
    }
    (ranks, self.mpi) = (mpi, mpi)
  }

  /// Whether this rank writes results and speaks to the user.
  var isFirst: Bool { ranks.rank == 0 }

  /// How many ranks share this machine, this one among them.
  static var neighbourCount: Int {
    let text = ProcessInfo.processInfo.environment["OMPI_COMM_WORLD_LOCAL_SIZE"]
    return max(text.flatMap { Int($0) } ?? 1, 1)
  }

  /// Several processes that each believed to be alone would write to the same files.
  private static func requireAlone() throws {
    let environment = ProcessInfo.processInfo.environment
    let count = ["OMPI_COMM_WORLD_SIZE", "PMI_SIZE"].lazy.compactMap { environment[$0] }
      .compactMap { Int($0) }.first
    guard let count, count > 1 else { return }
    throw UserError.wrongInput(
      "mpirun has started this \(count) times, and --mpi is missing",
      advice: "write 'mpirun -n \(count) skou run --mpi MODEL', or start it once without mpirun")
  }

  /// Does on every rank what may fail on any; where it does, all ranks fail, and the first one says
  /// what the first one that failed has to say.
  func agree<Value>(_ body: () throws -> Value) throws -> Value {
    guard ranks.count > 1 else { return try body() }
    let result = Result { try body() }
    var own = ""
    var status = ExitStatus.done
    if case .failure(let error) = result {
      let failure = UserError(.failed, error)
      (own, status) = (failure.description, failure.status)
    }
    let all = ranks.gather("\(status.rawValue)\(own)")
    guard let failed = all.firstIndex(where: { !$0.hasPrefix("0") }) else {
      return try result.get()
    }
    let isWrongInput = all[failed].hasPrefix("\(ExitStatus.wrongInput.rawValue)")
    let place = failed > 0 ? "\n  on rank \(failed)" : ""
    throw silent(
      UserError(
        status: isWrongInput ? .wrongInput : .failed,
        description: all[failed].dropFirst() + place))
  }

  /// The error on the first rank, which says it and whose status becomes that of `mpirun`; the others
  /// end as if all were well: `mpirun` ends all ranks as soon as one of them has failed, and would cut
  /// the first one short.
  func silent(_ error: UserError) -> any Error { isFirst ? error : ExitStatus.done }

  /// Requires that all ranks have the same text; `message` is about the first one that has not.
  func requireSame(_ text: String, else message: (_ rank: Int) -> UserError) throws {
    let all = ranks.gather(text)
    guard let other = all.firstIndex(where: { $0 != all[0] }) else { return }
    throw silent(message(other))
  }

  /// Requires that all ranks are one build of Skou, with the same mechanisms.
  func requireSameBuild(_ catalogue: MechanismCatalogue) throws {
    guard ranks.count > 1 else { return }
    let own = "Skou \(SkouVersion.text), \(Processor.buildFlags), \(Installation.executable)"
    let builds = ranks.gather(own)
    let executable = try agree { try FileChecksum(ofFile: Installation.executable).value }
    try requireSame("\(executable)") { rank in
      .wrongInput(
        "rank \(rank) runs another build than rank 0: \(builds[rank]); rank 0 runs \(builds[0])",
        advice: "start the same executable on all ranks")
    }
    let paths = Set(catalogue.mechanisms.map(\.path)).sorted()
    let libraries = try agree { try paths.map { try FileChecksum(ofFile: $0).value } }
    try requireSame("\(libraries)") { rank in
      .wrongInput(
        "rank \(rank) has loaded other mechanism libraries than rank 0",
        advice: "give all ranks the same --mechanisms, and build them all anew")
    }
  }

  /// Ends all ranks: this one has to, and the others may wait for it.
  func abort(_ status: ExitStatus) {
    guard ranks.count > 1 else { return }
    mpi?.abort(status: status.rawValue)
  }

  /// Takes leave of the other ranks.
  func end() {
    guard !hasEnded else { return }
    hasEnded = true
    mpi?.end()
  }
}
