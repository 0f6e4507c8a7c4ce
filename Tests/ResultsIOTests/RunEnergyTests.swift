import Testing

@testable import ResultsIO

@Suite("Books on energy in the record of a run")
struct RunEnergyTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func record(_ energy: RunEnergy) -> RunRecord {
    var record = RunRecord(
      provenance: RunProvenance(
        model: "", modelPath: "model.yaml", skouVersion: "0", buildFlags: "", seed: 0,
        commandLine: []))
    record.energy = energy
    return record
  }

  @Test("mechanisms, columns with their units and totals come back")
  func roundTrip() throws {
    let energy = RunEnergy(
      mechanisms: ["na_k_atpase", "leak_k"],
      columns: [
        RunEnergy.Column(name: "work", units: "fJ", values: [2.5, 0]),
        RunEnergy.Column(name: "atp_used", units: "amol", values: [1, 0]),
      ],
      totals: [
        RunQuantity(name: "heat", value: 1.5, units: "fJ"),
        RunQuantity(name: "imbalance", value: 1e-14),
      ])
    let path = folder.file("run.h5")
    _ = try RunFile(path: path, record: record(energy))
    #expect(try RunFile.read(path: path).energy == energy)
  }

  @Test("a column of the wrong length is refused and leaves nothing behind")
  func unequalColumns() throws {
    let energy = RunEnergy(
      mechanisms: ["a"], columns: [RunEnergy.Column(name: "heat", units: "fJ", values: [])],
      totals: [])
    #expect(throws: ResultsIOError.self) {
      try RunFile(path: folder.file("run.h5"), record: record(energy))
    }
    #expect(try folder.names() == [])
  }
}
