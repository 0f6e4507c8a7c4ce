public import Morphology
public import Quantities

/// Connections from cells or spike sources to the synapses of cells.
public struct ConnectionDescription: Sendable {
  /// Which of its synapse's places on a cell a connection takes.
  public enum Site: Sendable, Hashable {
    /// One of them, drawn for each connection.
    case random
    /// The one with this number, from 0 on.
    case number(Int)
    /// All of them: one connection to each.
    case each
  }

  /// The presynaptic cells or sources; `population` may be the name of a source.
  public var from: [CellSelection]
  /// The postsynaptic cells.
  public var to: [CellSelection]
  /// Which cells are connected to which.
  public var rule: ConnectionRule
  /// Whether a cell may be connected to itself.
  public var allowsSelf: Bool
  /// The name of the target cells' synapse.
  public var synapse: String
  /// Which of its places.
  public var site: Site
  /// The weight, in the unit that the synapse's mechanism states.
  public var weight: NetworkValue
  /// The delay from the spike to the synapse; not negative, and positive where it comes from a cell.
  public var delay: NetworkValue
  /// The membrane potential that a presynaptic cell has to cross upward to spike.
  public var threshold: Quantity
  /// Where on the presynaptic cell; one place.
  public var place: PointSet
  /// The connections' number in the model, which keys what is random.
  public var stream: UInt64
  /// Where it was said.
  public var source: SourceLocation

  /// Makes a description of connections.
  public init(
    from: [CellSelection], to: [CellSelection], rule: ConnectionRule, allowsSelf: Bool = false,
    synapse: String, site: Site = .random, weight: NetworkValue, delay: NetworkValue,
    threshold: Quantity, place: PointSet, stream: UInt64, source: SourceLocation
  ) {
    self.from = from
    self.to = to
    self.rule = rule
    self.allowsSelf = allowsSelf
    self.synapse = synapse
    self.site = site
    self.weight = weight
    self.delay = delay
    self.threshold = threshold
    self.place = place
    self.stream = stream
    self.source = source
  }
}

/// Which cells are connected to which.
public enum ConnectionRule: Sendable {
  /// Every one to every one.
  case allToAll
  /// The first to the first, the second to the second; as many on both sides.
  case oneToOne
  /// Each to the cell `step` further on, in rings of `size` consecutive cells (nil: one ring).
  case ring(step: Int, size: Int?)
  /// Each target gets this many sources, drawn without repetition.
  case inDegree(Int)
  /// Each source gets this many targets, drawn without repetition.
  case outDegree(Int)
  /// Each pair with this probability.
  case probability(Double)
  /// Each pair with a probability that depends on the distance of the cells' positions.
  ///
  /// A pure number, a function of `distance`; what is below 0 or above 1 counts as 0 or 1.
  case probabilityByDistance(Expression)
  /// As listed, in the order of the list.
  case list([Pair])

  /// One connection of a list: cells by their numbers in the selections, from 0 on.
  public struct Pair: Sendable, Hashable {
    /// The number among the presynaptic cells.
    public var from: Int
    /// The number among the postsynaptic cells.
    public var to: Int
    /// The place of the synapse, where the list says so.
    public var site: Int?
    /// The weight in the synapse's unit, where the list says so.
    public var weight: Double?
    /// The delay in ms, where the list says so.
    public var delay: Double?

    /// Makes a connection.
    public init(from: Int, to: Int, site: Int? = nil, weight: Double? = nil, delay: Double? = nil) {
      self.from = from
      self.to = to
      self.site = site
      self.weight = weight
      self.delay = delay
    }
  }
}

/// A number of each connection: a constant, drawn from a distribution, or a function of distance.
public enum NetworkValue: Sendable {
  /// The same for all.
  case constant(Quantity)
  /// Uniform between two values.
  case uniform(from: Quantity, to: Quantity)
  /// Normal; draws outside `least ..< infinity` are drawn again.
  case normal(mean: Quantity, standardDeviation: Quantity, least: Quantity?)
  /// Lognormal: the mean and standard deviation are those of the value itself, not of its logarithm.
  case lognormal(mean: Quantity, standardDeviation: Quantity)
  /// A function of `distance`, that between the cells' positions.
  case byDistance(Expression)

  /// The variables that a function may use.
  public static let variables = ["distance"]
}
