/// Where each unknown of an `ImplicitSystem` stands in memory.
///
/// A *node* is a slot (a compartment with storage) or a junction (no storage): slots are the nodes
/// 0..<slotCount, junctions the nodes slotCount..<nodeCount. Unknown u of node n is
/// `state[u * stride + n]`. A junction has the first `coupledCount` unknowns only; what stands in
/// its other places is ignored and must be finite.
public struct ImplicitLayout: Sendable, Equatable {
  /// Nodes with storage: compartments.
  public let slotCount: Int
  /// Slots and junctions.
  public let nodeCount: Int
  /// Unknowns of a slot.
  public let unknownCount: Int
  /// The first of these are coupled along the edges of the tree: 1 for V alone.
  public let coupledCount: Int
  /// Distance between an unknown and the next one of the same node: a multiple of 8.
  public let stride: Int

  /// A layout; `nodeCount` >= `slotCount` and `unknownCount` >= `coupledCount` are required.
  public init(slotCount: Int, nodeCount: Int, unknownCount: Int, coupledCount: Int) {
    self.slotCount = slotCount
    self.nodeCount = nodeCount
    self.unknownCount = unknownCount
    self.coupledCount = coupledCount
    stride = (nodeCount + 7) / 8 * 8
  }

  /// How many doubles a state has.
  public var stateCount: Int { unknownCount * stride }
  /// Unknowns of a slot that stand alone.
  public var privateCount: Int { unknownCount - coupledCount }
}

/// A system y' = f(t, y) on compartmental trees that `ImplicitIntegrator` advances.
///
/// f is local to a slot but for its first `coupledCount` unknowns, which exchange along the edges
/// of the tree. A junction's unknowns are algebraic: its "rates" are sums of fluxes and must be 0.
/// Conform with a struct or a final class: the integrator is specialised for it.
public protocol ImplicitSystem {
  /// Counts and places; constant.
  var layout: ImplicitLayout { get }
  /// For each node its parent or -1, in any order without cycles; constant. `nodeCount` entries.
  var parents: [Int32] { get }
  /// What is known about each unknown; constant. `unknownCount` entries.
  var unknowns: [ImplicitUnknown] { get }
  /// Sums over a slot's unknowns that never change: may be empty; constant.
  var conservationRows: [ConservationRow] { get }

  /// Writes f(time, state), everything included, for slots and junctions.
  ///
  /// Where f jumps, it has its new value from that time on: the step that ends there asks for times
  /// just before it, and the first after `restart(at:)` for that time itself.
  ///
  /// Exchange between two unknowns, in a slot or along an edge, must be *one* number that is added
  /// here and subtracted there: sums that f conserves are then conserved to round-off.
  func rates(
    _ time: Double, _ state: UnsafePointer<Double>, _ rates: UnsafeMutablePointer<Double>)

  /// Writes the part of f that is local to slots: `rates` without the exchange along edges.
  ///
  /// Called `unknownCount` + 1 times for a Jacobian, each time with one unknown of every slot
  /// moved. Must not depend on other slots. What it writes for junctions is ignored.
  func localRates(
    _ time: Double, _ state: UnsafePointer<Double>, _ rates: UnsafeMutablePointer<Double>)

  /// Writes the derivatives of the exchange along edges; all blocks are 0 before the call.
  func coupling(_ time: Double, _ state: UnsafePointer<Double>, _ coupling: TreeCoupling)
}

extension ImplicitSystem {
  /// None.
  public var conservationRows: [ConservationRow] { [] }
}

/// What the integrator knows about one unknown, the same in every slot.
public struct ImplicitUnknown: Sendable, Equatable {
  /// For messages, such as `V` or `na inside`.
  public var name: String
  /// Error that never matters, in the unknown's unit; positive.
  public var absoluteTolerance: Double
  /// Its usual size, in its unit; positive.
  ///
  /// It sets how far finite differences move the unknown where that is close to 0.
  public var typicalMagnitude: Double
  /// A step in which it is not above 0 is rejected.
  ///
  /// For what f takes logarithms of. What may decay to nothing, as ATP does without supply, is
  /// better left free: it then stays within the absolute tolerance of 0.
  public var isPositive: Bool

  /// An unknown.
  public init(
    name: String, absoluteTolerance: Double, typicalMagnitude: Double, isPositive: Bool = false
  ) {
    self.name = name
    self.absoluteTolerance = absoluteTolerance
    self.typicalMagnitude = typicalMagnitude
    self.isPositive = isPositive
  }
}

/// A sum over the unknowns of each slot that the local part of f never changes: w·y = target.
///
/// The linear solver has it in place of the row of `pivot`, so that it holds to round-off however
/// stiff the exchange, and `SteadyState` is not singular. The integrator uses rows without coupled
/// unknowns; `SteadyState` uses all of them. A slot whose weights are all 0 has no such sum.
public struct ConservationRow: Sendable, Equatable {
  /// For messages.
  public var name: String
  /// The unknown whose equation it replaces: a private one, with a weight other than 0.
  ///
  /// Each row has another.
  public var pivot: Int
  /// `weights[unknown * slotCount + slot]`.
  public var weights: [Double]
  /// What the sum is in each slot, for `SteadyState`; nil: what it is at the start.
  public var targets: [Double]?

  /// A row with weights of its own in each slot.
  public init(name: String, pivot: Int, weights: [Double], targets: [Double]? = nil) {
    self.name = name
    self.pivot = pivot
    self.weights = weights
    self.targets = targets
  }

  /// A row with the same weights, one for each unknown, in each slot.
  public init(
    name: String, pivot: Int, weightsOfUnknowns: [Double], slotCount: Int,
    targets: [Double]? = nil
  ) {
    let weights = weightsOfUnknowns.flatMap { Array(repeating: $0, count: slotCount) }
    self.init(name: name, pivot: pivot, weights: weights, targets: targets)
  }
}

/// Derivatives of the exchange along edges: blocks of m × m numbers for each node.
///
/// m is `coupledCount`. Entry (row, column) of node n stands at
/// `[(row * m + column) * stride + n]`.
public struct TreeCoupling {
  /// ∂(rates of node n)/∂(unknowns of n's parent); unused for a root.
  public let fromParent: UnsafeMutablePointer<Double>
  /// ∂(rates of n's parent)/∂(unknowns of n); unused for a root.
  public let toParent: UnsafeMutablePointer<Double>
  /// ∂(rates of node n)/∂(unknowns of n), of all of n's edges together.
  ///
  /// For a junction this is the whole derivative.
  public let diagonal: UnsafeMutablePointer<Double>
  /// Distance between an entry and the next one of the same node.
  public let stride: Int
  /// Rows and columns of a block.
  public let coupledCount: Int

  /// Adds one ohmic edge between `node` and its parent, for m = 1.
  ///
  /// `childRate` and `parentRate` are the conductance divided by the storage of the two ends (µS
  /// over nF gives 1/ms); for a junction the conductance itself.
  @inlinable
  public func addEdge(node: Int, parent: Int, childRate: Double, parentRate: Double) {
    fromParent[node] += childRate
    diagonal[node] -= childRate
    toParent[node] += parentRate
    diagonal[parent] -= parentRate
  }
}
