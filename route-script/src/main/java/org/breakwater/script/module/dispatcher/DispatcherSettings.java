package org.breakwater.script.module.dispatcher;

import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ParameterExport;

/** Parameters of dispatcher, with Kamailio's defaults. */
final class DispatcherSettings {

    private static final int FAILOVER = 2;

    String listFile = "/etc/kamailio/dispatcher.list";
    String dbUrl;
    String table = "dispatcher";
    String hashed;
    String setVariable;
    String attributesVariable;
    int pingInterval;
    private int flags;
    private String destinations = "_dsdst_";
    private String context = "_dsctx_";
    private String pingMethod = "OPTIONS";
    private String pingFrom = "sip:dispatcher@localhost";
    private String replyCodes;
    private int probingMode;
    private int probingThreshold = 1;

    void export(ModuleExports.Builder exports) {
        exports.parameter(ParameterExport.string("list_file", v -> listFile = v))
                .parameter(ParameterExport.string("db_url", v -> dbUrl = v))
                .parameter(ParameterExport.string("table_name", v -> table = v))
                .parameter(ParameterExport.integer("flags", v -> flags = v))
                .parameter(ParameterExport.string("xavp_dst", v -> destinations = v))
                .parameter(ParameterExport.string("xavp_ctx", v -> context = v))
                .parameter(ParameterExport.string("hash_pvar", v -> hashed = v))
                .parameter(ParameterExport.string("setid_pvname", v -> setVariable = v))
                .parameter(ParameterExport.string("attrs_pvname", v -> attributesVariable = v))
                .parameter(ParameterExport.string("ds_ping_method", v -> pingMethod = v))
                .parameter(ParameterExport.string("ds_ping_from", v -> pingFrom = v))
                .parameter(ParameterExport.integer("ds_ping_interval", v -> pingInterval = v))
                .parameter(ParameterExport.string("ds_ping_reply_codes", v -> replyCodes = v))
                .parameter(ParameterExport.integer("ds_probing_mode", v -> probingMode = v))
                .parameter(ParameterExport.integer("ds_probing_threshold", v -> probingThreshold = v));
    }

    Choice.Settings choice() {
        return new Choice.Settings(destinations, context, (flags & FAILOVER) != 0);
    }

    Probing.Settings probing() {
        return new Probing.Settings(pingMethod, pingFrom, probingMode, Math.max(1, probingThreshold), replyCodes);
    }
}
