import Glibc

/// The logarithm to the base of ten; of a value that is none, that of the smallest one plotted.
func logarithm(_ value: Double) -> Double { log10(max(value, 0.000_001)) }

/// A whole number with its thousands set apart.
func words(_ number: Int) -> String {
  var digits = String(number)
  var groups: [String] = []
  while digits.count > 3 {
    groups.insert(String(digits.suffix(3)), at: 0)
    digits.removeLast(3)
  }
  return ([digits] + groups).joined(separator: ",")
}
