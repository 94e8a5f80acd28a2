package org.breakwater.sip.msrp;

import org.breakwater.sip.message.Octets;

/** Writes what a relay answers with. */
public final class MsrpReply {

    private MsrpReply() {}

    /**
     * A reply to a request. To all but AUTH it goes one hop back only (RFC 4975 §7.2, RFC 4976 §5.1).
     *
     * @param code three digits
     * @param more further header fields, each with its line break; may be empty
     */
    public static byte[] to(MsrpFrame request, String code, String comment, String more) {
        MsrpPath back = request.fromPath();
        String id = request.transaction();
        return Octets.bytes("MSRP " + id + ' ' + code + ' ' + comment
                + "\r\nTo-Path: " + (request.is("AUTH") ? back.text() : back.first())
                + "\r\nFrom-Path: " + request.toPath().first() + "\r\n"
                + request.headerLine("Message-ID")
                + more
                + "-------" + id + "$\r\n");
    }

    /**
     * The report that a SEND which was answered could not be passed on (RFC 4976 §6.3); null when its sender wants none.
     *
     * @param transaction identifier of the report, not that of the SEND
     * @param status three digits and a comment
     */
    public static byte[] failure(MsrpFrame send, String transaction, String status) {
        String wanted = send.header("Failure-Report");
        if (!send.is("SEND") || "no".equals(wanted) || send.header("Message-ID") == null) {
            return null;
        }
        return Octets.bytes("MSRP " + transaction
                + " REPORT\r\nTo-Path: " + send.fromPath().text()
                + "\r\nFrom-Path: " + send.toPath().first() + "\r\n"
                + send.headerLine("Message-ID")
                + send.headerLine("Byte-Range")
                + "Status: 000 " + status
                + "\r\n-------" + transaction + "$\r\n");
    }
}
