#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import CSystem

/// Waits for other workers: spins for a moment, then yields, so that a shared core is not held.
@inline(__always)
func spin(until isOver: () -> Bool) {
  var count = 0
  while !isOver() {
    count &+= 1
    if count > 2000 { sched_yield() } else { skou_pause() }
  }
}
