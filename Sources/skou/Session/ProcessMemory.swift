import Foundation
import ResultsIO

/// What this process holds in memory, in bytes.
struct ProcessMemory {
  /// The most so far, with the parts of programs and libraries that it has touched.
  let peak: Int
  /// What it has written itself, now; nil where the system does not tell.
  ///
  /// Programs and libraries are left out: all processes share one copy, which the system drops where
  /// it needs the room.
  let ownNow: Int?

  static var current: ProcessMemory {
    #if canImport(Darwin)
      var usage = rusage()
      let isKnown = unsafe getrusage(RUSAGE_SELF, &usage) == 0
      return ProcessMemory(peak: isKnown ? usage.ru_maxrss : 0, ownNow: nil)
    #else
      // `getrusage` would count what the parent had in memory before it started this program.
      let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
      let lines = status.split(separator: "\n")
      func bytes(_ key: String) -> Int? {
        let words = lines.first { $0.hasPrefix(key) }?.split { $0 == " " || $0 == "\t" }
        return words?.dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 }
      }
      return ProcessMemory(peak: bytes("VmHWM:") ?? 0, ownNow: bytes("RssAnon:"))
    #endif
  }

  /// For run.h5, where `self` is from the run's end.
  func quantities(since baseline: ProcessMemory) -> [RunQuantity] {
    [
      ("baseline_memory_bytes", baseline.peak), ("peak_memory_bytes", peak),
      ("baseline_own_memory_bytes", baseline.ownNow), ("own_memory_bytes", ownNow),
    ].compactMap { name, bytes in
      bytes.map { RunQuantity(name: name, value: Double($0), units: "bytes") }
    }
  }
}
