import MechanismCatalogue

/// Where a use of a mechanism stands: in the membrane of a region, or at points of a cell.
enum MechanismSetting {
  case membrane, points

  /// The key of the uses of this setting in a cell.
  private var list: String { self == .membrane ? "mechanisms" : "synapses" }

  /// The key that says where.
  var placeKey: String { self == .membrane ? "where" : "at" }

  var example: String {
    switch self {
    case .membrane: "{use: leak, g: 0.3 mS/cm2, reversal: -54.3 mV}"
    case .points: "{use: exp_syn, at: random 20 on apical, tau: 2 ms, reversal: 0 mV}"
    }
  }

  /// Refuses a mechanism of the other setting.
  func check(_ manifest: MechanismManifest, _ entry: Entry) throws(ModelIOError) {
    guard manifest.isPoint != (self == .points) else { return }
    let other = self == .membrane ? MechanismSetting.points : .membrane
    let kind = manifest.isPoint ? "sits at points of a cell" : "fills the membrane of a region"
    throw entry.error(
      .inconsistent,
      "\(entry.path): '\(manifest.name)' \(kind) and does not belong under '\(list)'",
      suggestion: "move it to '\(other.list)', as in \(other.list): [\(other.example)]")
  }
}
