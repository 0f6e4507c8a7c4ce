import Foundation
import ResultsIO
import Testing

/// Whatever goes wrong on one rank is said once, and ends all of them.
@Suite("Ranks that cannot go on", .serialized)
struct MPIFailureTests {
  private func prepare(_ text: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "model.yaml")
    return folder
  }

  /// How often a text is in another one.
  private func count(_ part: String, in text: String) -> Int {
    text.components(separatedBy: part).count - 1
  }

  /// The processes that another one has started.
  private func children(of parent: Int32) -> [Int32] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return all.compactMap { Int32($0) }.filter { number in
      let status = try? String(contentsOfFile: "/proc/\(number)/status", encoding: .utf8)
      return status?.contains("\nPPid:\t\(parent)\n") == true
    }
  }

  @Test("A rank that is killed ends the run, which keeps what it wrote")
  func killed() throws {
    let folder = try prepare(BusyModel.text)
    let run = try Mpirun.start(
      3, ["model.yaml", "-o", "out", "--duration", "1 h"], in: folder)
    defer { kill(run.process.processIdentifier, SIGKILL) }
    func hasSamples() -> Bool {
      let samples = (try? Results(folder.file("out")))?.samples ?? [:]
      return !samples.isEmpty && samples.values.allSatisfy { !$0.isEmpty }
    }
    #expect(run.waitUntil { hasSamples() })
    let last = try #require(children(of: run.process.processIdentifier).max())
    kill(last, SIGKILL)
    let outcome = try run.wait(limit: 30)
    #expect(outcome.status != 0)
    #expect(outcome.messages.contains("Killed"), "\(outcome.messages)")
    #expect(hasSamples())
  }

  @Test(
    "A run that fails says where, once, whether ranks wait for each other or not",
    arguments: [
      (RingModel.text, "ring 700"), (BusyModel.text, "balls 7"),
    ])
  func failing(_ text: String, _ cells: String) throws {
    let clamp = """
        - {current_clamp: {amplitude: 1e300 nA, start: 21 ms}, carries: {k: 1}, cells: \(cells), at: soma}

      """
    let model =
      text.contains("\nstimuli:\n")
      ? text.replacingOccurrences(of: "\nstimuli:\n", with: "\nstimuli:\n\(clamp)")
      : text + "stimuli:\n" + clamp.replacingOccurrences(of: " carries: {k: 1},", with: "")
    let folder = try prepare(model)
    let alone = try Skou.run(["run", "model.yaml", "-o", "alone"], in: folder)
    #expect(alone.status == 1)
    let complaint = try #require(
      alone.messages.split(separator: "\n").first { $0.hasPrefix("error: ") })
    let shared = try Mpirun.run(3, ["model.yaml", "-o", "shared", "--quiet"], in: folder)
    #expect(shared.status == 1)
    #expect(count(String(complaint), in: shared.messages) == 1, "\(shared.messages)")
    let (a, b) = (try Results(folder.file("alone")), try Results(folder.file("shared")))
    // Other groups go on for as long as elsewhere: steps and balances are the same too.
    #expect(b.differences(from: a) == [])
  }

  @Test(
    "What is wrong with the model is said once",
    arguments: [
      (["--dt", "4 ms"], "shorter than the time step"),
      (["--set", "simulation.dtt=1 ms"], "did you mean 'dt'"),
      (["--checkpoint-every", "no time"], "--checkpoint-every"),
    ])
  func wrongModel(_ options: [String], _ words: String) throws {
    let folder = try prepare(BusyModel.text)
    let outcome = try Mpirun.run(3, ["model.yaml", "-o", "out"] + options, in: folder)
    #expect(outcome.status == 2)
    #expect(count("error: ", in: outcome.messages) == 1, "\(outcome.messages)")
    #expect(outcome.messages.contains(words), "\(outcome.messages)")
    #expect(!folder.contents().contains("out"))
  }

  @Test("A folder that cannot be written to ends all ranks")
  func unwritable() throws {
    let folder = try prepare(BusyModel.text)
    try folder.write("a file", to: "out")
    let outcome = try Mpirun.run(2, ["model.yaml", "-o", "out"], in: folder)
    #expect(outcome.status == 2)
    #expect(count("error: ", in: outcome.messages) == 1, "\(outcome.messages)")
  }

  @Test("mpirun without --mpi would run the same thing several times")
  func forgotten() throws {
    let folder = try prepare(Model.patch)
    let run = try RunningSkou(
      ["run", "model.yaml", "-o", "out"], in: folder, environment: Mpirun.environment,
      launcher: Mpirun.launcher(2))
    let outcome = try run.wait()
    #expect(outcome.status == 2)
    #expect(outcome.messages.contains("--mpi is missing"), "\(outcome.messages)")
    #expect(!folder.contents().contains("out"))
  }
}

/// A copy of the installation beside which something is wrong.
@Suite("Ranks of unlike builds", .serialized)
struct MPIBuildTests {
  /// Copies the executable and its libraries.
  private func copy(to folder: TemporaryFolder) throws -> String {
    let source = URL(fileURLWithPath: try Skou.executable()).resolvingSymlinksInPath()
      .deletingLastPathComponent()
    let names = try FileManager.default.contentsOfDirectory(atPath: source.path)
    try folder.write("", to: "copy/empty")
    for name in names where name == "skou" || name.hasSuffix(".so") {
      try FileManager.default.copyItem(
        atPath: source.appendingPathComponent(name).path, toPath: folder.file("copy/\(name)"))
    }
    return folder.file("copy/skou")
  }

  private func append(_ text: String, to path: String) throws {
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    try file.seekToEnd()
    try file.write(contentsOf: Data(text.utf8))
    try file.close()
  }

  /// Runs the installation on rank 0 and the copy on rank 1.
  private func runBoth(_ copy: String, in folder: TemporaryFolder) throws -> Skou.Outcome {
    let arguments = ["run", "--mpi", "model.yaml", "-o", "out", "--quiet"]
    let run = try RunningSkou(
      arguments + [":", "-n", "1", copy] + arguments, in: folder,
      environment: Mpirun.environment, launcher: Mpirun.launcher(1))
    return try run.wait()
  }

  @Test("An equal copy is as good; another executable and another mechanism are refused")
  func copies() throws {
    let folder = try TemporaryFolder()
    try folder.write(Model.patch, to: "model.yaml")
    let copy = try copy(to: folder)
    let equal = try runBoth(copy, in: folder)
    #expect(equal.status == 0, "\(equal.messages)")
    try FileManager.default.removeItem(atPath: folder.file("out"))

    try append("x", to: folder.file("copy/libSkouMechanism_NavHH.so"))
    let mechanism = try runBoth(copy, in: folder)
    #expect(mechanism.status == 2)
    #expect(mechanism.messages.contains("other mechanism libraries"), "\(mechanism.messages)")

    try append("x", to: copy)
    let executable = try runBoth(copy, in: folder)
    #expect(executable.status == 2)
    #expect(executable.messages.contains("rank 1 runs another build"), "\(executable.messages)")
    #expect(!folder.contents().contains("out"))
  }

  @Test("Without its library, or with a wrong one, --mpi says how to build it")
  func library() throws {
    let folder = try TemporaryFolder()
    try folder.write(Model.patch, to: "model.yaml")
    let copy = try copy(to: folder)
    let library = folder.file("copy/libskou_mpi.so")
    func complaint() throws -> String {
      let run = try RunningSkou(
        ["run", "--mpi", "model.yaml", "-o", "out"], in: folder, launcher: ["env"],
        executable: copy)
      let outcome = try run.wait()
      #expect(outcome.status == 2)
      #expect(outcome.messages.contains("make mpi"), "\(outcome.messages)")
      return outcome.messages
    }
    try FileManager.default.removeItem(atPath: library)
    #expect(try complaint().contains("built without MPI"))
    try Data("no library".utf8).write(to: URL(fileURLWithPath: library))
    #expect(try complaint().contains("cannot be loaded"))
    try FileManager.default.removeItem(atPath: library)
    try FileManager.default.copyItem(
      atPath: folder.file("copy/libSkouMechanism_Leak.so"), toPath: library)
    #expect(try complaint().contains("is no MPI library of Skou's"))
  }
}
