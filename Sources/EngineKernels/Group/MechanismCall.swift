import CMechanismABI

/// Rows that all mechanisms are evaluated on before the next rows' turn comes: with their dozen
/// arrays they stay in the first-level cache, and a call of 32 rows costs nothing in itself.
let tileRows = 32
/// The same where steps are fused: they read all that they need once, and have more to prepare.
let fusedTileRows = 512

extension MechanismPlan.Run {
  /// The run, cut where tiles end, and at some rows more, in order.
  func tiles(of tileRows: Int = tileRows, cutAt borders: [Int]) -> [Self] {
    var tiles: [Self] = []
    var row = firstRow
    let end = firstRow + rowCount
    var border = borders.firstIndex { $0 > row } ?? borders.count
    while row < end {
      var next = min(end, (row / tileRows + 1) * tileRows)
      if border < borders.count, borders[border] <= next {
        next = borders[border]
        border += 1
      }
      tiles.append(Self(firstRow: row, rowCount: next - row))
      row = next
    }
    return tiles
  }
}

/// The blocks of a group in the order of their calls: tile by tile, in a tile in the order of the
/// mechanisms.
struct MechanismCalls {
  /// One block, and the hooks that may be called with it.
  struct Call {
    let block: UnsafeMutablePointer<skou_block>
    let step, advance, current: skou_hook?
  }

  /// The step of a block, or of several with the same rows in one pass.
  enum StepCall {
    case own(skou_hook, UnsafePointer<skou_block>)
    case fused(skou_fused_hook, UnsafePointer<UnsafePointer<skou_block>?>, UnsafePointer<skou_flux>)
  }

  let calls: [Call]
  private(set) var steps: [StepCall] = []
  /// Whether fused steps write the sums of ions' currents in place of every mechanism's own.
  private(set) var sumsCurrents = false
  /// The slots where mechanisms take their own steps, if `sumsCurrents`.
  private(set) var slotsToSum: [Range<Int>] = []
  /// What fused steps point to.
  private var arguments: [FusedArguments] = []
  private let scratch: FusedScratch

  /// - Parameters:
  ///   - mechanisms: those of a group.
  ///   - fused: which of them can be stepped in one pass.
  ///   - species: for each mechanism and ion the species to whose sum its current belongs.
  ///   - solutions: where there is room for sums.
  init(
    _ mechanisms: [MechanismRuntime], _ fused: FusedSteps, _ species: [[Int?]],
    _ solutions: Solutions?
  ) {
    var places: [Place] = []
    for (number, mechanism) in mechanisms.enumerated() {
      guard let base = mechanism.blocks.baseAddress else { continue }
      for (i, run) in mechanism.runs.enumerated() {
        places.append(
          Place(
            run: run, mechanism: number, identity: mechanism.functions.identity,
            species: species[number], hooks: mechanism.hooks, block: base + i))
      }
    }
    places.sort { $0.order < $1.order }
    calls = places.map(\.call)
    scratch = FusedScratch(isNeeded: !fused.isEmpty)
    arrange(places, fused, solutions)
  }

  @inline(__always)
  func step() {
    for step in steps {
      switch step {
      case .own(let hook, let block): hook(block)
      case .fused(let hook, let blocks, let sums): hook(blocks, sums, scratch.numbers)
      }
    }
  }
}

extension MechanismCalls {
  /// A block and where it stands.
  private struct Place {
    let run: MechanismPlan.Run
    let mechanism: Int
    let identity: MechanismFunctions.Identity
    let species: [Int?]
    let hooks: skou_hooks
    let block: UnsafeMutablePointer<skou_block>

    var order: (Int, Int, Int) { (run.firstRow / tileRows, mechanism, run.firstRow) }
    var call: Call {
      Call(block: block, step: hooks.step, advance: hooks.advance, current: hooks.current)
    }
  }

  private mutating func arrange(_ places: [Place], _ fused: FusedSteps, _ solutions: Solutions?) {
    guard !fused.isEmpty else {
      steps = places.compactMap(Self.ownStep)
      return
    }
    // Rows are independent of each other: only the order of mechanisms on the same rows matters.
    let byRows = Dictionary(grouping: places, by: \.run)
    for run in byRows.keys.sorted(by: { $0.firstRow < $1.firstRow }) {
      let members = (byRows[run] ?? []).sorted { $0.mechanism < $1.mechanism }
      let slots = run.firstRow * 8..<(run.firstRow + run.rowCount) * 8
      if let hook = fused.hook(MechanismSet(members.map { ($0.identity, $0.species) })) {
        let species = MechanismSet.summed(members.map(\.species))
        let sums = species.compactMap { solutions?.sumOfCurrents($0) }
        sumsCurrents = sumsCurrents || !sums.isEmpty
        let own = FusedArguments(members.map(\.block), sums, firstSlot: slots.lowerBound)
        arguments.append(own)
        steps.append(.fused(hook, own.blocks, own.sums))
      } else {
        slotsToSum.append(slots)
        steps += members.compactMap(Self.ownStep)
      }
    }
    if !sumsCurrents { slotsToSum = [] }
  }

  private static func ownStep(_ place: Place) -> StepCall? {
    place.hooks.step.map { .own($0, UnsafePointer(place.block)) }
  }
}

/// What a fused step is called with: blocks, and where the sums of currents go from there on.
final class FusedArguments {
  let blocks: UnsafePointer<UnsafePointer<skou_block>?>
  let sums: UnsafePointer<skou_flux>
  private let blockStorage: UnsafeMutablePointer<UnsafePointer<skou_block>?>
  private let sumStorage: UnsafeMutablePointer<skou_flux>

  init(_ blocks: [UnsafeMutablePointer<skou_block>], _ sums: [FluxArrays], firstSlot: Int) {
    blockStorage = .allocate(capacity: blocks.count)
    blockStorage.initialize(from: blocks.map { UnsafePointer($0) }, count: blocks.count)
    sumStorage = .allocate(capacity: max(sums.count, 1))
    let fluxes = sums.map {
      skou_flux(value_nA: $0.value + firstSlot, slope_uS: $0.slope + firstSlot)
    }
    sumStorage.initialize(from: fluxes, count: fluxes.count)
    self.blocks = UnsafePointer(blockStorage)
    self.sums = UnsafePointer(sumStorage)
  }

  deinit {
    blockStorage.deallocate()
    sumStorage.deallocate()
  }
}

/// Memory in which fused steps keep what they need until they return.
///
/// Nothing is written here first: most steps need a part of it, and the rest then takes no memory.
final class FusedScratch {
  let numbers: UnsafeMutablePointer<Double>

  init(isNeeded: Bool) {
    let count = isNeeded ? Int(SKOU_FUSED_SCRATCH) : 0
    let memory = UnsafeMutableRawPointer.allocate(byteCount: 8 * count, alignment: 64)
    numbers = memory.bindMemory(to: Double.self, capacity: count)
  }

  deinit { UnsafeMutableRawPointer(numbers).deallocate() }
}
