import CMechanismABI

/// Rows that all mechanisms are evaluated on before the next rows' turn comes: with their dozen
/// arrays they stay in the first-level cache, and a call of 32 rows costs nothing in itself.
let tileRows = 32

extension MechanismPlan.Run {
  /// The run, cut where tiles end.
  var tiles: [Self] {
    var tiles: [Self] = []
    var row = firstRow
    let end = firstRow + rowCount
    while row < end {
      let next = min(end, (row / tileRows + 1) * tileRows)
      tiles.append(Self(firstRow: row, rowCount: next - row))
      row = next
    }
    return tiles
  }

  /// The number of the tile that holds the first row.
  fileprivate var tile: Int { firstRow / tileRows }
}

/// One call of a step: a block of a mechanism, and the hooks that may be called with it.
struct MechanismCall {
  let block: UnsafeMutablePointer<skou_block>
  let step: skou_hook?
  let advance: skou_hook?
  let current: skou_hook?

  /// Every block of some mechanisms, tile by tile, in a tile in the order of the mechanisms.
  static func all(_ mechanisms: [MechanismRuntime]) -> [MechanismCall] {
    var calls: [(tile: Int, call: MechanismCall)] = []
    for mechanism in mechanisms {
      guard let base = mechanism.blocks.baseAddress else { continue }
      for (i, run) in mechanism.runs.enumerated() {
        let call = MechanismCall(
          block: base + i, step: mechanism.hooks.step, advance: mechanism.hooks.advance,
          current: mechanism.hooks.current)
        calls.append((run.tile, call))
      }
    }
    let order = calls.indices.sorted { (calls[$0].tile, $0) < (calls[$1].tile, $1) }
    return order.map { calls[$0].call }
  }
}
