/// A truncated cone between two path positions of a branch, in µm.
struct Frustum: Sendable {
  var start, end: Double
  var startRadius, endRadius: Double
  var startPoint, endPoint: Morphology.Point

  var length: Double { end - start }

  /// Lateral area π (r₁ + r₂) √(h² + (r₁ − r₂)²), in µm².
  var area: Double {
    let step = startRadius - endRadius
    let slant = (length * length + step * step).squareRoot()
    return .pi * (startRadius + endRadius) * slant
  }

  /// Volume π h (r₁² + r₁ r₂ + r₂²) / 3, in µm³.
  var volume: Double {
    let squares = startRadius * startRadius + startRadius * endRadius + endRadius * endRadius
    return .pi * length * squares / 3
  }

  /// ∫ dx / (π r²) = h / (π r₁ r₂), in 1/µm.
  var resistance: Double { length == 0 ? 0 : length / (.pi * startRadius * endRadius) }

  /// ∫ dx / √d = 2 h / (√d₁ + √d₂), in √µm; the length in units of λ is proportional to it.
  var inverseRootDiameterIntegral: Double {
    2 * length / ((2 * startRadius).squareRoot() + (2 * endRadius).squareRoot())
  }

  /// The part between two path positions, cut to this frustum.
  func part(from: Double, to: Double) -> Frustum {
    let (low, high) = (max(from, start), min(to, end))
    return Frustum(
      start: low, end: high, startRadius: radius(at: low), endRadius: radius(at: high),
      startPoint: point(at: low), endPoint: point(at: high))
  }

  func radius(at position: Double) -> Double {
    startRadius + (endRadius - startRadius) * fraction(at: position)
  }

  func point(at position: Double) -> Morphology.Point {
    startPoint.interpolated(to: endPoint, at: fraction(at: position))
  }

  private func fraction(at position: Double) -> Double {
    length == 0 ? 0 : min(max((position - start) / length, 0), 1)
  }
}

/// The exact integrals of a branch between any two of its path positions.
///
/// Where two samples coincide but their radii differ, the step between them is membrane too: a ring
/// of area π |r₁² − r₂²| without length.
public struct BranchGeometry: Sendable {
  /// Area, volume and axial resistance of a stretch of cable.
  public struct Integrals: Sendable, Hashable {
    /// Lateral area in µm².
    public var area = 0.0
    /// Volume in µm³.
    public var volume = 0.0
    /// ∫ dx / (π r²) in 1/µm; times the axial resistivity it is the axial resistance.
    public var resistance = 0.0

    /// Makes integrals over nothing.
    public init() {}
  }

  let frusta: [Frustum]
  /// The path length of the branch in µm.
  public let length: Double

  /// Prepares the integrals of a branch; a sphere counts as the cylinder of the same area.
  public init(_ branch: Morphology.Branch) {
    frusta = Self.frusta(of: branch.shape)
    length = frusta.last?.end ?? 0
  }

  private static func frusta(of shape: Morphology.Shape) -> [Frustum] {
    switch shape {
    case .frusta(let samples): return frusta(between: samples)
    case .cylinders(let diameters, let from, let to):
      return cylinders(diameters, from: from, to: to)
    case .sphere(let diameter, let center):
      let ends = [-0.5, 0.5].map {
        Morphology.Point(x: center.x, y: center.y + $0 * diameter, z: center.z)
      }
      return cylinders([diameter], from: ends[0], to: ends[1])
    }
  }

  private static func frusta(between samples: [Morphology.Sample]) -> [Frustum] {
    var position = 0.0
    return zip(samples, samples.dropFirst()).map { first, second in
      let start = position
      position += first.point.distance(to: second.point)
      return Frustum(
        start: start, end: position, startRadius: first.radius, endRadius: second.radius,
        startPoint: first.point, endPoint: second.point)
    }
  }

  private static func cylinders(
    _ diameters: [Double], from: Morphology.Point, to: Morphology.Point
  ) -> [Frustum] {
    let (length, count) = (from.distance(to: to), Double(diameters.count))
    return diameters.enumerated().map { index, diameter in
      let (low, high) = (Double(index) / count, Double(index + 1) / count)
      return Frustum(
        start: length * low, end: length * high, startRadius: diameter / 2,
        endRadius: diameter / 2, startPoint: from.interpolated(to: to, at: low),
        endPoint: from.interpolated(to: to, at: high))
    }
  }

  /// Area, volume and axial resistance between two path positions.
  ///
  /// Adjacent stretches add up to the whole; a ring at their boundary belongs to the distal one.
  ///
  /// - Parameters:
  ///   - from: the proximal position in µm.
  ///   - to: the distal position in µm.
  /// - Returns: the exact integrals of the frusta between them.
  public func integrals(from: Double, to: Double) -> Integrals {
    var sum = Integrals()
    var index = firstFrustum(endingAtOrAfter: from)
    while index < frusta.count, frusta[index].start <= to {
      let frustum = frusta[index]
      index += 1
      let isRing = frustum.length == 0
      let hasRing = frustum.start >= from && (frustum.start < to || to >= length)
      guard isRing ? hasRing : min(to, frustum.end) > max(from, frustum.start) else { continue }
      let part = isRing ? frustum : frustum.part(from: from, to: to)
      sum.area += part.area
      sum.volume += part.volume
      sum.resistance += part.resistance
    }
    return sum
  }

  /// The integrals of the whole branch.
  public var total: Integrals { integrals(from: 0, to: length) }

  /// Where a path position is in space.
  public func point(at position: Double) -> Morphology.Point {
    let index = min(firstFrustum(endingAtOrAfter: position), frusta.count - 1)
    return frusta.indices.contains(index) ? frusta[index].point(at: position) : Morphology.Point()
  }

  /// The way through space between two path positions: a polyline of two points or more, in µm.
  public func path(from: Double, to: Double) -> [Morphology.Point] {
    var points = [point(at: from)]
    var index = firstFrustum(endingAtOrAfter: from)
    while index < frusta.count, frusta[index].end < to {
      if frusta[index].end > from, frusta[index].length > 0 {
        points.append(frusta[index].endPoint)
      }
      index += 1
    }
    return points + [point(at: to)]
  }

  /// The number of length constants at a frequency, for d_lambda, exact for linear tapers.
  ///
  /// λ = 10⁵ µm/cm^½ × ½ √(d / (π f R_a c_m)) with d in µm, as in Hines and Carnevale, "NEURON: a tool
  /// for neuroscientists", Neuroscientist 7 (2001) 123–135.
  func electrotonicLength(frequency: Double, cable: CableProperties) -> Double {
    let integral = frusta.reduce(0) { $0 + $1.inverseRootDiameterIntegral }
    let product = 4 * .pi * frequency * cable.axialResistivity * cable.capacitance
    return 1e-5 * product.squareRoot() * integral
  }

  /// The first frustum that ends at or after a position, by bisection.
  private func firstFrustum(endingAtOrAfter position: Double) -> Int {
    var (low, high) = (0, frusta.count)
    while low < high {
      let middle = (low + high) / 2
      if frusta[middle].end < position { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
