public import CMechanismABI

/// A mechanism that is ready to be used: its manifest and its table of functions.
///
/// Unchecked, because the table is reached through a pointer: tables are written before they are
/// handed out, never changed afterwards, and live as long as the process.
@safe
public struct LoadedMechanism: @unchecked Sendable {
  /// What the mechanism says of itself.
  public let manifest: MechanismManifest
  /// The functions, to be read only; valid as long as the process runs.
  public let table: UnsafePointer<skou_mechanism_table>
  /// The library it came from; `(linked)` where it is part of the program.
  public let path: String
  /// The Swift type behind its functions, generic over its number; nil where there is none.
  public var typeName: String? {
    guard let name = unsafe table.pointee.type_name else { return nil }
    let text = unsafe String(cString: name)
    return LibraryName.isTypeName(text) ? text : nil
  }
}

extension LoadedMechanism {
  /// The name, and the variant where there is one, as in `na_k_atpase (hill)`.
  var title: String {
    manifest.variant.isEmpty ? manifest.name : "\(manifest.name) (\(manifest.variant))"
  }
}
