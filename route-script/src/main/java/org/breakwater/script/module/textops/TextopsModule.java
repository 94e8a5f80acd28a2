package org.breakwater.script.module.textops;

import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ScriptModule;

/** The textops module. It has no parameters. */
public final class TextopsModule implements ScriptModule {

    private final ModuleExports exports;

    /** Makes the export table. */
    public TextopsModule() {
        ModuleExports.Builder table = ModuleExports.of("textops");
        SearchFunctions.exports().forEach(table::function);
        HeaderFunctions.exports().forEach(table::function);
        BodyFunctions.exports().forEach(table::function);
        MultipartFunctions.exports().forEach(table::function);
        StringFunctions.exports().forEach(table::function);
        MessageFunctions.exports().forEach(table::function);
        UriSubstitutions.exports().forEach(table::function);
        table.transformation(UriSubstitutions.transformation());
        exports = table.build();
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }
}
