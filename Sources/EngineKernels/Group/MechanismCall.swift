import CMechanismABI

/// Rows that all mechanisms are evaluated on before the next rows' turn comes: with their dozen
/// arrays they stay in the first-level cache, and a call of 32 rows costs nothing in itself.
let tileRows = 32

extension MechanismPlan.Run {
  /// The run, cut where tiles end, and at some rows more, in order.
  func tiles(cutAt borders: [Int]) -> [Self] {
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
    case fused(skou_fused_hook, UnsafePointer<UnsafePointer<skou_block>?>)
  }

  let calls: [Call]
  private(set) var steps: [StepCall] = []
  /// What fused steps point to.
  private var lists: [BlockList] = []

  init(_ mechanisms: [MechanismRuntime], _ fused: FusedSteps) {
    var places: [Place] = []
    for (number, mechanism) in mechanisms.enumerated() {
      guard let base = mechanism.blocks.baseAddress else { continue }
      for (i, run) in mechanism.runs.enumerated() {
        places.append(
          Place(
            run: run, mechanism: number, identity: mechanism.functions.identity,
            hooks: mechanism.hooks, block: base + i))
      }
    }
    places.sort { $0.order < $1.order }
    calls = places.map(\.call)
    arrange(places, fused)
  }

  @inline(__always)
  func step() {
    for step in steps {
      switch step {
      case .own(let hook, let block): hook(block)
      case .fused(let hook, let blocks): hook(blocks)
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
    let hooks: skou_hooks
    let block: UnsafeMutablePointer<skou_block>

    var order: (Int, Int, Int) { (run.firstRow / tileRows, mechanism, run.firstRow) }
    var call: Call {
      Call(block: block, step: hooks.step, advance: hooks.advance, current: hooks.current)
    }
  }

  private mutating func arrange(_ places: [Place], _ fused: FusedSteps) {
    guard !fused.isEmpty else {
      steps = places.compactMap(Self.ownStep)
      return
    }
    // Rows are independent of each other: only the order of mechanisms on the same rows matters.
    let byRows = Dictionary(grouping: places, by: \.run)
    for run in byRows.keys.sorted(by: { $0.firstRow < $1.firstRow }) {
      let members = (byRows[run] ?? []).sorted { $0.mechanism < $1.mechanism }
      if let hook = fused.hook(MechanismSet(members.map(\.identity))) {
        let list = BlockList(members.map(\.block))
        lists.append(list)
        steps.append(.fused(hook, list.blocks))
      } else {
        steps += members.compactMap(Self.ownStep)
      }
    }
  }

  private static func ownStep(_ place: Place) -> StepCall? {
    place.hooks.step.map { .own($0, UnsafePointer(place.block)) }
  }
}

/// Pointers to some blocks, which a fused step takes; freed with their owner.
final class BlockList {
  let blocks: UnsafePointer<UnsafePointer<skou_block>?>
  private let storage: UnsafeMutablePointer<UnsafePointer<skou_block>?>

  init(_ blocks: [UnsafeMutablePointer<skou_block>]) {
    storage = .allocate(capacity: blocks.count)
    storage.initialize(from: blocks.map { UnsafePointer($0) }, count: blocks.count)
    self.blocks = UnsafePointer(storage)
  }

  deinit { storage.deallocate() }
}
