import CMechanismABI
import Quantities

/// Reads a mechanism's table into a manifest, trusting none of it.
///
/// Only that pointers which are not NULL point to what the header says is taken on trust: nothing
/// could find that out.
@safe
struct TableReader {
  let table: skou_mechanism_table

  init(_ table: skou_mechanism_table) {
    unsafe self.table = unsafe table
  }

  /// The manifest, once everything the table says has been checked.
  func manifest() throws(LibraryDefect) -> MechanismManifest {
    try checkHeader()
    let title = try title()
    let manifest = MechanismManifest(
      name: title.name, variant: title.variant,
      summary: try unsafe text(table.summary, "the summary of '\(title.name)'"),
      citation: try unsafe text(table.citation, "the citation of '\(title.name)'"),
      parameters: try parameters(title.name),
      states: try unsafe columns(table.states, table.state_count, "state", title.name),
      ions: try ions(title.name),
      observables: try unsafe columns(
        table.observables, table.observable_count, "observable", title.name),
      q10: unsafe table.q10,
      referenceTemperatureCelsius: unsafe table.reference_celsius,
      isRandom: unsafe Int(table.flags) & SKOU_MECHANISM_IS_RANDOM != 0,
      isPoint: unsafe Int(table.kind) == SKOU_KIND_POINT,
      eventUnit: try eventUnit(title.name),
      isPerConnection: unsafe Int(table.flags) & SKOU_MECHANISM_IS_PER_CONNECTION != 0)
    try checkHooks(title.name)
    try checkEventHooks(manifest)
    try manifest.checkConsistency()
    return manifest
  }

  private func checkHeader() throws(LibraryDefect) {
    guard unsafe table.size == InterfaceSize.table else {
      throw LibraryDefect("a table says that it has \(unsafe table.size) bytes")
    }
    if unsafe table.defect != nil {
      throw LibraryDefect(
        try unsafe text(table.defect, "the defect of a table"),
        suggestion: "correct the mechanism's source")
    }
    guard unsafe [SKOU_KIND_DENSITY, SKOU_KIND_POINT].contains(Int(table.kind)) else {
      throw LibraryDefect("a mechanism is of kind \(unsafe table.kind), which is not known")
    }
    let allFlags = 2 * SKOU_MECHANISM_IS_PER_CONNECTION - 1
    guard unsafe (0...allFlags).contains(Int(table.flags)) else {
      throw LibraryDefect("a mechanism has the flags \(unsafe table.flags), which are not known")
    }
  }

  private func title() throws(LibraryDefect) -> (name: String, variant: String) {
    let name = try unsafe text(table.name, "the name of a mechanism")
    let variant = try unsafe text(table.variant, "the variant of '\(name)'")
    guard LibraryName.isModelName(name), variant.isEmpty || LibraryName.isModelName(variant) else {
      throw LibraryDefect(
        "'\(name)' or its variant '\(variant)' is not a name in small letters",
        suggestion: "write it like 'nav_hh'")
    }
    return (name, variant)
  }

  private func checkHooks(_ name: String) throws(LibraryDefect) {
    for (hooks, path) in unsafe [(table.lanes, "lanes"), (table.scalar, "scalar")] {
      let missing = unsafe [
        ("initialize", hooks.initialize), ("advance", hooks.advance), ("current", hooks.current),
        ("step", hooks.step), ("observe", hooks.observe), ("rates", hooks.rates),
      ].first { unsafe $0.1 == nil }
      guard let missing = unsafe missing else { continue }
      throw LibraryDefect("'\(name)' lacks the function \(path).\(unsafe missing.0)")
    }
  }
}

extension TableReader {
  private func parameters(
    _ owner: String
  ) throws(LibraryDefect) -> [MechanismManifest.Parameter] {
    var parameters: [MechanismManifest.Parameter] = []
    let count = try unsafe checkedCount(
      table.parameter_count, isNull: table.parameters == nil, "parameters", owner)
    for index in 0..<count {
      guard let info = unsafe table.parameters?[index] else { break }
      let column = try unsafe column(info.name, info.unit, info.summary, "parameter", owner)
      guard unsafe info.minimum.isFinite, unsafe info.maximum.isFinite,
        unsafe info.minimum <= info.default_value, unsafe info.default_value <= info.maximum
      else {
        throw LibraryDefect(
          "the default of '\(owner).\(column.name)' is not in its range",
          suggestion: "correct the mechanism's source")
      }
      parameters.append(
        MechanismManifest.Parameter(
          name: column.name, unit: column.unit, defaultValue: unsafe info.default_value,
          range: unsafe info.minimum...info.maximum, summary: column.summary))
    }
    return parameters
  }

  private func columns(
    _ infos: UnsafePointer<skou_state_info>?, _ count: Int32, _ kind: String, _ owner: String
  ) throws(LibraryDefect) -> [MechanismManifest.State] {
    var columns: [MechanismManifest.State] = []
    for index in 0..<(try unsafe checkedCount(count, isNull: infos == nil, "\(kind)s", owner)) {
      guard let info = unsafe infos?[index] else { break }
      columns.append(
        try unsafe column(info.name, info.unit, info.summary, kind, owner))
    }
    return columns
  }

  private func ions(_ owner: String) throws(LibraryDefect) -> [MechanismManifest.Ion] {
    var ions: [MechanismManifest.Ion] = []
    let count = try unsafe checkedCount(table.ion_count, isNull: table.ions == nil, "ions", owner)
    for index in 0..<count {
      guard let info = unsafe table.ions?[index] else { break }
      let name = try unsafe text(info.name, "the name of an ion of '\(owner)'")
      ions.append(try ion(name, flags: unsafe info.flags, owner))
    }
    return ions
  }

  private func ion(
    _ name: String, flags: UInt32, _ owner: String
  ) throws(LibraryDefect) -> MechanismManifest.Ion {
    let allUses = 2 * SKOU_ION_OPTIONAL - 1
    guard LibraryName.isModelName(name), (1...allUses).contains(Int(flags)) else {
      throw LibraryDefect(
        "'\(owner)' has an ion '\(name)' with the uses \(flags), which are not known",
        suggestion: "correct the mechanism's source")
    }
    func uses(_ flag: Int) -> Bool { Int(flags) & flag != 0 }
    return MechanismManifest.Ion(
      name: name, isConfigurable: uses(SKOU_ION_CONFIGURABLE),
      readsReversal: uses(SKOU_ION_READS_REVERSAL), readsInside: uses(SKOU_ION_READS_INSIDE),
      readsOutside: uses(SKOU_ION_READS_OUTSIDE), moves: uses(SKOU_ION_MOVES),
      gainsInside: uses(SKOU_ION_GAINS_INSIDE), gainsOutside: uses(SKOU_ION_GAINS_OUTSIDE),
      isOptional: uses(SKOU_ION_OPTIONAL))
  }

  private func column(
    _ name: UnsafePointer<CChar>?, _ unit: UnsafePointer<CChar>?,
    _ summary: UnsafePointer<CChar>?, _ kind: String, _ owner: String
  ) throws(LibraryDefect) -> MechanismManifest.State {
    let name = try unsafe text(name, "the name of a \(kind) of '\(owner)'")
    guard LibraryName.isModelName(name) else {
      throw LibraryDefect(
        "the \(kind) '\(name)' of '\(owner)' is not a name in small letters",
        suggestion: "write it like 'tau_max'")
    }
    let unit = try unsafe text(unit, "the unit of '\(owner).\(name)'")
    try checkUnit(unit, of: "'\(owner).\(name)'")
    let summary = try unsafe text(summary, "the summary of '\(owner).\(name)'")
    return MechanismManifest.State(name: name, unit: unit, summary: summary)
  }

  /// Throws unless a unit of `owner` can be read.
  func checkUnit(_ unit: String, of owner: String) throws(LibraryDefect) {
    do {
      _ = try Unit(parsing: unit)
    } catch {
      throw LibraryDefect(
        "the unit '\(unit)' of \(owner) cannot be read: \(error.message)",
        suggestion: "write it like 'S/cm2', or '1' for a pure number")
    }
  }
}

extension TableReader {
  /// A count that an array of that length could have.
  private func checkedCount(
    _ count: Int32, isNull: Bool, _ what: String, _ owner: String
  ) throws(LibraryDefect) -> Int {
    guard (0...256).contains(count), count == 0 || !isNull else {
      throw LibraryDefect("'\(owner)' says that it has \(count) \(what)")
    }
    return Int(count)
  }

  /// A string of at most 4 000 bytes of UTF-8.
  func text(
    _ pointer: UnsafePointer<CChar>?, _ what: String
  ) throws(LibraryDefect) -> String {
    guard let pointer = unsafe pointer else { throw LibraryDefect("\(what) is missing") }
    var bytes: [UInt8] = []
    while bytes.count < 4000 {
      let byte = unsafe UInt8(bitPattern: pointer[bytes.count])
      if byte == 0 { break }
      bytes.append(byte)
    }
    guard bytes.count < 4000, let text = String(validating: bytes, as: UTF8.self) else {
      throw LibraryDefect("\(what) is not text")
    }
    return text
  }
}
