/// A large value that does not change, held once: who passes it on passes a reference, instead of
/// counting each of the pieces of memory that it is made of.
final class Shared<Value: Sendable>: Sendable {
  let value: Value

  init(_ value: Value) { self.value = value }
}
