import CMechanismABI
import CalciumBufferMechanism
import CressmanFamilyMechanism
import GliaMechanism
import GlutamateMechanism
import HCurrentMechanism
import ImposedCurrentMechanism
import Kcc2Mechanism
import Kir41Mechanism
import KvHHMechanism
import KvMechanism
import LeakGhkMechanism
import LeakMechanism
import MCurrentMechanism
import MetabolismMechanism
import NaKATPaseMechanism
import NaPersistentMechanism
import NavHHMechanism
import NavMechanism
import NcxMechanism
import Nkcc1Mechanism
import NmdaPotassiumMechanism
import PmcaMechanism
import StochasticChannelsMechanism
import SynapsesMechanism
import Testing

/// A bundled mechanism by its table.
struct TestedMechanism: Sendable, CustomTestStringConvertible {
  var name: String
  var variant: String
  private var index: Int
  private var library: @Sendable () -> UnsafePointer<skou_mechanism_library>

  var testDescription: String { variant.isEmpty ? name : "\(name) (\(variant))" }

  var table: skou_mechanism_table {
    library().pointee.tables[index]?.pointee ?? skou_mechanism_table()
  }

  private static let libraries: [@Sendable () -> UnsafePointer<skou_mechanism_library>] = [
    libraryLeak, libraryNavHH, libraryKvHH, libraryNav, libraryKv, libraryMCurrent,
    libraryHCurrent, libraryNaKATPase,
    // Channels, glia and noise.
    libraryLeakGhk, libraryNaPersistent, libraryNmdaPotassium, libraryKir41, libraryCressmanFamily,
    libraryGlia, libraryStochasticChannels,
    // Transporters and energy.
    libraryNkcc1, libraryKcc2, libraryNcx, libraryPmca, libraryCalciumBuffer, libraryMetabolism,
    libraryImposedCurrent,
    // Synapses, and glutamate outside.
    librarySynapses, libraryGlutamate,
  ]

  /// Every table of every bundled library.
  static let all: [TestedMechanism] = libraries.flatMap { library in
    (0..<Int(library().pointee.table_count)).compactMap { index in
      guard let table = library().pointee.tables[index]?.pointee else { return nil }
      return TestedMechanism(
        name: String(cString: table.name), variant: String(cString: table.variant), index: index,
        library: library)
    }
  }

  /// Those whose states follow from the state before and the potential, without chance.
  static let deterministic = all.filter { Int($0.table.flags) & SKOU_MECHANISM_IS_RANDOM == 0 }

  /// Those that also start where nothing changes; the reservoir starts empty, as published, and a
  /// state of the calcium buffer is rounding there.
  static let startingAtRest = deterministic.filter {
    !["glial_buffer (hubel_dahlem)", "calcium_buffer"].contains($0.testDescription)
  }

  /// Those whose current is not linear in V while their states are held.
  static let curved = all.filter(\.isCurved)
  static let linear = all.filter { !$0.isCurved }
  private var isCurved: Bool {
    Self.curvedNames.contains(name) || Self.curvedNames.contains(testDescription)
  }
  private static let curvedNames: Set = [
    "leak_ghk", "ghk_na", "ghk_k", "ghk_cl", "ghk_ca", "nmda_potassium", "kir41", "cressman",
    "hubel_dahlem", "na_k_atpase (luo_rudy)", "na_k_atpase (albers_post)", "ncx",
    "nmda", "nmda_glu",
  ]

  static func named(_ name: String, _ variant: String = "") throws -> TestedMechanism {
    try #require(all.first { $0.name == name && $0.variant == variant })
  }
}

/// Potentials over the whole range that a cell can reach, and where rates are quotients of zeros.
let testedVoltages: [Double] =
  stride(from: -150, through: 100, by: 1.25).map { $0 } + [
    -154.9, -40, -55, -43.2, -16.2, -41.2, -40 + 1e-9, -40.6, -39.4, -55.6, -54.4, -35, -65, 0,
  ]

/// Whether two numbers agree up to `absolute` + `relative` × their size.
func agree(_ a: Double, _ b: Double, absolute: Double, relative: Double) -> Bool {
  abs(a - b) <= absolute + relative * max(abs(a), abs(b))
}
