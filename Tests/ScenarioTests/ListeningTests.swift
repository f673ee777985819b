import Model
import Testing

extension InTheLab {
    /// Listening on a link, where nothing is sent.
    struct Listening {
        @Test func `who only listens takes in what is for other stations, and gives that up at the end`()
            throws
        {
            let script = #"""
                isWide() { ip -d link show lan0 | grep -q "promiscuity 1"; }
                isWide && exit 97
                "$@" --site "$TENKEN_LAB_SITE" --out "$TENKEN_LAB_OUT/packs" &
                until isWide; do kill -0 $! || exit 98; done
                wait $!; code=$?
                isWide && exit 99
                exit $code
                """#
            let outcome = try Lab.run(
                "listen", devices: ["router", "phone"],
                ["sh", "-c", script, "sh", Lab.tenken, "listen", "--interface", "lan0", "--listen-for", "3s"])
            #expect([0, 1].contains(outcome.exitCode), "\(outcome.talk)")
            #expect(try outcome.assessment().scope?.intensity.name == "passive")
        }
    }
}
