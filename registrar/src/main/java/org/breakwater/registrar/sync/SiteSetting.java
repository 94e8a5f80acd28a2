package org.breakwater.registrar.sync;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.breakwater.platform.security.IpNetwork;
import org.breakwater.platform.text.NearestName;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** What can be set for a branch, and which values make sense. */
public enum SiteSetting {
    /** Users who are rung together for unknown numbers. */
    OPERATOR {
        @Override
        Optional<String> refuse(String value) {
            return each(value, "[A-Za-z0-9._+*#~-]{1,64}", "a user");
        }
    },
    /** SIP URI of the branch's line. */
    TRUNK {
        @Override
        Optional<String> refuse(String value) {
            return refuseTrunk(value);
        }
    },
    /** Numbers that take the trunk whoever calls. */
    EMERGENCY {
        @Override
        Optional<String> refuse(String value) {
            return each(value, "[0-9*#+]{2,20}", "a number of 2 to 20 digits");
        }
    },
    /** What is dialled before an outside number. */
    OUTSIDE_PREFIX {
        @Override
        Optional<String> refuse(String value) {
            return value.matches("[0-9*]{1,4}") ? Optional.empty() : Optional.of("is not a prefix of 1 to 4 digits");
        }
    },
    /** Feature codes beside those that begin with an asterisk or a hash. */
    FEATURES {
        @Override
        Optional<String> refuse(String value) {
            return each(value, "[0-9*#+]{1,20}", "a code of at most 20 digits");
        }
    };

    private static final int LONGEST = 512;
    private static final Set<String> TRANSPORTS = Set.of("tcp", "tls", "udp");

    /** As it is written. */
    public String settingName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All names, in the order in which they are told. */
    public static List<String> names() {
        return Arrays.stream(values()).map(SiteSetting::settingName).toList();
    }

    /**
     * The setting of that name.
     *
     * @throws IllegalArgumentException with a sentence that names the nearest one
     */
    public static SiteSetting of(String name) {
        for (SiteSetting setting : values()) {
            if (setting.settingName().equals(name)) {
                return setting;
            }
        }
        String meant = NearestName.of(name, names())
                .map(n -> "; did you mean " + n + "?")
                .orElse("; there are " + String.join(", ", names()));
        throw new IllegalArgumentException("there is no setting " + name + meant);
    }

    /** What is wrong with a value, as a sentence; empty when it makes sense by itself. */
    public Optional<String> problem(String value) {
        Optional<String> problem = value.isBlank()
                ? Optional.of("is empty; to take a setting away, unset it")
                : value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)
                        ? Optional.of("is longer than " + LONGEST + " characters or has control characters")
                        : refuse(value);
        return problem.map(p -> settingName() + " \"" + value + "\" " + p);
    }

    /** What is wrong with a value that is neither empty nor too long. */
    abstract Optional<String> refuse(String value);

    /** The parts of a value that is a list. */
    public static List<String> parts(String value) {
        return value.isBlank() ? List.of() : List.of(value.strip().split("\\s+"));
    }

    private static Optional<String> each(String value, String pattern, String what) {
        return parts(value).stream()
                .filter(part -> !part.matches(pattern))
                .findFirst()
                .map(part -> "has \"" + part + "\", which is not " + what);
    }

    private static Optional<String> refuseTrunk(String value) {
        String wanted = "; write sip:ADDRESS[:PORT];transport=tcp, or tls, or udp where the gateway knows nothing else";
        try {
            SipUri uri = SipUri.parse(value);
            if (!uri.isSip() || uri.host() == null || !IpNetwork.isAddress(uri.host())) {
                return Optional.of("is not a SIP URI with an address in numbers" + wanted);
            }
            if (uri.user() != null) {
                return Optional.of("has a user part, where the number will be" + wanted);
            }
            String transport = uri.transport();
            return transport != null && TRANSPORTS.contains(transport)
                    ? Optional.empty()
                    : Optional.of("does not say over which transport" + wanted);
        } catch (SipParseException e) {
            return Optional.of("is not a SIP URI: " + e.getMessage() + wanted);
        }
    }
}
