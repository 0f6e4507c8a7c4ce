/// A mechanism at a point of a cell, such as a synapse, which events may reach.
///
/// It is written like any other, with conductances in µS and currents in nA in place of those per
/// area; `Site.area` means nothing there. States relax exactly between events, in `advance`, and
/// jump when an event arrives, in `receive`:
/// ```swift
/// @inline(__always)
/// static func receive(_ s: inout State, _ weight: Real<N>, _ v: Real<N>, _ p: Parameters,
///                     _ ions: Ions, _ site: Site<N>) {
///   s.g += weight
/// }
/// ```
/// Where states depend on what has arrived in any other way than as a sum over events, connections
/// cannot share them: the manifest says `isPerConnection: true`.
public protocol PointMechanism: Mechanism {
  /// The states after an event of `weight`, in the unit that the manifest states, has arrived.
  ///
  /// Events of weight 0 arrive too. A mechanism that takes no events leaves the states alone.
  static func receive(
    _ s: inout State, _ weight: Real<N>, _ v: Real<N>, _ p: Parameters, _ ions: Ions,
    _ site: Site<N>)

  /// The states after the cell that carries the mechanism has spiked.
  ///
  /// By default nothing happens; then the table leaves the hook out.
  static func respond(
    _ s: inout State, _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ site: Site<N>)
}

extension PointMechanism {
  /// The cell's spikes do not matter.
  @inlinable @inline(__always)
  public static func respond(
    _ s: inout State, _ v: Real<N>, _ p: Parameters, _ ions: Ions, _ site: Site<N>
  ) {}
}
