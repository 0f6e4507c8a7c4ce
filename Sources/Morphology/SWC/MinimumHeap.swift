/// A binary heap of values that gives back the one with the smallest key.
struct MinimumHeap {
  private var entries: [(key: Int, value: Int)] = []

  mutating func insert(_ value: Int, key: Int) {
    entries.append((key, value))
    var child = entries.count - 1
    while child > 0, entries[child].key < entries[(child - 1) / 2].key {
      entries.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func removeMinimum() -> Int? {
    guard let first = entries.first, let last = entries.popLast() else { return nil }
    guard !entries.isEmpty else { return first.value }
    entries[0] = last
    var parent = 0
    while true {
      let children = (2 * parent + 1)..<min(2 * parent + 3, max(entries.count, 2 * parent + 1))
      guard let least = children.min(by: { entries[$0].key < entries[$1].key }),
        entries[least].key < entries[parent].key
      else { return first.value }
      entries.swapAt(least, parent)
      parent = least
    }
  }
}
