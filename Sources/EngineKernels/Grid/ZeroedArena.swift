#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Zeros that take no memory until they are written: a rank pays for its part of a grid alone.
final class ZeroedArena: @unchecked Sendable {
  // Owners hand out disjoint parts to one worker at a time: see GridRuntime.
  let base: UnsafeMutablePointer<Double>
  /// How many doubles.
  let count: Int
  /// Whether the system mapped the memory; else it comes from the allocator.
  private let isMapped: Bool

  private var byteCount: Int { max(count, 1) * MemoryLayout<Double>.stride }

  /// Sets `count` zeros aside.
  init(count: Int) {
    self.count = count
    let bytes = max(count, 1) * MemoryLayout<Double>.stride
    let mapped = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    if let mapped, mapped != MAP_FAILED {
      base = mapped.bindMemory(to: Double.self, capacity: max(count, 1))
      isMapped = true
    } else {
      base = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 128)
        .initializeMemory(as: Double.self, repeating: 0, count: max(count, 1))
      isMapped = false
    }
  }

  deinit {
    if isMapped { munmap(base, byteCount) } else { UnsafeMutableRawPointer(base).deallocate() }
  }

  /// Gives the memory of what nobody needs back, in whole pages; what is there is lost.
  func forget(_ range: Range<Int>) {
    guard isMapped else { return }
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let first = (range.lowerBound * 8 + page - 1) / page * page
    let last = range.upperBound * 8 / page * page
    guard first < last else { return }
    madvise(UnsafeMutableRawPointer(base) + first, last - first, MADV_DONTNEED)
  }
}
