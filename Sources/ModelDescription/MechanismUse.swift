public import Morphology
public import Quantities

/// A mechanism put into a region of a kind of cell.
public struct MechanismUse: Sendable {
  /// What a configurable ion of a mechanism stands for.
  public enum IonBinding: Sendable, Hashable {
    /// An ion that the cell declares or that is predefined.
    case ion(String)
    /// No ion: the current belongs to none, and the key `reversal:` sets its reversal potential.
    case none
  }

  /// The mechanism's name in the catalogue.
  public var mechanism: String
  /// The variant; an empty string where the mechanism has only one.
  public var variant: String
  /// The name under which it is recorded; the mechanism's own unless the model gives one.
  public var name: String
  /// Where it is.
  public var region: Region
  /// All parameters of the mechanism by name; those that the model does not set have defaults.
  public var parameters: [String: ParameterValue]
  /// The reversal potential of a current that belongs to no ion.
  public var reversal: ParameterValue?
  /// What each configurable ion stands for, by the mechanism's name for it.
  public var ionBindings: [String: IonBinding]
  /// The factor per 10 K, the mechanism's own unless the model sets one; positive.
  public var q10: Double
  /// The temperature at which the parameters hold, the mechanism's unless the model sets one.
  public var referenceTemperature: Quantity
  /// Where it was said.
  public var source: SourceLocation

  /// Makes a use of a mechanism.
  public init(
    mechanism: String, variant: String = "", name: String, region: Region,
    parameters: [String: ParameterValue] = [:], reversal: ParameterValue? = nil,
    ionBindings: [String: IonBinding] = [:], q10: Double, referenceTemperature: Quantity,
    source: SourceLocation
  ) {
    self.mechanism = mechanism
    self.variant = variant
    self.name = name
    self.region = region
    self.parameters = parameters
    self.reversal = reversal
    self.ionBindings = ionBindings
    self.q10 = q10
    self.referenceTemperature = referenceTemperature
    self.source = source
  }
}

/// What a model sets a parameter to: one value, or a function of the place.
public struct ParameterValue: Sendable {
  /// The two forms.
  public enum Form: Sendable {
    /// One value everywhere in the region.
    case constant(Quantity)
    /// A function of the variables of ``ParameterVariables``, of the parameter's dimension.
    case expression(Expression)
  }

  /// The value or function.
  public var form: Form
  /// The text in the model file.
  public var text: String
  /// Where it was said; errors found at single compartments refer to it.
  public var source: SourceLocation

  /// Makes a parameter's value.
  public init(form: Form, text: String, source: SourceLocation) {
    self.form = form
    self.text = text
    self.source = source
  }
}

/// The variables that a parameter's expression may use.
public enum ParameterVariables {
  /// Their names: path distance from the root, local diameter, and the centre's coordinates.
  public static let names = ["distance", "diameter", "x", "y", "z"]
}
