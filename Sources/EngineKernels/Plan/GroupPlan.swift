public import CMechanismABI

/// Cells that are stepped together, as plain numbers: what lowering makes and kernels run.
///
/// Arrays with the shape `[nodeCount]` go over slots, junctions, echoes and eight spare nodes.
public struct GroupPlan: Sendable {
  /// Slots for compartments, some of them empty: a multiple of 8.
  public var slotCount = 0
  /// Slots, then junctions, then echoes, then 8 spare nodes that nothing depends on.
  public var nodeCount = 0
  /// In the order of elimination: each after all packs that hang on it.
  public var packs: [TreePack] = []
  /// The packs' index tables.
  public var indices: [Int32] = []
  /// Membrane potential at the start, in mV; `[nodeCount]`.
  public var voltage: [Double] = []
  /// In nF; 0 at junctions, 1 in empty slots, which keeps their potential; `[nodeCount]`.
  public var capacitance: [Double] = []
  /// Axial conductance to the proximal neighbour, for a junction to its owner, in µS; `[nodeCount]`.
  public var axialConductance: [Double] = []
  /// Sum of the axial conductances that meet in a node, in µS; `[nodeCount]`.
  public var axialSum: [Double] = []
  /// For each slot and junction the node to which `axialConductance` leads, or −1; `[nodeCount]`.
  public var parents: [Int32] = []
  /// Ions that move along the trees; nil where they stay in their compartments.
  public var axial: AxialPlan?
  /// What the membrane carries, in the order in which it is evaluated.
  public var mechanisms: [MechanismPlan] = []
  /// Mechanisms at points of the cells, one entry a kind.
  public var points: [PointPlan] = []
  /// From where events come to them.
  public var connections = ConnectionsPlan()
  /// Places from which spikes leave the group.
  public var emitters: [EmitterPlan] = []
  /// Conductances between cells.
  public var gapJunctions: [GapJunctionPlan] = []
  /// What is dissolved inside and outside; nil where all concentrations are constant.
  public var solutions: SolutionsPlan?
  /// Currents injected into slots.
  public var currentClamps: [CurrentClampPlan] = []
  /// Electrodes that hold slots at given potentials.
  public var voltageClamps: [VoltageClampPlan] = []
  /// Slots whose potential is watched for upward crossings.
  public var detectors: [DetectorPlan] = []
  /// Conditions that are watched, each at one place.
  public var events: [EventPlan] = []
  /// What is sampled, one entry for each report that has elements in this group.
  public var samplers: [SamplerPlan] = []
  /// What is changed during the run.
  public var interventions: [InterventionPlan] = []
  /// What books on energy need; nil where none are kept.
  public var energy: EnergyPlan?
  /// How many cells of the tissue each cell stands for.
  public var represents = 1.0
  /// Whether some cell starts with different potentials in different places.
  public var startsUneven = false

  /// An empty group.
  public init() {}
}

/// A number for each lane of each row of a mechanism.
public enum ColumnPlan: Sendable, Hashable {
  /// The same everywhere.
  case uniform(Double)
  /// One a lane, `[rowCount × 8]`.
  case perLane([Double])
}

/// A mechanism in the membranes of a group.
public struct MechanismPlan: Sendable {
  /// An ion as the mechanism sees it.
  public struct Ion: Sendable {
    /// The reversal potential, in mV.
    public var reversal: ColumnPlan
    /// Whether `reversal` is a Nernst potential, which follows the temperature: 1, or 0.
    public var isNernst = ColumnPlan.uniform(0)
    /// The concentration inside, in mM.
    public var inside: ColumnPlan
    /// The concentration outside, in mM.
    public var outside: ColumnPlan
    /// The number of the species in the group's solutions; nil where it is constant.
    ///
    /// Then potential and concentrations come from there, and the columns mean nothing.
    public var species: Int?
    /// What the mechanism does to the species' amounts.
    public var uses: Uses

    /// What a mechanism does to the amounts of a species.
    public struct Uses: OptionSet, Sendable, Hashable {
      /// One bit a use.
      public let rawValue: Int
      /// Uses by their bits.
      public init(rawValue: Int) { self.rawValue = rawValue }
      /// It moves the species through the membrane.
      public static let moves = Uses(rawValue: 1)
      /// It adds to what is inside.
      public static let gainsInside = Uses(rawValue: 2)
      /// It adds to what is outside.
      public static let gainsOutside = Uses(rawValue: 4)
      /// The model binds it to no ion: the current has no carrier that is followed.
      public static let ofNoIon = Uses(rawValue: 8)
    }

    /// Makes an ion of its columns.
    public init(
      reversal: ColumnPlan, inside: ColumnPlan, outside: ColumnPlan, species: Int? = nil,
      uses: Uses = []
    ) {
      self.reversal = reversal
      self.inside = inside
      self.outside = outside
      self.species = species
      self.uses = uses
    }
  }

  /// Consecutive rows of the group that carry the mechanism.
  public struct Run: Sendable, Hashable {
    /// The first row of slots.
    public var firstRow: Int
    /// How many rows.
    public var rowCount: Int
    /// Rows `firstRow ..< firstRow + rowCount`.
    public init(firstRow: Int, rowCount: Int) {
      self.firstRow = firstRow
      self.rowCount = rowCount
    }
  }

  /// The name under which errors speak of it.
  public var name: String
  /// Its functions.
  public var functions: MechanismFunctions
  /// Where it is; its own rows are these, one after the other.
  public var runs: [Run]
  /// Membrane area × 0.01 in µm², 0 in lanes that do not carry the mechanism; `[rowCount × 8]`.
  public var weight: [Double]
  /// One a parameter.
  public var parameters: [ColumnPlan]
  /// One an ion.
  public var ions: [Ion]
  /// q10 ^ ((T − reference) / 10).
  public var temperatureFactor: ColumnPlan
  /// The factor per 10 K that `temperatureFactor` has taken into account.
  public var q10 = ColumnPlan.uniform(1)
  /// In °C.
  public var celsius: ColumnPlan
  /// RT/F in mV.
  public var thermalVoltage: ColumnPlan
  /// A whole number for each compartment of the model, which keys its random numbers.
  public var identity = ColumnPlan.uniform(0)
  /// Keys the random numbers of the mechanism; nil where it draws none.
  public var randomKey: UInt64?

  /// All rows of the mechanism.
  public var rowCount: Int { runs.reduce(0) { $0 + $1.rowCount } }

  /// Makes a plan.
  public init(
    name: String, functions: MechanismFunctions, runs: [Run], weight: [Double],
    parameters: [ColumnPlan], ions: [Ion], temperatureFactor: ColumnPlan, celsius: ColumnPlan,
    thermalVoltage: ColumnPlan
  ) {
    self.name = name
    self.functions = functions
    self.runs = runs
    self.weight = weight
    self.parameters = parameters
    self.ions = ions
    self.temperatureFactor = temperatureFactor
    self.celsius = celsius
    self.thermalVoltage = thermalVoltage
  }
}

/// The functions of a loaded mechanism and the counts of its columns.
public struct MechanismFunctions: @unchecked Sendable {
  // Function pointers into a library that stays loaded for the life of the process, and that may
  // be called from several threads at once (mechanism_abi.h): safe to hand around.
  let lanes: skou_hooks
  let scalar: skou_hooks
  /// How many parameters.
  public let parameterCount: Int
  /// How many states.
  public let stateCount: Int
  /// How many ions.
  public let ionCount: Int
  /// How many observables.
  public let observableCount: Int

  /// What tells a mechanism from others.
  public struct Identity: Sendable, Hashable {
    fileprivate let address: UInt
  }

  /// The same for the same mechanism, for as long as the process runs.
  public var identity: Identity {
    Identity(address: lanes.step.map { unsafeBitCast($0, to: UInt.self) } ?? 0)
  }

  /// Whether it minds the spikes of its cell.
  public var mindsSpikes: Bool { lanes.respond != nil }

  /// Copies what the kernels need of a table that the catalogue has checked.
  public init(_ table: skou_mechanism_table) {
    lanes = table.lanes
    scalar = table.scalar
    parameterCount = Int(table.parameter_count)
    stateCount = Int(table.state_count)
    ionCount = Int(table.ion_count)
    observableCount = Int(table.observable_count)
  }
}

/// A current injected into a slot.
public struct CurrentClampPlan: Sendable {
  /// The compartment.
  public var slot: Int
  /// In nA, positive into the cell.
  public var waveform: Waveform
  /// The pools that carry the current.
  public var carriers: [Carrier]
  /// The part of the current that no pool carries.
  public var uncarriedShare: Double

  /// A pool that carries a part of a current.
  public struct Carrier: Sendable, Hashable {
    /// Its number in the group's solutions.
    public var species: Int
    /// Its part of the current, above 0.
    public var share: Double
    /// Carries `share` of the current.
    public init(species: Int, share: Double) {
      self.species = species
      self.share = share
    }
  }

  /// Injects `waveform` into `slot`.
  public init(
    slot: Int, waveform: Waveform, carriers: [Carrier] = [], uncarriedShare: Double = 1
  ) {
    self.slot = slot
    self.waveform = waveform
    self.carriers = carriers
    self.uncarriedShare = uncarriedShare
  }
}

/// A single electrode that clamps a slot through a series resistance.
public struct VoltageClampPlan: Sendable {
  /// A potential that is held until a time.
  public struct Level: Sendable, Hashable {
    /// In mV.
    public var potential: Double
    /// In ms; the first level starts at the clamp's start.
    public var until: Double
    /// Holds `potential` until `until`.
    public init(potential: Double, until: Double) {
      self.potential = potential
      self.until = until
    }
  }
  /// The compartment.
  public var slot: Int
  /// 1 / series resistance, in µS.
  public var conductance: Double
  /// When the first level begins, in ms.
  public var start: Double
  /// Consecutive levels; the clamp is off after the last.
  public var levels: [Level]
  /// Clamps `slot` through `1 / conductance`.
  public init(slot: Int, conductance: Double, start: Double, levels: [Level]) {
    self.slot = slot
    self.conductance = conductance
    self.start = start
    self.levels = levels
  }
}

/// A slot whose potential is watched for upward crossings of a threshold.
public struct DetectorPlan: Sendable, Hashable {
  /// The compartment.
  public var slot: Int
  /// In mV.
  public var threshold: Double
  /// The number by which spikes are reported.
  public var identifier: Int
  /// Watches `slot`.
  public init(slot: Int, threshold: Double, identifier: Int) {
    self.slot = slot
    self.threshold = threshold
    self.identifier = identifier
  }
}
