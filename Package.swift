// swift-tools-version: 6.2
import PackageDescription

// Read from the top: nothing depends on what is written below it.
//
//   CCrypto <- MerkleLog <- Journal <- mutasi -> Exchange -> Ledger
//      CSHA <- MerkleLog
//                 CLinux <- Journal    mutasi -> CommandLineKit
//
// A module boundary is a rule the compiler enforces; everything else is a folder.

/// The settings of every target.
///
/// Warnings are errors; every unsafe expression is marked `unsafe`.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("ImmutableWeakCaptures"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "mutasi",
  products: [
    .executable(name: "mutasi", targets: ["mutasi"]),
    .library(name: "Ledger", targets: ["Ledger"]),
    .library(name: "Journal", targets: ["Journal"]),
    .library(name: "MerkleLog", targets: ["MerkleLog"]),
  ],
  dependencies: [],
  targets: [
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CSHA"),
    .target(name: "MerkleLog", dependencies: ["CCrypto", "CSHA"], swiftSettings: strict),
    .systemLibrary(name: "CLinux"),
    .target(name: "Journal", dependencies: ["MerkleLog", "CLinux"], swiftSettings: strict),
    .target(name: "Ledger", swiftSettings: strict),
    .target(name: "Exchange", dependencies: ["Ledger"], swiftSettings: strict),
    .target(name: "CommandLineKit", swiftSettings: strict),
    .executableTarget(
      name: "mutasi",
      dependencies: ["MerkleLog", "Journal", "Ledger", "Exchange", "CommandLineKit"],
      swiftSettings: strict),

    .testTarget(name: "MerkleLogTests", dependencies: ["MerkleLog"], swiftSettings: strict),
    .testTarget(
      name: "JournalTests", dependencies: ["Journal", "MerkleLog"], swiftSettings: strict),
    .testTarget(name: "LedgerTests", dependencies: ["Ledger"], swiftSettings: strict),
    .testTarget(
      name: "ExchangeTests", dependencies: ["Exchange", "Ledger"], swiftSettings: strict),
    .testTarget(
      name: "CommandLineKitTests", dependencies: ["CommandLineKit"], exclude: ["Golden"],
      swiftSettings: strict),
    .testTarget(name: "AcceptanceTests", dependencies: ["mutasi"], swiftSettings: strict),
    .testTarget(name: "HouseTests", swiftSettings: strict),
    .executableTarget(
      name: "benchmarks",
      dependencies: ["mutasi", "MerkleLog", "Journal", "Ledger", "Exchange", "CommandLineKit"],
      path: "Tests/Benchmarks",
      exclude: ["Peers", "growth.svg", "instructions.sh", "instructions.txt"],
      swiftSettings: strict),
  ]
)

// The fuzzers have no `main` of their own, so that they are built for a run of them only:
// see Tests/Fuzz/run.sh.
if Context.environment["MUTASI_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "fuzz", dependencies: ["MerkleLog", "Journal", "Ledger", "Exchange"],
      path: "Tests/Fuzz", exclude: ["corpus", "run.sh"], swiftSettings: strict))
}
