package org.breakwater.dns;

/** Configuration that several tests share. */
final class Topologies {

    /** Two mains and two branches; branch paris is 127.0.1.0/24, rome 127.0.2.0/24. */
    static final String TWO_BRANCHES = """
            rate_limit: {responses_per_second: 0}
            topology:
              zone: pbx.test
              service_names: [sip]
              mains:
                - {name: sip1, addresses: [10.0.0.11, "2001:db8::11"]}
                - {name: sip2, addresses: [10.0.0.12]}
              branches:
                - name: paris
                  prefixes: [127.0.1.0/24]
                  lifeguard: {name: lg-paris, addresses: [10.1.0.5]}
                - name: rome
                  prefixes: [127.0.2.0/24]
                  lifeguard: {name: lg-rome, addresses: [10.2.0.5, "2001:db8:2::5"]}
            """;

    private Topologies() {}
}
