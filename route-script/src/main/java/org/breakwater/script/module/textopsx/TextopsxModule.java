package org.breakwater.script.module.textopsx;

import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ScriptModule;

/** The textopsx module. It has no parameters. */
public final class TextopsxModule implements ScriptModule {

    private final ModuleExports exports;

    /** Makes the export table. */
    public TextopsxModule() {
        ModuleExports.Builder table = ModuleExports.of("textopsx");
        MessageFunctions.exports().forEach(table::function);
        ValueFunctions.exports().forEach(table::function);
        HeaderIterators.exports().forEach(table::function);
        HeaderIterators.variables().forEach(table::pv);
        LineIterators.exports().forEach(table::function);
        LineIterators.variables().forEach(table::pv);
        exports = table.build();
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }
}
