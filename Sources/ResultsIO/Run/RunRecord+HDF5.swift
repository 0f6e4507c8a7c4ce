#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension RunRecord {
  /// Writes the groups `provenance`, `status`, `summary`, `energy`, `events`, `measures`,
  /// `morphology` and `cells`.
  func write(to root: HDF5Group) throws {
    try provenance.write(to: root.createGroup("provenance"))
    try status.write(to: root.createGroup("status"))
    try root.write(outputs, as: "outputs")
    try RunQuantity.write(summary, to: root.createGroup("summary"))
    if let energy { try energy.write(to: root.createGroup("energy")) }
    try RunEvent.write(events, to: root.createGroup("events"))
    let tables = try root.createGroup("measures")
    for measure in measures { try measure.write(in: tables) }
    let shapes = try root.createGroup("morphology")
    for geometry in morphologies {
      try geometry.write(in: shapes)
    }
    let cells = try root.createGroup("cells")
    for placement in placements { try placement.write(in: cells) }
  }

  /// Reads what `write(to:)` wrote.
  init(from root: HDF5Group) throws {
    let shapes = try root.group("morphology")
    self.init(
      provenance: try RunProvenance(from: root.group("provenance")),
      status: try RunStatus(from: root.group("status")),
      summary: try RunQuantity.read(from: root.group("summary")),
      events: try RunEvent.read(from: root.group("events")),
      outputs: try root.readTexts("outputs"),
      morphologies: try shapes.names().map { try CellGeometry(reading: $0, in: shapes) })
    if try root.contains("energy") { energy = try RunEnergy(from: root.group("energy")) }
    if try root.contains("measures") {
      let tables = try root.group("measures")
      measures = try tables.names().map { try RunMeasure(reading: $0, in: tables) }
    }
    if try root.contains("cells") {
      let cells = try root.group("cells")
      placements = try cells.names().map { try PopulationPlacement(reading: $0, in: cells) }
    }
  }
}

extension RunProvenance {
  private static let timeStyle = Date.ISO8601FormatStyle()

  /// When the run started, by ISO 8601.
  public var startedText: String { started.formatted(RunProvenance.timeStyle) }

  func write(to group: HDF5Group) throws {
    try group.write([model], as: "model")
    try group.write(commandLine, as: "command_line")
    let attributes = group.attributes
    try attributes.write(modelPath, as: "model_path")
    try attributes.write(skouVersion, as: "skou_version")
    try attributes.write(buildFlags, as: "build_flags")
    try attributes.write(hdf5Version, as: "hdf5_version")
    try attributes.write(host, as: "host")
    try attributes.write([seed], as: "seed")
    try attributes.write(startedText, as: "started")
    if !resumedAt.isEmpty { try attributes.write(resumedAt, as: "resumed_at") }
  }

  init(from group: HDF5Group) throws {
    let attributes = group.attributes
    self.init(
      model: try group.readTexts("model").first ?? "",
      modelPath: try attributes.readText("model_path"),
      skouVersion: try attributes.readText("skou_version"),
      buildFlags: try attributes.readText("build_flags"),
      seed: try attributes.read(UInt64.self, "seed").first ?? 0,
      commandLine: try group.readTexts("command_line"))
    hdf5Version = try attributes.readText("hdf5_version")
    host = try attributes.readText("host")
    let text = try attributes.readText("started")
    guard let date = try? RunProvenance.timeStyle.parse(text) else {
      throw ResultsIOError(
        .unreadableFile, "'\(text)' in \(group.filePath) is not an ISO 8601 time")
    }
    started = date
    if try attributes.contains("resumed_at") {
      resumedAt = try attributes.read(Double.self, "resumed_at")
    }
  }
}

extension RunStatus {
  func write(to group: HDF5Group) throws {
    try group.attributes.write(state.rawValue, as: "state")
    try group.attributes.write(message, as: "message")
    try group.attributes.write([simulatedTime], as: "simulated_time")
    try group.attributes.write("ms", as: "simulated_time_units")
  }

  init(from group: HDF5Group) throws {
    let text = try group.attributes.readText("state")
    guard let state = State(rawValue: text) else {
      throw ResultsIOError(
        .unreadableFile, "'\(text)' in \(group.filePath) is not the state of a run")
    }
    self.init(
      state: state, message: try group.attributes.readText("message"),
      simulatedTime: try group.attributes.read(Double.self, "simulated_time").first ?? 0)
  }
}
