import Builtin

/// Arithmetic on all lanes at once.
///
/// The standard library's goes from lane to lane, and the compiler does not always join them again
/// (docs/performance.md). Results are the same, bit by bit, but for what is not a number.
// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
extension SIMD8<Double> {
  @inlinable @inline(__always)
  init(vector: Builtin.Vec8xFPIEEE64) {
    self.init()
    _storage._value = vector
  }

  @inlinable @inline(__always) public static func + (a: Self, b: Self) -> Self {
    Self(vector: Builtin.fadd_Vec8xFPIEEE64(a._storage._value, b._storage._value))
  }

  @inlinable @inline(__always) public static func - (a: Self, b: Self) -> Self {
    Self(vector: Builtin.fsub_Vec8xFPIEEE64(a._storage._value, b._storage._value))
  }

  @inlinable @inline(__always) public static func * (a: Self, b: Self) -> Self {
    Self(vector: Builtin.fmul_Vec8xFPIEEE64(a._storage._value, b._storage._value))
  }

  @inlinable @inline(__always) public static func / (a: Self, b: Self) -> Self {
    Self(vector: Builtin.fdiv_Vec8xFPIEEE64(a._storage._value, b._storage._value))
  }

  @inlinable @inline(__always)
  public func multiplied(by factor: Self, adding addend: Self) -> Self {
    Self(
      vector: Builtin.int_fma_Vec8xFPIEEE64(
        _storage._value, factor._storage._value, addend._storage._value))
  }

  @inlinable @inline(__always) public func squareRootValue() -> Self {
    Self(vector: Builtin.int_sqrt_Vec8xFPIEEE64(_storage._value))
  }

  @inlinable @inline(__always)
  public func replacing(with other: Self, where mask: SIMDMask<MaskStorage>) -> Self {
    // Masks are −1 or 0: any of their bits will do.
    let chosen = Builtin.trunc_Vec8xInt64_Vec8xInt1(
      unsafeBitCast(mask, to: SIMD8<Int64>.self)._storage._value)
    return Self(
      vector: Builtin.select_Vec8xInt1_Vec8xFPIEEE64(
        chosen, other._storage._value, _storage._value))
  }
}
