import Foundation
import ResultsIO
import Testing

/// What does not fit is refused with a reason, and nothing is touched.
@Suite("Checkpoints that do not fit")
struct CheckpointRefusalTests {
  /// A folder with a model, and in `out` its results and a checkpoint at 204 ms.
  private func prepare() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(BusyModel.text, to: "model.yaml")
    _ = try folder.results(["--duration", "300 ms", "--checkpoint-every", "150 ms"])
    return folder
  }

  private func change(
    _ folder: TemporaryFolder, _ body: (inout CheckpointRecord) throws -> Void
  ) throws {
    let path = folder.file("out/checkpoint.h5")
    var record = try CheckpointFile.read(path: path)
    try body(&record)
    try CheckpointFile.write(record, to: path)
  }

  private func expectRefused(
    _ folder: TemporaryFolder, _ arguments: [String] = [], mentions: [String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = arguments.contains("--resume") ? [] : ["--resume", "out"]
    try Refusal("", ["run"] + file + arguments, mentions: mentions)
      .check(in: folder, sourceLocation: sourceLocation)
  }

  @Test("Another file, a damaged one, or none")
  func files() throws {
    let folder = try prepare()
    try expectRefused(folder, ["--resume", "nothing.h5"], mentions: ["nothing.h5"])
    try expectRefused(
      folder, ["--resume", "model.yaml"], mentions: ["model.yaml", "not a checkpoint"])
    try expectRefused(
      folder, ["--resume", "out/run.h5"], mentions: ["run.h5", "not a checkpoint"])
    let path = folder.file("out/checkpoint.h5")
    let sound = try Data(contentsOf: URL(fileURLWithPath: path))
    var damaged = sound
    damaged[sound.count / 2] ^= 1
    for bytes in [damaged, sound.prefix(sound.count / 2), sound.dropLast(), Data()] {
      try bytes.write(to: URL(fileURLWithPath: path))
      try expectRefused(folder, mentions: ["checkpoint.h5", "damaged"])
    }
  }

  @Test("Another model, or another way to run it")
  func models() throws {
    let folder = try prepare()
    try expectRefused(
      folder, ["model.yaml"], mentions: ["another model", "duration", "500 ms", "300 ms"])
    try expectRefused(
      folder, ["model.yaml", "--duration", "300 ms", "--set", "simulation.seed=12"],
      mentions: ["another model", "seed: 12", "seed: 11"])
    try expectRefused(folder, ["--duration", "2 s"], mentions: ["cannot be changed"])
    try expectRefused(folder, ["--scalar"], mentions: ["--scalar"])
    let outcome = try Skou.run(
      ["run", "model.yaml", "--duration", "300 ms", "--resume", "out"], in: folder)
    #expect(outcome.status == 0, "the same model fits: \(outcome.messages)")
  }

  @Test("Another version, other mechanisms, another plan")
  func versions() throws {
    let folder = try prepare()
    let sound = try CheckpointFile.read(path: folder.file("out/checkpoint.h5"))
    try change(folder) { $0.origin.skouVersion = "0.0.7" }
    try expectRefused(folder, mentions: ["0.0.7", "this is 0."])
    try change(folder) {
      $0 = sound
      $0.origin.mechanisms[0] = "'other' of 3 states, 1 parameters and 1 ions"
    }
    try expectRefused(folder, mentions: ["'other' of 3 states"])
    try change(folder) {
      $0 = sound
      $0.origin.fingerprint ^= 1
    }
    try expectRefused(folder, mentions: ["changed since"])
  }

  @Test("Sections that are not those of the model", arguments: 0..<5)
  func sections(_ fault: Int) throws {
    let folder = try prepare()
    try change(folder) { record in
      let place = try #require(record.sections.firstIndex { $0.name == "groups/0/queue" })
      switch fault {
      case 0: record.sections.remove(at: place)
      case 1: record.sections[place].numbers.append(1)
      case 2: record.sections[place].integers[0] = 1 << 31
      case 3: record.sections[place].integers[0] = -1
      default: record.sections.append(record.sections[place])
      }
    }
    try expectRefused(folder, mentions: ["does not fit", "groups/0/queue"])
  }

  @Test("Results that are gone, or of another run")
  func results() throws {
    let folder = try prepare()
    let files = FileManager.default
    try files.moveItem(atPath: folder.file("out/v.h5"), toPath: folder.file("v.h5"))
    try expectRefused(folder, mentions: ["v.h5"])
    try expectRefused(folder, ["-o", "elsewhere"], mentions: ["v.h5"])
    try files.moveItem(atPath: folder.file("v.h5"), toPath: folder.file("out/v.h5"))
    try change(folder) { record in
      let place = try #require(record.extents.firstIndex { $0.file == "spikes.h5" })
      record.extents[place].count += 1_000_000
    }
    try expectRefused(folder, mentions: ["spikes.h5", "the checkpoint wants"])
    try change(folder) { $0.origin.started = "2001-01-01T00:00:00Z" }
    try expectRefused(folder, mentions: ["another run"])
  }

  @Test("Intervals that are no times")
  func intervals() throws {
    for text in ["10", "0 s", "-1 s", "5 mV", "often"] {
      try Refusal(
        text, files: ["model.yaml": Model.patch],
        ["run", "model.yaml", "-o", "out", "--checkpoint-every", text],
        mentions: ["--checkpoint-every \(text)", "'10 s'"]
      ).check()
    }
    try Refusal("no model", ["run", "-o", "out"], mentions: ["<model>"]).check()
  }
}
