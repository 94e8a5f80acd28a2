package org.breakwater.script.module.tm;

import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.sip.proxy.BranchTimers;
import org.breakwater.sip.proxy.ProxySettings;
import org.breakwater.sip.transaction.TimerValues;

/** Parameters of tm. Times in milliseconds. Set while the script loads, only read afterwards. */
final class TmSettings {

    private static final String[] IGNORED_NUMBERS = {
        "ruri_matching",
        "via1_matching",
        "callid_matching",
        "callid_cseq_matching",
        "wt_timer",
        "noisy_ctimer",
        "unix_tx_timeout",
        "reparse_invite",
        "blst_503",
        "blst_503_def_timeout",
        "blst_503_min_timeout",
        "blst_503_max_timeout",
        "blst_methods_add",
        "blst_methods_lookup",
        "cancel_b_method",
        "reparse_on_dns_failover",
        "local_ack_mode",
        "faked_reply_prio",
        "failure_exec_mode",
        "dns_reuse_rcv_socket",
        "rich_redirect",
        "exec_time_check",
        "reply_relay_mode",
        "enable_uac_fr",
        "pass_provisional_replies"
    };

    private static final String[] IGNORED_TEXTS = {
        "fr_timer_avp",
        "fr_inv_timer_avp",
        "tw_append",
        "ac_extra_hdrs",
        "on_sl_reply",
        "contact_flows_avp",
        "xavp_contact",
        "event_callback",
        "event_callback_lres_sent",
        "contacts_avp"
    };

    private long frTimer = 30_000;
    private long frInvTimer = 120_000;
    private long maxInvLifetime = 180_000;
    private long maxNonInvLifetime = 32_000;
    private long retransmissionT1;
    private long retransmissionT2;
    private boolean restartFr = true;
    private boolean autoInv100 = true;
    private String autoInv100Reason = "trying -- your call is important to us";
    private int unmatchedCancel;
    private int failureReplyMode = 3;
    private int defaultCode = 500;
    private String defaultReason = "Server Internal Error";
    private boolean relay100;
    private boolean disable6xxBlock;
    private boolean remap503 = true;
    private boolean aggregateChallenges = true;
    private boolean localCancelReason = true;
    private boolean e2eCancelReason = true;

    void export(ModuleExports.Builder table) {
        table.parameter(ParameterExport.integer("fr_timer", v -> frTimer = v))
                .parameter(ParameterExport.integer("fr_inv_timer", v -> frInvTimer = v))
                .parameter(ParameterExport.integer("max_inv_lifetime", v -> maxInvLifetime = v))
                .parameter(ParameterExport.integer("max_noninv_lifetime", v -> maxNonInvLifetime = v))
                .parameter(ParameterExport.integer("retr_timer1", v -> retransmissionT1 = v))
                .parameter(ParameterExport.integer("retr_timer2", v -> retransmissionT2 = v))
                .parameter(ParameterExport.integer("restart_fr_on_each_reply", v -> restartFr = v != 0))
                .parameter(ParameterExport.integer("auto_inv_100", v -> autoInv100 = v != 0))
                .parameter(ParameterExport.string("auto_inv_100_reason", v -> autoInv100Reason = v))
                .parameter(ParameterExport.integer("unmatched_cancel", v -> unmatchedCancel = v))
                .parameter(ParameterExport.integer("failure_reply_mode", v -> failureReplyMode = v))
                .parameter(ParameterExport.integer("default_code", v -> defaultCode = v))
                .parameter(ParameterExport.string("default_reason", v -> defaultReason = v))
                .parameter(ParameterExport.integer("relay_100", v -> relay100 = v != 0))
                .parameter(ParameterExport.integer("disable_6xx_block", v -> disable6xxBlock = v != 0))
                .parameter(ParameterExport.integer("remap_503_500", v -> remap503 = v != 0))
                .parameter(ParameterExport.integer("aggregate_challenges", v -> aggregateChallenges = v != 0))
                .parameter(ParameterExport.integer("local_cancel_reason", v -> localCancelReason = v != 0))
                .parameter(ParameterExport.integer("e2e_cancel_reason", v -> e2eCancelReason = v != 0));
        for (String name : IGNORED_NUMBERS) {
            table.parameter(ParameterExport.ignoredInteger(name));
        }
        for (String name : IGNORED_TEXTS) {
            table.parameter(ParameterExport.ignoredString(name));
        }
    }

    ProxySettings proxy(TmPlan plan) {
        return new ProxySettings(
                relay100,
                !disable6xxBlock && !plan.disable6xx,
                remap503,
                aggregateChallenges,
                !plan.disableFailover,
                localCancelReason);
    }

    BranchTimers timers(TmPlan plan, boolean invite) {
        long lifetime = invite ? maxInvLifetime : maxNonInvLifetime;
        if (invite && plan.maxInvLifetime > 0) {
            lifetime = plan.maxInvLifetime;
        } else if (!invite && plan.maxNonInvLifetime > 0) {
            lifetime = plan.maxNonInvLifetime;
        }
        return new BranchTimers(
                plan.frTimer > 0 ? plan.frTimer : frTimer,
                plan.frInvTimer > 0 ? plan.frInvTimer : frInvTimer,
                restartFr,
                lifetime);
    }

    /** Retransmission intervals: of the plan, else of the parameters, else as they are. */
    TimerValues clientTimers(TmPlan plan, TimerValues base) {
        long t1 = plan.retransmissionT1 > 0 ? plan.retransmissionT1 : retransmissionT1;
        long t2 = plan.retransmissionT2 > 0 ? plan.retransmissionT2 : retransmissionT2;
        return base.withRetransmission(t1 > 0 ? t1 : base.t1(), t2 > 0 ? t2 : base.t2());
    }

    boolean autoInv100() {
        return autoInv100;
    }

    String autoInv100Reason() {
        return autoInv100Reason;
    }

    int unmatchedCancel() {
        return unmatchedCancel;
    }

    int failureReplyMode() {
        return failureReplyMode;
    }

    int defaultCode() {
        return defaultCode;
    }

    String defaultReason() {
        return defaultReason;
    }

    boolean e2eCancelReason() {
        return e2eCancelReason;
    }
}
