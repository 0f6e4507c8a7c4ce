import Numerics

/// Memory of doubles, aligned to 128 bytes and zero at first; freed with its owner.
public final class DoubleArena: @unchecked Sendable {
  // Owners hand out disjoint parts to one worker at a time: see GroupRuntime.
  let base: UnsafeMutablePointer<Double>
  /// How many doubles.
  public let count: Int

  /// Allocates `count` zeros.
  public init(count: Int) {
    self.count = count
    let bytes = max(count, 1) * MemoryLayout<Double>.stride
    base = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 128)
      .initializeMemory(as: Double.self, repeating: 0, count: max(count, 1))
  }

  deinit { UnsafeMutableRawPointer(base).deallocate() }
}

/// Cuts an arena into arrays, each starting on a cache line.
struct ArenaCutter {
  private(set) var used = 0

  /// Room for `count` doubles: returns where it starts.
  ///
  /// A line is left between arrays, and another where a length is a multiple of 4096 bytes:
  /// arrays at such distances fight for the same cache sets.
  mutating func reserve(_ count: Int) -> Int {
    let start = used
    used += (count + 15) / 16 * 16 + (count % 512 < 16 ? 32 : 16)
    return start
  }
}

/// The arrays that the tree solver works on; each `[nodeCount]`.
struct NodeArrays {
  /// Membrane potential, in mV.
  var voltage: UnsafeMutablePointer<Double>
  /// Adds up conductances, in µS; 0 between steps.
  var conductance: UnsafeMutablePointer<Double>
  /// Adds up conductance × V − current, in nA; 0 between steps.
  var drive: UnsafeMutablePointer<Double>
  /// Capacitance over the time of one solve, in µS.
  var capacitanceRate: UnsafeMutablePointer<Double>
  /// `capacitanceRate` plus the axial conductances that meet in the node, in µS.
  var diagonal: UnsafeMutablePointer<Double>
  /// Axial conductance to the proximal neighbour, in µS.
  var axial: UnsafeMutablePointer<Double>
}
