package org.breakwater.presence.xcap;

import java.nio.charset.StandardCharsets;

/** Requests of users, and documents to put. */
public final class Requests {

    static final String JOE = "sip:joe@pbx.example.lan";
    static final String LISTS_TYPE = "application/resource-lists+xml";
    static final String SERVICES_TYPE = "application/rls-services+xml";
    static final String ELEMENT = "application/xcap-el+xml";
    static final String ATTRIBUTE = "application/xcap-att+xml";
    static final String LISTS = "/resource-lists/users/" + JOE + "/index";
    static final String SERVICES = "/rls-services/users/" + JOE + "/index";

    /** Two lists, written by hand: comments, prefixes and white space must survive. */
    static final String TWO_LISTS = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- Joe's -->
            <resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists" xmlns:x="urn:example:x">
              <list name="friends" x:colour='r"d'>
                <display-name xml:lang="en">Friends &amp; others</display-name>
                <!-- Bill sits <next door> -->
                <entry uri="sip:bill@pbx.example.lan">
                  <display-name>Bill Doe</display-name>
                </entry>
                <entry uri="sip:petri@pbx.example.lan"/>
                <x:key>7</x:key>
              </list>
              <list name="team"/>
            </resource-lists>
            """;

    private Requests() {}

    static XcapRequest get(String uri) {
        return request("GET", uri, "", "");
    }

    static XcapRequest delete(String uri) {
        return request("DELETE", uri, "", "");
    }

    static XcapRequest put(String uri, String type, String body) {
        return request("PUT", uri, type, body);
    }

    static XcapRequest request(String method, String uri, String type, String body) {
        return new XcapRequest(
                method,
                uri,
                new XcapRequest.Who(JOE, false),
                new XcapRequest.Fields(type, "", ""),
                body.getBytes(StandardCharsets.UTF_8));
    }

    static XcapRequest on(XcapRequest request, String ifMatch, String ifNoneMatch) {
        return new XcapRequest(
                request.method(),
                request.uri(),
                request.who(),
                new XcapRequest.Fields(request.fields().contentType(), ifMatch, ifNoneMatch),
                request.body());
    }

    static XcapRequest by(String user, boolean administrator, XcapRequest request) {
        return new XcapRequest(
                request.method(),
                request.uri(),
                new XcapRequest.Who(user, administrator),
                request.fields(),
                request.body());
    }
}
