package org.breakwater.registrar.sync;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.platform.directory.AccountCopy;
import org.breakwater.platform.directory.DirectoryName;
import org.breakwater.platform.wire.Codec;
import org.breakwater.platform.wire.WireException;
import org.breakwater.platform.wire.WireReader;
import org.breakwater.platform.wire.WireWriter;

/** Accounts on the wire, format 1. */
public final class AccountCodec implements Codec<AccountCopy> {

    private static final int FORMAT = 1;
    private static final int MAX_BYTES = 64 << 10;
    private static final int MAX_NAME = 256;
    private static final int MAX_REALMS = 64;

    @Override
    public byte[] encode(AccountCopy copy) {
        WireWriter writer = WireWriter.format(FORMAT)
                .text(1, copy.name().username())
                .text(2, copy.name().domain())
                .text(3, copy.displayName());
        for (AccountCopy.RealmHash h : copy.hashes()) {
            writer.nested(
                    4, WireWriter.nested().text(1, h.realm()).bytes(2, h.md5()).bytes(3, h.sha256()));
        }
        return writer.toBytes();
    }

    @Override
    public AccountCopy decode(byte[] bytes) throws WireException {
        WireReader reader = WireReader.of(bytes, MAX_BYTES, FORMAT);
        String[] texts = new String[4];
        List<AccountCopy.RealmHash> hashes = new ArrayList<>();
        while (reader.next()) {
            switch (reader.tag()) {
                case 1, 2, 3 -> texts[reader.tag()] = reader.text(MAX_NAME);
                case 4 -> hashes.add(hash(reader.nested()));
                default -> {}
            }
        }
        if (texts[1] == null || texts[2] == null || texts[3] == null || hashes.size() > MAX_REALMS) {
            throw new WireException("an account needs a user, a domain, a name and at most " + MAX_REALMS + " realms");
        }
        return new AccountCopy(new DirectoryName(texts[1], texts[2]), texts[3], hashes);
    }

    private static AccountCopy.RealmHash hash(WireReader reader) throws WireException {
        String realm = null;
        byte[] md5 = {};
        byte[] sha256 = {};
        while (reader.next()) {
            switch (reader.tag()) {
                case 1 -> realm = reader.text(MAX_NAME);
                case 2 -> md5 = reader.bytes(16);
                case 3 -> sha256 = reader.bytes(32);
                default -> {}
            }
        }
        if (realm == null || md5.length != 16 || sha256.length != 32) {
            throw new WireException("a credential needs a realm and hashes of 16 and 32 octets");
        }
        return new AccountCopy.RealmHash(realm, md5, sha256);
    }
}
