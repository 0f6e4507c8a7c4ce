/// How a checkpoint lies in its file: all sections one after the other in two datasets, and a table
/// of their names and lengths.
extension CheckpointRecord {
  func write(to root: HDF5Group) throws {
    try origin.write(to: root.createGroup("origin"))
    let attributes = root.attributes
    try attributes.write([time], as: "time")
    try attributes.write("ms", as: "time_units")
    try attributes.write([steppingSeconds], as: "stepping_seconds")
    let extents = try root.createGroup("extents")
    try extents.write(self.extents.map(\.file), as: "file")
    try extents.write(self.extents.map(\.population), as: "population")
    try extents.write(self.extents.map { Int64($0.count) }, as: "count")
    let table = try root.createGroup("sections")
    try table.write(sections.map(\.name), as: "name")
    try table.write(sections.map { Int64($0.integers.count) }, as: "integer_count")
    try table.write(sections.map { Int64($0.numbers.count) }, as: "number_count")
    try Self.write(sections.map(\.integers), as: "integers", to: root)
    try Self.write(sections.map(\.numbers), as: "numbers", to: root)
  }

  init(from root: HDF5Group) throws {
    self.init(
      origin: try CheckpointOrigin(from: root.group("origin")),
      time: try root.attributes.read(Double.self, "time").first ?? 0,
      steppingSeconds: try root.attributes.read(Double.self, "stepping_seconds").first ?? 0,
      extents: try Self.extents(from: root.group("extents")), sections: [])
    let table = try root.group("sections")
    let names = try table.readTexts("name")
    let integers = try Self.read(Int64.self, "integers", table, "integer_count", root)
    let numbers = try Self.read(Double.self, "numbers", table, "number_count", root)
    guard names.count == integers.count, names.count == numbers.count else {
      throw ResultsIOError(.unreadableFile, "\(root.filePath) has sections of unequal number")
    }
    sections = names.indices.map {
      Section(name: names[$0], integers: integers[$0], numbers: numbers[$0])
    }
  }

  private static func extents(from group: HDF5Group) throws -> [Extent] {
    let files = try group.readTexts("file")
    let populations = try group.readTexts("population")
    let counts = try group.dataset("count").readAll(Int64.self)
    guard files.count == populations.count, files.count == counts.count else {
      throw ResultsIOError(.unreadableFile, "\(group.filePath) has extents of unequal number")
    }
    return files.indices.map {
      Extent(file: files[$0], population: populations[$0], count: Int(clamping: counts[$0]))
    }
  }

  /// Writes parts one after the other, none of them copied.
  private static func write<Value: HDF5Number>(
    _ parts: [[Value]], as name: String, to root: HDF5Group
  ) throws {
    let count = parts.reduce(0) { $0 + $1.count }
    let dataset = try root.createDataset(name, of: Value.self, layout: .fixed([count]))
    var start = 0
    for part in parts {
      try dataset.write(part.span, at: [start], count: [part.count])
      start += part.count
    }
  }

  private static func read<Value: HDF5Number>(
    _ type: Value.Type, _ name: String, _ table: HDF5Group, _ counts: String, _ root: HDF5Group
  ) throws -> [[Value]] {
    let dataset = try root.dataset(name)
    var start = 0
    return try table.dataset(counts).readAll(Int64.self).map { count in
      // More than the file has is refused by the library.
      let length = Int(clamping: max(count, 0))
      defer { start += length }
      return try dataset.read(type, at: [start], count: [length])
    }
  }
}

extension CheckpointOrigin {
  fileprivate func write(to group: HDF5Group) throws {
    try group.write([model], as: "model")
    try group.write(mechanisms, as: "mechanisms")
    try group.write(mechanismFolders, as: "mechanism_folders")
    let attributes = group.attributes
    try attributes.write(modelPath, as: "model_path")
    try attributes.write(skouVersion, as: "skou_version")
    try attributes.write(buildFlags, as: "build_flags")
    try attributes.write(started, as: "started")
    try attributes.write([seed], as: "seed")
    try attributes.write([fingerprint], as: "fingerprint")
    try attributes.write([UInt64(isScalar ? 1 : 0)], as: "is_scalar")
    try attributes.write([timeStep], as: "time_step")
    try attributes.write([interval], as: "interval")
  }

  fileprivate init(from group: HDF5Group) throws {
    let attributes = group.attributes
    func word(_ name: String) throws -> UInt64 {
      try attributes.read(UInt64.self, name).first ?? 0
    }
    func number(_ name: String) throws -> Double {
      try attributes.read(Double.self, name).first ?? 0
    }
    self.init(
      model: try group.readTexts("model").first ?? "",
      modelPath: try attributes.readText("model_path"),
      skouVersion: try attributes.readText("skou_version"),
      buildFlags: try attributes.readText("build_flags"), seed: try word("seed"),
      timeStep: try number("time_step"), isScalar: try word("is_scalar") == 1,
      fingerprint: try word("fingerprint"), mechanisms: try group.readTexts("mechanisms"),
      mechanismFolders: try group.readTexts("mechanism_folders"),
      started: try attributes.readText("started"), interval: try number("interval"))
  }
}
