package org.breakwater.script.module.usrloc;

import java.util.List;

/** Parameters that are known and change nothing here; the module's page says why. */
final class UsrlocParameters {

    static final List<String> IGNORED_INTEGERS = List.of(
            "timer_interval",
            "timer_procs",
            "db_load",
            "db_insert_update",
            "cseq_delay",
            "fetch_rows",
            "hash_size",
            "db_update_as_insert",
            "db_check_update",
            "db_ops_ruid",
            "handle_lost_tcp",
            "close_expired_tcp",
            "expires_type",
            "db_raw_fetch_type",
            "db_insert_null",
            "skip_remote_socket",
            "db_timer_clean",
            "rm_expired_delay",
            "server_id_filter",
            "version_table",
            "ka_mode",
            "ka_filter",
            "ka_timeout",
            "ka_loglevel",
            "load_rank",
            "db_clean_tcp");

    static final List<String> IGNORED_STRINGS = List.of(
            "user_column",
            "domain_column",
            "contact_column",
            "expires_column",
            "q_column",
            "callid_column",
            "cseq_column",
            "flags_column",
            "cflags_column",
            "user_agent_column",
            "received_column",
            "socket_column",
            "path_column",
            "ruid_column",
            "instance_column",
            "reg_id_column",
            "server_id_column",
            "connection_id_column",
            "keepalive_column",
            "partition_column",
            "methods_column",
            "xavp_contact",
            "ka_method",
            "ka_from",
            "ka_domain",
            "ka_logmsg");

    private UsrlocParameters() {}
}
