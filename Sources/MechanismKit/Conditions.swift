public import CMechanismABI

/// What equations read at a place besides V, states and ions.
@usableFromInline
struct Conditions<M: Mechanism> {
  @usableFromInline let parameters: M.Parameters
  @usableFromInline var site: Site<M.N>

  @inlinable @inline(__always)
  init(_ parameters: M.Parameters, _ site: Site<M.N>) {
    self.parameters = parameters
    self.site = site
  }
}

extension Place {
  /// The conditions, read here.
  @inlinable @inline(__always) var conditions: Conditions<M> { Conditions(parameters, site) }

  /// The conditions of another row, of which no more than area and volumes may differ here.
  @inlinable @inline(__always)
  func conditions(like common: Conditions<M>) -> Conditions<M> {
    let own = site
    var conditions = common
    conditions.site.area = own.area
    conditions.site.insideVolume = own.insideVolume
    conditions.site.outsideVolume = own.outsideVolume
    return conditions
  }
}

/// Whether parameters and temperatures are the same in all rows of a block.
@inlinable @inline(__always)
func hasUniformConditions<M: Mechanism>(_ block: skou_block, _: M.Type) -> Bool {
  var strides =
    block.temperature_factor.stride | block.celsius.stride | block.thermal_voltage_mV.stride
  for i in 0..<M.Parameters.count(of: Real<M.N>.self) { strides |= block.parameters[i].stride }
  return strides == 0
}
