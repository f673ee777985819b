/// The rules by which a kernel's nf_tables lets packets pass or not, as it lists them (linux/netfilter/nf_tables.h).
///
/// Registers are named by the kernel's numbers; values stand as they stand in a packet, in network order, unless a
/// key says otherwise.
package struct PacketFilter: Hashable, Sendable {
    package var chains: [Chain]
    /// In the order in which a chain asks them.
    package var rules: [Rule]
    package var sets: [Set]

    package init(chains: [Chain] = [], rules: [Rule] = [], sets: [Set] = []) {
        self.chains = chains
        self.rules = rules
        self.sets = sets
    }

    /// Where a chain, rule or set stands: names repeat from table to table.
    package struct Table: Hashable, Sendable {
        /// NFPROTO_INET 1, IPV4 2, ARP 3, NETDEV 5, BRIDGE 7, IPV6 10.
        package var family: UInt8
        package var name: String

        package init(family: UInt8, name: String) {
            self.family = family
            self.name = name
        }
    }

    package struct Chain: Hashable, Sendable {
        package var table: Table
        package var name: String
        /// Where the kernel enters it by itself; nil where only rules lead to it.
        package var base: Base?

        package struct Base: Hashable, Sendable {
            /// NF_INET_PRE_ROUTING 0, LOCAL_IN 1, FORWARD 2, LOCAL_OUT 3, POST_ROUTING 4; of a NETDEV table ingress 0.
            package var hook: UInt32
            /// Lower ones are asked first.
            package var priority: Int32
            /// `filter`, `nat`, `route`
            package var type: String
            /// Whether what no rule decides is dropped.
            package var drops: Bool

            package init(hook: UInt32, priority: Int32, type: String, drops: Bool) {
                self.hook = hook
                self.priority = priority
                self.type = type
                self.drops = drops
            }
        }

        package init(table: Table, name: String, base: Base? = nil) {
            self.table = table
            self.name = name
            self.base = base
        }
    }

    package struct Rule: Hashable, Sendable {
        package var table: Table
        package var chain: String
        package var expressions: [Expression]

        package init(table: Table, chain: String, expressions: [Expression]) {
            self.table = table
            self.chain = chain
            self.expressions = expressions
        }
    }

    /// A set of values, or a map of values to verdicts.
    package struct Set: Hashable, Sendable {
        package var table: Table
        package var name: String
        /// Octets of a value; of several values together where it is longer than what is looked up.
        package var keyLength: Int
        package var elements: [Element]

        package init(table: Table, name: String, keyLength: Int, elements: [Element]) {
            self.table = table
            self.name = name
            self.keyLength = keyLength
            self.elements = elements
        }

        /// The values from `first` to `last`, both included.
        package struct Element: Hashable, Sendable {
            package var first: [UInt8]
            package var last: [UInt8]
            package var verdict: Verdict?

            package init(_ first: [UInt8], _ last: [UInt8], verdict: Verdict? = nil) {
                self.first = first
                self.last = last
                self.verdict = verdict
            }
        }
    }

    package enum Verdict: Hashable, Sendable {
        case accept
        /// Dropped, or refused with an answer.
        case drop
        case jump(String)
        case goTo(String)
        case `return`
        /// The next rule is asked.
        case `continue`
        /// Sent elsewhere: to another address, to a program.
        case divert
    }

    /// One step of a rule; a step that does not hold ends it.
    package enum Expression: Hashable, Sendable {
        /// Loads what is known beside the packet (enum nft_meta_keys).
        case meta(key: UInt32, into: UInt32)
        /// Loads octets from the link (0), network (1) or transport (2) header.
        case payload(header: UInt32, offset: Int, length: Int, into: UInt32)
        /// Loads what is known of the connection (enum nft_ct_keys).
        case connection(key: UInt32, into: UInt32)
        /// Loads what the routes say (enum nft_fib_result) of the sender (1) or the receiver (2), or whether there is
        /// such a route (0x20).
        case route(result: UInt32, flags: UInt32, into: UInt32)
        /// The value and the mask, then the exclusive or.
        case mask(UInt32, into: UInt32, and: [UInt8], xor: [UInt8])
        case compare(UInt32, Comparison, [UInt8])
        /// Whether a value lies in one of these, or outside of all.
        case among(UInt32, [Set.Element], isInverted: Bool)
        /// Whether a value is in a set, or not; of a map, its verdict applies.
        case lookup(UInt32, set: String, isInverted: Bool, isMap: Bool)
        case verdict(Verdict)
        /// Neither holds nor fails: counters, records, marks.
        case harmless
        /// What is not understood: it may hold or not, and may change what registers hold.
        case unknown(String)
    }

    /// enum nft_cmp_ops
    package enum Comparison: UInt32, Hashable, Sendable {
        case equal, notEqual, less, atMost, greater, atLeast
    }
}
