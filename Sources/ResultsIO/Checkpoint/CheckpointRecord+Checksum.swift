/// A number over everything in a checkpoint, which tells a damaged file: HDF5's oldest format, and
/// datasets in one piece, have none of their own.
extension CheckpointRecord {
  var checksum: UInt64 {
    var sum = Checksum()
    origin.add(to: &sum)
    sum.add(time.bitPattern)
    sum.add(steppingSeconds.bitPattern)
    for extent in extents {
      sum.add(extent.file)
      sum.add(extent.population)
      sum.add(UInt64(bitPattern: Int64(extent.count)))
    }
    for section in sections {
      sum.add(section.name)
      for integer in section.integers { sum.add(UInt64(bitPattern: integer)) }
      for number in section.numbers { sum.add(number.bitPattern) }
    }
    return sum.value
  }
}

extension CheckpointOrigin {
  fileprivate func add(to sum: inout Checksum) {
    for text in [model, modelPath, skouVersion, buildFlags, started] { sum.add(text) }
    for text in mechanisms + mechanismFolders { sum.add(text) }
    for word in [seed, fingerprint, isScalar ? 1 : 0] { sum.add(word) }
    for number in [timeStep, interval] { sum.add(number.bitPattern) }
  }
}

/// FNV-1a over words of 64 bits, with the highest bits folded back.
private struct Checksum {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ word: UInt64) {
    value = (value ^ word) &* 0x0000_0100_0000_01b3
    value ^= value >> 32
  }

  mutating func add(_ text: String) {
    for byte in text.utf8 { add(UInt64(byte)) }
    add(UInt64(text.utf8.count))
  }
}
