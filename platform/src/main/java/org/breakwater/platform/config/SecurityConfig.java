package org.breakwater.platform.config;

import org.breakwater.platform.security.AccountLimits;
import org.breakwater.platform.security.GuardLimits;
import org.breakwater.platform.security.NetworkList;

/**
 * Who may do what, how fast.
 *
 * @param registrationNetworks from where phones may register
 * @param trustedNetworks sources without limits and bans
 * @param guard what any other source may do
 * @param accounts wrong passwords an account takes from new addresses
 * @param maxConnectionsPerSource connections at a time, 1–100000
 */
public record SecurityConfig(
        NetworkList registrationNetworks,
        NetworkList trustedNetworks,
        GuardLimits guard,
        AccountLimits accounts,
        int maxConnectionsPerSource) {}
