import EngineKernels
import Foundation

/// A plan with the same values everywhere.
func gridPlan(
  _ counts: [Int], spacing: [Double] = [20, 20, 20], alpha: Double = 0.2, lambda: Double = 1.6,
  perfusion: Double = 0, isHeld: Bool = false, species: [GridPlan.Species],
  sources: [GridPlan.Source] = []
) -> GridPlan {
  let voxels = counts.reduce(1, *)
  return GridPlan(
    counts: counts, spacing: spacing, origin: [0, 0, 0],
    volumeFraction: [Double](repeating: alpha, count: voxels),
    tortuosity: [Double](repeating: lambda, count: voxels),
    perfusion: [Double](repeating: perfusion, count: voxels), isHeld: isHeld, species: species,
    sources: sources)
}

/// A species whose concentration depends on the voxel's place (i, j, k).
func species(
  _ counts: [Int], diffusion: Double = 1.96, decay: Double = 0, valence: Double = 1,
  bath: Double = 3, _ concentration: (Int, Int, Int) -> Double
) -> GridPlan.Species {
  var values: [Double] = []
  for k in 0..<counts[2] {
    for j in 0..<counts[1] {
      for i in 0..<counts[0] { values.append(concentration(i, j, k)) }
    }
  }
  return GridPlan.Species(
    name: "k", valence: valence, diffusion: diffusion, decay: decay, concentration: values,
    bath: bath)
}

/// cos(π m (i + ½)/n): a mode of a sealed lattice.
func mode(_ i: Int, _ n: Int, _ m: Int = 1) -> Double {
  cos(.pi * Double(m) * (Double(i) + 0.5) / Double(n))
}

extension GridRuntime {
  /// Steps of equal length up to a time.
  func run(to end: Double, steps: Int, each: (Int) -> Void = { _ in }) {
    for i in 0..<steps {
      each(i)
      step(from: end * Double(i) / Double(steps), to: end * Double(i + 1) / Double(steps))
    }
  }

  /// A copy of the concentrations of a species.
  func values(_ species: Int = 0) -> [Double] {
    Array(UnsafeBufferPointer(start: concentrations(species), count: plan.voxelCount))
  }

  /// A copy of the state.
  var stateValues: [Double] { Array(UnsafeBufferPointer(start: state, count: stateCount)) }

  /// What the books miss of what was there at the start, relative to `start`.
  func imbalance(_ species: Int, from start: Double) -> Double {
    let gone = lostToBath(species) + decayed(species)
    return (total(species) + gone - fromSources(species) - arrived(species) - start) / start
  }
}

/// The largest difference of two arrays.
func difference(_ a: [Double], _ b: [Double]) -> Double {
  zip(a, b).reduce(0) { max($0, abs($1.0 - $1.1)) }
}

/// Orders of convergence of errors from halving.
func orders(_ errors: [Double]) -> [Double] {
  zip(errors, errors.dropFirst()).map { log2($0 / $1) }
}
