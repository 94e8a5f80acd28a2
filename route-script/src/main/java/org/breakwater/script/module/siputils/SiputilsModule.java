package org.breakwater.script.module.siputils;

import java.security.SecureRandom;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.run.Signalling;

/** The siputils module. */
public final class SiputilsModule implements ScriptModule {

    private final RemoteParty remoteParty = new RemoteParty();
    private final OptionsAnswer options;
    private final EncodedContacts contacts = new EncodedContacts();
    private final ModuleExports exports;

    /**
     * @param signalling answers OPTIONS
     * @param random for charging identifiers
     */
    public SiputilsModule(Signalling signalling, SecureRandom random) {
        options = new OptionsAnswer(signalling);
        ChargingVector charging = new ChargingVector(random);
        ModuleExports.Builder table = ModuleExports.of("siputils");
        MessageTests.exports().forEach(table::function);
        UriFunctions.exports().forEach(table::function);
        TextTests.exports().forEach(table::function);
        contacts.exports().forEach(table::function);
        ContactParams.exports().forEach(table::function);
        remoteParty.exports().forEach(table::function);
        options.exports().forEach(table::function);
        charging.exports().forEach(table::function);
        table.pv(charging.variable());
        options.parameters().forEach(table::parameter);
        remoteParty.parameters().forEach(table::parameter);
        table.parameter(ParameterExport.string("contact_flds_separator", contacts::setSeparator));
        exports = table.build();
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) throws FixupException {
        remoteParty.start(load);
    }
}
