/// A number that does not depend on V: its operations carry no slope along.
///
/// The compiler cannot leave out operations on slopes that are 0, as 0 × x is not 0 for every x. A
/// conductance that is computed on still numbers costs a channel a tenth less than one on `Real`s.
public typealias Still<N: Number> = Real<Plain<N.L>>

extension Real {
  /// The value alone, for what does not depend on V, such as parameters, states and concentrations.
  @inlinable @inline(__always) public var still: Still<N> { Still<N>(Plain(number.value)) }

  /// A number whose slope is 0.
  @inlinable @inline(__always) public init(still: Still<N>) { self.init(N(still.number.value)) }

  /// The product with a factor that does not depend on V.
  @inlinable @inline(__always) public func scaled(by factor: Still<N>) -> Self {
    Self(number.scaled(by: factor.number.value))
  }
}
