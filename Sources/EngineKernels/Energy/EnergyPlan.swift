/// What a group needs to know to keep books on energy.
public struct EnergyPlan: Sendable {
  /// What the hydrolysis of ATP releases, in kJ/mol; positive.
  public var atpFreeEnergy: Double
  /// For each mechanism the numbers of the ions whose moles carry a phosphate bond each: ATP, PCr.
  public var fuels: [[Int]]
  /// The temperature of each slot, in K, in empty slots too; `[slotCount]`.
  public var kelvin: [Double]

  /// Makes a plan.
  public init(atpFreeEnergy: Double, fuels: [[Int]], kelvin: [Double]) {
    self.atpFreeEnergy = atpFreeEnergy
    self.fuels = fuels
    self.kelvin = kelvin
  }
}
