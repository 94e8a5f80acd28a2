package org.breakwater.pbx.lists;

import org.breakwater.presence.document.pidf.Entity;

/** Names where {@code pbx.example} and {@code 192.0.2.1} are ours. */
final class OneSpelling implements Names {

    static final Names NAMES = new OneSpelling();

    @Override
    public String entity(String uri) {
        String sip = Entity.sip(uri.contains("@") ? uri : uri + "@pbx.example");
        return sip.replaceFirst("@(pbx\\.example|192\\.0\\.2\\.1)$", "@ours");
    }

    @Override
    public String oursOrNull(String uri) {
        return entity(uri).endsWith("@ours") ? entity(uri) : null;
    }

    @Override
    public String like(String entity, String uri) {
        return entity.replaceFirst("@ours$", uri.substring(uri.lastIndexOf('@')));
    }
}
