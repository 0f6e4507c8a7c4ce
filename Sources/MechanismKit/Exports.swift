// A mechanism's file imports MechanismKit alone.
@_exported public import CMechanismABI
@_exported public import Numerics

/// Eight compartments at a time: what runs.
public typealias InLanes = Plain<Lanes>
/// Eight compartments at a time, with the slope in V.
public typealias InLanesWithSlope = Dual<Lanes>
/// Sixteen compartments at a time: two rows in a fused step.
public typealias InPairs = Plain<LanePair>
/// Sixteen compartments at a time, with the slope in V.
public typealias InPairsWithSlope = Dual<LanePair>
/// One compartment at a time: the oracle.
public typealias OneByOne = Plain<Double>
/// One compartment at a time, with the slope in V.
public typealias OneByOneWithSlope = Dual<Double>
