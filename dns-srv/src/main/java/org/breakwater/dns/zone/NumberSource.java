package org.breakwater.dns.zone;

import java.util.Optional;

/**
 * The company's own numbers, for ENUM. Called on event loops for every question: answers come from memory and never
 * block.
 */
public interface NumberSource {

    /** No numbers. */
    NumberSource NONE = new NumberSource() {
        @Override
        public Optional<String> uri(String digits) {
            return Optional.empty();
        }

        @Override
        public boolean anyBelow(String digits) {
            return false;
        }
    };

    /**
     * Where a number is reached.
     *
     * @param digits an E.164 number without {@code +}, 1–15 digits
     * @return a URI such as {@code sip:+4930123456@pbx.example}; empty when the number is not ours
     */
    Optional<String> uri(String digits);

    /** True when at least one of our numbers starts with {@code digits} and is longer. */
    boolean anyBelow(String digits);
}
