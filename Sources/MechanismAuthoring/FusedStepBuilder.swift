import Foundation

/// Compiles the steps of mechanisms that stand together in a membrane: one pass for each set.
///
/// Libraries are kept by their content: of the sources, of the compiler and of the kit.
public struct FusedStepBuilder: Sendable {
  /// A mechanism of a set.
  public struct Member: Sendable, Hashable {
    /// Its Swift type, generic over its number.
    public var typeName: String
    /// The library that it was loaded from, beside which its source is found.
    public var library: String
    /// For each ion the number of the sum to which its current belongs; nil where it stays alone.
    public var sums: [Int?]
    /// Whether its steps draw random numbers.
    public var isRandom: Bool
    /// Whether it may add to what ions there are other than across the membrane.
    public var mayGain: Bool

    /// A mechanism of a set.
    public init(typeName: String, library: String, sums: [Int?], isRandom: Bool, mayGain: Bool) {
      self.typeName = typeName
      self.library = library
      self.sums = sums
      self.isRandom = isRandom
      self.mayGain = mayGain
    }
  }

  /// What is to be compiled, and where it goes.
  public struct Job: Sendable {
    /// The library's path.
    public let library: String
    /// Whether it is there already.
    public var isDone: Bool { FileManager.default.fileExists(atPath: library) }
    let files: [String]
    let source: FusedStepSource
  }

  // One pass is one loop only if everything in it is inlined, however long it gets; code behind a
  // condition for each mechanism is unlikely to run, the compiler thinks.
  private static let inlining = [
    "-Xllvm", "-inline-threshold=1000000", "-Xllvm", "-inline-cold-callsite-threshold=1000000",
  ]

  private let compiler: KitCompiler
  private let folder: URL

  /// A builder with a compiler found in the folders of `PATH`.
  ///
  /// - Parameters:
  ///   - kit: what mechanisms are compiled against.
  ///   - environment: the environment, with `PATH`; `XDG_CACHE_HOME` or `HOME` say where libraries
  ///     are kept.
  ///   - level: the processor level that Skou was built for; empty for none.
  /// - Throws: `noCompiler`, or `unreadable` where there is no folder to keep libraries in.
  public init(
    kit: MechanismKitFolder, environment: [String: String], level: String
  ) throws(MechanismAuthoringError) {
    compiler = try KitCompiler(kit: kit, environment: environment, level: level)
    let home = environment["HOME"].map { "\($0)/.cache" }
    guard let cache = environment["XDG_CACHE_HOME"] ?? home else {
      throw MechanismAuthoringError(
        .unreadable, "there is no folder to keep fused steps in",
        suggestion: "set XDG_CACHE_HOME or HOME")
    }
    folder = URL(fileURLWithPath: cache).appendingPathComponent("skou/fused")
  }

  /// Finds the sources of some sets of mechanisms.
  ///
  /// - Parameters:
  ///   - sets: each set's mechanisms, in the order of their steps.
  ///   - isMidpoint: whether V takes Crank–Nicolson steps.
  /// - Returns: what is to be compiled, or is there already.
  /// - Throws: `noMechanism` where a source is not there, or is newer than the library.
  public func job(_ sets: [[Member]], isMidpoint: Bool) throws(MechanismAuthoringError) -> Job {
    var files: [String] = []
    for library in Set(sets.joined().map(\.library)).sorted() {
      files += try MechanismSource.files(behind: library)
    }
    let source = FusedStepSource(sets, isMidpoint: isMidpoint)
    var key = ContentKey()
    for file in files { key.add((try? Data(contentsOf: URL(fileURLWithPath: file))) ?? Data()) }
    key.add(Data((source.text + compiler.identity + Self.inlining.joined()).utf8))
    let library = folder.appendingPathComponent("\(key.text).so").path
    return Job(library: library, files: files, source: source)
  }

  /// Compiles what is not there yet.
  ///
  /// - Throws: `doesNotCompile` with the compiler's words, `unreadable`.
  public func build(_ job: Job) throws(MechanismAuthoringError) {
    guard !job.isDone else { return }
    let own = ProcessInfo.processInfo.processIdentifier
    let workplace = folder.appendingPathComponent(".\(own)")
    defer { try? FileManager.default.removeItem(at: workplace) }
    let files = try write(job, to: workplace)
    let output = workplace.appendingPathComponent("FusedSteps.so").path
    try compiler.compile(
      files, module: "FusedSteps", options: Self.inlining, to: output, subject: "fused steps")
    try replaceFile(job.library, by: output)
  }

  /// Writes the sources of a job, of the mechanisms without their entry points: nothing refers to
  /// their other hooks then, and the compiler passes over them.
  private func write(_ job: Job, to workplace: URL) throws(MechanismAuthoringError) -> [String] {
    do {
      try FileManager.default.createDirectory(at: workplace, withIntermediateDirectories: true)
      var texts = [job.source.text]
      for file in job.files {
        let text = try String(contentsOfFile: file, encoding: .utf8)
        texts.append(
          text.replacing(#/@_cdecl\("skou_mechanism_library_[^"]*"\)\s*public/#, with: ""))
      }
      return try texts.enumerated().map { number, text in
        let file = workplace.appendingPathComponent("\(number).swift")
        try Data(text.utf8).write(to: file)
        return file.path
      }
    } catch {
      throw MechanismAuthoringError(
        .unreadable, "'\(folder.path)' cannot be written: \(error.localizedDescription)",
        suggestion: "check the folder's permissions, or set XDG_CACHE_HOME")
    }
  }
}

/// A number that different contents hardly share: FNV-1a over bytes.
private struct ContentKey {
  private var value: UInt64 = 0xcbf2_9ce4_8422_2325
  private var count = 0

  mutating func add(_ data: Data) {
    for byte in data { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    count += data.count
  }

  var text: String { String(value, radix: 16) + "-" + String(count, radix: 16) }
}
