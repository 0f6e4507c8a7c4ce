/// An HDF5 file of which readers see finished copies alone.
///
/// Datasets that grow change the file's header in several places, one after the other; who reads
/// in between, or after the writer was killed in between, finds a damaged file. So the growing
/// file has no name, and each publication copies it and renames the copy into place. A copy
/// never changes: a reader that has it open keeps it.
final class PublishedFile {
  /// The file that grows.
  let working: HDF5File
  private let path: FilePath
  private let descriptor: Int32
  private var schedule = PublicationSchedule()

  /// Creates an empty file; nothing is to be seen at `path` until it is published.
  init(path: FilePath) throws {
    self.path = path
    let name = path.hidden(.writing)
    working = try HDF5File(creating: name)
    descriptor = try working.descriptor()
    try FileSystem.remove(name)
  }

  /// Publishes if the last publication was long enough ago for its cost.
  func publishIfDue() throws {
    guard schedule.isDue else { return }
    try publish()
  }

  /// Publishes what the file holds now; a synchronized copy is on the disk before it has its name.
  func publish(isSynchronized: Bool = false) throws {
    try schedule.measure {
      try working.flush()
      let copy = path.hidden(.publishing)
      do {
        try FileSystem.copy(descriptor, to: copy, isSynchronized: isSynchronized)
        try FileSystem.move(copy, to: path.text)
      } catch {
        try? FileSystem.remove(copy)
        throw error
      }
    }
  }
}

/// Decides when a publication is worth its cost: at most a twentieth of the time goes into them.
///
/// Files of up to some megabytes are published whenever asked; one of gigabytes, whose copy takes
/// seconds, every minute or so.
struct PublicationSchedule {
  private let clock = ContinuousClock()
  private var nextAfter: ContinuousClock.Instant?

  var isDue: Bool { nextAfter.map { clock.now >= $0 } ?? true }

  /// Does a publication and takes its time.
  mutating func measure(_ publication: () throws -> Void) rethrows {
    let start = clock.now
    try publication()
    let end = clock.now
    nextAfter = end.advanced(by: (end - start) * 19)
  }
}

/// The path of a results file, and of its hidden companions in the same folder.
struct FilePath {
  /// The folder, with a slash at the end; empty for the current one.
  let folder: String
  /// The last part of the path.
  let name: String

  init(_ text: String) throws {
    let start = text.lastIndex(of: "/").map(text.index(after:)) ?? text.startIndex
    folder = String(text[..<start])
    name = String(text[start...])
    guard !name.isEmpty, name != ".", name != ".." else {
      throw ResultsIOError(.badName, "'\(text)' is not the path of a file")
    }
  }

  /// The whole path.
  var text: String { folder + name }
  /// The folder as others want it named.
  var folderOrHere: String { folder.isEmpty ? "." : folder }

  /// Why a file has a hidden companion, which a killed run leaves behind.
  enum Purpose: String, CaseIterable { case writing, publishing, creating }

  /// A path that no listing of results shows.
  func hidden(_ purpose: Purpose) -> String { "\(folder).\(name).\(purpose)" }

  /// Whether a file of that name can only be what a killed run left behind.
  static func isHiddenCompanion(_ name: String) -> Bool {
    name.hasPrefix(".") && Purpose.allCases.contains { name.hasSuffix(".h5.\($0)") }
  }
}
