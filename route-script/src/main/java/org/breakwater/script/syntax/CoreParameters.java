package org.breakwater.script.syntax;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.breakwater.platform.text.NearestName;

/** The parameters of the core and what kind of value each takes. Facts observed on Kamailio 5.6.3. */
final class CoreParameters {

    /** What may stand after the equals sign. */
    enum Kind {
        /** A number that is not negative, or yes, no, on, off… */
        NUMBER("a number or yes/no"),
        /** A number, perhaps negative. */
        SIGNED("a number"),
        STRING("a string in quotes"),
        STRING_OR_WORD("a string or a name"),
        HOST("an address or a host name"),
        IPV4("an IPv4 address"),
        IPV6("an IPv6 address"),
        PROTOCOL("UDP, TCP, TLS or SCTP"),
        FACILITY("a syslog facility such as LOG_LOCAL0, without quotes"),
        POLL_METHOD("a poll method such as epoll_lt"),
        NUMBER_OR_WORD("a number or a name"),
        TLS_METHOD("SSLv23, SSLv2, SSLv3 or TLSv1");

        private final String expectation;

        Kind(String expectation) {
            this.expectation = expectation;
        }

        /** For the message when something else is found. */
        String expectation() {
            return expectation;
        }
    }

    private static final String NUMBERS = "fork fork_delay modinit_delay log_stderror log_color log_prefix_mode"
            + " auto_aliases dns rev_dns dns_try_ipv6 dns_try_naptr dns_srv_lb dns_srv_loadbalancing dns_retr_time"
            + " dns_slow_query_ms dns_retr_no dns_servers_no dns_use_search_list dns_search_full_match"
            + " dns_naptr_ignore_rfc dns_cache_init use_dns_cache use_dns_failover dns_cache_flags"
            + " dns_cache_negative_ttl dns_cache_min_ttl dns_cache_max_ttl dns_cache_mem dns_cache_gc_interval"
            + " dns_cache_del_nonexp dns_cache_delete_nonexpired dns_cache_rec_pref auto_bind_ipv6"
            + " bind_ipv6_link_local dst_blocklist_init use_dst_blocklist dst_blocklist_mem dst_blocklist_expire"
            + " dst_blocklist_ttl dst_blocklist_gc_interval dst_blocklist_udp_imask dst_blocklist_tcp_imask"
            + " dst_blocklist_tls_imask dst_blocklist_sctp_imask port maxbuffer sql_buffer_size children"
            + " socket_workers async_workers async_usleep async_nonblock check_via phone2tel sip_warning"
            + " server_signature reply_to_via mhomed disable_tcp tcp_children tcp_accept_aliases tcp_accept_unique"
            + " tcp_connection_match tcp_max_connections tls_max_connections tcp_no_connect tcp_fd_cache"
            + " tcp_buf_write tcp_async tcp_conn_wq_max tcp_wq_max tcp_rd_buf_size tcp_wq_blk_size"
            + " tcp_defer_accept tcp_delayed_ack tcp_syncnt tcp_linger2 tcp_keepalive tcp_keepidle tcp_keepintvl"
            + " tcp_keepcnt tcp_crlf_ping tcp_accept_no_cl tcp_accept_hep3 tcp_accept_haproxy tcp_clone_rcvbuf"
            + " tcp_reuse_port disable_tls tls_disable enable_tls tls_enable tlslog tls_log tls_port_no tls_verify"
            + " tls_require_certificate tls_handshake_timeout tls_send_timeout disable_sctp enable_sctp"
            + " sctp_children advertised_port disable_core_dump open_files_limit shm shm_mem shm_mem_size"
            + " shm_force_alloc mlock_pages real_time rt_prio rt_policy rt_timer1_prio rt_fast_timer_prio"
            + " rt_ftimer_prio rt_timer1_policy rt_ftimer_policy rt_timer2_prio rt_stimer_prio rt_timer2_policy"
            + " rt_stimer_policy mcast_loopback mcast_ttl pmtu_discovery exit_timeout ser_kill_timeout"
            + " max_while_loops pv_buffer_size pv_buffer_slots pv_cache_limit pv_cache_action http_reply_hack"
            + " http_reply_parse verbose_startup server_id route_locks_size wait_worker1_mode wait_worker1_time"
            + " wait_worker1_usleep max_recursive_level max_branches latency_limit_db latency_limit_action"
            + " latency_limit_cfg msg_time onsend_route_reply udp_mtu udp4_raw_mtu udp4_raw_ttl force_rport"
            + " add_rport local_rport";
    private static final String SIGNED = "debug dns_udp_pref dns_udp_preference dns_tcp_pref dns_tcp_preference"
            + " dns_tls_pref dns_tls_preference dns_sctp_pref dns_sctp_preference ip_free_bind ipfreebind"
            + " ip_nonlocal_bind memlog mem_log memdbg mem_dbg mem_summary mem_safety mem_join mem_status_mode"
            + " corelog core_log sip_parser_log_oneline sip_parser_log sip_parser_mode tcp_send_timeout"
            + " tcp_connect_timeout tcp_connection_lifetime tcp_wait_data tcp_script_mode latency_cfg_log"
            + " latency_log udp4_raw";
    private static final String STRINGS = "log_name log_prefix log_engine_type log_engine_data xavp_via_params"
            + " xavp_via_fields stats_name_separator async_workers_group server_header user_agent_header"
            + " tls_certificate tls_private_key tls_ca_list version_table uri_host_extra_chars"
            + " hdr_name_extra_chars";
    private static final String STRINGS_OR_WORDS = "user uid group gid chroot workdir wdir rundir run_dir mcast";

    private static final String NEWER_NUMBERS = "auto_domains dns_rev_via dns_use_cache dns_use_failover maxsndbuffer"
            + " tcp_wq_timeout tcp_close_rst tcp_wait_timeout tcp_check_timer tcp_accept_iplimit"
            + " tcp_connection_limit tcp_msg_data_timeout tcp_msg_read_timeout tcp_main_threads rpc_exec_delta"
            + " udp_receiver_mode return_mode tls_threads_mode mem_add_size async_tkv_mode"
            + " tls_connection_match_domain";
    private static final String NEWER_STRINGS = "xavp_via_reply_params ipv6_hex_style async_tkv_evcb async_tkv_gname";

    private static final Map<String, Kind> RESERVED = new HashMap<>();
    private static final Map<String, Kind> NEWER = new HashMap<>();

    static {
        put(RESERVED, NUMBERS, Kind.NUMBER);
        put(RESERVED, SIGNED, Kind.SIGNED);
        put(RESERVED, STRINGS, Kind.STRING);
        put(RESERVED, STRINGS_OR_WORDS, Kind.STRING_OR_WORD);
        put(RESERVED, "advertised_address", Kind.HOST);
        put(RESERVED, "tcp_source_ipv4", Kind.IPV4);
        put(RESERVED, "tcp_source_ipv6", Kind.IPV6);
        put(RESERVED, "udp_mtu_try_proto", Kind.PROTOCOL);
        put(RESERVED, "log_facility", Kind.FACILITY);
        put(RESERVED, "tcp_poll_method", Kind.POLL_METHOD);
        put(RESERVED, "tos", Kind.NUMBER_OR_WORD);
        put(RESERVED, "tls_method", Kind.TLS_METHOD);
        put(NEWER, NEWER_NUMBERS, Kind.SIGNED);
        put(NEWER, NEWER_STRINGS, Kind.STRING);
    }

    private CoreParameters() {}

    private static void put(Map<String, Kind> map, String names, Kind kind) {
        for (String name : names.split(" ")) {
            map.put(name, kind);
        }
    }

    /** Names that Kamailio 5.6.3 knows; they are reserved words. */
    static Set<String> reservedNames() {
        return RESERVED.keySet();
    }

    /** Kind of value, null if there is no such parameter. */
    static Kind kind(String name) {
        Kind kind = RESERVED.get(name);
        return kind != null ? kind : NEWER.get(name);
    }

    /** True if the parameter appeared after 5.6. */
    static boolean isNewer(String name) {
        return NEWER.containsKey(name);
    }

    /** The known name most like {@code name}, if one is close. */
    static Optional<String> closestTo(String name) {
        List<String> known = new ArrayList<>(RESERVED.keySet());
        known.addAll(NEWER.keySet());
        known.addAll(List.of("listen", "alias", "socket", "mpath", "cfgengine"));
        return NearestName.of(name, known);
    }
}
