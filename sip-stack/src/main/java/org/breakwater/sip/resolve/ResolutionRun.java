package org.breakwater.sip.resolve;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.breakwater.platform.time.Timers.Timer;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.flow.Worker;

/** One resolution of a name, step by step on one worker: services, then their SRV records, then addresses. */
final class ResolutionRun {

    private static final int MAX_TARGETS = 16;
    private static final int MAX_SRV = 16;

    private final Resolver resolver;
    private final NextHop hop;
    private final Worker worker;
    private final Consumer<Resolution> done;
    private final List<Target> targets = new ArrayList<>();
    private String fault;
    private Timer timeout;
    private boolean finished;

    ResolutionRun(Resolver resolver, NextHop hop, Worker worker, Consumer<Resolution> done) {
        this.resolver = resolver;
        this.hop = hop;
        this.worker = worker;
        this.done = done;
    }

    /** A set of SRV records to look at. */
    private record Service(TransportProtocol protocol, String srvName) {}

    void start() {
        boolean known = !resolver.hosts().addresses(hop.host()).isEmpty();
        timeout = worker.timers().schedule(resolver.settings().timeoutMillis(), () -> {
            fault = "DNS does not answer in time";
            finish();
        });
        if (known || hop.port() > 0) {
            addressesOnly();
        } else if (hop.transport() != null) {
            services(List.of(service(hop.transport())));
        } else if (resolver.settings().naptr()) {
            lookup(hop.host(), DnsType.NAPTR, this::naptr);
        } else {
            services(ownServices());
        }
    }

    private Service service(TransportProtocol protocol) {
        return new Service(protocol, SipService.srvName(protocol, hop.host()));
    }

    /** Without NAPTR: the transports we speak, in our order (RFC 3263 §4.1). */
    private List<Service> ownServices() {
        List<Service> all = new ArrayList<>();
        for (TransportProtocol protocol : resolver.settings().supported()) {
            if (resolver.isUsable(protocol, hop)) {
                all.add(service(protocol));
            }
        }
        return all;
    }

    private void naptr(DnsAnswer answer) {
        List<Service> all = new ArrayList<>();
        answer.records().stream()
                .map(DnsRecord.Naptr.class::cast)
                .filter(r -> r.flags().equals("S") && resolver.isUsable(SipService.ofNaptr(r.service()), hop))
                .sorted(Comparator.comparingInt(DnsRecord.Naptr::order).thenComparingInt(DnsRecord.Naptr::preference))
                .forEach(r -> all.add(new Service(SipService.ofNaptr(r.service()), r.replacement())));
        services(all.isEmpty() ? ownServices() : all);
    }

    private void services(List<Service> all) {
        nextService(all.iterator());
    }

    /** The first service that leads to an address decides; without any, addresses of the name itself do. */
    private void nextService(Iterator<Service> left) {
        if (!left.hasNext()) {
            addressesOnly();
            return;
        }
        Service service = left.next();
        lookup(service.srvName(), DnsType.SRV, answer -> {
            List<DnsRecord.Srv> records =
                    answer.records().stream().map(DnsRecord.Srv.class::cast).toList();
            if (records.size() == 1 && records.get(0).target().isEmpty()) {
                fault = hop.host() + " offers no " + service.protocol().token();
                nextServiceOr(left, this::finish);
                return;
            }
            List<DnsRecord.Srv> order =
                    SrvOrder.sort(records, resolver.settings().random());
            hosts(order.stream().limit(MAX_SRV).iterator(), service.protocol(), left);
        });
    }

    private void nextServiceOr(Iterator<Service> left, Runnable otherwise) {
        if (left.hasNext()) {
            nextService(left);
        } else {
            otherwise.run();
        }
    }

    private void hosts(Iterator<DnsRecord.Srv> order, TransportProtocol protocol, Iterator<Service> left) {
        if (order.hasNext() && targets.size() < MAX_TARGETS) {
            DnsRecord.Srv record = order.next();
            addresses(record.target(), protocol, record.port(), () -> hosts(order, protocol, left));
        } else if (!targets.isEmpty()) {
            finish();
        } else {
            nextService(left);
        }
    }

    private void addressesOnly() {
        TransportProtocol protocol = hop.transport() != null ? hop.transport() : resolver.fallback(hop);
        addresses(hop.host(), protocol, hop.port(), this::finish);
    }

    private void addresses(String name, TransportProtocol protocol, int port, Runnable next) {
        List<InetAddress> known = resolver.hosts().addresses(name);
        if (!known.isEmpty()) {
            known.forEach(address -> add(address, protocol, port));
            next.run();
            return;
        }
        Runnable v6 = () -> {
            if (resolver.settings().ipv6()) {
                lookup(name, DnsType.AAAA, answer -> addAll(answer, protocol, port, next));
            } else {
                next.run();
            }
        };
        if (resolver.settings().ipv4()) {
            lookup(name, DnsType.A, answer -> addAll(answer, protocol, port, v6));
        } else {
            v6.run();
        }
    }

    private void addAll(DnsAnswer answer, TransportProtocol protocol, int port, Runnable next) {
        for (DnsRecord record : answer.records()) {
            add(((DnsRecord.Address) record).address(), protocol, port);
        }
        next.run();
    }

    private void add(InetAddress address, TransportProtocol protocol, int port) {
        boolean ours = address instanceof Inet4Address
                ? resolver.settings().ipv4()
                : resolver.settings().ipv6();
        Target target = resolver.target(protocol, address, port, hop.host());
        if (ours && targets.size() < MAX_TARGETS && !targets.contains(target)) {
            targets.add(target);
        }
    }

    private void lookup(String name, DnsType type, Consumer<DnsAnswer> next) {
        resolver.cache().lookup(name, type, worker, answer -> {
            if (finished) {
                return;
            }
            if (answer.failure() != null) {
                fault = answer.failure();
            }
            next.accept(answer);
        });
    }

    private void finish() {
        if (finished) {
            return;
        }
        finished = true;
        timeout.cancel();
        done.accept(
                targets.isEmpty()
                        ? Resolution.failed(fault != null ? fault : hop.host() + " has no address")
                        : Resolution.of(targets));
    }
}
