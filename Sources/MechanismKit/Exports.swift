// A mechanism's file imports MechanismKit alone.
@_exported public import CMechanismABI
@_exported public import Numerics

/// Eight compartments at a time: what runs.
public typealias InLanes = Plain<Lanes>
/// Eight compartments at a time, with the slope in V.
public typealias InLanesWithSlope = Dual<Lanes>
/// Eight compartments in one stage of a fused step.
public typealias InStage<S: Stage> = Plain<StagedLane<S>>
/// Eight compartments in one stage of a fused step, with the slope in V.
public typealias InStageWithSlope<S: Stage> = Dual<StagedLane<S>>
/// One compartment at a time: the oracle.
public typealias OneByOne = Plain<Double>
/// One compartment at a time, with the slope in V.
public typealias OneByOneWithSlope = Dual<Double>
