public import CMechanismABI
public import Numerics

/// Builds the C table of a mechanism in the membrane.
///
/// Tables live as long as the library: nothing is ever freed.
///
/// - Parameters:
///   - mechanism: the mechanism on any number; its structs give names and defaults of columns.
///   - lanes: the thunks for eight compartments at a time.
///   - scalar: the thunks for one compartment at a time.
/// - Returns: a table; where the manifest and the structs disagree, its `defect` says how.
public func exportMechanism<M: Mechanism>(
  _ mechanism: M.Type, lanes: skou_hooks, scalar: skou_hooks
) -> UnsafePointer<skou_mechanism_table> where M.N == Plain<Double> {
  export(mechanism, kind: SKOU_KIND_DENSITY, lanes: lanes, scalar: scalar)
}

/// Builds the C table of a mechanism at a point.
///
/// - Parameters:
///   - mechanism: as for `exportMechanism`.
///   - lanes: the thunks for eight points at a time, `receive` among them where it takes events.
///   - scalar: the thunks for one point at a time.
/// - Returns: a table, as `exportMechanism` does.
public func exportPointMechanism<M: PointMechanism>(
  _ mechanism: M.Type, lanes: skou_hooks, scalar: skou_hooks
) -> UnsafePointer<skou_mechanism_table> where M.N == Plain<Double> {
  export(mechanism, kind: SKOU_KIND_POINT, lanes: lanes, scalar: scalar)
}

private func export<M: Mechanism>(
  _ mechanism: M.Type, kind: Int, lanes: skou_hooks, scalar: skou_hooks
) -> UnsafePointer<skou_mechanism_table> where M.N == Plain<Double> {
  let manifest = M.manifest
  let columns = MechanismColumns(mechanism, manifest)
  var table = skou_mechanism_table()
  table.size = UInt32(MemoryLayout<skou_mechanism_table>.size)
  table.kind = UInt16(kind)
  table.flags = manifest.flags
  table.name = persistent(manifest.name)
  table.variant = persistent(manifest.variant)
  table.summary = persistent(manifest.summary)
  table.citation = persistent(manifest.citation)
  table.event_unit = persistent(manifest.eventUnit)
  table.q10 = manifest.q10
  table.reference_celsius = manifest.referenceCelsius
  columns.fill(&table)
  table.lanes = lanes
  table.scalar = scalar
  table.type_name = genericName(of: mechanism).map { persistent($0) }
  return persistent([table])
}

extension Manifest {
  /// The flags of the table.
  fileprivate var flags: UInt16 {
    UInt16(
      (isRandom ? SKOU_MECHANISM_IS_RANDOM : 0)
        | (isPerConnection ? SKOU_MECHANISM_IS_PER_CONNECTION : 0))
  }
}

extension MechanismColumns {
  /// Puts the columns, and the first defect, into a table.
  fileprivate func fill(_ table: inout skou_mechanism_table) {
    table.parameter_count = Int32(parameters.count)
    table.state_count = Int32(states.count)
    table.ion_count = Int32(ions.count)
    table.observable_count = Int32(observables.count)
    table.parameters = persistent(parameters)
    table.states = persistent(states)
    table.ions = persistent(ions)
    table.observables = persistent(observables)
    table.defect = defects.first.map { persistent($0) }
  }
}

/// Builds the library's record of its tables.
public func exportLibrary(_ tables: [UnsafePointer<skou_mechanism_table>])
  -> UnsafePointer<skou_mechanism_library>
{
  var library = skou_mechanism_library()
  library.major = UInt32(SKOU_ABI_MAJOR)
  library.minor = UInt32(SKOU_ABI_MINOR)
  library.size = UInt32(MemoryLayout<skou_mechanism_library>.size)
  library.table_size = UInt32(MemoryLayout<skou_mechanism_table>.size)
  library.block_size = UInt32(MemoryLayout<skou_block>.size)
  library.table_count = Int32(tables.count)
  library.tables = persistent(tables.map { Optional($0) })
  return persistent([library])
}

/// Builds the record of a library of fused steps.
public func exportFusedLibrary(_ hooks: [skou_fused_hook]) -> UnsafePointer<skou_fused_library> {
  var library = skou_fused_library()
  library.major = UInt32(SKOU_ABI_MAJOR)
  library.minor = UInt32(SKOU_ABI_MINOR)
  library.size = UInt32(MemoryLayout<skou_fused_library>.size)
  library.block_size = UInt32(MemoryLayout<skou_block>.size)
  library.hook_count = Int32(hooks.count)
  library.hooks = persistent(hooks.map { Optional($0) })
  return persistent([library])
}

/// The name of a type with one generic argument that is visible outside of its file; nil of others.
private func genericName<T>(of type: T.Type) -> String? {
  // Of a private type the long name says "unknown context".
  guard !String(reflecting: type).contains("(") else { return nil }
  let parts = String(describing: type).split(separator: "<", maxSplits: 1)
  guard parts.count == 2, !parts[1].contains(",") else { return nil }
  return String(parts[0])
}

/// Copies a string to memory that is never freed.
func persistent(_ string: String) -> UnsafePointer<CChar> {
  persistent(string.utf8CString.map { $0 })
}

/// Copies values to memory that is never freed.
func persistent<T>(_ values: [T]) -> UnsafePointer<T> {
  let copy = UnsafeMutablePointer<T>.allocate(capacity: max(values.count, 1))
  copy.initialize(from: values, count: values.count)
  return UnsafePointer(copy)
}

/// The name in model files of a property: `tauMax` is `tau_max`.
func snakeCase(_ name: String) -> String {
  name.map { $0.isUppercase ? "_" + $0.lowercased() : String($0) }.joined()
}

/// A mechanism's columns as the table states them, and where manifest and structs disagree.
struct MechanismColumns {
  var parameters: [skou_parameter_info] = []
  var states: [skou_state_info] = []
  var observables: [skou_state_info] = []
  var ions: [skou_ion_info] = []
  var defects: [String] = []

  init<M: Mechanism>(_: M.Type, _ manifest: Manifest) where M.N == Plain<Double> {
    let defaults = columns(of: M.Parameters(), "parameter", manifest.parameters)
    parameters = defaults.map { item, value in
      skou_parameter_info(
        name: persistent(item.name), unit: persistent(item.unit),
        summary: persistent(item.summary), default_value: value,
        minimum: item.range.lowerBound, maximum: item.range.upperBound)
    }
    states = columns(of: M.State(), "state", manifest.states).map { state($0.0) }
    observables = columns(of: M.Observables(), "observable", manifest.observables).map {
      state($0.0)
    }
    ions = ionColumns(of: M.Ions(), manifest.ions)
  }

  private func state(_ item: Manifest.Item) -> skou_state_info {
    skou_state_info(
      name: persistent(item.name), unit: persistent(item.unit), summary: persistent(item.summary))
  }

  /// The struct's properties in order, each with its words in the manifest and its default.
  private mutating func columns<C: Columns>(
    of value: C, _ kind: String, _ items: [Manifest.Item]
  ) -> [(Manifest.Item, Double)] {
    var found: [(Manifest.Item, Double)] = []
    for child in Mirror(reflecting: value).children {
      let name = child.label ?? "?"
      guard let real = child.value as? Real<Plain<Double>> else {
        defects.append("\(kind) '\(name)' is not a Real<N>")
        continue
      }
      guard let item = items.first(where: { $0.name == name || $0.name == snakeCase(name) }) else {
        defects.append("\(kind) '\(snakeCase(name))' is missing from the manifest")
        continue
      }
      found.append((item, real.number.value))
    }
    for item in items where !found.contains(where: { $0.0.name == item.name }) {
      defects.append("the manifest names a \(kind) '\(item.name)' that the struct does not have")
    }
    return found
  }

  private mutating func ionColumns<I: IonColumns>(
    of value: I, _ uses: [(name: String, use: Manifest.IonUse)]
  ) -> [skou_ion_info] {
    let labels = Mirror(reflecting: value).children.map { $0.label ?? "?" }
    if labels != uses.map(\.name) {
      defects.append("the manifest's ions \(uses.map(\.name)) are not the struct's \(labels)")
    }
    return uses.map {
      skou_ion_info(name: persistent($0.name), flags: $0.use.rawValue, reserved: 0)
    }
  }
}
